// Checked by the type checker alone, never run. Each directive stands for a mistake that must not
// compile; one that is not needed fails the check.

import type { Output } from "@pulumi/pulumi";
import {
  type ActivityHandle,
  type ArgumentsOf,
  and,
  coalesce,
  copy,
  databricksJob,
  dataset,
  definePipeline,
  type Expression,
  equals,
  executePipeline,
  fail,
  formatDateTime,
  greater,
  ifCondition,
  lookup,
  lookupRows,
  not,
  parquetFiles,
  pipelineInfo,
  queryBlock,
  type raw,
  script,
  setVariable,
  sqlParameter,
  sqlQuery,
  sqlTable,
  until,
  type Variable,
  wait,
} from "../../adf/builder/index";
import type { AzureNativePipelineArgs, toAzureNative } from "../../adf/wire/index";

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;

function same<A, B>(_proof: Same<A, B>): void {}

declare const output: Output<string>;

const policy = { timeout: "00:10:00", retry: 2 };
const source = sqlQuery("SELECT 1");
const p = definePipeline({
  name: "run",
  parameters: {
    text: "String",
    count: "Int",
    any: "Object",
    mode: { type: "String", defaultValue: "a" },
  },
  variables: { state: "String", done: "Bool", list: "Array" },
});

// Handles and expressions have readable literal types.
const look = p.add(lookup("Look", { dataset: "d", source, policy }));
const all = p.add(lookupRows("All", { dataset: "d", source, policy }), look.succeeded);
same<typeof look, ActivityHandle<"Look", "Lookup", "run">>(true);
same<typeof all, ActivityHandle<"All", "LookupRows", "run">>(true);
const text = p.parameter("text");
const count = p.parameter("count");
const anything = p.parameter("any");
const state = p.variable("state");
same<typeof text, Expression<"string">>(true);
same<typeof count, Expression<"number">>(true);
same<typeof anything, Expression<"unknown">>(true);
same<typeof state, Variable<"state", "string">>(true);

// @ts-expect-error a parameter that is not declared
p.parameter("texts");
// @ts-expect-error a variable that is not declared
p.variable("stat");
// @ts-expect-error a parameter is no variable
p.variable("text");
// @ts-expect-error a type that the service does not have
definePipeline({ name: "x", parameters: { a: "Integer" } });

// Outputs are those of the kind.
// @ts-expect-error a lookup of the first row has no rows
look.rows;
// @ts-expect-error a lookup of all rows has no first row
all.firstRow("a");
const pause = p.add(wait("Pause", count));
// @ts-expect-error a pause has no output
pause.firstRow("a");
const job = p.add(databricksJob("Job", { linkedService: "l", jobId: text, policy }));
// @ts-expect-error a job's answer is not read from its activity
job.runOutput;
const ran = p.add(script("Ran", { linkedService: "l", blocks: [queryBlock("SELECT 1")], policy }));
// @ts-expect-error a column is read of a row
ran.resultSet(0).column("a");

// Edges stay in their scope.
const other = definePipeline({ name: "other" });
// @ts-expect-error an edge to an activity of another pipeline
other.add(wait("W", 1), pause.succeeded);
// @ts-expect-error an outcome that does not exist
pause.on("Success");
// @ts-expect-error at least one outcome
pause.on();
// @ts-expect-error a handle is no edge
p.add(wait("W", 1), pause);

let leaked: unknown;
p.add(
  until("Loop", { timeout: "00:10:00" }, (body) => {
    const inner = body.add(lookup("Inner", { dataset: "d", source, policy }));
    same<typeof inner, ActivityHandle<"Inner", "Lookup", "run/Loop">>(true);
    leaked = inner;
    // @ts-expect-error an edge out of the loop's body
    body.add(wait("W", 1), pause.succeeded);
    // @ts-expect-error an edge into the loop's body
    p.add(wait("W", 1), inner.succeeded);
    body.add(
      ifCondition("If", equals(inner.firstRow("action"), "go"), {
        ifTrue: (branch) => {
          const deep = branch.add(wait("Deep", inner.firstRow("seconds")));
          same<typeof deep, ActivityHandle<"Deep", "Wait", "run/Loop/If/ifTrue">>(true);
          // @ts-expect-error an edge out of the branch
          branch.add(wait("W", 1), inner.succeeded);
          // @ts-expect-error a condition in a branch
          branch.add(ifCondition("W", equals(1, 1), {}));
        },
        ifFalse: (branch) => {
          branch.add(fail("Fail", { message: "no", errorCode: inner.firstRow("code") }));
        },
      }),
      inner.on("Succeeded", "Skipped"),
    );
    const loop = until("Deeper", { timeout: "00:10:00" }, () => equals(1, 1));
    // @ts-expect-error a loop in a loop
    body.add(loop);
    return equals(inner.firstRow("action"), "stop");
  }),
);
// @ts-expect-error a loop ends by a condition
until("Loop", { timeout: "00:10:00" }, () => concatenated);
// @ts-expect-error a loop has a timeout
until("Loop", {}, () => equals(1, 1));

// Policies are given in full, and only where they mean something.
// @ts-expect-error a policy without timeout
lookup("L", { dataset: "d", source, policy: { retry: 1 } });
// @ts-expect-error a policy without retry
lookup("L", { dataset: "d", source, policy: { timeout: "00:10:00" } });
// @ts-expect-error no policy at all
lookup("L", { dataset: "d", source });
// @ts-expect-error a pause takes no policy
wait("W", 1, { policy });
// @ts-expect-error setting a variable takes no retry
setVariable("S", state, "x", { policy: { retry: 1 } });

// Values have the type that the property wants.
const concatenated = formatDateTime(pipelineInfo.triggerTime, "yyyy");
// @ts-expect-error a text is no number of seconds
wait("W", text);
// @ts-expect-error a number is no message
fail("F", { message: count, errorCode: "X" });
// @ts-expect-error a text is no boolean
setVariable("S", p.variable("done"), "true");
// @ts-expect-error a number is no text
setVariable("S", state, 5);
setVariable("S", p.variable("list"), ["a", text]);
setVariable("S", p.variable("done"), equals(text, "x"));
// @ts-expect-error a parameter is no target
setVariable("S", text, "x");
// @ts-expect-error a type of SQL that the service does not have
sqlParameter("a", "Text", "x");
// @ts-expect-error at least one block
script("S", { linkedService: "l", blocks: [], policy });

// Comparisons are type-strict.
equals(text, "a");
equals(look.firstRow("a"), 5);
equals("a", look.firstRow("a"));
greater(count, 5);
// @ts-expect-error a text is not compared with a number
equals(text, 5);
// @ts-expect-error a number is not compared with a text
greater(count, "5");
// @ts-expect-error a text is no condition
not(text);
// @ts-expect-error two conditions at least
and(equals(1, 1));
// @ts-expect-error a default of another type
coalesce(text, 5);
same<ReturnType<typeof raw<"string">>, Expression<"string">>(true);

// A called pipeline's parameters are those it declares.
const child = definePipeline({
  name: "child",
  parameters: { id: "String", tries: { type: "Int", defaultValue: 1 } },
});
child.add(fail("Fail", { message: child.parameter("id"), errorCode: "X" }));
const built = child.build();
same<keyof ArgumentsOf<{ id: "String"; tries: { type: "Int"; defaultValue: 1 } }>, "id" | "tries">(
  true,
);
executePipeline("Call", { pipeline: built, parameters: { id: text }, waitOnCompletion: true });
executePipeline("Call", {
  pipeline: built,
  parameters: { id: "a", tries: count },
  waitOnCompletion: true,
});
executePipeline("Call", { pipeline: "child", waitOnCompletion: true });
// @ts-expect-error whether it waits is always said
executePipeline("Call", { pipeline: built, parameters: { id: "a" } });
// @ts-expect-error a parameter is missing
executePipeline("Call", { pipeline: built, parameters: {}, waitOnCompletion: true });
// @ts-expect-error a parameter of another type
executePipeline("Call", { pipeline: built, parameters: { id: count }, waitOnCompletion: true });
// @ts-expect-error a parameter that it does not declare
executePipeline("Call", {
  pipeline: built,
  parameters: { id: "a", di: 1 },
  waitOnCompletion: true,
});

// An upsert has keys and a place for its interim table, an insert neither.
const load = { input: "a", output: "b", source: parquetFiles(), policy };
copy("C", { ...load, sink: sqlTable({ writeBehavior: "upsert", keys: ["a"], interim: "tempdb" }) });
// @ts-expect-error an upsert without keys
sqlTable({ writeBehavior: "upsert", keys: [], interim: "tempdb" });
// @ts-expect-error an insert with keys
sqlTable({ writeBehavior: "insert", keys: ["a"] });

// What a deployment alone knows may stand in a leaf, not in an expression.
databricksJob("Job", {
  linkedService: output,
  jobId: output,
  jobParameters: { a: output },
  policy,
});
lookup("L", { dataset: dataset(output, { a: output }), source, policy });
// @ts-expect-error an expression is text before the deployment
equals(output, "a");

// Values are frozen in their types too, and what is rendered has azure-native's own type.
// @ts-expect-error a pipeline cannot be changed
built.name = "child";
// @ts-expect-error nor can its activities
built.activities.push();
same<ReturnType<typeof toAzureNative>, AzureNativePipelineArgs>(true);

export { leaked };
