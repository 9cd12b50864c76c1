/**
 * Packages that need what a suite's own context lacks.
 *
 * Jest runs a suite in a context without dynamic import. A function that is made by a constructor from
 * outside runs outside, where Node's own module system is.
 */
const outside = Buffer.constructor as FunctionConstructor;

/** A package, loaded outside the suite's context. */
export function requireOutside(name: string): unknown {
  const { createRequire } = outside(
    'return process.getBuiltinModule("node:module")',
  )() as typeof import("node:module");
  return createRequire(__filename)(name);
}
