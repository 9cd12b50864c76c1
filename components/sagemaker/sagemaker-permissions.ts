/**
 * What the forecasting jobs may do with SageMaker AutoML, and what it may do for them.
 *
 *   SageMakerPermissions
 *   ├─ Role execution   with its policy: the service reads `in/`, writes `out/`, logs
 *   ├─ Role submitter   with its policy: puts data in, starts work, fetches results
 *   ├─ Role poller      with its policy: asks how far it is
 *   └─ Role cleaner     with its policy: stops jobs, deletes models
 *
 * The jobs' roles trust one identity's token and nothing else, so no key is stored anywhere.
 * https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
 */
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  type Output,
  output,
} from "@pulumi/pulumi";
import { type CallerArgs, callerTrust, createRole } from "../aws/iam-role";
import { type AwsSite, sageMakerPrefix } from "../aws/names";
import type { PolicyDocument } from "../aws/policy-document";
import { tagsOf } from "../shared/tags";
import { BACKEND } from "./data-roles";
import {
  cleanerPolicy,
  executionPolicy,
  executionTrust,
  pollerPolicy,
  type SageMakerScope,
  submitterPolicy,
} from "./policy-documents";

/** Arguments of {@link SageMakerPermissions}. */
export interface SageMakerPermissionsArgs extends CallerArgs {
  readonly exchange: {
    readonly bucketArn: Output<string>;
    readonly bucketName: Output<string>;
    readonly keyArn: Output<string>;
  };
  readonly site: AwsSite;
}

const DESCRIPTIONS = {
  submitter: "Forecasting jobs give SageMaker its data and start its work",
  poller: "Forecasting jobs ask SageMaker how far it is",
  cleaner: "Forecasting jobs stop SageMaker jobs and delete models",
} as const;

type JobRole = keyof typeof DESCRIPTIONS;

/**
 * The execution role and the three roles of the jobs.
 *
 * Children: `<name>-execution`, `-submitter`, `-poller`, `-cleaner`, and `-policy` behind each.
 *
 * @example
 * new SageMakerPermissions("sagemaker-access", {
 *   site, exchange, forecaster, identityProvider, tokenAudience,
 * })
 */
export class SageMakerPermissions extends ComponentResource {
  /** What a token has to be made out to: it is asked for by `<audience>/.default`. */
  readonly audience: Output<string>;
  readonly bucketName: Output<string>;
  readonly cleanerRoleArn: Output<string>;
  readonly executionRoleArn: Output<string>;
  readonly pollerRoleArn: Output<string>;
  readonly submitterRoleArn: Output<string>;

  constructor(name: string, args: SageMakerPermissionsArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:sagemaker:SageMakerPermissions", name, {}, options);

    const scope = scopeOf(args.site);
    const common = { backend: BACKEND, site: args.site, trust: callerTrust(args) };
    const create = (role: JobRole, policy: Input<PolicyDocument>) =>
      createRole(this, name, { ...common, role, description: DESCRIPTIONS[role], policy });

    this.executionRoleArn = this.#createExecution(name, args);
    this.submitterRoleArn = create(
      "submitter",
      submitterOf(args.exchange, this.executionRoleArn, scope),
    );
    this.pollerRoleArn = create("poller", pollerPolicy(scope));
    this.cleanerRoleArn = create("cleaner", cleanerPolicy(scope));
    this.audience = args.tokenAudience.audience;
    this.bucketName = args.exchange.bucketName;
    this.registerOutputs({
      audience: this.audience,
      bucketName: this.bucketName,
      cleanerRoleArn: this.cleanerRoleArn,
      executionRoleArn: this.executionRoleArn,
      pollerRoleArn: this.pollerRoleArn,
      submitterRoleArn: this.submitterRoleArn,
    });
  }

  #createExecution(name: string, { exchange, site }: SageMakerPermissionsArgs): Output<string> {
    const { accountId: account, region } = site;
    const { bucketArn, keyArn } = exchange;
    return createRole(this, name, {
      backend: BACKEND,
      site,
      role: "execution",
      description: "SageMaker trains and predicts for the forecasting jobs",
      trust: executionTrust({ account, region }),
      policy: output({ bucketArn, keyArn, account, region }).apply(executionPolicy),
    });
  }
}

function submitterOf(
  { bucketArn, keyArn }: SageMakerPermissionsArgs["exchange"],
  executionRoleArn: Output<string>,
  scope: SageMakerScope,
): Output<PolicyDocument> {
  return output({ bucketArn, keyArn, executionRoleArn }).apply((arns) =>
    submitterPolicy({ ...scope, ...arns }),
  );
}

function scopeOf({ accountId, environment, region }: AwsSite): SageMakerScope {
  const { project } = tagsOf(environment);
  return { account: accountId, environment, prefix: sageMakerPrefix(environment), project, region };
}
