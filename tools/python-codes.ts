/** The codes of the Python package, each with its cause and its repair; the messages say more. */
export const PYTHON_CODES = Object.freeze({
  AWS_ACCOUNT_CLOSED: {
    cause:
      "the forecasting service takes no new customers, and the account is none of its old ones",
    repair: "give the forecast the backend `random-forest` or `sagemaker-automl`",
  },
  AWS_BUCKET_ELSEWHERE: {
    cause: "the exchange bucket is not in the region of the forecasting service",
    repair: "deploy the stack with one region for both",
  },
  AWS_BUCKET_MISSING: {
    cause: "the exchange bucket is gone",
    repair: "deploy the stack again",
  },
  AWS_BUSY: {
    cause: "a service of AWS had a fault or asked for patience",
    repair: "nothing has to be done: the run tries again",
  },
  AWS_CREDENTIALS_REFUSED: {
    cause: "there are no credentials for AWS, or they have expired",
    repair: "on Databricks the next try asks for new ones; elsewhere log in to AWS again",
  },
  AWS_INPUT_REFUSED: {
    cause: "a service refuses what it was asked",
    repair: "correct what the message names, then restart the run",
  },
  AWS_NOT_AUTHORISED: {
    cause: "a role lacks the permission for the action on the resource that the message names",
    repair: "deploy the stack again, or allow the action in the role's policy",
  },
  AWS_QUOTA_FULL: {
    cause: "as many jobs or resources are there as the account may have",
    repair: "the run waits; run `clean-up`, or have the quota raised",
  },
  AWS_RESOURCE_EXISTS: {
    cause: "somebody else made the resource in the same moment",
    repair: "nothing has to be done: the next try finds it",
  },
  AWS_RESOURCE_GONE: {
    cause: "a resource was deleted while the run needed it",
    repair: "the run makes it again; CloudTrail shows who deleted it",
  },
  AWS_RESOURCE_IN_USE: {
    cause: "something else is under way with the resource",
    repair: "nothing has to be done: the run tries again",
  },
  AWS_SETTINGS_MISSING: {
    cause: "the job's settings say nothing of the backend in AWS",
    repair: "give the stack its `aws` settings, and deploy it again",
  },
  BACKEND_UNKNOWN: {
    cause: "the job's settings name a backend that there is not",
    repair: "deploy the stack again",
  },
  DATA_COLUMN_DUPLICATED: {
    cause: "a file has two columns of one name",
    repair: "rename or remove one of them",
  },
  DATA_COLUMN_MISSING: {
    cause: "a file lacks a required column",
    repair: "add the column, or rename the one that is meant",
  },
  DATA_COLUMN_TYPE: {
    cause: "a column is of a type that is no number, text, date or time",
    repair: "flatten or remove the column",
  },
  DATA_DUPLICATE_CONFLICTING: {
    cause: "an item has different rows of one timestamp",
    repair: "keep the right one of the rows; none of them is used",
  },
  DATA_DUPLICATE_IDENTICAL: {
    cause: "an item has equal rows of one timestamp",
    repair: "nothing has to be done: one of them is used",
  },
  DATA_FILE_CORRUPT: {
    cause: "a file cannot be read",
    repair: "deliver the file again; a CSV as UTF-8 with each quote closed",
  },
  DATA_FILE_EMPTY: {
    cause: "a file is empty",
    repair: "deliver the file again",
  },
  DATA_FILE_KIND: {
    cause: "a file has no known suffix",
    repair: "convert or rename the file",
  },
  DATA_FOLDER_EMPTY: {
    cause: "a folder has no file of data",
    repair: "check the path, and that the delivery has arrived",
  },
  DATA_GAP: {
    cause: "an item lacks rows between its first and its last",
    repair: "deliver the rows",
  },
  DATA_HEADER_CONFLICT: {
    cause: "a file has a header that is not what `--columns` says",
    repair: "leave out `--columns`, or make both agree",
  },
  DATA_HEADER_MISSING: {
    cause: "a CSV has no header",
    repair: "name its columns with `--columns`, or add a header",
  },
  DATA_HISTORY_TOO_SHORT: {
    cause: "an item has fewer rows than the horizon needs",
    repair: "deliver older rows; until then the item is not forecast",
  },
  DATA_ITEM_ID_MISSING: {
    cause: "a row names no item",
    repair: "fill in the item",
  },
  DATA_ITEM_STALE: {
    cause: "an item ends long before the others",
    repair: "remove it if it is no longer sold, or deliver its rows",
  },
  DATA_NO_HISTORY: {
    cause: "no row is left after the check",
    repair: "deliver longer histories, or shorten the horizon",
  },
  DATA_NO_ROWS: {
    cause: "the input has columns and no row",
    repair: "check that the delivery is complete",
  },
  DATA_PATH_MISSING: {
    cause: "the input is not there",
    repair: "give the path of a CSV or Parquet file or of a folder of them",
  },
  DATA_ROW_RAGGED: {
    cause: "a row has more or fewer fields than the header",
    repair: "correct the row, such as by quoting a comma",
  },
  DATA_TARGET_NEGATIVE: {
    cause: "a target is negative",
    repair: "correct the value, or allow negative ones",
  },
  DATA_TARGET_NOT_NUMERIC: {
    cause: "a target is no finite number",
    repair: "correct the value, or remove the row",
  },
  DATA_TIMESTAMP_OFF_GRID: {
    cause: "a timestamp does not begin a step of the frequency",
    repair: "aggregate to the frequency, or correct that",
  },
  DATA_TIMESTAMP_OUT_OF_RANGE: {
    cause: "a year is not from 1900 to 2199",
    repair: "correct the year, or remove the row",
  },
  DATA_TIMESTAMP_UNREADABLE: {
    cause: "a timestamp is not ISO 8601",
    repair: "write it so; the order of day and month is never guessed",
  },
  DATA_TIME_ZONE_MIXED: {
    cause: "rows differ in their UTC offset",
    repair: "write all timestamps alike, or name the time zone",
  },
  DATA_TIME_ZONE_UNKNOWN: {
    cause: "the time zone is no name of the IANA database",
    repair: "write it as `Europe/Lisbon`",
  },
  DATA_TOO_MANY_BAD_ROWS: {
    cause: "more rows are bad than the share that is allowed",
    repair: "repair the rows in the quarantine, or raise the share",
  },
  DOCUMENT_UNREADABLE: {
    cause: "a JSON document that a command was given cannot be read",
    repair: "give the path of a JSON object, or `-` for stdin",
  },
  DUPLICATE_ROW: {
    cause: "a history has two rows of an item and timestamp",
    repair: "keep one of them",
  },
  EXPORT_UNEXPECTED: {
    cause: "an export is gone, empty, or of other columns or times than were asked for",
    repair: "see the message; restart the run from `import` or `export`",
  },
  FORECAST_DATASET_DIFFERS: {
    cause: "the dataset was made for another frequency or other columns, which cannot be changed",
    repair: "delete the dataset and its group, or give the forecast another name",
  },
  FORECAST_JOB_FAILED: {
    cause: "a job of Amazon Forecast failed or was stopped; the message has the service's reason",
    repair: "correct that, then restart the run; after a first failure it tries once more itself",
  },
  FORECAST_NOT_READY: {
    cause: "a dataset group or a dataset is still being made",
    repair: "nothing has to be done: the run tries again",
  },
  FORECAST_UNKNOWN: {
    cause: "the job's settings do not have the forecast",
    repair: "deploy the stack again",
  },
  HISTORY_EMPTY: {
    cause: "a history, or an item before the first step, has no row",
    repair: "give the item's history, or begin later",
  },
  HISTORY_TOO_SHORT: {
    cause: "the history is too short for the horizon and the windows that are held out",
    repair: "give a longer history, or shorten the horizon",
  },
  HORIZON_OUT_OF_RANGE: {
    cause: "the horizon is not from 1 to 1000 steps",
    repair: "shorten it, or choose a coarser frequency",
  },
  MODEL_NOT_APPROVED: {
    cause: "a version lacks a recorded approval of its own",
    repair: "run `approve-model`",
  },
  MODEL_NOT_VALIDATED: {
    cause: "a version has not passed validation",
    repair: "validate it, or promote another one",
  },
  MODEL_NOT_PROMOTED: {
    cause: "a person approved a model, and its promotion has not been done, or has failed",
    repair: "wait for approve-model; where it failed, run it again with a version that is there",
  },
  MODEL_NO_CHAMPION: {
    cause: "no version of the model is in charge",
    repair: "train, validate and promote one",
  },
  MODEL_NO_PREVIOUS: {
    cause: "there is no champion before the one in charge",
    repair: "train a model and promote it",
  },
  MODEL_UNREADABLE: {
    cause: "the file of a model is corrupt or gone",
    repair: "roll back, or train anew",
  },
  MODEL_VERSION_UNKNOWN: {
    cause: "the model has no such version",
    repair: "give one of those that the message names",
  },
  NO_WINDOWS: {
    cause: "a backtest was given no window",
    repair: "give at least one start",
  },
  OPTION_WRONG: {
    cause: "an option is missing, unknown, or has a value that is not allowed",
    repair: "`--help` shows the options and an example",
  },
  PACKAGE_FAULT: {
    cause: "the package itself failed",
    repair: "the log has the trace; please report it",
  },
  QUANTILES_OUT_OF_RANGE: {
    cause: "quantiles are not rising from 0.01 to 0.99",
    repair: "sort them, and drop those given twice and those out of range",
  },
  SAGEMAKER_JOB_FAILED: {
    cause: "an AutoML or transform job failed or was stopped; the message has the service's reason",
    repair: "correct that, then restart the run from the stage that the message names",
  },
  SETTING_OUT_OF_RANGE: {
    cause: "a setting of the forest is out of range",
    repair: "leave it at its default",
  },
  SPARK_UNAVAILABLE: {
    cause: "Spark is wanted, and cannot be started or is not installed",
    repair: "install Java 17 or 21 and the package's extra `spark`, or choose `--engine pandas`",
  },
  STEP_FIELD_MISSING: {
    cause: "a job's document lacks a field",
    repair: "give the whole document of the run log's decision",
  },
  STEP_STAGE_UNKNOWN: {
    cause: "a job's document names a stage that its backend does not have",
    repair: "give one of the backend's stages",
  },
  STEP_UNREADABLE: {
    cause: "a job's document is no JSON object",
    repair: "give one JSON object",
  },
  TIMESTAMP_OFF_GRID: {
    cause: "a time does not begin a step of the frequency",
    repair: "round it down to an hour, a day, a Monday or the first of a month",
  },
  UNKNOWN_COUNTRY: {
    cause: "no holidays are known of the country",
    repair: "give an ISO 3166 code such as `PT`, or leave it out",
  },
  UNKNOWN_FREQUENCY: {
    cause: "the frequency is not H, D, W or M",
    repair: "give one of them",
  },
  UNKNOWN_ITEM: {
    cause: "the model has never seen an item",
    repair: "train a model with it",
  },
  VALUE_NOT_FINITE: {
    cause: "a value is not finite",
    repair: "leave missing values out",
  },
  WINDOW_WITHOUT_ACTUALS: {
    cause: "a window of a backtest has nothing to compare with",
    repair: "begin it earlier, or leave it out",
  },
});
