/** The rule book as a policy pack, held by the engine. */
import { deepStrictEqual, equal, ok } from "node:assert/strict";
import { join } from "node:path";
import { ENVIRONMENT_NAMES, type EnvironmentName } from "../../../config/environments";
import { PROJECT_DIRECTORY } from "../../../tools/root";
import { type EngineStack, testProgram } from "../driver/engine-stack";
import { previewed } from "../driver/previewed";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { expectDone, expectRefused } from "./expectations";
import { configOf } from "./settings";

const policyPack = join(PROJECT_DIRECTORY, "policy-pack");

/** Holds the pack against every environment, and against a storage account that takes shared keys. */
export async function policies(laboratory: Laboratory, report: Report): Promise<void> {
  for (const environment of ENVIRONMENT_NAMES) {
    const world = await World.open(laboratory, "policies");
    const stack = await world.stack({ config: configOf(environment), name: environment });
    await report.scenario(async () => {
      await agree(environment, stack, report);
      if (environment === "dev") await refuse(world, stack, report);
    });
    world.close();
  }
}

async function agree(
  environment: EnvironmentName,
  stack: EngineStack,
  report: Report,
): Promise<void> {
  await report.check(
    "policies",
    `${environment}: the engine finds what the preview finds`,
    async () => {
      const outcome = await stack.preview({ policyPack });
      expectDone(outcome);
      const { findings } = await previewed(environment);
      const expected = findings.filter(({ waived }) => waived === undefined);
      deepStrictEqual(
        outcome.violations.map(({ policy, urn }) => `${policy} ${urn}`).sort(),
        expected.map(({ rule, urn }) => `${rule} ${urn}`).sort(),
      );
      return `${outcome.violations.length} findings`;
    },
  );
}

async function refuse(world: World, stack: EngineStack, report: Report): Promise<void> {
  await report.check("policies", "what is advisory lets a deployment through", async () => {
    const outcome = await stack.up({ policyPack });
    expectDone(outcome);
    ok(outcome.violations.length > 0, "there is nothing advisory to let through");
    ok(outcome.violations.every(({ level }) => level === "advisory"));
    return `${outcome.violations.length} findings`;
  });

  await report.check("policies", "what is mandatory refuses a plan", async () => {
    const existing = world.clouds.resources.length;
    stack.runs(testProgram("shared-keys"));
    const refused = /"shared-keys": allowSharedKeyAccess must be false, got true/;
    expectRefused(await stack.preview({ policyPack }), refused);
    equal(world.clouds.resources.length, existing);
    return "storage-shared-key";
  });
}
