/**
 * How fast pipelines run in virtual time, and what a long loop costs in memory.
 *
 * Run by itself, with a number of turns, it is the measured process.
 */
import { type ActivityHandler, runPipeline } from "../adf/engine";
import { inTurn, median, runProcess } from "./measure";
import type { Figure } from "./preview";

const ROUNDS = 5;

/** A turn is a Lookup with an expression, an If and a Wait. */
const RUNS_A_TURN = 3;
const RUNS = [100, 1_000, 10_000, 100_000];
const MANY_TURNS = 100_000;
const FEW_TURNS = 1_000;

/** What the measured process prints. */
interface Measured {
  /** Of one run, after others that do not count. */
  readonly milliseconds: number;
  /** The most memory of the process. */
  readonly megabytes: number;
}

/** Activity runs a second, the time of one by their number, the memory of a loop of many turns. */
export function engineSpeed(): readonly Figure[] {
  const times = inTurn(
    ROUNDS,
    RUNS.map((runs) => () => measure(Math.ceil(runs / RUNS_A_TURN)).milliseconds),
  );
  const microseconds = RUNS.map((runs, index) => (median(times[index]) / runs) * 1000);
  const growth = RUNS.map((runs, index) => `${runs}: ${microseconds[index]?.toFixed(1)}`);
  const slowest = Math.max(...microseconds);
  const memory = inTurn(3, [
    () => measure(FEW_TURNS).megabytes,
    () => measure(MANY_TURNS).megabytes,
  ]).map(median);
  return [
    {
      name: "activity runs a second, at the slowest size",
      value: (1_000_000 / slowest).toFixed(0),
      wanted: "at least 10000",
    },
    { name: "µs an activity run, by number", value: growth.join(", "), wanted: "falls or stays" },
    {
      name: `peak memory of ${FEW_TURNS} and ${MANY_TURNS} turns, MB`,
      value: memory.map((megabytes) => megabytes.toFixed(0)).join(" and "),
      wanted: "at most a quarter more",
    },
  ];
}

function measure(turns: number): Measured {
  const args = ["--require", "./tools/register.js", "bench/adf-engine.ts", String(turns)];
  return JSON.parse(runProcess(process.execPath, args).stdout) as Measured;
}

/** A loop as the platform's own: ask, decide, wait. */
function polling(turns: number): unknown {
  const expression = (value: string) => ({ value, type: "Expression" });
  const ask = {
    name: "Ask",
    type: "Lookup",
    typeProperties: { source: { query: expression("@concat('for ', pipeline().RunId)") } },
  };
  const pause = { name: "Pause", type: "Wait", typeProperties: { waitTimeInSeconds: 1 } };
  const decide = {
    name: "Decide",
    type: "IfCondition",
    dependsOn: [{ activity: "Ask", dependencyConditions: ["Succeeded"] }],
    typeProperties: {
      expression: expression("@equals(activity('Ask').output.firstRow.action, 'wait')"),
      ifTrueActivities: [pause],
    },
  };
  const loop = {
    name: "Loop",
    type: "Until",
    typeProperties: {
      expression: expression(`@equals(activity('Ask').output.firstRow.number, ${turns})`),
      timeout: "90.00:00:00",
      activities: [ask, decide],
    },
  };
  return { name: "polling", properties: { activities: [loop] } };
}

async function milliseconds(turns: number): Promise<number> {
  let number = 0;
  const handler: ActivityHandler = () => {
    number += 1;
    return { status: "Succeeded", output: { firstRow: { action: "wait", number } }, seconds: 1 };
  };
  const start = performance.now();
  await runPipeline({ pipelines: [polling(turns)], pipeline: "polling", handler });
  return performance.now() - start;
}

/** As many runs before the measured one as make the process warm, whatever the number of turns. */
async function measuredProcess(turns: number): Promise<Measured> {
  for (let round = 0; round < 20; round++) await milliseconds(FEW_TURNS);
  const times: number[] = [];
  for (let round = 0; round < (turns > FEW_TURNS ? 1 : 9); round++)
    times.push(await milliseconds(turns));
  return { milliseconds: median(times), megabytes: process.resourceUsage().maxRSS / 1000 };
}

if (require.main === module) {
  void measuredProcess(Number(process.argv[2])).then((measured) => {
    process.stdout.write(`${JSON.stringify(measured)}\n`);
  });
}
