/**
 * What each role of Amazon Forecast may do, as policy documents.
 *
 * Resources are named by the environment's prefix, so an environment cannot touch another in the
 * same account. Where an action has no resource to name, the request's tags and region stand in.
 * No job sends a key with its data (`KMSKeyArn`): the bucket encrypts by itself, so the key is
 * needed through S3 and nowhere else.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonforecast.html
 */
import { callerData, type ExchangeTarget, readInput, writeOutput } from "../aws/exchange-data";
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
export interface ForecastScope extends OwnerTags {
  /** @format 12 digits */
  readonly account: string;
  /** What resource names begin with, before an underscore, such as `forecast_dev`. */
  readonly prefix: string;
  readonly region: string;
}

/** What the submitter also reaches. */
export interface SubmitterScope extends ForecastScope, Omit<ExchangeTarget, "region"> {
  readonly exportRoleArn: string;
  readonly importRoleArn: string;
}

/** The tail of the ARN of each kind of resource that the platform makes; `#` is the prefix. */
const TAILS = {
  dataset: "dataset/#_*",
  datasetGroup: "dataset-group/#_*",
  datasetImportJob: "dataset-import-job/#_*/*",
  forecast: "forecast/#_*",
  forecastExportJob: "forecast-export-job/#_*/*",
  predictor: "predictor/#_*",
  predictorBacktestExportJob: "predictor-backtest-export-job/#_*",
} as const;

type Kind = keyof typeof TAILS;

const EVERY_KIND = Object.keys(TAILS).sort() as readonly Kind[];

/**
 * Kinds that the platform never makes. The service lists them beside the others for the actions
 * that take any kind, and a linter asks for all that the service lists.
 */
const OTHER_KINDS = [
  "explainability",
  "explainability-export",
  "forecast-endpoint",
  "monitor",
  "what-if-analysis",
  "what-if-forecast",
  "what-if-forecast-export",
];

/** For the jobs that start imports, training, forecasts and exports. */
export function submitterPolicy(scope: SubmitterScope): PolicyDocument {
  const asked = requestTags(scope);
  const owned: Conditions = { StringEquals: { ...asked, ...resourceTags(scope) } };
  const create = ["CreateDataset", "CreateDatasetGroup", "CreateDatasetImportJob"];
  const data: readonly Kind[] = ["dataset", "datasetGroup", "datasetImportJob"];
  const region = { "aws:RequestedRegion": scope.region };
  const read = ["CreateForecast", "CreatePredictorBacktestExportJob"];
  return policyDocument(
    allow("CreateData", create, arns(scope, data), { StringEquals: asked }),
    allow("FillGroup", ["UpdateDatasetGroup"], arns(scope, ["dataset", "datasetGroup"])),
    // The service knows no resource for it.
    allow("Train", ["CreateAutoPredictor"], ["*"], { StringEquals: { ...asked, ...region } }),
    allow("UsePredictor", read, arns(scope, ["predictor"]), owned),
    allow("ExportForecast", ["CreateForecastExportJob"], arns(scope, ["forecast"]), owned),
    allow("TagAtCreation", ["TagResource"], arns(scope, EVERY_KIND), { StringEquals: asked }),
    passRoles(scope),
    ...callerData(scope),
  );
}

/** For the jobs that ask how far the service is. */
export function pollerPolicy(scope: ForecastScope): PolicyDocument {
  const describe = [
    "DescribeAutoPredictor",
    "DescribeDataset",
    "DescribeDatasetGroup",
    "DescribeDatasetImportJob",
    "DescribeForecast",
    "DescribeForecastExportJob",
    "DescribePredictorBacktestExportJob",
    "GetAccuracyMetrics",
    "ListTagsForResource",
  ];
  const list = [
    "ListDatasetGroups",
    "ListDatasetImportJobs",
    "ListDatasets",
    "ListForecastExportJobs",
    "ListForecasts",
    "ListPredictorBacktestExportJobs",
    "ListPredictors",
  ];
  return policyDocument(
    allow("Read", describe, arns(scope, EVERY_KIND)),
    // The service knows no resource for them.
    allow("List", list, ["*"], { StringEquals: { "aws:RequestedRegion": scope.region } }),
  );
}

/** For the jobs that stop and delete; what to delete, they learn as the poller. */
export function cleanerPolicy(scope: ForecastScope): PolicyDocument {
  const remove = [
    "DeleteDataset",
    "DeleteDatasetGroup",
    "DeleteDatasetImportJob",
    "DeleteForecast",
    "DeleteForecastExportJob",
    "DeletePredictor",
    "DeletePredictorBacktestExportJob",
  ];
  const ofAnyKind = ["DeleteResourceTree", "StopResource"];
  const others = OTHER_KINDS.map((kind) => arn(scope, `${kind}/#_*`));
  const owned: Conditions = { StringEquals: resourceTags(scope) };
  return policyDocument(
    allow("Remove", remove, arns(scope, EVERY_KIND), owned),
    allow("RemoveAnyKind", ofAnyKind, [...arns(scope, EVERY_KIND), ...others], owned),
  );
}

/** For the service while it imports. */
export function importPolicy(target: ExchangeTarget): PolicyDocument {
  return policyDocument(...readInput(target));
}

/** For the service while it exports. */
export function exportPolicy(target: ExchangeTarget): PolicyDocument {
  return policyDocument(...writeOutput(target));
}

/** Who may become the import or the export role: the service, for this account and region. */
export function forecastServiceTrust(
  scope: Pick<ForecastScope, "account" | "region">,
): PolicyDocument {
  return serviceTrust({ ...scope, service: "forecast" });
}

function passRoles({ exportRoleArn, importRoleArn }: SubmitterScope): Statement {
  return {
    Sid: "PassServiceRoles",
    Effect: "Allow",
    Action: ["iam:PassRole"],
    Resource: [importRoleArn, exportRoleArn],
    Condition: { StringEquals: { "iam:PassedToService": "forecast.amazonaws.com" } },
  };
}

function allow(
  Sid: string,
  names: readonly string[],
  Resource: readonly string[],
  Condition?: Conditions,
): Statement {
  const Action = actionsOf("forecast", names);
  return { Sid, Effect: "Allow", Action, Resource, ...(Condition && { Condition }) };
}

function arns(scope: ForecastScope, kinds: readonly Kind[]): readonly string[] {
  return kinds.map((kind) => arn(scope, TAILS[kind]));
}

function arn({ account, prefix, region }: ForecastScope, tail: string): string {
  return `arn:aws:forecast:${region}:${account}:${tail.replace("#", prefix)}`;
}
