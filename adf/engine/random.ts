// Numbers and ids that look random and are the same for the same seed: the engine draws from nothing else.

/** A sequence of numbers from 0 to below 1. */
export type Draw = () => number;

/**
 * A sequence of its own for each seed and purpose.
 *
 * @see https://prng.di.unimi.it/splitmix64.c - the idea of the mixing steps, here with 32 bits
 */
export function sequence(seed: number, purpose: number): Draw {
  let state = mix(seed) ^ mix(purpose + 0x51ed27);
  return () => {
    state = (state + 0x9e3779b9) | 0;
    return mix(state) / 2 ** 32;
  };
}

/** An id in the form of a version 4 UUID. */
export function uuid(draw: Draw): string {
  const digits = eightDigits(draw) + eightDigits(draw) + eightDigits(draw) + eightDigits(draw);
  const variant = "89ab"[Math.floor(draw() * 4)];
  const tail = `${variant}${digits.slice(17, 20)}-${digits.slice(20)}`;
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${tail}`;
}

/** Every byte as two digits: a long simulation makes hundreds of thousands of ids. */
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function eightDigits(draw: Draw): string {
  const number = Math.floor(draw() * 2 ** 32);
  return byteAt(number, 24) + byteAt(number, 16) + byteAt(number, 8) + byteAt(number, 0);
}

function byteAt(number: number, shift: number): string {
  return BYTES[(number >>> shift) & 255] ?? "";
}

function mix(value: number): number {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
