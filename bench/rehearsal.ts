/** How long a rehearsed month takes, and whether a longer time needs more memory. */
import { runProcess } from "./measure";
import type { Figure } from "./preview";

const DAYS = [30, 120] as const;

/** The two forecasts of `dev`, one by the week and one by the day. */
export function monthSpeed(): readonly Figure[] {
  const [month, season] = DAYS.map(played);
  if (month === undefined || season === undefined) throw new TypeError("nothing was played");
  const seconds = month.milliseconds / 1000;
  const growth = season.megabytes / month.megabytes;
  return [
    { name: "30 days of two forecasts, s", value: seconds.toFixed(0), wanted: "at most 300" },
    { name: "s a run", value: (seconds / month.runs).toFixed(2), wanted: "" },
    { name: "peak memory of 30 days, MB", value: month.megabytes.toFixed(0), wanted: "" },
    { name: "of 120 days, times as much", value: growth.toFixed(2), wanted: "at most 1.1" },
  ];
}

function played(days: number): {
  readonly milliseconds: number;
  readonly megabytes: number;
  readonly runs: number;
} {
  const { milliseconds, stderr, stdout } = runProcess(process.execPath, [
    "--require",
    "./bench/peak-memory.js",
    "--require",
    "./tools/register.js",
    "tools/rehearse.ts",
    ...["--stack", "dev", "--until", `${days}d`, "--json"],
  ]);
  const { runs } = JSON.parse(stdout) as { readonly runs: readonly unknown[] };
  const megabytes = Number(stderr.split("\n").at(-1)) / 1000;
  return { milliseconds, megabytes, runs: runs.length };
}
