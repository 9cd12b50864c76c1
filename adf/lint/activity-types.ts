// The activity types of the service: what each takes and what each needs. One table for all rules.

/** Which keys of a policy a type takes. */
export type PolicyKind = "full" | "secure" | "secureInput" | "none";

/** A type of activity. */
export interface ActivityType {
  readonly policy: PolicyKind;
  /** Properties of `typeProperties` without which the service refuses it. */
  readonly required: readonly string[];
  /** Properties that must be `{type: "Expression", value}`. */
  readonly expressions: readonly string[];
}

/** The keys of each kind of policy. */
export const POLICY_KEYS: Readonly<Record<PolicyKind, readonly string[]>> = Object.freeze({
  full: ["timeout", "retry", "retryIntervalInSeconds", "secureInput", "secureOutput"],
  secure: ["secureInput", "secureOutput"],
  secureInput: ["secureInput"],
  none: [],
});

/**
 * By type: the kind of its policy, and what it needs.
 *
 * @see https://learn.microsoft.com/azure/templates/microsoft.datafactory/factories/pipelines
 */
export const ACTIVITY_TYPES: ReadonlyMap<string, ActivityType> = new Map([
  ["AppendVariable", control(["variableName"])],
  ["ExecutePipeline", control(["pipeline"], [], "secureInput")],
  ["Fail", control(["message", "errorCode"])],
  ["Filter", control(["items", "condition"], ["items", "condition"])],
  ["ForEach", control(["items", "activities"], ["items"])],
  ["IfCondition", control(["expression"], ["expression"])],
  ["SetVariable", control(["variableName"], [], "secure")],
  ["Switch", control(["on"], ["on"])],
  ["Until", control(["expression", "activities"], ["expression"])],
  ["Validation", control(["dataset"])],
  ["Wait", control(["waitTimeInSeconds"])],
  ["WebHook", control(["method", "url"], [], "secure")],
  ["AzureDataExplorerCommand", work("command")],
  ["AzureFunctionActivity", work("method", "functionName")],
  ["AzureMLBatchExecution", work()],
  ["AzureMLExecutePipeline", work()],
  [
    "AzureMLUpdateResource",
    work("trainedModelName", "trainedModelLinkedServiceName", "trainedModelFilePath"),
  ],
  ["Copy", work("source", "sink")],
  ["Custom", work("command")],
  ["DataLakeAnalyticsU-SQL", work("scriptPath", "scriptLinkedService")],
  ["DatabricksJob", work("jobId")],
  ["DatabricksNotebook", work("notebookPath")],
  ["DatabricksSparkJar", work("mainClassName")],
  ["DatabricksSparkPython", work("pythonFile")],
  ["Delete", work("dataset")],
  ["ExecuteDataFlow", work("dataFlow")],
  ["ExecuteSSISPackage", work("packageLocation", "connectVia")],
  ["ExecuteWranglingDataflow", work("dataFlow")],
  ["GetMetadata", work("dataset")],
  ["HDInsightHive", work()],
  ["HDInsightMapReduce", work("className", "jarFilePath")],
  ["HDInsightPig", work()],
  ["HDInsightSpark", work("rootPath", "entryFilePath")],
  ["HDInsightStreaming", work("mapper", "reducer", "input", "output", "filePaths")],
  ["Lookup", work("source", "dataset")],
  ["Script", work()],
  ["SparkJob", work("sparkJob")],
  ["SqlServerStoredProcedure", work("storedProcedureName")],
  ["SynapseNotebook", work("notebook")],
  ["WebActivity", work("method", "url")],
]);

function work(...required: readonly string[]): ActivityType {
  return { policy: "full", required, expressions: [] };
}

function control(
  required: readonly string[],
  expressions: readonly string[] = [],
  policy: PolicyKind = "none",
): ActivityType {
  return { policy, required, expressions };
}
