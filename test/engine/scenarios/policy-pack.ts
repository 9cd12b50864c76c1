/** The rule book as a policy pack, held by the engine. */
import { deepStrictEqual, equal, ok } from "node:assert/strict";
import { join } from "node:path";
import { StorageAccount } from "@pulumi/azure-native/storage";
import program from "../../../index";
import { PROJECT_DIRECTORY } from "../../../tools/root";
import { previewed } from "../driver/previewed";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { expectDone, expectRefused } from "./expectations";
import { configOf } from "./settings";

const policyPack = join(PROJECT_DIRECTORY, "policy-pack");

/** Holds the pack against `dev`, as it is and with a storage account that takes shared keys. */
export async function policies(laboratory: Laboratory, report: Report): Promise<void> {
  const world = await World.open(laboratory, "policies");
  const check = (title: string, run: () => Promise<string>) => report.check("policies", title, run);
  await report.scenario(async () => {
    const stack = await world.stack({
      config: configOf("dev"),
      name: "dev",
      program: async () => ({ ...program() }),
    });

    await check("the engine finds what the preview finds", async () => {
      const outcome = await stack.preview({ policyPack });
      expectDone(outcome);
      const { findings } = await previewed("dev");
      const expected = findings.filter(({ waived }) => waived === undefined);
      deepStrictEqual(
        outcome.violations.map(({ policy, urn }) => `${policy} ${urn}`).sort(),
        expected.map(({ rule, urn }) => `${rule} ${urn}`).sort(),
      );
      return `${outcome.violations.length} findings`;
    });

    await check("what is advisory lets a deployment through", async () => {
      const outcome = await stack.up({ policyPack });
      expectDone(outcome);
      ok(outcome.violations.every(({ level }) => level === "advisory"));
      return `${outcome.violations.length} findings`;
    });

    await check("what is mandatory refuses a plan", async () => {
      const existing = world.clouds.resources.length;
      stack.runs(async () => {
        const outputs = program();
        new StorageAccount("shared-keys", {
          accountName: "forecastdevkeys",
          allowSharedKeyAccess: true,
          kind: "StorageV2",
          location: "eastus",
          resourceGroupName: outputs.resourceGroupName,
          sku: { name: "Standard_LRS" },
        });
        return { ...outputs };
      });
      expectRefused(
        await stack.preview({ policyPack }),
        /"shared-keys": allowSharedKeyAccess must be false, got true/,
      );
      equal(world.clouds.resources.length, existing);
      return "storage-shared-key";
    });
  });
  world.close();
}
