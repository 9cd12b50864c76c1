/**
 * The end of an environment that was used: nothing of `dev` stays, and nothing of `staging` is lost.
 *
 * What runs and people make is in no program: versions of models, models made by hand, files, objects,
 * experiments. Not proven here: how long a service takes, and what it keeps without saying so.
 */
import { deepStrictEqual, equal, ok } from "node:assert/strict";
import type { Clouds } from "../clouds/clouds";
import type { EngineStack } from "../driver/engine-stack";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { expectDone, expectRefused, expectSteps, namesOf } from "./expectations";
import { configOf, withForecast } from "./settings";

const MODEL = "databricks:index/registeredModel:RegisteredModel";

/** What is used, with what is made there. */
const USE: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucket:Bucket": ["in/demand.csv", "out/demand/part0.csv"],
  "azure-native:storage:BlobContainer": ["curated/demand/2026-10.parquet"],
  "databricks:index/directory:Directory": ["experiment demand"],
  "databricks:index/volume:Volume": ["old.whl"],
  [MODEL]: ["version 1", "version 2"],
};

/** Tears `dev` and `staging` down after they were used. */
export async function teardown(laboratory: Laboratory, report: Report): Promise<void> {
  const world = await World.open(laboratory, "teardown");
  const { clouds } = world;
  const check = (title: string, run: () => Promise<string>) => report.check("teardown", title, run);
  await report.scenario(async () => {
    const stack = await world.stack({
      config: withForecast(configOf("dev"), "returns"),
      name: "dev",
    });
    await forecastLess(stack, clouds, check);
    await destroyUsed(stack, clouds, check);
    await refuseUsed(world, check);
  });
  world.close();
}

type Check = (title: string, run: () => Promise<string>) => Promise<void>;

async function forecastLess(stack: EngineStack, clouds: Clouds, check: Check): Promise<void> {
  await check("a forecast less leaves its model and its versions", async () => {
    expectDone(await stack.up());
    use(clouds);
    stack.configure(configOf("dev"));
    const outcome = await stack.up();
    expectDone(outcome);
    ok(namesOf(outcome, "delete").includes("models-returns"), "the program still knows the model");
    const model = clouds.ofType(MODEL).find(({ id }) => id.endsWith(".returns"));
    deepStrictEqual(model && clouds.contentsOf(model), USE[MODEL]);
    return "two versions";
  });
}

async function destroyUsed(stack: EngineStack, clouds: Clouds, check: Check): Promise<void> {
  await check("destroy of dev takes with it what was made in it", async () => {
    ok(clouds.leftovers.length > 0, "nothing was used");
    expectDone(await stack.destroy());
    deepStrictEqual(clouds.resources, []);
    deepStrictEqual(clouds.leftovers, []);
    deepStrictEqual(stack.state().resources, []);
    return "nothing left";
  });

  await check("its names can be used again", async () => {
    equal(clouds.softDeleted.size, 1, "the log workspace's name was not kept");
    expectDone(await stack.up());
    equal(clouds.softDeleted.size, 0, "the log workspace was not brought back");
    expectSteps(await stack.up(), []);
    expectDone(await stack.destroy());
    return "up again";
  });
}

async function refuseUsed(world: World, check: Check): Promise<void> {
  const { clouds } = world;
  await check("destroy of staging stops at what was made in it", async () => {
    const stack = await world.stack({ config: configOf("staging"), name: "staging" });
    expectDone(await stack.up());
    use(clouds);
    const made = clouds.leftovers.length;
    expectRefused(await stack.destroy(), /BucketNotEmpty|DIRECTORY_NOT_EMPTY|it is not empty/);
    const kept = clouds.leftovers.length;
    ok(kept > 0 && kept <= made);
    for (const type of ["aws:s3/bucket:Bucket", MODEL, "databricks:index/directory:Directory"]) {
      for (const resource of clouds.ofType(type)) {
        deepStrictEqual(clouds.contentsOf(resource), USE[type], `${resource.id} lost something`);
      }
      ok(clouds.ofType(type).length > 0, `${type} was deleted`);
    }
    return "not empty";
  });
}

function use(clouds: Clouds): void {
  for (const [type, contents] of Object.entries(USE)) {
    for (const { id } of clouds.ofType(type)) clouds.use(type, id, contents);
  }
}
