/** Programs that are wrong, each refused for the service's reason. */
import type { BrokenProgram } from "../broken/broken-program";
import { BROKEN_PROGRAMS } from "../broken/broken-programs";
import { testProgram } from "../driver/engine-stack";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { expectDone, expectRefused } from "./expectations";

/** What the providers want to know before anything else. */
const CONFIG = { "aws:region": "us-east-1", "azure-native:location": "eastus" };

/** Deploys each broken program into clouds of its own. */
export async function brokenPrograms(laboratory: Laboratory, report: Report): Promise<void> {
  for (const broken of BROKEN_PROGRAMS) {
    await report.scenario(() =>
      report.check("refused", broken.title, () => refuse(laboratory, broken)),
    );
  }
}

async function refuse(laboratory: Laboratory, broken: BrokenProgram): Promise<string> {
  const { before, between, given, reason, title } = broken;
  const world = await World.open(laboratory, "broken");
  try {
    given?.(world.clouds);
    const program = testProgram("broken", title);
    const stack = await world.stack({ config: CONFIG, name: "broken", program });
    if (before !== undefined) {
      stack.runs([...program, "before"]);
      expectDone(await stack.up());
      between?.(world.clouds);
      stack.runs(program);
    }
    const outcome = await stack.up();
    expectRefused(outcome, reason);
    return (reason.exec(outcome.errors.join("\n"))?.[0] ?? "").slice(0, 34);
  } finally {
    world.close();
  }
}
