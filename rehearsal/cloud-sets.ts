/** Several sets of local clouds, on which one play after another is done, as many at a time as there are sets. */
import { availableParallelism } from "node:os";
import { LocalClouds, type LocalCloudsOptions } from "./local-clouds";

/** A set is three processes of which one works at a time; this one, which they share, would be in the way of more. */
const MOST_SETS = 2;

/** One or more sets. */
export type Sets = readonly [LocalClouds, ...LocalClouds[]];

/** @returns as many sets as the machine and the plays have a use for. */
export async function openSets(options: LocalCloudsOptions, plays: number): Promise<Sets> {
  const count = Math.min(MOST_SETS, availableParallelism(), plays);
  const opened = await Promise.allSettled(
    Array.from({ length: count }, (_, index) =>
      LocalClouds.open({
        ...options,
        folder: index === 0 ? options.folder : `${options.folder}-${index + 1}`,
      }),
    ),
  );
  const sets = opened.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const failed = opened.find((each) => each.status === "rejected");
  const [first, ...others] = sets;
  if (failed === undefined && first !== undefined) return [first, ...others];
  await closeSets(sets);
  throw failed?.reason;
}

export async function closeSets(sets: readonly LocalClouds[]): Promise<void> {
  await Promise.all(sets.map((set) => set.stop()));
}

/**
 * Does a piece of work for each element, each on one of the sets.
 *
 * @returns what came of them, in the order of the elements, whichever set was faster
 */
export async function onSets<Element, Result>(
  sets: Sets,
  elements: readonly Element[],
  work: (clouds: LocalClouds, element: Element, index: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = elements.entries();
  let isFailed = false;
  await Promise.all(
    sets.map(async (set) => {
      for (const [index, element] of waiting) {
        if (isFailed) return;
        try {
          results[index] = await work(set, element, index);
        } catch (error) {
          isFailed = true;
          throw error;
        }
      }
    }),
  );
  return results;
}
