// Proves: the service's JSON of the activities that branch, loop, filter, gather and wait for files,
// exactly, as their documentation writes it. Does not prove that the service accepts it.

import {
  appendVariable,
  definePipeline,
  fail,
  filter,
  forEach,
  greater,
  ifCondition,
  property,
  raw,
  setVariable,
  string,
  switch_,
  validation,
  wait,
} from "../../adf/builder/index";
import { toServiceJson } from "../../adf/wire/index";

const expression = (value: string): unknown => ({ value, type: "Expression" });
const pause = (name: string, seconds = 1): unknown => ({
  name,
  type: "Wait",
  typeProperties: { waitTimeInSeconds: seconds },
});

function bare() {
  return definePipeline({
    name: "p",
    parameters: { items: "Array", route: "String" },
    variables: { list: "Array", last: "String" },
  });
}

// What the pipeline declares is used, so that only what is looked at can be wrong.
function only(build: (p: ReturnType<typeof bare>) => void): unknown {
  const p = bare();
  build(p);
  p.add(fail("Uses", { message: string(p.parameter("items")), errorCode: p.parameter("route") }));
  p.add(appendVariable("Appends", p.variable("list"), 1));
  p.add(setVariable("Sets", p.variable("last"), "x"));
  return toServiceJson(p.build()).properties.activities[0];
}

describe("the service JSON of an activity", () => {
  // https://learn.microsoft.com/azure/data-factory/control-flow-switch-activity; the page writes
  // `expression`, the specification `on`.
  it("holds a branch by a text, its cases in the order given", () => {
    const found = only((p) =>
      p.add(
        switch_("MySwitch", p.parameter("route"), {
          cases: {
            load: (branch) => {
              const one = branch.add(wait("One", 1));
              branch.add(wait("Two", 2), one.succeeded);
            },
            "it's @ home": (branch) => void branch.add(wait("Three", 3)),
          },
          default: (branch) => void branch.add(wait("Four", 4)),
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "MySwitch",
      type: "Switch",
      typeProperties: {
        on: expression("@pipeline().parameters.route"),
        cases: [
          {
            value: "load",
            activities: [
              pause("One"),
              {
                name: "Two",
                type: "Wait",
                dependsOn: [{ activity: "One", dependencyConditions: ["Succeeded"] }],
                typeProperties: { waitTimeInSeconds: 2 },
              },
            ],
          },
          { value: "it's @ home", activities: [pause("Three", 3)] },
        ],
        defaultActivities: [pause("Four", 4)],
      },
    });
  });

  it("holds a branch by a text without a default", () => {
    const found = only((p) =>
      p.add(
        switch_("MySwitch", p.parameter("route"), {
          cases: { a: (branch) => void branch.add(wait("One", 1)) },
        }),
      ),
    );

    expect(found).toHaveProperty("typeProperties", {
      on: expression("@pipeline().parameters.route"),
      cases: [{ value: "a", activities: [pause("One")] }],
    });
  });

  // https://learn.microsoft.com/azure/data-factory/control-flow-for-each-activity
  it("holds a sequential loop whose body reads the element, and may set variables", () => {
    const found = only((p) =>
      p.add(
        forEach(
          "MyForEach",
          { items: p.parameter("items"), isSequential: true },
          (body, item) =>
            void body.add(setVariable("Set", p.variable("last"), property(item, "SourceTable"))),
        ),
      ),
    );

    expect(found).toStrictEqual({
      name: "MyForEach",
      type: "ForEach",
      typeProperties: {
        items: expression("@pipeline().parameters.items"),
        isSequential: true,
        activities: [
          {
            name: "Set",
            type: "SetVariable",
            typeProperties: { variableName: "last", value: expression("@item().SourceTable") },
          },
        ],
      },
    });
  });

  it("holds a parallel loop that branches and gathers", () => {
    const found = only((p) =>
      p.add(
        forEach(
          "MyForEach",
          { items: p.parameter("items"), isSequential: false, batchCount: 50 },
          (body, item) =>
            void body.add(
              ifCondition("If", greater(item, 3), {
                ifTrue: (branch) =>
                  void branch.add(appendVariable("Append", p.variable("list"), item)),
              }),
            ),
        ),
      ),
    );

    expect(found).toStrictEqual({
      name: "MyForEach",
      type: "ForEach",
      typeProperties: {
        items: expression("@pipeline().parameters.items"),
        isSequential: false,
        batchCount: 50,
        activities: [
          {
            name: "If",
            type: "IfCondition",
            typeProperties: {
              expression: expression("@greater(item(), 3)"),
              ifTrueActivities: [
                {
                  name: "Append",
                  type: "AppendVariable",
                  typeProperties: { variableName: "list", value: expression("@item()") },
                },
              ],
            },
          },
        ],
      },
    });
  });

  // https://learn.microsoft.com/azure/data-factory/control-flow-filter-activity
  it("holds a filter", () => {
    const found = only((p) =>
      p.add(
        filter("MyFilterActivity", {
          items: p.parameter("items"),
          condition: (item) => greater(item, 3),
        }),
      ),
    );

    expect(found).toStrictEqual({
      name: "MyFilterActivity",
      type: "Filter",
      typeProperties: {
        items: expression("@pipeline().parameters.items"),
        condition: expression("@greater(item(), 3)"),
      },
    });
  });

  // https://learn.microsoft.com/azure/data-factory/control-flow-append-variable-activity
  it("holds an element that is added to a variable, literal leaves escaped", () => {
    const found = only((p) =>
      p.add(appendVariable("Append", p.variable("list"), { a: "@x", b: [raw("guid()")] })),
    );

    expect(found).toStrictEqual({
      name: "Append",
      type: "AppendVariable",
      typeProperties: { variableName: "list", value: { a: "@@x", b: [expression("@guid()")] } },
    });
  });

  // https://learn.microsoft.com/azure/data-factory/control-flow-validation-activity
  it("holds a wait for a file, and for a folder", () => {
    const base = { timeout: "0.12:00:00", sleep: 10 };
    const file = only((p) =>
      p.add(validation("V", { ...base, dataset: "Storage_File", minimumSize: 20 })),
    );
    const folder = only((p) =>
      p.add(validation("V", { ...base, dataset: "Storage_Folder", childItems: true })),
    );

    expect(file).toStrictEqual({
      name: "V",
      type: "Validation",
      typeProperties: {
        dataset: { referenceName: "Storage_File", type: "DatasetReference" },
        timeout: "0.12:00:00",
        sleep: 10,
        minimumSize: 20,
      },
    });
    expect(folder).toHaveProperty("typeProperties", {
      dataset: { referenceName: "Storage_Folder", type: "DatasetReference" },
      timeout: "0.12:00:00",
      sleep: 10,
      childItems: true,
    });
  });

  // https://learn.microsoft.com/azure/data-factory/deactivate-activity
  it("holds whether it runs, and how it counts where it does not", () => {
    const found = only((p) =>
      p.add(wait("Off", 1, { state: "Inactive", onInactiveMarkAs: "Skipped" })),
    );

    expect(found).toStrictEqual({
      name: "Off",
      type: "Wait",
      state: "Inactive",
      onInactiveMarkAs: "Skipped",
      typeProperties: { waitTimeInSeconds: 1 },
    });
  });
});
