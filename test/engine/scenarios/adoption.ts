/**
 * Resources that somebody made before: brought in, changed in place, and left there in the end.
 *
 * Not proven here: what the real services say of an existing resource's every property.
 */
import { deepStrictEqual, equal, ok } from "node:assert/strict";
import type { Properties } from "../clouds/cloud-type";
import type { Clouds } from "../clouds/clouds";
import type { EngineStack } from "../driver/engine-stack";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { expectDone, expectRefused, expectSteps } from "./expectations";
import { type Config, configOf } from "./settings";

const PLACE = { location: "eastus", resourceGroupName: "shared" };

/** What there is: by the setting that brings it in, its type, its arguments and its resource here. */
const EXISTING: Readonly<Record<string, readonly [type: string, args: Properties, name: string]>> =
  {
    dataFactory: [
      "azure-native:datafactory:Factory",
      { ...PLACE, factoryName: "ours-factory", identity: { type: "SystemAssigned" } },
      "factory-factory",
    ],
    databricksWorkspace: [
      "azure-native:databricks:Workspace",
      {
        ...PLACE,
        workspaceName: "ours-databricks",
        computeMode: "Hybrid",
        managedResourceGroupId: "/subscriptions/any/resourceGroups/databricks-rg-ours",
        sku: { name: "premium" },
      },
      "databricks-workspace",
    ],
    logWorkspace: [
      "azure-native:operationalinsights:Workspace",
      { ...PLACE, workspaceName: "ours-logs", sku: { name: "PerGB2018" }, retentionInDays: 90 },
      "logs-workspace",
    ],
    storageAccount: [
      "azure-native:storage:StorageAccount",
      {
        ...PLACE,
        accountName: "ourlake",
        isHnsEnabled: true,
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
      },
      "lake-account",
    ],
  };

type Check = (title: string, run: () => Promise<string>) => Promise<void>;

/** Deploys `dev` onto a factory, a workspace, logs and a lake that are there already. */
export async function adoption(laboratory: Laboratory, report: Report): Promise<void> {
  const world = await World.open(laboratory, "adoption");
  const { clouds } = world;
  const ids = make(clouds);
  const check = (title: string, run: () => Promise<string>) => report.check("adoption", title, run);
  await report.scenario(async () => {
    const stack = await world.stack({ config: adopting(ids), name: "dev" });
    await refusals(stack, ids, clouds, check);
    await bringIn(stack, ids, clouds, check);
    await leave(stack, ids, clouds, check);
  });
  world.close();
}

async function refusals(stack: EngineStack, ids: Ids, clouds: Clouds, check: Check): Promise<void> {
  await check("an id of nothing is refused", async () => {
    stack.configure(adopting({ ...ids, dataFactory: `${ids["dataFactory"]}-2` }));
    expectRefused(await stack.preview(), /resource '.*ours-factory-2' does not exist/);
    return "does not exist";
  });

  await check("what would have to be made anew is refused", async () => {
    const [type = "", args = {}, name = ""] = EXISTING["storageAccount"] ?? [];
    const id = ids["storageAccount"] ?? "";
    stack.configure(adopting(ids));
    // A hierarchical namespace is for an account's whole life.
    clouds.drift(type, id, { ...args, isHnsEnabled: false });
    const refused = new RegExp(`unable to replace resource ".*${name}"\\s+as it is .* protection`);
    expectRefused(await stack.preview(), refused);
    clouds.drift(type, id, args);
    return "protected";
  });
}

async function bringIn(stack: EngineStack, ids: Ids, clouds: Clouds, check: Check): Promise<void> {
  await check("what is there is imported, and changed in place", async () => {
    const outcome = await stack.up();
    expectDone(outcome);
    const names = Object.values(EXISTING).map(([, , name]) => name);
    const steps = outcome.steps.filter(({ name }) => names.includes(name));
    deepStrictEqual(
      steps.map(({ name, op }) => `${op} ${name}`).sort(),
      names.flatMap((name) => [`import ${name}`, `update ${name}`]).sort(),
    );
    for (const [key, [type]] of Object.entries(EXISTING)) {
      deepStrictEqual(
        clouds.ofType(type).map(({ id }) => id),
        [ids[key]],
        `there is another ${type}`,
      );
    }
    return `${names.length} imported`;
  });

  await check("up again makes no step", async () => {
    expectSteps(await stack.up(), []);
    return "no step";
  });

  await check("a model that is there is brought in again", async () => {
    const model = "databricks:index/registeredModel:RegisteredModel";
    const forecasts = JSON.parse(String(configOf("dev")[FORECASTS]));
    const { name } = forecasts.find(({ backend }: Properties) => backend === "random-forest");
    const others = forecasts.filter((forecast: Properties) => forecast["name"] !== name);
    const without = { ...adopting(ids), [FORECASTS]: JSON.stringify([...others, OTHER]) };
    stack.configure(without);
    expectDone(await stack.up());
    stack.configure(adopting({ ...ids }, [name]));
    const outcome = await stack.up();
    expectDone(outcome);
    ok(outcome.steps.some((step) => step.op === "import" && step.name === `models-${name}`));
    equal(clouds.ofType(model).filter(({ id }) => id.endsWith(`.${name}`)).length, 1);
    return name;
  });
}

async function leave(stack: EngineStack, ids: Ids, clouds: Clouds, check: Check): Promise<void> {
  await check("destroy refuses, and then leaves it where it is", async () => {
    expectRefused(await stack.destroy(), /cannot be deleted\s+because it is protected/);
    await stack.unprotect();
    expectDone(await stack.destroy());
    const left = clouds.resources.map(({ id }) => id).filter((id) => !id.endsWith("/shared"));
    deepStrictEqual(left.sort(), Object.values(ids).sort());
    return `${left.length} left`;
  });
}

/** Ids by setting. */
type Ids = Readonly<Record<string, string>>;

const FORECASTS = "forecast-platform:forecasts";

/** A forecast in the place of one that is taken out. */
const OTHER = {
  name: "other",
  backend: "random-forest",
  frequency: "D",
  horizon: 7,
  schedule: { days: ["Monday"], time: "06:00", timeZone: "Korea Standard Time" },
  input: "curated/other",
};

function make(clouds: Clouds): Ids {
  const group = { location: "eastus", resourceGroupName: "shared" };
  clouds.create("shared", "azure-native:resources:ResourceGroup", group);
  return Object.fromEntries(
    Object.entries(EXISTING).map(([key, [type, args]]) => [key, clouds.create(key, type, args).id]),
  );
}

function adopting(ids: Ids, models: readonly string[] = []): Config {
  const adopt = { ...ids, ...(models.length > 0 && { models }) };
  return { ...configOf("dev"), "forecast-platform:adopt": JSON.stringify(adopt) };
}
