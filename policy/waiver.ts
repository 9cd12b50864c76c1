/** Reads waivers: findings that are accepted, each for one resource, with a reason and a last day. */
import { closest, distance } from "fastest-levenshtein";
import { PolicyError, type PolicyProblem, problem } from "./policy-error";
import { RULES } from "./rules";

/** One accepted finding. */
export interface Waiver {
  /** The id of the rule that is not kept. */
  readonly rule: string;
  /** The logical name of the one resource that does not keep it. */
  readonly resource: string;
  /**
   * The stacks that it holds in.
   *
   * @default - every stack; one that is not needed in some stack is then not reported there
   */
  readonly stacks?: readonly string[];
  /** Why the finding is accepted. */
  readonly reason: string;
  /**
   * The last day on which it is accepted.
   *
   * @format `yyyy-MM-dd`
   */
  readonly until: string;
}

const FIELDS = ["rule", "resource", "stacks", "reason", "until"] as const;
const NEEDED = ["rule", "resource", "reason", "until"] as const;
const RULE_IDS = RULES.map(({ id }) => id);

/**
 * Reads the text of a waivers file.
 *
 * @throws PolicyError `POLICY_WAIVER_SYNTAX` for what is not JSON, and as {@link readWaivers}
 */
export function parseWaivers(text: string): readonly Waiver[] {
  return readWaivers(parseJson(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `must be JSON, got: ${error instanceof Error ? error.message : "another text"}`;
    throw new PolicyError(problem("POLICY_WAIVER_SYNTAX", "waivers", message));
  }
}

/**
 * The waivers of a parsed JSON document.
 *
 * @throws PolicyError with every problem at once: `POLICY_WAIVER_TYPE`, `POLICY_WAIVER_MISSING`,
 *   `POLICY_WAIVER_UNKNOWN_FIELD`, `POLICY_WAIVER_UNKNOWN_RULE`, `POLICY_DATE_FORMAT`,
 *   `POLICY_WAIVER_DUPLICATE`
 */
export function readWaivers(json: unknown): readonly Waiver[] {
  const items: readonly unknown[] = Array.isArray(json) ? json : [];
  const read = items.map((item, at) => readWaiver(item, `waivers[${at}]`));
  const waivers = read.flatMap(({ waiver }) => waiver ?? []);
  const notList = problem("POLICY_WAIVER_TYPE", "waivers", `must be a list, got ${kindOf(json)}`);
  const [first, ...rest] = [
    ...(Array.isArray(json) ? [] : [notList]),
    ...read.flatMap(({ problems }) => problems),
    ...duplicates(waivers),
  ];
  if (first !== undefined) throw new PolicyError(first, ...rest);
  return Object.freeze(waivers);
}

/** Tells a day of the calendar, written as `yyyy-MM-dd`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

interface Read {
  readonly waiver?: Waiver;
  readonly problems: readonly PolicyProblem[];
}

function readWaiver(item: unknown, path: string): Read {
  if (!isRecord(item)) {
    const message = `must be a map, got ${kindOf(item)}`;
    return { problems: [problem("POLICY_WAIVER_TYPE", path, message)] };
  }
  const problems = [
    ...unknownFields(item, path),
    ...NEEDED.flatMap((field) => textProblems(item[field], `${path}.${field}`)),
    ...stackProblems(item["stacks"], `${path}.stacks`),
    ...ruleProblems(item["rule"], `${path}.rule`),
    ...dayProblems(item["until"], `${path}.until`),
  ];
  const { rule, resource, stacks, reason, until } = item;
  if (problems.length > 0 || !(isText(rule) && isText(resource))) return { problems };
  if (!(isText(reason) && isText(until))) return { problems };
  const within = isTextList(stacks) ? { stacks: Object.freeze([...stacks]) } : {};
  return { waiver: Object.freeze({ rule, resource, ...within, reason, until }), problems };
}

function unknownFields(item: Readonly<Record<string, unknown>>, path: string): PolicyProblem[] {
  return Object.keys(item)
    .filter((key) => !FIELDS.some((field) => field === key))
    .map((key) => {
      const message = `must be a field of a waiver, got ${quote(key)}${meant(key, FIELDS)}`;
      return problem("POLICY_WAIVER_UNKNOWN_FIELD", path, message);
    });
}

function textProblems(value: unknown, path: string): PolicyProblem[] {
  if (isText(value)) return [];
  return value === undefined || value === null || typeof value === "string"
    ? [problem("POLICY_WAIVER_MISSING", path, "must be given, got nothing")]
    : [problem("POLICY_WAIVER_TYPE", path, `must be a text, got ${kindOf(value)}`)];
}

function stackProblems(value: unknown, path: string): PolicyProblem[] {
  if (value === undefined || isTextList(value)) return [];
  const message = `must be a list of stacks, got ${kindOf(value)}`;
  return [problem("POLICY_WAIVER_TYPE", path, message)];
}

function ruleProblems(value: unknown, path: string): PolicyProblem[] {
  if (!isText(value) || RULE_IDS.includes(value)) return [];
  const message = `must be the id of a rule, got ${quote(value)}${meant(value, RULE_IDS)}`;
  return [problem("POLICY_WAIVER_UNKNOWN_RULE", path, message)];
}

function dayProblems(value: unknown, path: string): PolicyProblem[] {
  if (!isText(value) || isDay(value)) return [];
  return [problem("POLICY_DATE_FORMAT", path, `must be a day, got ${quote(value)}`)];
}

function duplicates(waivers: readonly Waiver[]): readonly PolicyProblem[] {
  return waivers.flatMap((waiver, at) => {
    const before = waivers.slice(0, at).findIndex((other) => overlap(waiver, other));
    const message = `must be the only one of its rule and resource, got that of waivers[${before}]`;
    return before < 0 ? [] : [problem("POLICY_WAIVER_DUPLICATE", `waivers[${at}]`, message)];
  });
}

function overlap(one: Waiver, other: Waiver): boolean {
  if (one.rule !== other.rule || one.resource !== other.resource) return false;
  if (one.stacks === undefined || other.stacks === undefined) return true;
  return one.stacks.some((stack) => other.stacks?.includes(stack));
}

function meant(given: string, known: readonly string[]): string {
  if (given.length > 64) return "";
  const nearest = closest(given, known);
  const isNear = distance(given, nearest) <= Math.max(2, Math.floor(given.length / 3));
  return isNear ? ` (did you mean ${quote(nearest)}?)` : "";
}

function quote(text: string): string {
  const quoted = JSON.stringify(text);
  return quoted.length <= 80 ? quoted : `${quoted.slice(0, 78)}…"`;
}

function kindOf(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  return typeof value === "object" ? "a map" : `a ${typeof value}`;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every(isText);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
