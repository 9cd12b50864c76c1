/** What a run tells: a line a check as it ends, and the sum at the end. */
import type { Colors } from "../../../tools/command";

/** A check that failed, after which its scenario cannot go on. */
class Abandoned extends Error {}

/** A check as it ended. */
interface Line {
  readonly failed: boolean;
  readonly scenario: string;
  readonly seconds: number;
  readonly title: string;
}

/** Collects and prints the checks of a run. */
export class Report {
  readonly #colors: Colors;
  readonly #lines: Line[] = [];
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void, colors: Colors) {
    this.#colors = colors;
    this.#print = print;
  }

  /** What is going on beside the checks. */
  say(line: string): void {
    this.#print(this.#colors.dim(line));
  }

  /**
   * Runs one check and prints how it ended.
   *
   * @param check - throws what is wrong, or returns what it saw, in a few words
   * @throws Abandoned for a check that failed
   */
  async check(scenario: string, title: string, check: () => Promise<string>): Promise<void> {
    const begun = Date.now();
    try {
      const seen = await check();
      this.#add({ failed: false, scenario, seconds: (Date.now() - begun) / 1000, title }, seen);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#add({ failed: true, scenario, seconds: (Date.now() - begun) / 1000, title }, "");
      this.#print(reason.replaceAll(/^/gm, "    "));
      throw new Abandoned(title);
    }
  }

  /** Runs a scenario; a check that fails ends it, and no other one. */
  async scenario(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof Abandoned)) throw error;
    }
  }

  get failures(): number {
    return this.#lines.filter(({ failed }) => failed).length;
  }

  /** Prints the sum of the run. */
  conclude(seconds: number): void {
    const { bold, green, red } = this.#colors;
    const sum = `${this.#lines.length} checks, ${this.failures} failed, ${seconds.toFixed(0)} s`;
    this.#print("");
    this.#print(bold(this.failures === 0 ? green(sum) : red(sum)));
    for (const { scenario, title } of this.#lines.filter(({ failed }) => failed)) {
      this.#print(red(`  ${scenario}: ${title}`));
    }
  }

  #add(line: Line, seen: string): void {
    this.#lines.push(line);
    const { dim, green, red } = this.#colors;
    const mark = line.failed ? red("✗") : green("✓");
    const columns = [line.scenario.padEnd(9), line.title.padEnd(52), seen.padEnd(34)];
    this.#print(`${mark} ${columns.join(" ")} ${dim(`${line.seconds.toFixed(1)} s`)}`);
  }
}
