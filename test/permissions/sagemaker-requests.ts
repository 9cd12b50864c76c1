/** What the jobs ask of SageMaker AutoML, and what it asks for itself. */
import { ACCOUNT, REGION } from "./aws-resources";
import {
  allowed,
  asks,
  carries,
  denied,
  KEY,
  OTHER_KEY,
  type Row,
  role,
  type Short,
  s3,
  sageMaker,
} from "./request-rows";

const SUBMITTER = "sagemaker-automl-submitter";
const POLLER = "sagemaker-automl-poller";
const CLEANER = "sagemaker-automl-cleaner";
const EXECUTION = "sagemaker-automl-execution";

const AUTOML = sageMaker("automl-job/forecast-dev-sales-20261120");
const MODEL = sageMaker("model/forecast-dev-sales-20261120");
const TRANSFORM = sageMaker("transform-job/forecast-dev-sales-20261120");
const to = { "iam:PassedToService": "sagemaker.amazonaws.com" };
const throughS3 = { "kms:ViaService": `s3.${REGION}.amazonaws.com` };
const elsewhere = { "aws:RequestedRegion": "us-east-1" };

const LOGS = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:/aws/sagemaker/TrainingJobs`;
const IMAGE = `arn:aws:ecr:${REGION}:382416733822:repository/forecasting`;

const SUBMITTER_ROWS: readonly Row[] = [
  ...allowed(
    SUBMITTER,
    ["sagemaker:CreateAutoMLJobV2", AUTOML, "training", asks()],
    ["sagemaker:CreateModel", MODEL, "the best candidate becomes a model", asks()],
    ["sagemaker:CreateTransformJob", TRANSFORM, "prediction", asks()],
    ...[AUTOML, MODEL, TRANSFORM].map(
      (arn): Short => [
        "sagemaker:AddTags",
        arn,
        "tags at creation are judged apart from it",
        asks(),
      ],
    ),
    ["iam:PassRole", role(EXECUTION), "training and model carry the role", to],
    ["s3:PutObject", s3("in/sales/a.csv"), "the run's data go in"],
    ["s3:GetObject", s3("out/sales/a.csv"), "its results are collected"],
    ["s3:ListBucket", s3(), "which parts there are", { "s3:prefix": "out/sales/" }],
    ["s3:ListBucket", s3(), "what was put in already", { "s3:prefix": "in/sales/" }],
  ),
  ...denied(
    SUBMITTER,
    ["sagemaker:CreateAutoMLJobV2", AUTOML, "it sets no tags"],
    ["sagemaker:CreateAutoMLJobV2", AUTOML, "tags of prod", asks("prod")],
    ["sagemaker:CreateModel", MODEL, "tags of another project", asks("dev", "billing")],
    ["sagemaker:CreateModel", sageMaker("model/forecast-prod-a"), "a name of prod", asks()],
    ["sagemaker:CreateTransformJob", sageMaker("transform-job/a"), "no prefix", asks()],
    ["sagemaker:AddTags", MODEL, "it would take our mark off", asks("prod")],
    ["sagemaker:AddTags", MODEL, "for another project", asks("dev", "billing")],
    ["sagemaker:AddTags", sageMaker("model/forecast-prod-a"), "a model of prod", asks()],
    ["sagemaker:CreateEndpoint", sageMaker("endpoint/forecast-dev-a"), "no endpoints", asks()],
    ["sagemaker:StopAutoMLJob", AUTOML, "stopping is the cleaner's", carries()],
    ["iam:PassRole", role(EXECUTION), "to another service", { "iam:PassedToService": "x" }],
    ["iam:PassRole", role("amazon-forecast-import"), "a role of another service", to],
    ["s3:PutObject", s3("in/a.csv", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["s3:GetObject", s3("out/a.csv", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["s3:GetObject", s3("in/sales/a.csv"), "the lake holds what was put in"],
    ["s3:ListBucket", s3("", "forecast-prod-0a1b2c3d"), "same", { "s3:prefix": "in/" }],
    ["s3:ListBucket", s3(), "the whole bucket"],
    ["kms:Decrypt", KEY, "not through S3"],
    ["kms:Decrypt", OTHER_KEY, "another key", throughS3],
  ),
];

const POLLER_ROWS: readonly Row[] = [
  ...allowed(
    POLLER,
    ["sagemaker:DescribeAutoMLJobV2", AUTOML, "a poll asks for its status"],
    ["sagemaker:DescribeModel", MODEL, "a poll asks for its status"],
    ["sagemaker:DescribeTransformJob", TRANSFORM, "a poll asks for its status"],
    ["sagemaker:ListAutoMLJobs", "*", "to find what has no known name"],
    ["sagemaker:ListCandidatesForAutoMLJob", "*", "which candidate is best"],
    ["sagemaker:ListModels", "*", "what is to be deleted"],
  ),
  ...denied(
    POLLER,
    ["sagemaker:DescribeModel", sageMaker("model/forecast-prod-a"), "a model of prod"],
    ["sagemaker:ListModels", "*", "another region", elsewhere],
    ["sagemaker:StopAutoMLJob", AUTOML, "who asks does not stop", carries()],
    ["sagemaker:CreateModel", MODEL, "who asks does not start", asks()],
  ),
];

const CLEANER_ROWS: readonly Row[] = [
  ...allowed(
    CLEANER,
    ["sagemaker:StopAutoMLJob", AUTOML, "a cancelled run", carries()],
    ["sagemaker:StopTransformJob", TRANSFORM, "a cancelled run", carries()],
    ["sagemaker:DeleteModel", MODEL, "older than the retention", carries()],
  ),
  ...denied(
    CLEANER,
    ["sagemaker:DeleteModel", sageMaker("model/forecast-prod-a"), "prod's name", carries()],
    ["sagemaker:DeleteModel", MODEL, "prod's mark", carries("prod")],
    ["sagemaker:DeleteModel", MODEL, "another project's", carries("dev", "billing")],
    ["sagemaker:CreateModel", MODEL, "who deletes does not start", asks()],
  ),
];

const EXECUTION_ROWS: readonly Row[] = [
  ...allowed(
    EXECUTION,
    ["s3:GetObject", s3("in/sales/a.csv"), "the service reads the data"],
    ["s3:PutObject", s3("out/sales/model.tar.gz"), "it writes models and results"],
    ["s3:GetObject", s3("out/sales/model.tar.gz"), "and reads its models"],
    ["s3:ListBucket", s3(), "the files of a path"],
    ["ecr:GetAuthorizationToken", "*", "to pull its image"],
    ["ecr:BatchCheckLayerAvailability", IMAGE, "to pull its image"],
    ["ecr:BatchGetImage", IMAGE, "to pull its image"],
    ["ecr:GetDownloadUrlForLayer", IMAGE, "to pull its image"],
    ["logs:CreateLogGroup", LOGS, "its log"],
    ["logs:CreateLogStream", LOGS, "its log"],
    ["logs:DescribeLogStreams", LOGS, "its log"],
    ["logs:PutLogEvents", `${LOGS}:log-stream:a`, "its log"],
  ),
  ...denied(
    EXECUTION,
    ["s3:PutObject", s3("in/sales/a.csv"), "data are not the service's to write"],
    ["s3:GetObject", s3("in/a.csv", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["s3:PutObject", s3("out/a.csv", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["s3:ListBucket", s3("", "forecast-prod-0a1b2c3d"), "the neighbour's bucket"],
    ["kms:Decrypt", KEY, "not through S3"],
    ["kms:Decrypt", OTHER_KEY, "another key", throughS3],
    ["ecr:GetAuthorizationToken", "*", "another region", elsewhere],
    ["ecr:BatchGetImage", IMAGE.replace(REGION, "us-east-1"), "another region"],
    ["logs:PutLogEvents", LOGS.replace("/aws/sagemaker", "/audit"), "somebody else's log"],
    ["sagemaker:CreateModel", MODEL, "the jobs start work, the service does it", asks()],
  ),
];

/** Requests to SageMaker, and of it. */
export const SAGEMAKER_REQUESTS: readonly Row[] = [
  ...SUBMITTER_ROWS,
  ...POLLER_ROWS,
  ...CLEANER_ROWS,
  ...EXECUTION_ROWS,
];
