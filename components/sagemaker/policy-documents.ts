/**
 * What each role of SageMaker AutoML may do, as policy documents.
 *
 * As for Amazon Forecast: resources by the environment's prefix, creation only with its tags, the
 * key only through S3. An AutoML job cannot be deleted, so the cleaner stops jobs and deletes models.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
import { callerData, type ExchangeTarget, readInputWriteOutput } from "../aws/exchange-data";
import {
  actionsOf,
  type Conditions,
  type OwnerTags,
  type PolicyDocument,
  policyDocument,
  requestTags,
  resourceTags,
  type Statement,
} from "../aws/policy-document";
import { serviceTrust } from "../aws/trust";

/** The environment that a document is for. */
export interface SageMakerScope extends OwnerTags {
  /** @format 12 digits */
  readonly account: string;
  /** What resource names begin with, before a hyphen, such as `forecast-dev`. */
  readonly prefix: string;
  readonly region: string;
}

/** What the submitter also reaches. */
export interface SubmitterScope extends SageMakerScope, Omit<ExchangeTarget, "region"> {
  readonly executionRoleArn: string;
}

/** What the execution role reaches. */
export interface ExecutionScope extends ExchangeTarget {
  /** @format 12 digits */
  readonly account: string;
}

type Kind = "automl-job" | "model" | "transform-job";

const EVERY_KIND: readonly Kind[] = ["automl-job", "model", "transform-job"];

/** For the jobs that start training and predictions. */
export function submitterPolicy(scope: SubmitterScope): PolicyDocument {
  const create = ["CreateAutoMLJobV2", "CreateModel", "CreateTransformJob"];
  const asked: Conditions = { StringEquals: requestTags(scope) };
  return policyDocument(
    allow("Create", create, arns(scope, EVERY_KIND), asked),
    allow("TagAtCreation", ["AddTags"], arns(scope, EVERY_KIND), asked),
    {
      Sid: "PassExecutionRole",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: [scope.executionRoleArn],
      Condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
    ...callerData(scope),
  );
}

/** For the jobs that ask how far the service is. */
export function pollerPolicy(scope: SageMakerScope): PolicyDocument {
  const describe = ["DescribeAutoMLJobV2", "DescribeModel", "DescribeTransformJob"];
  const list = ["ListAutoMLJobs", "ListCandidatesForAutoMLJob", "ListModels"];
  return policyDocument(
    allow("Read", describe, arns(scope, EVERY_KIND)),
    // The service knows no resource for them.
    allow("List", list, ["*"], { StringEquals: { "aws:RequestedRegion": scope.region } }),
  );
}

/** For the jobs that stop and delete; what to delete, they learn as the poller. */
export function cleanerPolicy(scope: SageMakerScope): PolicyDocument {
  const remove = ["DeleteModel", "StopAutoMLJob", "StopTransformJob"];
  const owned: Conditions = { StringEquals: resourceTags(scope) };
  return policyDocument(allow("Remove", remove, arns(scope, EVERY_KIND), owned));
}

/** For the service while it trains and predicts. */
export function executionPolicy(scope: ExecutionScope): PolicyDocument {
  const { account, region } = scope;
  return policyDocument(
    ...readInputWriteOutput(scope),
    {
      Sid: "LogIn",
      Effect: "Allow",
      Action: ["ecr:GetAuthorizationToken"],
      // The service knows no resource for it.
      Resource: ["*"],
      Condition: { StringEquals: { "aws:RequestedRegion": region } },
    },
    {
      Sid: "PullImages",
      Effect: "Allow",
      Action: actionsOf("ecr", [
        "BatchCheckLayerAvailability",
        "BatchGetImage",
        "GetDownloadUrlForLayer",
      ]),
      // The images are AWS's own, in accounts that differ by region.
      Resource: [`arn:aws:ecr:${region}:*:repository/*`],
    },
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: actionsOf("logs", [
        "CreateLogGroup",
        "CreateLogStream",
        "DescribeLogStreams",
        "PutLogEvents",
      ]),
      Resource: [`arn:aws:logs:${region}:${account}:log-group:/aws/sagemaker/*`],
    },
  );
}

/** Who may become the execution role: the service, for this account and region. */
export function executionTrust(scope: Pick<ExecutionScope, "account" | "region">): PolicyDocument {
  return serviceTrust({ account: scope.account, region: scope.region, service: "sagemaker" });
}

function allow(
  Sid: string,
  names: readonly string[],
  Resource: readonly string[],
  Condition?: Conditions,
): Statement {
  const Action = actionsOf("sagemaker", names);
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

function arns({ account, prefix, region }: SageMakerScope, kinds: readonly Kind[]): string[] {
  return kinds.map((kind) => `arn:aws:sagemaker:${region}:${account}:${kind}/${prefix}-*`);
}
