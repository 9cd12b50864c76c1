/** `npm run rehearse`: the deployed definitions of an environment, run on this machine in virtual time. */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { loadSettings } from "../config/read";
import { recordGraph } from "../graph/recorder";
import { rehearse } from "../rehearsal/rehearse";
import { SCENARIOS } from "../rehearsal/scenarios";
import { renderSummary } from "../rehearsal/summary";
import { platform } from "../stacks/platform";
import { colorsFor, EXIT, newCommand, runCommand, stackOption } from "./command";
import { regionsOf } from "./cost-environment";
import { ensurePythonEnvironment, PYTHON } from "./python-environment";
import { PROJECT_DIRECTORY, PROJECT_NAME } from "./root";

/** Where the page for people is written. */
const REPORT = join(PROJECT_DIRECTORY, "out", "rehearsal.html");

interface RehearseOptions {
  readonly data?: string;
  readonly directory: string;
  readonly forecast?: string;
  readonly json?: true;
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
  .option("--scenario <name>", `what is played: ${Object.keys(SCENARIOS).join(", ")}`, "yardstick")
  .option("--until <days>", "so many days of schedules, such as 30d; default the last run", daysOf)
  .option("--seed <number>", "from which ids follow", Number, 1)
  .option("--json", "print one JSON document instead of the summary")
  .option("--directory <dir>", "where Pulumi.<stack>.yaml is", PROJECT_DIRECTORY)
  .action(async (options: RehearseOptions) => {
    const tell = (line: string) => process.stderr.write(`${line}\n`);
    const { settings, config } = loadSettings(options.directory, options.stack);
    ensurePythonEnvironment(tell);
    const graph = await recordGraph(() => platform(settings), {
      project: PROJECT_NAME,
      stack: options.stack,
      config,
    });
    const rehearsal = await rehearse({
      graph,
      settings,
      python: PYTHON,
      regions: regionsOf(settings),
      folder: join(PROJECT_DIRECTORY, "out", "rehearsal", options.stack),
      forecast: options.forecast,
      data: options.data === undefined ? undefined : resolve(options.data),
      scenario: options.scenario,
      days: options.until,
      seed: options.seed,
      tell,
    });
    const { fixedDesign, registry, report, runs, scenario, violations } = rehearsal;
    writeFileSync(REPORT, report);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify({ scenario, runs, violations, registry, fixedDesign: { compute: fixedDesign.compute, total: fixedDesign.total, lines: fixedDesign.lines } })}\n`
        : `${renderSummary(rehearsal, colorsFor(process.stdout))}\nThe report: ${REPORT}\n`,
    );
    if (violations.length > 0 || runs.some(({ outcome }) => outcome !== "succeeded"))
      process.exitCode = EXIT.findings;
  });

function daysOf(text: string): number {
  const days = Number(/^([1-9]\d{0,3})d?$/.exec(text)?.[1]);
  if (Number.isNaN(days)) throw new InvalidArgumentError("It is a number of days, such as 30d.");
  return days;
}

void runCommand(command, process.argv);
