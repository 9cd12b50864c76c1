// Pipelines of any content for properties: every activity type, any outcome, any text.

import fc from "fast-check";
import {
  type ActivityType,
  appendVariable,
  concat,
  copy,
  databricksJob,
  databricksNotebook,
  databricksSparkPython,
  definePipeline,
  delete_,
  type Expression,
  equals,
  executePipeline,
  fail,
  filter,
  forEach,
  getMetadata,
  ifCondition,
  lookup,
  type Outcome,
  type Pipeline,
  parquetFiles,
  queryBlock,
  raw,
  script,
  setVariable,
  sqlQuery,
  sqlServerStoredProcedure,
  sqlTable,
  switch_,
  until,
  validation,
  wait,
  webActivity,
  webHook,
} from "../../adf/builder/index";

const policy = { timeout: "00:10:00", retry: 2 };
const items = raw("createArray(1, 2)");

// Texts, those that look like expressions too, and expressions that read nothing.
const literal = fc.oneof(fc.string(), fc.constantFrom("@a", "@{b}", "it's"));
const text = fc.oneof(
  literal,
  literal.map((part) => concat(raw("guid()"), part)),
);

type Text = string | Expression<"string">;

/** What of it differs from one pipeline to the next. */
interface Step {
  readonly type: ActivityType;
  readonly content: Text;
  readonly outcomes: readonly [Outcome, ...Outcome[]];
}

/** Any pipeline that `build` accepts. */
export function anyPipeline(): fc.Arbitrary<Pipeline> {
  const step: fc.Arbitrary<Step> = fc.record({
    type: fc.constantFrom(...ACTIVITY_TYPES),
    content: text,
    outcomes: fc.constantFrom<Step["outcomes"]>(
      ["Succeeded", "Failed", "Skipped", "Completed"],
      ["Failed", "Skipped"],
      ["Completed"],
    ),
  });
  return fc.array(step, { minLength: 1, maxLength: 12 }).map(pipelineOf);
}

function pipelineOf(steps: readonly Step[]): Pipeline {
  const p = empty();
  const list = p.variable("list");
  let last = p.add(setVariable("Begin", p.variable("v"), "x")).on("Succeeded");
  last = p.add(appendVariable("Append", list, "x"), last).on("Succeeded");
  steps.forEach(({ type, content, outcomes: [first, ...others] }, index) => {
    last = p.add(MAKE[type](`A${index}`, content, p), last).on(first, ...others);
  });
  return p.build();
}

function empty() {
  return definePipeline({ name: "any", variables: { v: "String", list: "Array" } });
}

type Builder = ReturnType<typeof empty>;

// The handle's kind is not looked at, so that one table may hold all types.
type Made = ReturnType<typeof wait<string>>;

const TABLE: Readonly<Record<ActivityType, (name: string, content: Text, p: Builder) => unknown>> =
  {
    AppendVariable: (name, content, p) =>
      appendVariable(name, p.variable("list"), { deep: [content] }),
    Copy: (name, content) =>
      copy(name, {
        input: "a",
        output: "b",
        source: parquetFiles(),
        sink: sqlTable({ writeBehavior: "insert", preCopyScript: content }),
        policy,
      }),
    DatabricksJob: (name, content) =>
      databricksJob(name, { linkedService: "l", jobId: content, policy }),
    DatabricksNotebook: (name, content) =>
      databricksNotebook(name, {
        linkedService: "l",
        notebookPath: "/a",
        baseParameters: { content },
        policy,
      }),
    DatabricksSparkPython: (name, content) =>
      databricksSparkPython(name, {
        linkedService: "l",
        pythonFile: content,
        parameters: [content],
        policy,
      }),
    Delete: (name, content) =>
      delete_(name, {
        dataset: "d",
        files: { recursive: true, wildcardFileName: content },
        log: { linkedService: "l", path: content },
        policy,
      }),
    ExecutePipeline: (name, content) =>
      executePipeline(name, {
        pipeline: "q",
        parameters: { a: [{ b: content }] },
        waitOnCompletion: true,
      }),
    Fail: (name, content) => fail(name, { message: content, errorCode: "X" }),
    Filter: (name, content) => filter(name, { items, condition: (item) => equals(item, content) }),
    ForEach: (name, content) =>
      forEach(name, { items, isSequential: false, batchCount: 3 }, (body, item) => {
        body.add(wait(`${name} wait`, item));
        body.add(
          ifCondition(`${name} if`, equals(item, content), {
            ifFalse: (branch) => void branch.add(wait(`${name} else`, 1)),
          }),
        );
      }),
    GetMetadata: (name, content) =>
      getMetadata(name, {
        dataset: "d",
        fieldList: ["exists", "size"],
        storeSettings: { type: "AzureBlobFSReadSettings", modifiedDatetimeStart: content },
        policy,
      }),
    IfCondition: (name, content) =>
      ifCondition(name, equals(content, "x"), {
        ifTrue: (branch) => void branch.add(wait(`${name} wait`, 1)),
      }),
    Lookup: (name, content) => lookup(name, { dataset: "d", source: sqlQuery(content), policy }),
    Script: (name, content) =>
      script(name, { linkedService: "l", blocks: [queryBlock(content)], policy }),
    SetVariable: (name, content, p) =>
      setVariable(name, p.variable("v"), content, { policy: { secureInput: true } }),
    SqlServerStoredProcedure: (name, content) =>
      sqlServerStoredProcedure(name, {
        linkedService: "l",
        storedProcedureName: content,
        storedProcedureParameters: { a: { value: content, type: "String" }, b: { value: null } },
        policy,
      }),
    Switch: (name, content) =>
      switch_(name, raw("guid()"), {
        cases: {
          a: (branch) => void branch.add(wait(`${name} a`, 1)),
          "b c": (branch) =>
            void branch.add(fail(`${name} b`, { message: content, errorCode: "X" })),
        },
        default: (branch) => void branch.add(wait(`${name} default`, 1)),
      }),
    Until: (name, content) =>
      until(name, { timeout: "00:10:00" }, (body) => {
        body.add(
          switch_(`${name} switch`, raw("guid()"), {
            cases: { a: (branch) => void branch.add(wait(`${name} wait`, 1)) },
          }),
        );
        return equals(content, "y");
      }),
    Validation: (name) =>
      validation(name, { dataset: "d", timeout: "01:00:00", minimumSize: raw("add(1, 1)") }),
    Wait: (name) =>
      wait(name, 1, { state: "Inactive", onInactiveMarkAs: "Skipped", description: name }),
    WebActivity: (name, content) =>
      webActivity(name, {
        method: "PUT",
        url: content,
        headers: { "x-content": content },
        body: { activities: [content], nested: { content } },
        authentication: { type: "MSI", resource: content },
        policy,
      }),
    WebHook: (name, content) =>
      webHook(name, { url: content, body: content, reportStatusOnCallBack: false }),
  };

const MAKE = TABLE as Readonly<
  Record<ActivityType, (name: string, content: Text, p: Builder) => Made>
>;

/** Every activity type of the builder. */
export const ACTIVITY_TYPES = Object.keys(TABLE) as readonly ActivityType[];
