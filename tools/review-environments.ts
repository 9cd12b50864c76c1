/** The environments of both versions, previewed side by side, and rehearsed where something differs. */
import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Environment, Rehearsals, Review, Side } from "../review/review";
import { previewBy, type VersionStack } from "./preview-process";
import type { Progress } from "./progress";
import { rehearseBy } from "./rehearsal-process";

/** The two versions. */
export interface Versions {
  /** The project's directory of the working tree. */
  readonly head: string;
  /** Undefined: the base could not be had. */
  readonly base: string | undefined;
  readonly progress: Progress;
}

/** Every environment that either side has, previewed on both, a few at once. */
export async function previewBoth(
  versions: Versions,
  chosen: readonly string[] | undefined,
): Promise<readonly Environment[]> {
  const { base, head, progress } = versions;
  const all = [...new Set([...stacksOf(head), ...(base === undefined ? [] : stacksOf(base))])];
  const stacks = chosen ?? all.sort(byPromotion);
  const wanted = stacks.flatMap((stack) => [
    { stack, directory: head },
    ...(base === undefined ? [] : [{ stack, directory: base }]),
  ]);
  progress.at("previewing", stacks.join(", "));
  const sides = await inLanes(wanted, availableParallelism(), sideOf);
  progress.done("previewing");
  const at = (stack: string, directory: string | undefined): Side => {
    const index = wanted.findIndex((each) => each.stack === stack && each.directory === directory);
    return sides[index] ?? { failure: "the base is not there" };
  };
  return stacks.map((stack) => ({ stack, before: at(stack, base), after: at(stack, head) }));
}

/** Rehearses both sides of every environment in which a definition differs. */
export async function rehearseBoth(
  { base, head, progress }: Versions,
  environments: readonly Environment[],
  { stacks }: Review,
): Promise<readonly Environment[]> {
  const differing = stacks
    .filter(
      ({ pipelines, resources, status }) =>
        status !== "compared" || resources.length + pipelines.length > 0,
    )
    .map(({ stack }) => stack);
  const wanted = environments
    .filter(({ stack }) => differing.includes(stack))
    .flatMap(({ stack, before, after }) => [
      ...(isPreviewed(after) ? [{ stack, directory: head, version: "after" as const }] : []),
      ...(isPreviewed(before) && base !== undefined
        ? [{ stack, directory: base, version: "before" as const }]
        : []),
    ]);
  const rehearsals = await inLanes(wanted, availableParallelism(), async (each) => {
    const what = `rehearsing ${each.stack} of the ${each.version === "after" ? "working tree" : "base"}`;
    progress.begin(what);
    const rehearsed = await rehearseBy(each, (line) => progress.at(what, line));
    progress.done(what);
    return { ...each, rehearsed };
  });
  const of = (stack: string, version: keyof Rehearsals) =>
    rehearsals.find((each) => each.stack === stack && each.version === version)?.rehearsed;
  return environments.map((environment) => {
    const { stack } = environment;
    const rehearsed = { before: of(stack, "before"), after: of(stack, "after") };
    return { ...environment, rehearsed };
  });
}

function isPreviewed(side: Side): boolean {
  return side !== "absent" && !("failure" in side);
}

async function sideOf(request: VersionStack): Promise<Side> {
  const there = existsSync(join(request.directory, `Pulumi.${request.stack}.yaml`));
  return there ? previewBy(request) : "absent";
}

function stacksOf(directory: string): readonly string[] {
  return readdirSync(directory).flatMap((file) => {
    const [, stack] = /^Pulumi\.([\w-]+)\.yaml$/.exec(file) ?? [];
    return stack === undefined ? [] : [stack];
  });
}

/** The way of a change to production; other names behind, by the alphabet. */
function byPromotion(a: string, b: string): number {
  const order = ["dev", "staging", "prod"];
  const place = (stack: string) => (order.includes(stack) ? order.indexOf(stack) : order.length);
  return place(a) - place(b) || (a < b ? -1 : 1);
}

async function inLanes<T, R>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}
