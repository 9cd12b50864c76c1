// Proves: that flattened inputs and service JSON say the same, and that what is built keeps to the
// ARM schema. Does not prove that the service accepts it.

import fc from "fast-check";
import {
  type ActivityType,
  definePipeline,
  equals,
  ifCondition,
  type Pipeline,
  raw,
  wait,
} from "../../adf/builder/index";
import { OUTPUT_BY_KIND } from "../../adf/builder/outputs";
import { fromAzureNative, toAzureNative, toServiceJson } from "../../adf/wire/index";
import { ACTIVITY_TYPES, anyPipeline } from "./any-pipeline";
import { describeWithArmSchema, validatePipeline } from "./arm-schema";
import { EXAMPLES } from "./examples";

const expression = (value: string): unknown => ({ value, type: "Expression" });

describe("the inputs of azure-native", () => {
  it("have the properties of a type beside its name, inner activities too", () => {
    const p = definePipeline({ name: "p" });
    p.add(
      ifCondition("If", equals(raw("guid()"), "x"), {
        ifTrue: (branch) => {
          branch.add(wait("Wait", 1));
        },
      }),
    );

    expect(toAzureNative(p.build())).toStrictEqual({
      pipelineName: "p",
      activities: [
        {
          name: "If",
          type: "IfCondition",
          expression: expression("@equals(guid(), 'x')"),
          ifTrueActivities: [{ name: "Wait", type: "Wait", waitTimeInSeconds: 1 }],
        },
      ],
    });
  });

  it.each(Object.entries(EXAMPLES))("give the service JSON back (%s)", (_name, example) => {
    const pipeline = example();

    expect(fromAzureNative(pipeline.name, toAzureNative(pipeline))).toStrictEqual(
      toServiceJson(pipeline),
    );
  });

  it("give the service JSON back for any pipeline", () => {
    fc.assert(
      fc.property(anyPipeline(), (pipeline) => {
        expect(fromAzureNative(pipeline.name, toAzureNative(pipeline))).toStrictEqual(
          toServiceJson(pipeline),
        );
      }),
    );
  });

  it("are compared for every type, by any pipeline and by the examples", () => {
    const examples = Object.values(EXAMPLES).flatMap((example) => typesOf(example().activities));

    expect([...ACTIVITY_TYPES, "LookupRows"].sort()).toStrictEqual(
      Object.keys(OUTPUT_BY_KIND).sort(),
    );
    expect([...new Set(examples)].sort()).toStrictEqual([...ACTIVITY_TYPES].sort());
  });

  it("are read back for types that the builder does not make, and unknown values", () => {
    const json = fromAzureNative("p", {
      factoryName: "f",
      activities: [
        {
          name: "Switch",
          type: "Switch",
          on: expression("@variables('v')"),
          cases: [{ value: "a", activities: [{ name: "A", type: "Wait", waitTimeInSeconds: 1 }] }],
          defaultActivities: [{ name: "Web", type: "WebActivity", state: "Inactive", url: "u" }],
        },
        { name: "Job", type: "DatabricksJob", jobId: { $unknown: true } },
      ],
    });

    expect(json).toStrictEqual({
      name: "p",
      properties: {
        activities: [
          {
            name: "Switch",
            type: "Switch",
            typeProperties: {
              on: expression("@variables('v')"),
              cases: [
                {
                  value: "a",
                  activities: [
                    { name: "A", type: "Wait", typeProperties: { waitTimeInSeconds: 1 } },
                  ],
                },
              ],
              defaultActivities: [
                {
                  name: "Web",
                  type: "WebActivity",
                  state: "Inactive",
                  typeProperties: { url: "u" },
                },
              ],
            },
          },
          {
            name: "Job",
            type: "DatabricksJob",
            typeProperties: { jobId: { $unknown: true } },
          },
        ],
      },
    });
  });
});

function typesOf(activities: Pipeline["activities"]): readonly ActivityType[] {
  return activities.flatMap(({ activity }) => [
    activity.type,
    ...activity.containers.flatMap((container) => typesOf(container.activities)),
  ]);
}

describeWithArmSchema("the ARM schema", () => {
  it.each(Object.entries(EXAMPLES))("accepts the example (%s)", (_name, example) => {
    expect(validatePipeline(toServiceJson(example()))).toStrictEqual([]);
  });

  it("accepts any pipeline", () => {
    fc.assert(
      fc.property(anyPipeline(), (pipeline) => {
        expect(validatePipeline(toServiceJson(pipeline))).toStrictEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [{ type: "Wait", typeProperties: {} }, "must have required property"],
    [{ type: "Wait", typeProperties: { waitTimeInSeconds: 1, seconds: 1 } }, "seconds is unknown"],
    [{ type: "Nap", typeProperties: {} }, "unknown type Nap"],
  ])("rejects %j", (activity, message) => {
    const json = { name: "p", properties: { activities: [{ name: "A", ...activity }] } };

    expect(validatePipeline(json).join("\n")).toContain(message);
  });
});
