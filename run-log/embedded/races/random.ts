/** Draws of a race, from its seed. */

/** A whole number from 0 to below a bound. */
export type Random = (below: number) => number;

/** A GUID. */
export function guidOf(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random(16).toString(16)).join("");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}

/** Mulberry32: small, seeded, good enough to draw schedules. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
