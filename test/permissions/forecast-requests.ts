/** What the jobs ask of Amazon Forecast: each call of a run, and what must not pass. */
import {
  allowed,
  asks,
  carries,
  denied,
  forecast,
  type Row,
  role,
  type Short,
} from "./request-rows";

const SUBMITTER = "amazon-forecast-submitter";
const POLLER = "amazon-forecast-poller";
const CLEANER = "amazon-forecast-cleaner";

const PREDICTOR = "predictor/forecast_dev_demand_20261120_01HF0000000000000000000000";
const IMPORT = "dataset-import-job/forecast_dev_demand/forecast_dev_demand_20261120";
const EXPORT = "forecast-export-job/forecast_dev_demand_20261120/forecast_dev_demand_20261120";
const BACKTEST = `predictor-backtest-export-job/${PREDICTOR.split("/")[1]}/forecast_dev_demand`;
const FORECAST = "forecast/forecast_dev_demand_20261120";

/** Every kind of resource that a run makes, by the name that the actions on it have. */
const MADE: readonly (readonly [string, string])[] = [
  ["Dataset", "dataset/forecast_dev_demand"],
  ["DatasetGroup", "dataset-group/forecast_dev_demand"],
  ["DatasetImportJob", IMPORT],
  ["Forecast", FORECAST],
  ["ForecastExportJob", EXPORT],
  ["Predictor", PREDICTOR],
  ["PredictorBacktestExportJob", BACKTEST],
];

const to = { "iam:PassedToService": "forecast.amazonaws.com" };
const used = { ...asks(), ...carries() };

/** A run, call by call. */
const RUN: readonly Row[] = allowed(
  SUBMITTER,
  ["forecast:CreateDatasetGroup", forecast("dataset-group/forecast_dev_demand"), "step 1", asks()],
  ["forecast:CreateDataset", forecast("dataset/forecast_dev_demand"), "step 2", asks()],
  ["forecast:UpdateDatasetGroup", forecast("dataset-group/forecast_dev_demand"), "step 3"],
  ["forecast:UpdateDatasetGroup", forecast("dataset/forecast_dev_demand"), "step 3 names both"],
  ["forecast:CreateDatasetImportJob", forecast(IMPORT), "step 4", asks()],
  ["iam:PassRole", role("amazon-forecast-import"), "step 4 hands over the import role", to],
  ["forecast:CreateAutoPredictor", "*", "step 5, which has no resource to name", asks()],
  ["forecast:CreateForecast", forecast(PREDICTOR), "step 6, judged by its predictor", used],
  ["forecast:CreateForecastExportJob", forecast(FORECAST), "step 7, judged by its forecast", used],
  ["iam:PassRole", role("amazon-forecast-export"), "step 7 hands over the export role", to],
  ["forecast:CreatePredictorBacktestExportJob", forecast(PREDICTOR), "the backtest's export", used],
  ...MADE.map(
    ([kind, tail]): Short => [
      "forecast:TagResource",
      forecast(tail),
      `tags at the creation of a ${kind} are judged apart from it`,
      asks(),
    ],
  ),
);

const SUBMITTER_DENIED: readonly Row[] = denied(
  SUBMITTER,
  ["forecast:CreateDataset", forecast("dataset/forecast_dev_demand"), "it sets no tags"],
  ["forecast:CreateAutoPredictor", "*", "it sets no tags"],
  ["forecast:CreateAutoPredictor", "*", "another project's tag", asks("dev", "billing")],
  ["forecast:CreateAutoPredictor", "*", "another environment's tag", asks("prod")],
  [
    "forecast:CreateAutoPredictor",
    "*",
    "another region",
    { ...asks(), "aws:RequestedRegion": "us-east-1" },
  ],
  [
    "forecast:CreateDataset",
    forecast("dataset/forecast_dev_demand", "us-east-1"),
    "another region",
    asks(),
  ],
  ["forecast:CreateDataset", forecast("dataset/forecast_dev_demand"), "tags of prod", asks("prod")],
  [
    "forecast:CreateDataset",
    forecast("dataset/forecast_dev_demand"),
    "tags of another project",
    asks("dev", "billing"),
  ],
  ["forecast:CreateDataset", forecast("dataset/demand"), "no prefix of an environment", asks()],
  [
    "forecast:CreateDatasetGroup",
    forecast("dataset-group/forecast_prod_a"),
    "a name of prod",
    asks(),
  ],
  [
    "forecast:CreateDatasetImportJob",
    forecast("dataset-import-job/forecast_prod_a/forecast_dev_b"),
    "an import into a dataset of prod",
    asks(),
  ],
  ["forecast:UpdateDatasetGroup", forecast("dataset-group/forecast_prod_a"), "a group of prod"],
  ["forecast:UpdateDatasetGroup", forecast("dataset/forecast_prod_a"), "a dataset of prod"],
  ["forecast:CreateForecast", forecast("predictor/forecast_prod_a"), "a predictor of prod", used],
  [
    "forecast:CreateForecast",
    forecast(PREDICTOR),
    "a predictor that only bears our prefix",
    { ...asks(), ...carries("prod") },
  ],
  [
    "forecast:CreateForecast",
    forecast(PREDICTOR),
    "a predictor of another project",
    { ...asks(), ...carries("dev", "billing") },
  ],
  ["forecast:CreateForecast", forecast(PREDICTOR), "it sets no tags", carries()],
  [
    "forecast:CreateForecast",
    forecast(PREDICTOR),
    "tags of prod",
    { ...asks("prod"), ...carries() },
  ],
  [
    "forecast:CreateForecast",
    forecast(PREDICTOR),
    "tags of another project",
    { ...asks("dev", "billing"), ...carries() },
  ],
  [
    "forecast:CreateForecastExportJob",
    forecast("forecast/forecast_prod_a"),
    "prod's forecast",
    used,
  ],
  ["forecast:CreateForecastExportJob", forecast(FORECAST), "it sets no tags", carries()],
  [
    "forecast:CreateForecastExportJob",
    forecast(FORECAST),
    "tags of prod",
    { ...asks("prod"), ...carries() },
  ],
  [
    "forecast:CreateForecastExportJob",
    forecast(FORECAST),
    "tags of another project",
    { ...asks("dev", "billing"), ...carries() },
  ],
  [
    "forecast:CreateForecastExportJob",
    forecast(FORECAST),
    "a forecast that only bears our prefix",
    { ...asks(), ...carries("prod") },
  ],
  [
    "forecast:CreateForecastExportJob",
    forecast(FORECAST),
    "a forecast of another project",
    { ...asks(), ...carries("dev", "billing") },
  ],
  ["forecast:TagResource", forecast(PREDICTOR), "it would take our mark off", asks("prod")],
  ["forecast:TagResource", forecast(PREDICTOR), "for another project", asks("dev", "billing")],
  ["forecast:TagResource", forecast("predictor/forecast_prod_a"), "a predictor of prod", asks()],
  ["forecast:UntagResource", forecast(PREDICTOR), "it would take our mark off", carries()],
  ["iam:PassRole", role("sagemaker-automl-execution"), "a role of another service", to],
  ["iam:PassRole", role("amazon-forecast-cleaner"), "a role that no service is to have", to],
  ["iam:PassRole", "arn:aws:iam::111122223333:role/admin", "a role of somebody else", to],
  [
    "iam:PassRole",
    role("amazon-forecast-import"),
    "to another service",
    { "iam:PassedToService": "lambda.amazonaws.com" },
  ],
  ["iam:PassRole", role("amazon-forecast-export"), "to nobody in particular"],
  ["forecast:DeletePredictor", forecast(PREDICTOR), "deleting is the cleaner's", carries()],
  ["forecast:DescribeAutoPredictor", forecast(PREDICTOR), "asking is the poller's"],
  ["forecast:CreateMonitor", forecast(PREDICTOR), "the platform has no use for it", used],
  ["iam:CreateRole", role("x"), "no role may make roles"],
);

const LISTS = [
  "ListDatasetGroups",
  "ListDatasetImportJobs",
  "ListDatasets",
  "ListForecastExportJobs",
  "ListForecasts",
  "ListPredictorBacktestExportJobs",
  "ListPredictors",
];

const POLLER_ROWS: readonly Row[] = [
  ...allowed(
    POLLER,
    ...MADE.flatMap(([kind, tail]): Short[] => [
      [
        `forecast:Describe${kind === "Predictor" ? "AutoPredictor" : kind}`,
        forecast(tail),
        "a poll asks for its status",
      ],
      ["forecast:ListTagsForResource", forecast(tail), "whose it is"],
    ]),
    ["forecast:GetAccuracyMetrics", forecast(PREDICTOR), "how good the predictor is"],
    ...LISTS.map((list): Short => [`forecast:${list}`, "*", "to find what has no known name"]),
  ),
  ...denied(
    POLLER,
    [
      "forecast:DescribeAutoPredictor",
      forecast("predictor/forecast_prod_a"),
      "a predictor of prod",
    ],
    ["forecast:ListPredictors", "*", "another region", { "aws:RequestedRegion": "us-east-1" }],
    ["forecast:DeletePredictor", forecast(PREDICTOR), "who asks does not delete", carries()],
    ["forecast:StopResource", forecast(IMPORT), "who asks does not stop", carries()],
    ["forecast:CreateForecast", forecast(PREDICTOR), "who asks does not start", used],
    ["forecast:QueryForecast", forecast(FORECAST), "results come through the export"],
    ["iam:PassRole", role("amazon-forecast-import"), "who asks hands nothing over", to],
  ),
];

const OTHER_KINDS = [
  "explainability",
  "explainability-export",
  "forecast-endpoint",
  "monitor",
  "what-if-analysis",
  "what-if-forecast",
  "what-if-forecast-export",
];

const CLEANER_ROWS: readonly Row[] = [
  ...allowed(
    CLEANER,
    ...MADE.map(
      ([kind, tail]): Short => [
        `forecast:Delete${kind}`,
        forecast(tail),
        "older than the retention",
        carries(),
      ],
    ),
    ...[
      ...MADE.map(([, tail]) => tail),
      ...OTHER_KINDS.map((kind) => `${kind}/forecast_dev_a`),
    ].map((tail): Short => ["forecast:StopResource", forecast(tail), "a cancelled run", carries()]),
    [
      "forecast:DeleteResourceTree",
      forecast("dataset-group/forecast_dev_demand"),
      "all",
      carries(),
    ],
  ),
  ...denied(
    CLEANER,
    ["forecast:DeletePredictor", forecast("predictor/forecast_prod_a"), "prod's name", carries()],
    ["forecast:DeletePredictor", forecast(PREDICTOR), "prod's mark", carries("prod")],
    [
      "forecast:DeletePredictor",
      forecast(PREDICTOR),
      "another project's",
      carries("dev", "billing"),
    ],
    ["forecast:DeleteForecast", forecast(FORECAST), "nobody's mark"],
    ["forecast:StopResource", forecast("predictor/forecast_prod_a"), "prod's name", carries()],
    ["forecast:StopResource", forecast(PREDICTOR), "prod's mark", carries("prod")],
    ["forecast:StopResource", forecast(PREDICTOR), "another project's", carries("dev", "billing")],
    ["forecast:CreateForecast", forecast(PREDICTOR), "who deletes does not start", used],
    ["forecast:CreateDataset", forecast("dataset/forecast_dev_a"), "nor creates", asks()],
    ["forecast:DescribeForecast", forecast(FORECAST), "what to delete, the poller tells"],
    ["iam:PassRole", role("amazon-forecast-export"), "who deletes hands nothing over", to],
  ),
];

/** Requests to Amazon Forecast. */
export const FORECAST_REQUESTS: readonly Row[] = [
  ...RUN,
  ...SUBMITTER_DENIED,
  ...POLLER_ROWS,
  ...CLEANER_ROWS,
];
