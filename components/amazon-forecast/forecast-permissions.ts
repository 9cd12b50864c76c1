/**
 * What the forecasting jobs may do with Amazon Forecast.
 *
 *   ForecastPermissions
 *   ├─ Role submitter   with its policy: puts data in, starts work, fetches results
 *   ├─ Role poller      with its policy: asks how far it is
 *   └─ Role cleaner     with its policy: stops and deletes
 *
 * All three trust one identity's token and nothing else, so no key is stored anywhere. A job takes
 * the role of what it is about to do: one that only asks cannot delete.
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
  output,
} from "@pulumi/pulumi";
import { type CallerArgs, callerTrust, createRole } from "../aws/iam-role";
import { type AwsSite, forecastPrefix } from "../aws/names";
import type { PolicyDocument } from "../aws/policy-document";
import { tagsOf } from "../shared/tags";
import { BACKEND } from "./data-roles";
import {
  cleanerPolicy,
  type ForecastScope,
  pollerPolicy,
  submitterPolicy,
} from "./policy-documents";

/** Arguments of {@link ForecastPermissions}. */
export interface ForecastPermissionsArgs extends CallerArgs {
  readonly exchange: {
    readonly bucketArn: Output<string>;
    readonly bucketName: Output<string>;
    readonly keyArn: Output<string>;
  };
  readonly serviceRoles: {
    readonly exportRoleArn: Output<string>;
    readonly importRoleArn: Output<string>;
  };
  readonly site: AwsSite;
}

const DESCRIPTIONS = {
  submitter: "Forecasting jobs give Amazon Forecast its data and start its work",
  poller: "Forecasting jobs ask Amazon Forecast how far it is",
  cleaner: "Forecasting jobs stop and delete what Amazon Forecast holds",
} as const;

type JobRole = keyof typeof DESCRIPTIONS;

/**
 * The three roles of the jobs.
 *
 * Children: `<name>-submitter`, `-poller`, `-cleaner`, and `-policy` behind each of them.
 *
 * @example
 * new ForecastPermissions("forecast-access", {
 *   site, exchange, serviceRoles, forecaster, identityProvider, tokenAudience,
 * })
 */
export class ForecastPermissions extends ComponentResource {
  /** What a token has to be made out to: it is asked for by `<audience>/.default`. */
  readonly audience: Output<string>;
  readonly bucketName: Output<string>;
  readonly cleanerRoleArn: Output<string>;
  readonly pollerRoleArn: Output<string>;
  readonly submitterRoleArn: Output<string>;

  constructor(name: string, args: ForecastPermissionsArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:amazon-forecast:ForecastPermissions", name, {}, options);
    const scope = scopeOf(args.site);
    const common = { backend: BACKEND, site: args.site, trust: callerTrust(args) };
    const create = (role: JobRole, policy: Input<PolicyDocument>) =>
      createRole(this, name, { ...common, role, description: DESCRIPTIONS[role], policy });

    this.submitterRoleArn = create("submitter", submitterOf(args, scope));
    this.pollerRoleArn = create("poller", pollerPolicy(scope));
    this.cleanerRoleArn = create("cleaner", cleanerPolicy(scope));
    this.audience = args.tokenAudience.audience;
    this.bucketName = args.exchange.bucketName;
    this.registerOutputs({
      audience: this.audience,
      bucketName: this.bucketName,
      cleanerRoleArn: this.cleanerRoleArn,
      pollerRoleArn: this.pollerRoleArn,
      submitterRoleArn: this.submitterRoleArn,
    });
  }
}

function submitterOf(
  { exchange, serviceRoles }: ForecastPermissionsArgs,
  scope: ForecastScope,
): Output<PolicyDocument> {
  const { bucketArn, keyArn } = exchange;
  const { exportRoleArn, importRoleArn } = serviceRoles;
  return output({ bucketArn, keyArn, exportRoleArn, importRoleArn }).apply((arns) =>
    submitterPolicy({ ...scope, ...arns }),
  );
}

function scopeOf({ accountId, environment, region }: AwsSite): ForecastScope {
  const { project } = tagsOf(environment);
  return { account: accountId, environment, prefix: forecastPrefix(environment), project, region };
}
