/** What has to hold of an operation, each with a message that says what was seen instead. */
import { deepStrictEqual, ok } from "node:assert/strict";
import type { Outcome, State, Step } from "../driver/engine-stack";

/** Types that hold what cannot be made again: data, names that others use, keys. */
const STATEFUL =
  /:(?:Bucket|BlobContainer|Catalog|Database|ExternalLocation|Factory|Key|RandomId|RegisteredModel|ResourceGroup|Schema|Server|StorageAccount|Volume|Workspace)$/;

/** @throws AssertionError for an operation that was refused */
export function expectDone({ errors, ok: done }: Outcome): void {
  ok(done, `the engine refused:\n${errors.join("\n")}`);
}

/** @throws AssertionError for an operation that was not refused for the reason given */
export function expectRefused({ errors, ok: done }: Outcome, reason: RegExp): void {
  ok(!done, "the engine did what it should have refused");
  ok(
    errors.some((error) => reason.test(error)),
    `expected ${reason}, got:\n${errors.join("\n")}`,
  );
}

/**
 * Components are left out: of them the engine keeps a record, and nothing in a cloud.
 *
 * @throws AssertionError for another set of steps. @format `<operation> <name>` each, in any order
 */
export function expectSteps({ steps }: Outcome, expected: readonly string[]): void {
  const done = steps.filter(({ custom }) => custom).map(shown);
  deepStrictEqual(done.sort(), [...expected].sort());
}

/** @returns the names of what was created in a cloud, or deleted from it, sorted. */
export function namesOf({ steps }: Outcome, operation: "create" | "delete"): readonly string[] {
  const done = steps.filter(({ custom, op }) => custom && op === operation);
  return done.map(({ name }) => name).sort();
}

/** @throws AssertionError where something stateful was made anew, or deleted beside what is expected */
export function expectNothingLost(
  { steps }: Outcome,
  expectedDeletions: readonly string[] = [],
): void {
  const lost = steps.filter(
    ({ name, op, type }) =>
      STATEFUL.test(type) && /delete|replace/.test(op) && !expectedDeletions.includes(name),
  );
  deepStrictEqual(lost.map(shown), []);
}

/** @throws AssertionError where a resource was created before one that it depends on */
export function expectDependenciesFirst({ steps }: Outcome, { resources }: State): void {
  const place = new Map(steps.map(({ urn }, index) => [urn, index]));
  for (const { dependencies = [], urn } of resources) {
    const own = place.get(urn) ?? Number.POSITIVE_INFINITY;
    const late = dependencies.find((dependency) => (place.get(dependency) ?? -1) > own);
    ok(late === undefined, `${urn} was created before ${late}, which it depends on`);
  }
}

/** @throws AssertionError where a resource was deleted before one that depends on it */
export function expectDependentsFirst({ steps }: Outcome, { resources }: State): void {
  const place = new Map(steps.map(({ urn }, index) => [urn, index]));
  for (const { dependencies = [], urn } of resources) {
    const own = place.get(urn) ?? -1;
    const early = dependencies.find((dependency) => (place.get(dependency) ?? own) < own);
    ok(early === undefined, `${early} was deleted before ${urn}, which depends on it`);
  }
}

/** @throws AssertionError where a text stands in the state. */
export function expectAbsent({ text }: State, secrets: readonly string[]): void {
  for (const secret of secrets) {
    ok(!text.includes(secret), "a secret stands in the state as plain text");
  }
}

/** A step as one line. */
function shown({ name, op }: Step): string {
  return `${op} ${name}`;
}
