/**
 * A failure at a create of `dev`, one deployment each: the next one has to go on from there.
 *
 * Every second failure is of the worse kind: the service has taken the request, and what it made is
 * not ready.
 */
import { deepStrictEqual } from "node:assert/strict";
import { HalfMade, Refusal } from "../clouds/refusal";
import type { EngineStack } from "../driver/engine-stack";
import type { Report } from "../driver/report";
import { type Laboratory, World } from "../driver/world";
import { expectDone, expectNothingLost, expectRefused, namesOf } from "./expectations";
import { configOf } from "./settings";

/** One create of every so many fails in a run that is not exhaustive. */
const SAMPLED = 16;

/** Which creates fail. */
export interface FailureOptions {
  /** The one resource whose create fails. @default - a sample, or all where it is exhaustive */
  readonly create: string | undefined;
  readonly exhaustive: boolean;
}

/** Fails the creates of `dev`: all of them, a sample, or one. */
export async function failures(
  laboratory: Laboratory,
  report: Report,
  { create, exhaustive }: FailureOptions,
): Promise<void> {
  const names = await createdNames(laboratory);
  const isChosen = (name: string, index: number) =>
    create === undefined ? exhaustive || index % SAMPLED === SAMPLED / 2 : name === create;
  const chosen = names.filter(isChosen);
  for (const [index, name] of chosen.entries()) {
    await report.scenario(() =>
      report.check("failure", `at ${name}`, () => fail(laboratory, name, index % 2 === 1)),
    );
  }
}

/** The resources of `dev` in the order in which the engine creates them; dynamic ones have a test of their own. */
async function createdNames(laboratory: Laboratory): Promise<readonly string[]> {
  const world = await World.open(laboratory, "failures");
  try {
    expectDone(await (await dev(world)).up());
    return world.clouds.calls.map(({ name }) => name);
  } finally {
    world.close();
  }
}

async function fail(laboratory: Laboratory, name: string, halfMade: boolean): Promise<string> {
  const world = await World.open(laboratory, "failures");
  const { clouds } = world;
  try {
    const stack = await dev(world);
    const message = `the creation of ${name} failed`;
    const failure = halfMade ? new HalfMade("Failed", message) : new Refusal("Failed", message);
    clouds.sabotage = (call) =>
      call.operation === "create" && call.name === name ? failure : undefined;
    expectRefused(await stack.up(), new RegExp(message));

    clouds.sabotage = () => undefined;
    const recovery = await stack.up();
    expectDone(recovery);
    expectNothingLost(recovery);
    const { resources, text } = stack.state();
    const unready = resources.filter(({ initErrors = [] }) => initErrors.length > 0);
    deepStrictEqual(
      unready.map(({ urn }) => urn),
      [],
    );
    deepStrictEqual(text.includes('"pending_operations"'), false);
    const kept = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi"));
    deepStrictEqual(kept.map(({ id }) => id).sort(), clouds.resources.map(({ id }) => id).sort());
    return `${halfMade ? "half made" : "refused"}, then ${namesOf(recovery, "create").length} created`;
  } finally {
    world.close();
  }
}

function dev(world: World): Promise<EngineStack> {
  return world.stack({ config: configOf("dev"), name: "dev" });
}
