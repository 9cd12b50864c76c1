// Checked by the type checker alone, never run: activities that branch, loop, call and look. Each
// directive stands for a mistake that must not compile; one that is not needed fails the check.

import {
  type ActivityHandle,
  appendVariable,
  createArray,
  databricksNotebook,
  databricksSparkPython,
  definePipeline,
  delete_,
  type Expression,
  equals,
  fail,
  filter,
  forEach,
  getMetadata,
  ifCondition,
  type LookupOf,
  lookup,
  lookupRows,
  type MetadataOf,
  setReturnValue,
  setVariable,
  sqlQuery,
  sqlServerStoredProcedure,
  switch_,
  until,
  validation,
  wait,
  webActivity,
  webHook,
} from "../../adf/builder/index";

type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;

function same<A, B>(_proof: Same<A, B>): void {}

const policy = { timeout: "00:10:00", retry: 2 };
const source = sqlQuery("SELECT 1");
const url = "https://example.invalid";
const yes = equals(1, 1);
const items = createArray(1);
const p = definePipeline({
  name: "run",
  parameters: { text: "String", count: "Int" },
  variables: { state: "String", done: "Bool", list: "Array" },
});
const text = p.parameter("text");
const count = p.parameter("count");
const first = p.add(wait("First", 1));

// Each case of a Switch is a scope of its own.
const other: { edge?: unknown } = {};
const route = p.add(
  switch_("Route", text, {
    cases: {
      load: (branch) => {
        const load = branch.add(wait("Load", 1));
        same<typeof load, ActivityHandle<"Load", "Wait", "run/Route/cases/load">>(true);
        other.edge = load.succeeded;
        branch.add(wait("Next", 1), load.succeeded);
        // @ts-expect-error an edge out of the case
        branch.add(wait("W", 1), first.succeeded);
        // @ts-expect-error an edge into the case
        p.add(wait("W", 1), load.succeeded);
        // @ts-expect-error a condition in a branch
        branch.add(ifCondition("W", yes, {}));
        // @ts-expect-error a Switch in a branch
        branch.add(switch_("W", text, { cases: {} }));
      },
      "run it": (branch) => {
        const run = branch.add(wait("Run", 1));
        same<typeof run, ActivityHandle<"Run", "Wait", "run/Route/cases/run it">>(true);
      },
    },
    default: (branch) => {
      const rest = branch.add(wait("Rest", 1));
      same<typeof rest, ActivityHandle<"Rest", "Wait", "run/Route/default">>(true);
    },
  }),
  first.succeeded,
);
same<typeof route, ActivityHandle<"Route", "Switch", "run">>(true);
let leaked: ActivityHandle<"A", "Wait", "run/Twice/cases/a"> | undefined;
p.add(
  switch_("Twice", text, {
    cases: {
      a: (branch) => {
        leaked = branch.add(wait("A", 1));
      },
      b: (branch) => {
        if (leaked === undefined) return;
        // @ts-expect-error an edge from another case
        branch.add(wait("B", 1), leaked.succeeded);
      },
    },
  }),
);
// @ts-expect-error a number is no text to branch by
switch_("S", count, { cases: {} });
// @ts-expect-error a Switch has cases
switch_("S", text, {});
// @ts-expect-error a Switch has no output
route.field("a");
switch_("S", text, {
  cases: {
    // biome-ignore lint/suspicious/noDuplicateObjectKeys: the mistake that is shown
    a: () => undefined,
    // @ts-expect-error a case that is there twice
    a: () => undefined,
  },
});

// A ForEach hands its element to its body, and says whether its turns run at once.
const loop = p.add(
  forEach("Each", { items, isSequential: true }, (body, item) => {
    same<typeof item, Expression<"unknown">>(true);
    const inner = body.add(wait("Inner", item));
    same<typeof inner, ActivityHandle<"Inner", "Wait", "run/Each">>(true);
    body.add(setVariable("Set", p.variable("state"), "x"), inner.succeeded);
    body.add(switch_("In loop", text, { cases: { a: (b) => void b.add(wait("W", item)) } }));
    // @ts-expect-error an edge out of the body
    body.add(wait("W", 1), first.succeeded);
    const deeper = forEach("Deeper", { items, isSequential: true }, () => undefined);
    // @ts-expect-error a loop in a loop
    body.add(deeper);
    const turn = until("Turn", { timeout: "00:10:00" }, () => yes);
    // @ts-expect-error another loop in a loop
    body.add(turn);
    // @ts-expect-error a Validation in a loop
    body.add(validation("V", { dataset: "d", timeout: "01:00:00" }));
  }),
);
same<typeof loop, ActivityHandle<"Each", "ForEach", "run">>(true);
p.add(
  forEach("At once", { items, isSequential: false, batchCount: 10 }, (body, item) => {
    body.add(appendVariable("Append", p.variable("list"), item));
    // @ts-expect-error a variable set by turns that run at once
    body.add(setVariable("Set", p.variable("state"), "x"));
    // @ts-expect-error nor the return value
    body.add(setReturnValue("Return", { a: "x" }));
  }),
);
// @ts-expect-error whether its turns run at once is always said
forEach("F", { items }, () => undefined);
// @ts-expect-error turns one after the other have no batch count
forEach("F", { items, isSequential: true, batchCount: 5 }, () => undefined);
// @ts-expect-error a text is no array
forEach("F", { items: text, isSequential: true }, () => undefined);
// @ts-expect-error an Until has no element
until("U", { timeout: "00:10:00" }, (_body, _item) => yes);
// @ts-expect-error nor has a branch
ifCondition("I", yes, { ifTrue: (_branch, _item) => undefined });
// @ts-expect-error nor has a case
switch_("S", text, { cases: { a: (_branch, _item) => undefined } });

// A Filter's condition is one.
const kept = p.add(filter("Kept", { items, condition: (item) => equals(item, 1) }));
same<typeof kept.items, Expression<"unknown">>(true);
// @ts-expect-error a text is no condition
filter("F", { items, condition: () => text });
// @ts-expect-error a Filter has no first row
kept.firstRow("a");

// An element is added to an array, and to nothing else.
appendVariable("A", p.variable("list"), { any: [text, 1, null] });
// @ts-expect-error a String variable is no array
appendVariable("A", p.variable("state"), "x");
// @ts-expect-error nor is a Bool variable
appendVariable("A", p.variable("done"), true);
// @ts-expect-error a parameter is no target
appendVariable("A", text, "x");

// A request has the body that its method wants.
const web = p.add(webActivity("Web", { method: "POST", url, body: { a: text }, policy }));
same<ReturnType<typeof web.field>, Expression<"unknown">>(true);
// @ts-expect-error a POST without body
webActivity("W", { method: "POST", url, policy });
// @ts-expect-error a GET with a body
webActivity("W", { method: "GET", url, body: "x", policy });
// @ts-expect-error a method that the specification does not have
webActivity("W", { method: "PATCH", url, body: "x", policy });
// @ts-expect-error an identity without what its token is for
webActivity("W", { method: "GET", url, policy, authentication: { type: "MSI" } });
// @ts-expect-error a request without policy
webActivity("W", { method: "GET", url });
// @ts-expect-error a WebHook takes no retry
webHook("W", { url, body: "x", policy: { retry: 1 } });
// @ts-expect-error a request has no rows
web.rows;

// What is known of a file is what was asked for.
const file = p.add(getMetadata("File", { dataset: "d", fieldList: ["exists", "size"], policy }));
same<typeof file, ActivityHandle<"File", MetadataOf<"exists" | "size">, "run">>(true);
same<typeof file.exists, Expression<"boolean">>(true);
same<typeof file.size, Expression<"number">>(true);
// @ts-expect-error a field that was not asked for
file.childItems;
// @ts-expect-error a field that the service does not have
getMetadata("G", { dataset: "d", fieldList: ["owner"], policy });
// @ts-expect-error at least one field
getMetadata("G", { dataset: "d", fieldList: [], policy });

// The columns of a Lookup are those declared, and any where none are.
const row = p.add(lookup("Row", { dataset: "d", source, policy, columns: ["id", "state"] }));
same<typeof row, ActivityHandle<"Row", LookupOf<"id" | "state">, "run">>(true);
row.firstRow("id");
row.optionalFirstRow("state");
// @ts-expect-error a column that is not declared
row.firstRow("ids");
// @ts-expect-error nor read where it may be missing
row.optionalFirstRow("ids");
const anyRow = p.add(lookup("Any", { dataset: "d", source, policy }));
same<typeof anyRow, ActivityHandle<"Any", "Lookup", "run">>(true);
anyRow.firstRow("ids");
const columns: readonly string[] = ["id"];
const dynamic = p.add(lookup("Dynamic", { dataset: "d", source, policy, columns }));
same<typeof dynamic, ActivityHandle<"Dynamic", "Lookup", "run">>(true);
// @ts-expect-error all rows have no columns to declare
lookupRows("L", { dataset: "d", source, policy, columns: ["id"] });

// What deletes, calls or runs says what it needs.
// @ts-expect-error whether subfolders too is always said
delete_("D", { dataset: "d", files: {}, policy });
sqlServerStoredProcedure("P", {
  linkedService: "l",
  storedProcedureName: "dbo.p",
  // @ts-expect-error a type that the service does not have
  storedProcedureParameters: { a: { value: "x", type: "Text" } },
  policy,
});
const notebook = p.add(
  databricksNotebook("Book", { linkedService: "l", notebookPath: "/a", policy }),
);
same<typeof notebook.runOutput, Expression<"unknown">>(true);
// @ts-expect-error a notebook's path is absolute
databricksNotebook("B", { linkedService: "l", notebookPath: "a", policy });
const python = p.add(
  databricksSparkPython("Python", { linkedService: "l", pythonFile: "dbfs:/a.py", policy }),
);
// @ts-expect-error a Python file returns nothing
python.runOutput;
// @ts-expect-error a file's size or a folder's items
validation("V", { dataset: "d", timeout: "01:00:00", childItems: true, minimumSize: 1 });
// @ts-expect-error a Validation has a timeout
validation("V", { dataset: "d" });
// @ts-expect-error a Validation takes no policy
validation("V", { dataset: "d", timeout: "01:00:00", policy });

// Every activity may be inactive.
fail("F", { message: "x", errorCode: "X", state: "Inactive", onInactiveMarkAs: "Failed" });
// @ts-expect-error a state that the service does not have
wait("W", 1, { state: "Off" });
// @ts-expect-error an inactive activity is not marked Completed
wait("W", 1, { state: "Inactive", onInactiveMarkAs: "Completed" });

export { other };
