import { z } from "zod";
import { type Duration, durationToMinutes, isDuration, suggestDuration } from "./duration";
import type { Approval } from "./environments";
import { choice, text } from "./fields";
import { type Forecast, forecastSchema } from "./forecast";
import type { Budget, Compute, Settings } from "./settings";

/** The values of a stack that the program reads, by full key, before the environment's defaults. */
export interface StackValues {
  readonly "azure-native:location": string;
  readonly "aws:region"?: string | undefined;
  readonly "forecast-platform:forecasts": readonly Forecast[];
  readonly "forecast-platform:compute"?: Compute | undefined;
  readonly "forecast-platform:approval"?: Approval | undefined;
  readonly "forecast-platform:operators"?: string | undefined;
  readonly "forecast-platform:databricks": Settings["databricks"];
  readonly "forecast-platform:aws"?:
    | { readonly accountId: string; readonly oidcProviderArn?: string | undefined }
    | undefined;
  readonly "forecast-platform:watch"?: Duration | "off" | undefined;
  readonly "forecast-platform:alerts"?: Settings["alerts"] | undefined;
  readonly "forecast-platform:budget"?: Budget | undefined;
}

const guid = text({
  be: "a GUID",
  test: /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/,
});

const location = text({
  be: "an Azure region's name in lower-case letters and digits",
  test: /^[a-z][a-z0-9]{2,40}$/,
  suggest: (given) => {
    const name = given.toLowerCase().replaceAll(/[ _-]/g, "");
    return /^[a-z][a-z0-9]{2,40}$/.test(name) ? name : undefined;
  },
});

const region = text({
  be: "an AWS region's code",
  test: /^[a-z]{2}(?:-[a-z]{2,12}){1,3}-[0-9]$/,
});

// YAML 1.1 reads a bare `off` as false, and Pulumi's command line may have done so.
const watch = z.preprocess(
  (value) => (value === false || value === "false" ? "off" : value),
  text<Duration | "off">({
    be: 'a duration from "5 minutes" to "1 day", or "off"',
    test: isWatch,
    suggest: (given) => (given.toLowerCase() === "never" ? "off" : suggestWatch(given)),
  }),
);

const aws = z.strictObject({
  accountId: text({ be: "an AWS account id of 12 digits", test: /^[0-9]{12}$/ }),
  oidcProviderArn: text({
    be: "empty, or the ARN of an IAM OIDC provider",
    test: /^$|^arn:aws(?:-cn|-us-gov)?:iam::[0-9]{12}:oidc-provider\/[^\s]{1,255}$/,
  }).optional(),
});

const alerts = z.strictObject({
  email: text({
    be: "one mail address",
    test: /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/,
  }),
});

const budget = z.strictObject({
  monthly: z.number().gt(0),
  currency: text({
    be: "an ISO 4217 code of three capital letters",
    test: /^[A-Z]{3}$/,
    suggest: (given) => (/^[A-Za-z]{3}$/.test(given) ? given.toUpperCase() : undefined),
  }),
  from: text({
    be: "a month as yyyy-MM",
    test: /^[0-9]{4}-(?:0[1-9]|1[0-2])$/,
    suggest: (given) => /^[0-9]{4}-(?:0[1-9]|1[0-2])(?=-[0-9]{2}$)/.exec(given)?.[0],
  }),
});

/** The schema of {@link StackValues}, built once; keys that it does not know are judged elsewhere. */
export const stackSchema: z.ZodType<StackValues> = z.object({
  "azure-native:location": location,
  "aws:region": region.optional(),
  "forecast-platform:forecasts": z.array(forecastSchema).min(1),
  "forecast-platform:compute": choice(["job-cluster", "serverless"]).optional(),
  "forecast-platform:approval": choice(["none", "required"]).optional(),
  "forecast-platform:operators": guid.optional(),
  "forecast-platform:databricks": z.strictObject({ accountId: guid }),
  "forecast-platform:aws": aws.optional(),
  "forecast-platform:watch": watch.optional(),
  "forecast-platform:alerts": alerts.optional(),
  "forecast-platform:budget": budget.optional(),
});

function isWatch(given: string): given is Duration | "off" {
  if (given === "off") return true;
  if (!isDuration(given)) return false;
  const minutes = durationToMinutes(given);
  return minutes >= 5 && minutes <= 1440;
}

function suggestWatch(given: string): string | undefined {
  const duration = suggestDuration(given);
  return duration !== undefined && isWatch(duration) ? duration : undefined;
}
