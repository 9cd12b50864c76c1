import { z } from "zod";
import { type Adoption, adoptSchema } from "./adopt";
import { type Duration, durationToMinutes, isDuration, suggestDuration } from "./duration";
import { type Approval, byEnvironment } from "./environments";
import { choice, described, text } from "./fields";
import { type Forecast, forecastSchema } from "./forecast";
import { type Budget, type Compute, SETTINGS_DEFAULTS, type Settings } from "./settings";

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
  readonly "forecast-platform:adopt"?: Adoption | undefined;
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
  accountId: described(text({ be: "an AWS account id of 12 digits", test: /^[0-9]{12}$/ }), {
    description: "the account; a leading zero belongs to it, so it is written in quotes",
  }),
  oidcProviderArn: described(
    text({
      be: "empty, or the ARN of an IAM OIDC provider",
      test: /^$|^arn:aws(?:-cn|-us-gov)?:iam::[0-9]{12}:oidc-provider\/[^\s]{1,255}$/,
    }).optional(),
    {
      description: "the identity provider of the Entra tenant, of which an account has one",
      absent: "the stack makes it",
    },
  ),
});

const alerts = z.strictObject({
  email: described(
    text({
      be: "one mail address",
      test: /^[^\s@]{1,64}@[^\s@.]{1,63}(?:\.[^\s@.]{1,63}){1,8}$/,
    }),
    { description: "where alerts go" },
  ),
});

const budget = z.strictObject({
  monthly: described(z.number().gt(0), { description: "the amount a month, in `currency`" }),
  currency: described(
    text({
      be: "an ISO 4217 code of three capital letters",
      test: /^[A-Z]{3}$/,
      suggest: (given) => (/^[A-Za-z]{3}$/.test(given) ? given.toUpperCase() : undefined),
    }),
    { description: "its currency; `USD` with an AWS backend" },
  ),
  from: described(
    text({
      be: "a month as yyyy-MM",
      test: /^[0-9]{4}-(?:0[1-9]|1[0-2])$/,
      suggest: (given) => /^[0-9]{4}-(?:0[1-9]|1[0-2])(?=-[0-9]{2}$)/.exec(given)?.[0],
    }),
    { description: "the first month that is watched" },
  ),
});

const WITH_AWS = "required with an AWS backend";
const GUARDED = byEnvironment(({ guarded }) => (guarded ? "required" : "none"));

/** The schema of {@link StackValues}, built once; keys that it does not know are judged elsewhere. */
export const stackSchema: z.ZodType<StackValues> = z.object({
  "azure-native:location": described(location, { description: "Azure region, such as `eastus`" }),
  "aws:region": described(region.optional(), { description: "AWS region", absent: WITH_AWS }),
  "forecast-platform:forecasts": described(z.array(forecastSchema).min(1), {
    description: "what is forecast: a list of forecasts",
  }),
  "forecast-platform:compute": described(choice(["job-cluster", "serverless"]).optional(), {
    description: "where jobs run: a cluster for each job, or Databricks serverless",
    absent: `\`${SETTINGS_DEFAULTS.compute}\``,
  }),
  "forecast-platform:approval": described(choice(["none", "required"]).optional(), {
    description: "whether a person approves a model before it forecasts",
    absent: byEnvironment(({ approval }) => `\`${approval}\``),
  }),
  "forecast-platform:operators": described(guid.optional(), {
    description: "object id of the Entra group of operators",
    absent: GUARDED,
  }),
  "forecast-platform:databricks": described(
    z.strictObject({
      accountId: described(guid, { description: "id of the Databricks account" }),
    }),
    { description: "the Databricks account" },
  ),
  "forecast-platform:aws": described(aws.optional(), {
    description: "the AWS account",
    absent: WITH_AWS,
  }),
  "forecast-platform:adopt": described(adoptSchema.optional(), {
    description: "resources that exist already and are brought in",
    absent: "everything is made",
  }),
  "forecast-platform:watch": described(watch.optional(), {
    description: "how often overdue runs are looked for",
    absent: byEnvironment((environment) => `\`${environment.watch ?? "off"}\``),
  }),
  "forecast-platform:alerts": described(alerts.optional(), {
    description: "who is told",
    absent: `${GUARDED}; required with a budget`,
  }),
  "forecast-platform:budget": described(budget.optional(), {
    description: "the monthly budget, which warns, and above which `preview` refuses a change",
    absent: "none",
  }),
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
