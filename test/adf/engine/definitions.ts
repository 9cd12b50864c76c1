// Small definitions in the service's JSON form, for the engine's suites.

import type { ActivityAnswer, EngineError, RunAnswer } from "../../../adf/engine";

/** A value of a definition. */
export type Properties = Readonly<Record<string, unknown>>;

/** An activity of a definition. */
export interface ActivityDefinition extends Properties {
  readonly name: string;
  readonly type: string;
}

/** Which activities it waits for, by which conditions. */
export type After = Readonly<Record<string, string | readonly string[]>>;

/** An activity of any type. */
export function activity(
  type: string,
  name: string,
  typeProperties: Properties = {},
  after: After = {},
): ActivityDefinition {
  const dependsOn = Object.entries(after).map(([from, conditions]) => ({
    activity: from,
    dependencyConditions: [conditions].flat(),
  }));
  return { name, type, dependsOn, typeProperties };
}

/** An activity whose outcome is given. */
export function web(name: string, after: After = {}): ActivityDefinition {
  return activity(
    "WebActivity",
    name,
    { method: "GET", url: `https://example.invalid/${name}` },
    after,
  );
}

/** The same with a policy. */
export function withPolicy(policy: Properties, from: ActivityDefinition): ActivityDefinition {
  return { ...from, policy };
}

/** The same, inactive. */
export function inactive(from: ActivityDefinition, mark?: string): ActivityDefinition {
  return { ...from, state: "Inactive", ...(mark === undefined ? {} : { onInactiveMarkAs: mark }) };
}

/** An expression. */
export function expression(value: string): Properties {
  return { value, type: "Expression" };
}

/** An IfCondition. */
export function iff(
  name: string,
  condition: string,
  branches: { readonly yes?: readonly Properties[]; readonly no?: readonly Properties[] } = {},
  after: After = {},
): ActivityDefinition {
  const { yes = [], no = [] } = branches;
  const typeProperties = {
    expression: expression(condition),
    ifTrueActivities: yes,
    ifFalseActivities: no,
  };
  return activity("IfCondition", name, typeProperties, after);
}

/** An Until. */
export function until(
  name: string,
  condition: string,
  activities: readonly Properties[],
  timeout = "0.12:00:00",
): ActivityDefinition {
  return activity("Until", name, { expression: expression(condition), timeout, activities });
}

/** A ForEach. */
export function forEach(
  name: string,
  items: string,
  activities: readonly Properties[],
  more: Properties = {},
): ActivityDefinition {
  return activity("ForEach", name, { items: expression(items), activities, ...more });
}

/** A Switch with a web activity in each case, and in the default. */
export function switchOn(
  name: string,
  on: string,
  cases: Readonly<Record<string, string>>,
): ActivityDefinition {
  const { default: otherwise, ...values } = cases;
  return activity("Switch", name, {
    on: expression(on),
    cases: Object.entries(values).map(([value, inner]) => ({ value, activities: [web(inner)] })),
    defaultActivities: otherwise === undefined ? [] : [web(otherwise)],
  });
}

/** A SetVariable. */
export function set(
  name: string,
  variableName: string,
  value: unknown,
  after: After = {},
): ActivityDefinition {
  return activity("SetVariable", name, { variableName, value }, after);
}

/** A Wait. */
export function wait(
  name: string,
  waitTimeInSeconds: unknown,
  after: After = {},
): ActivityDefinition {
  return activity("Wait", name, { waitTimeInSeconds }, after);
}

/** An ExecutePipeline that waits. */
export function call(
  name: string,
  referenceName: string,
  more: Readonly<Record<string, unknown>> = {},
): ActivityDefinition {
  return activity("ExecutePipeline", name, {
    pipeline: { referenceName, type: "PipelineReference" },
    waitOnCompletion: true,
    ...more,
  });
}

/** A pipeline. */
export function pipeline(
  activities: readonly Properties[],
  more: Properties = {},
  name = "p",
): { readonly name: string; readonly properties: Properties } {
  return { name, properties: { activities, ...more } };
}

/** A handler for which everything succeeds at once. */
export const SUCCEED = (): ActivityAnswer => ({ status: "Succeeded" });

/** The code of the error that something throws. */
export async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (error) {
    return (error as EngineError).code;
  }
  return "nothing thrown";
}

/** A run of one pipeline, and what is to come of it. */
export interface ControlFlowCase {
  readonly title: string;
  readonly activities: readonly Properties[];
  readonly outcomes?: Properties;
  readonly parameters?: Properties;
  /** Of the pipeline, beside its activities. */
  readonly more?: Properties;
  /** Only the keys given are compared, each as a whole. */
  readonly expected: Partial<Extract<RunAnswer, { readonly pipeline: unknown }>>;
  /** Where the rule is stated or was measured. */
  readonly source: string;
}

/** Pages of the documentation and other sources, by their short name. */
export const SOURCE = {
  dependencies:
    "https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#activity-dependency",
  errors: "https://learn.microsoft.com/azure/data-factory/tutorial-pipeline-failure-error-handling",
  policy:
    "https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#activity-policy",
  inactive: "https://learn.microsoft.com/azure/data-factory/deactivate-activity#behaviors",
  ifCondition: "https://learn.microsoft.com/azure/data-factory/control-flow-if-condition-activity",
  switch: "https://learn.microsoft.com/azure/data-factory/control-flow-switch-activity",
  forEach: "https://learn.microsoft.com/azure/data-factory/control-flow-for-each-activity",
  until: "https://learn.microsoft.com/azure/data-factory/control-flow-until-activity",
  untilLimits:
    "https://learn.microsoft.com/azure/logic-apps/logic-apps-control-flow-loops#prevent-endless-loops",
  wait: "https://learn.microsoft.com/azure/data-factory/control-flow-wait-activity",
  filter: "https://learn.microsoft.com/azure/data-factory/control-flow-filter-activity",
  fail: "https://learn.microsoft.com/azure/data-factory/control-flow-fail-activity",
  setVariable: "https://learn.microsoft.com/azure/data-factory/control-flow-set-variable-activity",
  append: "https://learn.microsoft.com/azure/data-factory/control-flow-append-variable-activity",
  execute: "https://learn.microsoft.com/azure/data-factory/control-flow-execute-pipeline-activity",
  returnValue: "https://learn.microsoft.com/azure/data-factory/tutorial-pipeline-return-value",
  measured: "tomdam/flowforger control-flow-cloud.test.ts, measured on the workflow engine beneath",
  nested: "purplefrogsystems.com 2022-07, nested activities and failures",
  parallel: "andyleonard.blog 2020-06, a failing iteration of a ForEach",
  testingFramework: "microsoft/data-factory-testing-framework, unit tests",
  contract: "the run contract of this kit",
} as const;
