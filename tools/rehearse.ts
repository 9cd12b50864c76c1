/** `npm run rehearse`: the deployed definitions of an environment, run on this machine in virtual time. */
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { loadSettings } from "../config/read";
import { recordGraph } from "../graph/recorder";
import { rehearse } from "../rehearsal/rehearse";
import { rehearseFaults } from "../rehearsal/rehearse-faults";
import { listOfScenarios } from "../rehearsal/scenarios";
import { renderSummary } from "../rehearsal/summary";
import { platform } from "../stacks/platform";
import { colorsFor, EXIT, newCommand, runCommand, stackOption } from "./command";
import { regionsOf } from "./cost-environment";
import { countOn } from "./count-progress";
import { ensurePythonEnvironment, PYTHON } from "./python-environment";
import { PROJECT_DIRECTORY, PROJECT_NAME } from "./root";

/** Where the page for people is written. */
const REPORT = join(PROJECT_DIRECTORY, "out", "rehearsal.html");

/** The exit code of what a person interrupts, as shells have it: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

interface RehearseOptions {
  readonly data?: string;
  readonly directory: string;
  readonly faults?: number;
  readonly forecast?: string;
  readonly json?: true;
  readonly nights?: number;
  readonly scenario: string;
  readonly seed: number;
  readonly stack: string;
  readonly until?: number;
}

const command = newCommand(
  "npm run rehearse --",
  "Runs the deployed definitions of an environment on this machine, in virtual time.",
  "npm run rehearse -- --stack dev --forecast demand --scenario yardstick",
)
  .addOption(stackOption())
  .option("--forecast <name>", "only this forecast of the stack")
  .option("--data <file>", "CSV or Parquet of item_id, timestamp, target_value; default demo data")
  .option("--scenario <name>", "what is played, one of those below", "yardstick")
  .option("--until <days>", "so many days of schedules, such as 30d; default the last run", daysOf)
  .addOption(
    new Option("--nights <number>", "so many nights, each with a seed of its own: a distribution")
      .argParser(countOf)
      .conflicts("until"),
  )
  .addOption(
    new Option("--faults <number>", "so many runs, each with faults that follow from its seed")
      .argParser(countOf)
      .conflicts(["nights", "until"]),
  )
  .option("--seed <number>", "from which ids and all that is drawn follow", seedOf, 1)
  .option("--json", "print one JSON document instead of the summary")
  .option("--directory <dir>", "where Pulumi.<stack>.yaml is", PROJECT_DIRECTORY)
  .addHelpText("after", `\nScenarios:\n${listOfScenarios()}`)
  .action(async (options: RehearseOptions) => {
    const tell = (line: string) => process.stderr.write(`${line}\n`);
    const { settings, config } = loadSettings(options.directory, options.stack);
    ensurePythonEnvironment(tell);
    const graph = await recordGraph(() => platform(settings), {
      project: PROJECT_NAME,
      stack: options.stack,
      config,
    });
    const { faults, nights } = options;
    const many = faults === undefined ? nights && "nights" : "runs with faults";
    const what = {
      graph,
      settings,
      python: PYTHON,
      regions: regionsOf(settings),
      folder: join(PROJECT_DIRECTORY, "out", "rehearsal", options.stack),
      forecast: options.forecast,
      data: options.data === undefined ? undefined : resolve(options.data),
      scenario: options.scenario,
      days: options.until,
      nights,
      seed: options.seed,
      tell,
      ...(many && { progress: countOn(process.stderr, many) }),
    };
    const rehearsal = await (faults === undefined ? rehearse(what) : rehearseFaults(what, faults));
    const { report, runs, violations, ...others } = rehearsal;
    writeWhole(REPORT, report);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ runs, violations, ...others })}\n`
        : `${renderSummary(rehearsal, colorsFor(process.stdout))}\nThe report: ${REPORT}\n`,
    );
    // What faults do to a run is no finding, as long as it ends as it should.
    const isBad = faults === undefined && runs.some(({ outcome }) => outcome !== "succeeded");
    if (violations.length > 0 || isBad) process.exitCode = EXIT.findings;
  });

/** Writes a file so that it is never half there. */
function writeWhole(file: string, text: string): void {
  const beside = `${file}.part`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(beside, text);
  renameSync(beside, file);
}

function daysOf(text: string): number {
  const days = Number(/^([1-9]\d{0,3})d?$/.exec(text)?.[1]);
  if (Number.isNaN(days)) throw new InvalidArgumentError("It is a number of days, such as 30d.");
  return days;
}

function countOf(text: string): number {
  const count = Number(/^[1-9]\d{0,5}$/.exec(text)?.[0]);
  if (Number.isNaN(count)) throw new InvalidArgumentError("It is a number from 1 to 999999.");
  return count;
}

function seedOf(text: string): number {
  const seed = Number(/^\d{1,9}$/.exec(text)?.[0]);
  if (Number.isNaN(seed)) throw new InvalidArgumentError("It is a number from 0 to 999999999.");
  return seed;
}

process.once("SIGINT", () => {
  process.stderr.write("Interrupted: no report was written.\n");
  process.exit(INTERRUPTED);
});

void runCommand(command, process.argv);
