/** The started state of a trigger, and a pipeline's run, where the service does not do as it is told. */
import { deepStrictEqual, equal } from "node:assert/strict";
import { type EngineStack, testProgram } from "../driver/engine-stack";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { MANAGEMENT_SECRETS } from "../management-api/server";
import { expectAbsent, expectDone, expectRefused, expectSteps } from "./expectations";

const CONFIG = { "azure-native:location": "eastus" };

type Check = (title: string, run: () => Promise<string>) => Promise<void>;

/** Starts, stops and runs, with everything that can go wrong. */
export async function triggersAndRuns(laboratory: Laboratory, report: Report): Promise<void> {
  await inWorld(laboratory, report, "triggers", triggers);
  await inWorld(laboratory, report, "runs", runs);
}

async function triggers(world: World, check: Check): Promise<void> {
  const { factory } = world.clouds;
  const stack = await world.stack({
    config: CONFIG,
    name: "triggers",
    program: testProgram("trigger"),
  });

  await check("a start that is refused once is tried again", async () => {
    factory.startsRefused = 1;
    expectDone(await stack.up());
    deepStrictEqual(factory.events, ["start nightly"]);
    return "started";
  });

  await check("the state holds its id and no token", async () => {
    const { resources } = stack.state();
    const started = resources.find(({ type }) => type.endsWith(":StartedTrigger"));
    equal(started?.id, started?.inputs?.["triggerId"]);
    expectAbsent(stack.state(), MANAGEMENT_SECRETS);
    return "the id";
  });

  await check("a stop that is never done ends with its code", async () => {
    factory.stopsHang = true;
    const outcome = await stack.destroy();
    expectRefused(outcome, /\[TRIGGER_STOP_TIMEOUT\] "nightly": not stopped after 5 seconds/);
    equal(world.clouds.ofType("azure-native:datafactory:Trigger").length, 1, "it was deleted");
    return "TRIGGER_STOP_TIMEOUT";
  });

  await check("the next destroy goes on from there", async () => {
    factory.stopsHang = false;
    expectDone(await stack.destroy());
    deepStrictEqual(world.clouds.resources, []);
    return "destroyed";
  });

  await check("a start that is never done ends with its code", async () => {
    factory.startsRefused = Number.POSITIVE_INFINITY;
    const outcome = await stack.up();
    expectRefused(
      outcome,
      /\[TRIGGER_START_TIMEOUT\] "nightly": .*cannot be updated during provisioning/,
    );
    factory.startsRefused = 0;
    expectDone(await stack.up());
    expectDone(await stack.destroy());
    return "TRIGGER_START_TIMEOUT";
  });
}

async function runs(world: World, check: Check): Promise<void> {
  const { factory } = world.clouds;
  const stack = await world.stack({
    config: CONFIG,
    name: "runs",
    program: testProgram("run", "1"),
  });

  await check("the pipeline's error is the deployment's", async () => {
    factory.runError = { activity: "001-tables 3", code: "SqlFailed", message: "no such table" };
    const outcome = await stack.up();
    expectRefused(
      outcome,
      /\[PIPELINE_RUN_FAILED\] "apply": run [0-9a-f-]+ ended Failed: activity 001-tables 3: SqlFailed: no such table; correct it/,
    );
    return "PIPELINE_RUN_FAILED";
  });

  await check("the next deployment runs it again", async () => {
    factory.runError = undefined;
    expectDone(await stack.up());
    equal(factory.runs.length, 2);
    deepStrictEqual(factory.runs.at(-1)?.parameters, { rows: "[]" });
    return "two runs";
  });

  await onlyAnotherContent(stack, world, check);
}

async function onlyAnotherContent(stack: EngineStack, world: World, check: Check): Promise<void> {
  const { factory } = world.clouds;

  await check("the same content runs nothing", async () => {
    const outcome = await stack.up();
    expectDone(outcome);
    expectSteps(outcome, []);
    equal(factory.runs.length, 2);
    return "no step";
  });

  await check("another content runs it once more", async () => {
    stack.runs(testProgram("run", "2"));
    expectDone(await stack.up());
    equal(factory.runs.length, 3);
    return "three runs";
  });
}

async function inWorld(
  laboratory: Laboratory,
  report: Report,
  name: string,
  run: (world: World, check: Check) => Promise<void>,
): Promise<void> {
  const world = await World.open(laboratory, name);
  await report.scenario(() => run(world, (title, seen) => report.check(name, title, seen)));
  world.close();
}
