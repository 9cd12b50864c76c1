/** How fast forests are trained: on one core and on Spark, for many items, and for one more week. */
import { join } from "node:path";
import { PYTHON } from "../tools/python-environment";
import { runProcess } from "./measure";
import type { Figure } from "./preview";

const SCRIPT = join(__dirname, "..", "python", "bench", "forest.py");

/** What `bench/forest.py engine` measures; the start of the engine is not in it. */
interface Many {
  readonly seconds: number;
  readonly rows: number;
  readonly driverMegabytes: number;
}

const FEW_ITEMS = 100;
const MANY_ITEMS = 1000;

/** The figures of both engines, and of training on one week more. */
export function forestSpeed(): readonly Figure[] {
  const engines = (["pandas", "spark"] as const).flatMap((engine) => {
    const few = run<Many>("engine", engine, String(FEW_ITEMS));
    const many = run<Many>("engine", engine, String(MANY_ITEMS));
    const growth = many.seconds / MANY_ITEMS / (few.seconds / FEW_ITEMS);
    const memory = many.driverMegabytes - few.driverMegabytes;
    return [
      ...[few, many].map(({ seconds, rows }) => ({
        name: `${engine}, ${rows} rows written, s`,
        value: seconds.toFixed(1),
        wanted: "",
      })),
      {
        name: `${engine}, time an item, ${MANY_ITEMS} to ${FEW_ITEMS} items`,
        value: growth.toFixed(2),
        wanted: engine === "spark" ? "at most 1.2" : "",
      },
      {
        name: `${engine}, memory of the driver, ${MANY_ITEMS} over ${FEW_ITEMS} items, MB`,
        value: memory.toFixed(0),
        wanted: engine === "spark" ? "about 0" : "",
      },
    ];
  });
  const { incremental, full } = run<{ readonly incremental: number; readonly full: number }>(
    "incremental",
  );
  return [
    ...engines,
    {
      name: "a week more, to a full training",
      value: (incremental / full).toFixed(2),
      wanted: "at most 0.25",
    },
  ];
}

function run<Answer>(...args: readonly string[]): Answer {
  const { stdout } = runProcess(PYTHON, ["-W", "ignore", SCRIPT, ...args]);
  return JSON.parse(stdout) as Answer;
}
