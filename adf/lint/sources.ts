// The pages that the rules rest on, read 2026-11-23.

const DATA_FACTORY = "https://learn.microsoft.com/azure/data-factory";

/** The official pages, by what they say. */
export const SOURCES = Object.freeze({
  activityPolicy: `${DATA_FACTORY}/concepts-pipelines-activities#activity-policy`,
  append: `${DATA_FACTORY}/control-flow-append-variable-activity`,
  dependencies: `${DATA_FACTORY}/concepts-pipelines-activities#activity-dependency`,
  errorHandling: `${DATA_FACTORY}/tutorial-pipeline-failure-error-handling`,
  executePipeline: `${DATA_FACTORY}/control-flow-execute-pipeline-activity`,
  expressions: `${DATA_FACTORY}/control-flow-expression-language-functions`,
  fail: `${DATA_FACTORY}/control-flow-fail-activity`,
  forEach: `${DATA_FACTORY}/control-flow-for-each-activity`,
  ifCondition: `${DATA_FACTORY}/control-flow-if-condition-activity`,
  limits:
    "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-data-factory-limits",
  lookup: `${DATA_FACTORY}/control-flow-lookup-activity`,
  names: `${DATA_FACTORY}/naming-rules`,
  nesting: `${DATA_FACTORY}/concepts-nested-activities#nested-activity-embedding-limitations`,
  pipelineJson: `${DATA_FACTORY}/concepts-pipelines-activities#pipeline-json`,
  setVariable: `${DATA_FACTORY}/control-flow-set-variable-activity`,
  specification:
    "https://learn.microsoft.com/azure/templates/microsoft.datafactory/factories/pipelines",
  switch: `${DATA_FACTORY}/control-flow-switch-activity`,
  systemVariables: `${DATA_FACTORY}/control-flow-system-variables`,
  until: `${DATA_FACTORY}/control-flow-until-activity`,
  wait: `${DATA_FACTORY}/control-flow-wait-activity`,
  web: `${DATA_FACTORY}/control-flow-web-activity`,
});
