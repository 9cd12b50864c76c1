/** The environments of both versions, previewed side by side. */
import { existsSync, readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Environment, Side } from "../review/review";
import { previewBy } from "./preview-process";

/** Every environment that either side has, previewed on both, a few at once. */
export async function previewBoth(
  head: string,
  base: string | undefined,
  chosen: readonly string[] | undefined,
): Promise<readonly Environment[]> {
  const all = [...new Set([...stacksOf(head), ...(base === undefined ? [] : stacksOf(base))])];
  const stacks = chosen ?? all.sort(byPromotion);
  const wanted = stacks.flatMap((stack) => [
    { stack, directory: head },
    ...(base === undefined ? [] : [{ stack, directory: base }]),
  ]);
  const sides = await inLanes(wanted, availableParallelism(), sideOf);
  const at = (stack: string, directory: string | undefined): Side => {
    const index = wanted.findIndex((each) => each.stack === stack && each.directory === directory);
    return sides[index] ?? { failure: "the base is not there" };
  };
  return stacks.map((stack) => ({ stack, before: at(stack, base), after: at(stack, head) }));
}

async function sideOf(request: {
  readonly directory: string;
  readonly stack: string;
}): Promise<Side> {
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
