/** Measuring side by side: what is compared runs in turn, so that a busy machine slows both. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** The project's own directory: every measured process runs in it. */
const DIRECTORY = join(__dirname, "..");

/** One run of a process. */
export interface ProcessRun {
  /** Wall clock, milliseconds. */
  readonly milliseconds: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a process to its end. @throws Error with its stderr when it does not exit with 0 */
export function runProcess(command: string, args: readonly string[]): ProcessRun {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: DIRECTORY,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) {
    throw new Error(`${command} ${args.join(" ")} ended with ${status}: ${stderr}`);
  }
  return { milliseconds: performance.now() - start, stdout, stderr };
}

/** Runs each of the measurements in turn, some rounds long, after one round that does not count. */
export function inTurn(
  rounds: number,
  measurements: readonly (() => number)[],
): readonly (readonly number[])[] {
  const results: number[][] = measurements.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, measure] of measurements.entries()) {
      const value = measure();
      if (round > 0) {
        results[index]?.push(value);
      }
    }
  }
  return results;
}

/** @returns the middle value; of an even number, the lower of the two. */
export function median(values: readonly number[] = []): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}
