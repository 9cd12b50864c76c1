/**
 * `npm run test:engine`: the platform deployed, changed, broken and destroyed by Pulumi's own engine,
 * without a cloud.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ENVIRONMENT_NAMES } from "../../config/environments";
import program from "../../index";
import { colorsFor, EXIT, newCommand, runCommand } from "../../tools/command";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { findCli } from "./driver/cli";
import { writeLaunchers } from "./driver/launchers";
import { nextVersion } from "./driver/next-version";
import { Report } from "./driver/report";
import { type Laboratory, World } from "./driver/world";
import { cycle } from "./scenarios/cycle";
import { configOf } from "./scenarios/settings";

/** Where everything is written that the test makes. */
const DIRECTORY = join(PROJECT_DIRECTORY, "out", "engine");

const command = newCommand(
  "test:engine",
  "Drives every environment through Pulumi's own engine, against stand-ins for the clouds",
  "npm run test:engine -- --exhaustive",
)
  .option("--exhaustive", "fail every create of dev in turn, not a sample", false)
  .action(async ({ exhaustive }: { exhaustive: boolean }) => {
    process.exitCode = (await test(exhaustive)) ? EXIT.done : EXIT.findings;
  });

void runCommand(command, process.argv);

/** @returns whether every check passed. */
async function test(_exhaustive: boolean): Promise<boolean> {
  const begun = Date.now();
  const report = new Report((line) => process.stdout.write(`${line}\n`), colorsFor(process.stdout));
  mkdirSync(DIRECTORY, { recursive: true });
  writeLaunchers(join(DIRECTORY, "launchers"));
  const say = (line: string) => report.say(line);
  const cli = await findCli({ cache: join(DIRECTORY, "cli"), say });
  const laboratory: Laboratory = { cli, directory: DIRECTORY };

  await environments(laboratory, report);
  report.conclude((Date.now() - begun) / 1000);
  return report.failures === 0;
}

/** The three environments side by side, in the same clouds. */
async function environments(laboratory: Laboratory, report: Report): Promise<void> {
  const later = nextVersion(join(laboratory.directory, "later"));
  for (const environment of ENVIRONMENT_NAMES) {
    const world = await World.open(laboratory, environment);
    const stack = await world.stack({
      config: configOf(environment),
      name: environment,
      program: async () => ({ ...program() }),
    });
    const { clouds } = world;
    await report.scenario(() => cycle({ clouds, environment, later, report, stack }));
    world.close();
  }
}
