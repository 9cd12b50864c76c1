/** Programs that are wrong, each refused for the service's reason. */
import { AWS_PROGRAMS } from "../broken/aws";
import { AZURE_PROGRAMS } from "../broken/azure";
import type { BrokenProgram, Declare } from "../broken/broken-program";
import { DATA_FACTORY_PROGRAMS } from "../broken/data-factory";
import { DATABRICKS_PROGRAMS } from "../broken/databricks";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { expectDone, expectRefused } from "./expectations";

/** What the providers want to know before anything else. */
const CONFIG = { "aws:region": "us-east-1", "azure-native:location": "eastus" };

const PROGRAMS = [
  ...AZURE_PROGRAMS,
  ...DATA_FACTORY_PROGRAMS,
  ...DATABRICKS_PROGRAMS,
  ...AWS_PROGRAMS,
];

/** Deploys each broken program into clouds of its own. */
export async function brokenPrograms(laboratory: Laboratory, report: Report): Promise<void> {
  for (const broken of PROGRAMS) {
    await report.scenario(() =>
      report.check("refused", broken.title, () => refuse(laboratory, broken)),
    );
  }
}

async function refuse(laboratory: Laboratory, broken: BrokenProgram): Promise<string> {
  const { before, between, declare, given, reason } = broken;
  const world = await World.open(laboratory, "broken");
  try {
    given?.(world.clouds);
    const program = async () => asProgram(before ?? declare);
    const stack = await world.stack({ config: CONFIG, name: "broken", program });
    if (before !== undefined) {
      expectDone(await stack.up());
      between?.(world.clouds);
      stack.runs(async () => asProgram(declare));
    }
    const outcome = await stack.up();
    expectRefused(outcome, reason);
    return (reason.exec(outcome.errors.join("\n"))?.[0] ?? "").slice(0, 34);
  } finally {
    world.close();
  }
}

function asProgram(declare: Declare): Record<string, never> {
  declare();
  return {};
}
