// Proves: how a change of a pipeline is found and named, on the platform's own pipelines. Does not
// prove what the service does with it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pipelineLines } from "../../review/markdown-entries";
import { type NamedPipelines, pipelineChanges, waysTo } from "../../review/pipelines";

/** An activity of a definition, as loose as a test that edits it needs. */
interface Activity {
  name: string;
  type: string;
  dependsOn?: { activity: string; dependencyConditions: string[] }[];
  policy?: Record<string, unknown>;
  typeProperties: Record<string, unknown> & {
    activities?: Activity[];
    ifTrueActivities?: Activity[];
    ifFalseActivities?: Activity[];
  };
}

const DEFINITION = readFileSync(
  join(__dirname, "..", "golden", "pipelines", "forecast-run.json"),
  "utf8",
);

/** The words for an edit of `forecast-run`. */
function wordsFor(edit: (activities: Activity[]) => void): readonly string[] {
  const definition = JSON.parse(DEFINITION);
  edit(definition.properties.activities);
  return pipelineChanges(named(JSON.parse(DEFINITION)), named(definition)).flatMap((change) =>
    pipelineLines(change, []),
  );
}

function named(definition: Record<string, unknown>): NamedPipelines {
  return [{ name: "forecast-run", definition }];
}

function inner(activities: Activity[], ...names: string[]): Activity {
  const [name, ...rest] = names;
  const found = activities.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no activity ${String(name)}`);
  const {
    activities: body = [],
    ifFalseActivities = [],
    ifTrueActivities = [],
  } = found.typeProperties;
  return rest.length === 0
    ? found
    : inner([...body, ...ifTrueActivities, ...ifFalseActivities], ...rest);
}

const LOOP = "Until nothing is left to do";
const BRANCH = "Step or wait";

describe("a change of a pipeline", () => {
  it("is a wait, with the whole way to it", () => {
    const words = wordsFor((activities) => {
      inner(activities, LOOP, BRANCH, "Wait").typeProperties["waitTimeInSeconds"] = 1200;
    });

    expect(words).toStrictEqual([
      "- `forecast-run` › `Until nothing is left to do` › `Step or wait` › `else` › `Wait`: " +
        "`waitTimeInSeconds` `@activity('Decide').output.firstRow.wait_seconds` → `1200`",
    ]);
  });

  it("is a policy, without the branches of a container beside it", () => {
    const words = wordsFor((activities) => {
      inner(activities, LOOP).typeProperties["timeout"] = "0.01:00:00";
    });

    expect(words).toStrictEqual([
      "- `forecast-run` › `Until nothing is left to do`: `timeout` `0.13:30:00` → `0.01:00:00`",
    ]);
  });

  it("is an activity that is new, in the branch where it stands", () => {
    const words = wordsFor((activities) => {
      inner(activities, LOOP, BRANCH).typeProperties.ifTrueActivities?.push({
        name: "Tell",
        type: "WebActivity",
        typeProperties: {},
      });
    });

    expect(words).toStrictEqual([
      "- `forecast-run` › `Until nothing is left to do` › `Step or wait` › `then` › `Tell`: WebActivity added",
    ]);
  });

  it("is what an activity waits for", () => {
    const words = wordsFor((activities) => {
      inner(activities, "Close").dependsOn = [
        { activity: LOOP, dependencyConditions: ["Succeeded", "Failed"] },
        { activity: "Claim", dependencyConditions: ["Succeeded"] },
      ];
    });

    expect(words).toStrictEqual(["- `forecast-run` › `Close`: now runs after `Claim` (Succeeded)"]);
  });

  it("is an activity that moved to the other branch", () => {
    const words = wordsFor((activities) => {
      const { typeProperties } = inner(activities, LOOP, BRANCH);
      const [wait] = typeProperties.ifFalseActivities ?? [];
      if (wait !== undefined) typeProperties.ifTrueActivities?.push(wait);
      typeProperties.ifFalseActivities = [];
    });

    expect(words).toStrictEqual([
      "- `forecast-run` › `Until nothing is left to do` › `Step or wait` › `then` › `Wait`: Wait moved here " +
        "from `forecast-run` › `Until nothing is left to do` › `Step or wait` › `else`",
    ]);
  });

  it("is a case of a switch", () => {
    const definition = (seconds: number) => ({
      properties: {
        activities: [
          {
            name: "By stage",
            type: "Switch",
            typeProperties: {
              cases: [
                {
                  value: "train",
                  activities: [
                    { name: "Pause", type: "Wait", typeProperties: { waitTimeInSeconds: seconds } },
                  ],
                },
              ],
            },
          },
        ],
      },
    });

    const words = pipelineChanges(named(definition(1)), named(definition(2))).flatMap((change) =>
      pipelineLines(change, []),
    );

    expect(words).toStrictEqual([
      "- `forecast-run` › `By stage` › `case train` › `Pause`: `waitTimeInSeconds` `1` → `2`",
    ]);
  });

  it("is a whole pipeline that is new, or gone", () => {
    const one = named(JSON.parse(DEFINITION));

    expect(pipelineChanges([], one).flatMap((change) => pipelineLines(change, []))).toStrictEqual([
      "- `forecast-run`: pipeline added",
    ]);
    expect(pipelineChanges(one, []).flatMap((change) => pipelineLines(change, []))).toStrictEqual([
      "- `forecast-run`: pipeline removed",
    ]);
    expect(pipelineChanges(one, one)).toStrictEqual([]);
  });

  it("keeps a text that is markup, a mention or a secret from doing anything", () => {
    const words = wordsFor((activities) => {
      const wait = inner(activities, LOOP, BRANCH, "Wait");
      wait.typeProperties["waitTimeInSeconds"] = "`</details>` @everyone | [x](http://y)";
      wait.policy = { secureInput: { $secret: true } };
    });

    expect(words.join("\n")).toContain("`` `</details>` @everyone \\| [x](http://y) ``");
    expect(words.join("\n")).toContain("`policy` added");
  });
});

describe("the ways to a statement", () => {
  it("are found in scripts, and in expressions that quote it", () => {
    const pipelines = named(JSON.parse(DEFINITION));

    expect(
      waysTo(
        pipelines,
        "-- Takes the run of a forecast and period for the caller, or says who holds it.",
      ),
    ).toStrictEqual(["forecast-run › Claim"]);
    expect(
      waysTo(
        pipelines,
        "-- The decision for the run that the caller holds: exactly one row, always.",
      ),
    ).toStrictEqual(["forecast-run › Until nothing is left to do › Decide"]);
  });
});
