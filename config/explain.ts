import type { z } from "zod";
import { exampleAt, keysBelow } from "./examples";
import type { RuleParams } from "./fields";
import { didYouMean, nearest } from "./nearest";
import type { Draft, Path } from "./problem";
import { showAllowed, showGiven } from "./show";

type Issue = z.core.$ZodIssue;

const TYPE_NAMES: Readonly<Record<string, string>> = Object.freeze({
  string: "text",
  number: "a number",
  int: "a whole number",
  array: "a list",
  object: "a map",
});

/** Puts what the schema found into problems that a person understands; never zod's own words. */
export function explain(issue: Issue, values: Readonly<Record<string, unknown>>): Draft[] {
  const path = issue.path.map((segment) =>
    typeof segment === "number" ? segment : String(segment),
  );
  const given = valueAt(values, path);
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) => unknownKey([...path, key], keysBelow(path)));
    case "invalid_type":
      return [wrongType(issue.expected, path, given)];
    case "too_small":
    case "too_big":
      return [outOfRange(issue, path, given)];
    case "invalid_value":
      return [notAllowed(issue.values.map(String), path, given)];
    case "custom":
      return [brokenRule(issue, path, given)];
    case "invalid_element":
    case "invalid_format":
    case "invalid_key":
    case "invalid_union":
    case "not_multiple_of":
      // No schema here makes these: one added later is still told, if not well.
      return [draft("CONFIG_VALUE", path, `is not allowed, got ${show(path, given)}`)];
  }
}

/** The problem of a key that is not one of those allowed in its map; its value is not looked at. */
export function unknownKey(path: Path, allowed: readonly string[]): Draft {
  const key = String(path.at(-1));
  const meant = nearest(key, allowed);
  return {
    code: "CONFIG_UNKNOWN_KEY",
    path,
    message: "is not a setting",
    repair: meant ? didYouMean(meant) : `remove it; allowed are ${showAllowed(allowed)}`,
    ...(meant && { meant: [...path.slice(0, -1), meant] }),
  };
}

/** The problem of a setting that is absent or empty. */
export function missing(path: Path, why = ""): Draft {
  const message = `is missing${why && `, ${why}`}`;
  return { code: "CONFIG_MISSING", path, message, repair: `add it, such as ${exampleAt(path)}` };
}

function wrongType(expected: string, path: Path, given: unknown): Draft {
  if (given === undefined) return missing(path);
  if (given === null) return { ...missing(path), message: "is empty" };
  const type = TYPE_NAMES[expected] ?? expected;
  const isScalar = typeof given === "number" || typeof given === "boolean";
  if (expected !== "string" || !isScalar) {
    return draft("CONFIG_TYPE", path, `must be ${type}, got ${show(path, given)}`);
  }
  const message = `must be text, got the ${typeof given} ${show(path, given)}`;
  const repair = `put it in quotes, such as ${quoted(exampleAt(path))}`;
  return { code: "CONFIG_TYPE", path, message, repair };
}

function outOfRange(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  path: Path,
  given: unknown,
): Draft {
  const small = issue.code === "too_small";
  const limit = String(small ? issue.minimum : issue.maximum);
  if (issue.origin === "array") {
    const message = `must have at ${small ? "least" : "most"} ${limit} ${limit === "1" ? "entry" : "entries"}, got ${show(path, given)}`;
    return draft("CONFIG_RANGE", path, message);
  }
  const inclusive = issue.inclusive === false ? (small ? "more than" : "less than") : undefined;
  const bound = inclusive ?? `at ${small ? "least" : "most"}`;
  return draft("CONFIG_RANGE", path, `must be ${bound} ${limit}, got ${show(path, given)}`);
}

function notAllowed(allowed: readonly string[], path: Path, given: unknown): Draft {
  if (given === undefined) return missing(path);
  if (given === null) return { ...missing(path), message: "is empty" };
  const meant = typeof given === "string" ? nearest(given, allowed) : undefined;
  const message = `must be one of ${showAllowed(allowed)}, got ${show(path, given)}`;
  return draft("CONFIG_VALUE", path, message, meant && didYouMean(meant));
}

function brokenRule(issue: z.core.$ZodIssueCustom, path: Path, given: unknown): Draft {
  // Every refinement of these schemas is made by the helpers of fields.ts or gives these params.
  const { code, suggest } = issue.params as unknown as RuleParams;
  const meant = typeof given === "string" ? suggest?.(given) : undefined;
  const got = Array.isArray(given) ? "" : `, got ${show(path, given)}`;
  return draft(code, path, issue.message + got, meant && didYouMean(meant));
}

function draft(code: Draft["code"], path: Path, message: string, repair?: string): Draft {
  return { code, path, message, repair: repair ?? `write it like ${exampleAt(path)}` };
}

function show(path: Path, given: unknown): string {
  const key = path.findLast((segment) => typeof segment === "string");
  return showGiven(given, key);
}

function quoted(example: string): string {
  return example.replace(/: (?!")(.+)$/, ': "$1"');
}

function valueAt(values: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, segment) => {
    if (typeof value !== "object" || value === null) return undefined;
    return Object.hasOwn(value, segment) ? Reflect.get(value, segment) : undefined;
  }, values);
}
