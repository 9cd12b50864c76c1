/** Numbers that look random and follow from a seed alone. */

/** A number from 0 to below 1. */
export type Draw = () => number;

/**
 * A sequence of numbers for a seed.
 *
 * @see https://github.com/cprosche/mulberry32 - the generator
 */
export function drawsOf(seed: number): Draw {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A factor around 1 whose logarithm is normal. @param spread - its standard deviation */
export function logNormal(draw: Draw, spread: number): number {
  // Box and Muller's way from two even draws to a normal one; the first must not be 0.
  const radius = Math.sqrt(-2 * Math.log(1 - draw()));
  return Math.exp(spread * radius * Math.cos(2 * Math.PI * draw()));
}

/** A number between two, most often near a third. */
export function triangular(
  draw: Draw,
  { least, usual, most }: { readonly least: number; readonly usual: number; readonly most: number },
): number {
  const even = draw();
  const share = (usual - least) / (most - least);
  return even < share
    ? least + Math.sqrt(even * (most - least) * (usual - least))
    : most - Math.sqrt((1 - even) * (most - least) * (most - usual));
}
