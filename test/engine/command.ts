/**
 * `npm run test:engine`: the platform deployed, changed, broken and destroyed by Pulumi's own engine,
 * without a cloud.
 */
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Option } from "commander";
import { ENVIRONMENT_NAMES, type EnvironmentName } from "../../config/environments";
import { colorsFor, EXIT, newCommand, runCommand } from "../../tools/command";
import { findCli } from "../../tools/pulumi-cli";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { HAS_ARM_SCHEMA } from "../adf/arm-schema";
import { writeLaunchers } from "./driver/launchers";
import { nextVersion } from "./driver/next-version";
import { Report } from "./driver/report";
import { type Laboratory, World } from "./driver/world";
import { adoption } from "./scenarios/adoption";
import { brokenConnection } from "./scenarios/broken-connection";
import { brokenPrograms } from "./scenarios/broken-programs";
import { cycle } from "./scenarios/cycle";
import { failures } from "./scenarios/failures";
import { neighbours } from "./scenarios/neighbours";
import { policies } from "./scenarios/policy-pack";
import { secrets } from "./scenarios/secrets";
import { configOf } from "./scenarios/settings";
import { teardown } from "./scenarios/teardown";
import { triggersAndRuns } from "./scenarios/triggers-and-runs";

/** Where the CLI is kept. */
const CACHE = join(PROJECT_DIRECTORY, "out", "engine", "cli");

/** Where a run writes; its own, so that two of them are not in each other's way. */
const DIRECTORY = join(PROJECT_DIRECTORY, "out", "engine", `run-${process.pid}`);

/** What a run is asked for. */
interface Options {
  readonly create?: string;
  readonly exhaustive: boolean;
  readonly only?: string;
}

/** The parts of a run. */
const PARTS = [
  "environments",
  ...ENVIRONMENT_NAMES,
  "connection",
  "neighbours",
  "adoption",
  "teardown",
  "triggers",
  "secrets",
  "policies",
  "broken",
  "failures",
];

const command = newCommand(
  "npm run test:engine --",
  "Drives every environment through Pulumi's own engine, against stand-ins for the clouds",
  "npm run test:engine -- --exhaustive",
)
  .option("--exhaustive", "fail every create of dev in turn, not a sample", false)
  .option("--create <name>", "with --only failures: fail the create of this resource alone")
  .addOption(new Option("--only <part>", "one part alone").choices(PARTS))
  .action(async (options: Options) => {
    process.exitCode = (await test(options)) ? EXIT.done : EXIT.findings;
  });

// The SDK writes the text of a stack into each of its promises; a few frames are enough.
Error.stackTraceLimit = 3;
void runCommand(command, process.argv);

/** @returns whether every check passed. */
async function test(options: Options): Promise<boolean> {
  const begun = Date.now();
  const report = new Report((line) => process.stdout.write(`${line}\n`), colorsFor(process.stdout));
  const say = (line: string) => report.say(line);
  const cli = await findCli({ cache: CACHE, say });
  if (!HAS_ARM_SCHEMA) {
    say("skipped: definitions against the ARM schema, which is not at ../shared/adf");
  }
  try {
    writeLaunchers(join(DIRECTORY, "launchers"));
    await parts({ cli, directory: DIRECTORY }, report, options);
  } finally {
    rmSync(DIRECTORY, { recursive: true, force: true });
  }
  report.conclude((Date.now() - begun) / 1000);
  return report.failures === 0;
}

async function parts(
  laboratory: Laboratory,
  report: Report,
  { create, exhaustive, only }: Options,
): Promise<void> {
  const asked = (part: string) => only === undefined || only === part;
  const names = only === "environments" ? ENVIRONMENT_NAMES : ENVIRONMENT_NAMES.filter(asked);
  if (names.length > 0) await environments(laboratory, report, names);
  if (asked("connection")) await brokenConnection(laboratory, report);
  if (asked("neighbours")) await neighbours(laboratory, report);
  if (asked("adoption")) await adoption(laboratory, report);
  if (asked("teardown")) await teardown(laboratory, report);
  if (asked("triggers")) await triggersAndRuns(laboratory, report);
  if (asked("secrets")) await secrets(laboratory, report);
  if (asked("policies")) await policies(laboratory, report);
  if (asked("broken")) await brokenPrograms(laboratory, report);
  if (asked("failures")) await failures(laboratory, report, { create, exhaustive });
}

/** The environments at the same time, each in clouds of its own. */
async function environments(
  laboratory: Laboratory,
  report: Report,
  names: readonly EnvironmentName[],
): Promise<void> {
  const later = nextVersion(join(laboratory.directory, "later"));
  const run = async (environment: EnvironmentName) => {
    const world = await World.open(laboratory, environment);
    const stack = await world.stack({ config: configOf(environment), name: environment });
    const { clouds } = world;
    await report.scenario(() => cycle({ clouds, environment, later, report, stack }));
    world.close();
  };
  await Promise.all(names.map(run));
}
