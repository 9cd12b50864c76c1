// Proves, of any pipeline: it ends, equal runs are equal, every activity ends once, what is skipped
// and what the whole amounts to follow from the rules. Does not prove single rules: see control-flow.

import fc from "fast-check";
import {
  type ActivityAnswer,
  Engine,
  type EngineEvent,
  type RunResult,
  scriptedHandler,
} from "../../../adf/engine";
import {
  type ActivityDefinition,
  activity,
  expression,
  forEach,
  iff,
  inactive,
  pipeline,
  set,
  switchOn,
  until,
  wait,
  web,
  withPolicy,
} from "./definitions";

const CONDITIONS = ["Succeeded", "Failed", "Skipped", "Completed"];

interface Drawn {
  readonly definition: ReturnType<typeof pipeline>;
  readonly outcomes: Readonly<Record<string, unknown>>;
}

const outcome = fc.oneof(
  fc.constantFrom("Succeeded", "Failed"),
  fc.record({ status: fc.constantFrom("Succeeded", "Failed"), seconds: fc.nat(2000) }),
  fc.array(fc.constantFrom("Succeeded", "Failed"), { minLength: 1, maxLength: 4 }),
);

const step = fc.record({
  kind: fc.nat(10),
  number: fc.nat(3),
  edges: fc.array(fc.tuple(fc.nat(20), fc.subarray(CONDITIONS, { minLength: 1 })), {
    maxLength: 3,
  }),
  inner: fc.array(fc.tuple(fc.nat(2), fc.subarray(CONDITIONS, { minLength: 1 })), { maxLength: 3 }),
  outcome,
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const anyRun: fc.Arbitrary<Drawn> = fc.array(step, { minLength: 1, maxLength: 9 }).map((steps) => {
  const outcomes: Record<string, unknown> = {};
  const activities = steps.map((one, index) => {
    const name = `A${index}`;
    for (const inner of [name, ...one.inner.map((_, place) => `${name}_${place}`)])
      outcomes[inner] = one.outcome;
    outcomes[`${name}_C`] = one.outcome;
    outcomes[`${name}_D`] = one.outcome;
    const edges =
      index === 0
        ? []
        : one.edges.map(([from, conditions]) => [`A${from % index}`, conditions] as const);
    const dependsOn = [...new Map(edges)].map(([from, conditions]) => ({
      activity: from,
      dependencyConditions: conditions,
    }));
    return { ...drawn(name, one), dependsOn };
  });
  return { definition: pipeline(activities, { variables: { v: { type: "String" } } }), outcomes };
});

function drawn(name: string, { inner, kind, number }: Step): ActivityDefinition {
  const body = inner.map(([from, conditions], place) =>
    place === 0
      ? web(`${name}_0`)
      : web(`${name}_${place}`, { [`${name}_${from % place}`]: conditions }),
  );
  const kinds = [
    () => web(name),
    () => withPolicy({ retry: number, timeout: "0.00:20:00" }, web(name)),
    () => wait(name, number * 100),
    () => set(name, "v", number === 0 ? expression("@div(1, 0)") : "x"),
    () => activity("Fail", name, { message: "m", errorCode: "c" }),
    () => iff(name, `@equals(${number}, 1)`, number > 1 ? { no: body } : { yes: body }),
    () => forEach(name, `@range(0, ${number})`, body, { isSequential: number === 1 }),
    () => until(name, `@greater(${number}, 1)`, body, "0.00:10:00"),
    () => switchOn(name, `@string(${number})`, { 1: `${name}_C`, default: `${name}_D` }),
    () => inactive(web(name), ["Succeeded", "Failed", "Skipped"][number]),
    () =>
      activity("Filter", name, {
        items: expression("@createArray(1)"),
        condition: expression(`@equals(${number}, 1)`),
      }),
  ];
  return (kinds[kind] ?? (() => web(name)))();
}

async function run({
  definition,
  outcomes,
}: Drawn): Promise<{ readonly result: RunResult; readonly events: readonly EngineEvent[] }> {
  const events: EngineEvent[] = [];
  const engine = new Engine({
    pipelines: [definition],
    handler: scriptedHandler(outcomes),
    listener: (event) => events.push(event),
    seed: 3,
  });
  const handle = engine.submit({ pipeline: "p" });
  await engine.finish();
  return { result: handle.result, events };
}

interface Edge {
  readonly activity: string;
  readonly dependencyConditions: readonly string[];
}

function topOf({ definition }: Drawn): readonly {
  readonly name: string;
  readonly state?: string;
  readonly dependsOn: readonly Edge[];
}[] {
  return definition.properties["activities"] as never;
}

// Written from the documentation's words, and not as the engine does it.
function holds(
  { activity: from, dependencyConditions }: Edge,
  ended: RunResult["activities"],
): boolean {
  const status = ended[from];
  return dependencyConditions.some(
    (condition) =>
      condition === status ||
      (condition === "Completed" && (status === "Succeeded" || status === "Failed")),
  );
}

function isGood(name: string, drawnRun: Drawn, ended: RunResult["activities"]): boolean {
  if (ended[name] !== "Skipped") return ended[name] === "Succeeded";
  const parents = topOf(drawnRun).find((one) => one.name === name)?.dependsOn ?? [];
  return parents.every((edge) => isGood(edge.activity, drawnRun, ended));
}

const RUNS = { numRuns: 300 };

describe("any pipeline", () => {
  it("ends, and every activity of it has ended in one way or was never reached", async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (one) => {
        const { result, events } = await run(one);

        const names = namesIn(one.definition.properties["activities"]);
        expect([...Object.keys(result.activities), ...result.notRun].sort()).toStrictEqual(
          names.sort(),
        );
        for (const status of Object.values(result.activities))
          expect(["Succeeded", "Failed", "Skipped"]).toContain(status);
        expect(unbalanced(events)).toStrictEqual([]);
      }),
      RUNS,
    );
  });

  it("gives the same events and the same result for the same seed", async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (one) => {
        expect(await run(one)).toStrictEqual(await run(one));
      }),
      RUNS,
    );
  });

  it("skips an activity where its dependencies do not hold, and only there", async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (one) => {
        const { result } = await run(one);

        for (const { dependsOn, name, state } of topOf(one)) {
          const isMet = dependsOn.every((edge) => holds(edge, result.activities));
          if (!isMet) expect(result.activities[name]).toBe("Skipped");
          else if (state === undefined) expect(result.activities[name]).not.toBe("Skipped");
        }
      }),
      RUNS,
    );
  });

  it("succeeds exactly where its leaves do, a skipped one replaced by its parents", async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (one) => {
        const { result } = await run(one);

        const inner = new Set(
          topOf(one).flatMap(({ dependsOn }) => dependsOn.map((edge) => edge.activity)),
        );
        const leaves = topOf(one).filter(({ name }) => !inner.has(name));
        const isGoodAll = leaves.every(({ name }) => isGood(name, one, result.activities));
        expect(result.pipeline).toBe(isGoodAll ? "Succeeded" : "Failed");
      }),
      RUNS,
    );
  });

  it("never goes back in time, and takes as long as its last event says", async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async (one) => {
        const { result, events } = await run(one);

        const instants = events.map(({ at }) => at);
        expect(instants).toStrictEqual([...instants].sort((a, b) => a - b));
        expect(instants.at(-1)).toBe(result.elapsedSeconds);
      }),
      RUNS,
    );
  });

  it("is answered by a result or an error, whatever its JSON is", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.json({ maxDepth: 4 }),
        fc.json({ maxDepth: 3 }),
        async (properties, outcomes) => {
          const handler = (): ActivityAnswer => ({ status: "Succeeded" });
          const definition = { name: "p", properties: JSON.parse(properties) as unknown };
          const failed = await attempt(() => new Engine({ pipelines: [definition], handler }));
          const script = await attempt(() => scriptedHandler(JSON.parse(outcomes)));

          for (const error of [failed, script]) {
            if (error !== undefined)
              expect(error).toHaveProperty("code", expect.stringMatching(/^ENGINE_/));
          }
        },
      ),
      RUNS,
    );
  });
});

async function attempt(action: () => unknown): Promise<unknown> {
  try {
    await action();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Activity runs that began and did not end once, or ended and did not begin. */
function unbalanced(events: readonly EngineEvent[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const event of events) {
    if (event.of !== "activity" || event.attempt === 0) continue;
    const change = event.kind === "started" ? 1 : event.kind === "ended" ? -1 : 0;
    counts.set(event.activityRunId, (counts.get(event.activityRunId) ?? 0) + change);
  }
  return [...counts].filter(([, count]) => count !== 0).map(([id]) => id);
}

function namesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== "object" || value === null) return [];
  const own = "name" in value && "type" in value ? [String(value.name)] : [];
  return [...own, ...Object.values(value).flatMap(namesIn)];
}
