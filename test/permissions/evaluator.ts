/**
 * Evaluates IAM policy documents: whether one document allows or denies one request.
 *
 * Reads exactly the elements that it understands and refuses every other one, so that a document
 * is never taken for stricter or wider than it is. Not understood: `NotAction`, `NotResource`,
 * `NotPrincipal`, policy variables, permission boundaries, session policies, service control policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */

/** A request's context: keys of any case, each with one value or several. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** Who asks: the names that a `Principal` element could hold, the most exact first. */
export interface Caller {
  /** The account of an IAM principal; absent for a service or a holder of a web token. */
  readonly account?: string;
  /** Role ARN, service host, or ARN of the identity provider. */
  readonly name: string;
}

/** One request, as IAM sees it. */
export interface Request {
  readonly action: string;
  readonly caller: Caller;
  readonly context: Context;
  /** An ARN, or `*` for an action without a resource. */
  readonly resource: string;
}

/**
 * What a document says. `delegated`: it allows whomever the account's own policies allow too;
 * only policies on resources do that, by naming the account as principal.
 */
export type Verdict = "allowed" | "delegated" | "denied" | "silent";

const ELEMENTS = ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"];

/**
 * @param document - a policy document as parsed JSON
 * @throws Error for an element, operator or variable that is not understood
 */
export function evaluate(document: unknown, request: Request): Verdict {
  const verdicts = statementsOf(document).map((statement) => statementVerdict(statement, request));
  return (
    (["denied", "allowed", "delegated"] as const).find((one) => verdicts.includes(one)) ?? "silent"
  );
}

/** Whether a text fits a pattern with `*` (any characters) and `?` (one character). */
export function matches(pattern: string, text: string): boolean {
  const compiled = COMPILED.get(pattern) ?? compile(pattern);
  COMPILED.set(pattern, compiled);
  return compiled.test(text);
}

const COMPILED = new Map<string, RegExp>();

function compile(pattern: string): RegExp {
  if (pattern.includes("$" + "{")) {
    throw new Error(`policy variables are not understood: ${pattern}`);
  }
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s");
}

/** Whether an ARN fits a pattern; a wildcard does not reach beyond its own part of the ARN. */
export function arnMatches(pattern: string, arn: string): boolean {
  const [patterns, parts] = [arnParts(pattern), arnParts(arn)];
  return (
    patterns.length === parts.length && patterns.every((one, at) => matches(one, parts[at] ?? ""))
  );
}

/** The statements of a document, with every list a list. */
function statementsOf(document: unknown): readonly Element[] {
  const { Version, Statement } = document as { Version?: unknown; Statement?: unknown };
  if (Version !== "2012-10-17" || !Array.isArray(Statement)) {
    throw new Error("a document needs its version and a list of statements");
  }
  return Statement as Element[];
}

type Element = Readonly<Record<string, unknown>>;

function statementVerdict(statement: Element, request: Request): Verdict {
  const unknown = Object.keys(statement).filter((key) => !ELEMENTS.includes(key));
  if (unknown.length > 0) {
    throw new Error(`elements are not understood: ${unknown.join(", ")}`);
  }
  const principal = principalVerdict(statement["Principal"], request.caller);
  const applies =
    principal !== "silent" &&
    texts(statement["Action"]).some((one) =>
      matches(one.toLowerCase(), request.action.toLowerCase()),
    ) &&
    resourceApplies(statement["Resource"], request.resource) &&
    conditionsHold(statement["Condition"], request.context);
  if (!applies) {
    return "silent";
  }
  return statement["Effect"] === "Deny" ? "denied" : principal;
}

/** A policy of the caller's own has no principal; one on a resource says whom it speaks of. */
function principalVerdict(principal: unknown, caller: Caller): Verdict {
  if (principal === undefined || principal === "*") {
    return "allowed";
  }
  const named = Object.values(principal as object).flatMap(texts);
  if (named.includes(caller.name) || named.includes("*")) {
    return "allowed";
  }
  const account = [`arn:aws:iam::${caller.account}:root`, caller.account];
  return caller.account !== undefined && named.some((one) => account.includes(one))
    ? "delegated"
    : "silent";
}

/** A trust policy names no resource: it speaks of its own role. */
function resourceApplies(patterns: unknown, resource: string): boolean {
  return (
    patterns === undefined ||
    texts(patterns).some(
      (one) => one === "*" || (one.startsWith("arn:") && arnMatches(one, resource)),
    )
  );
}

function conditionsHold(conditions: unknown, context: Context): boolean {
  return Object.entries((conditions ?? {}) as Record<string, Element>).every(([operator, tests]) =>
    Object.entries(tests).every(([key, wanted]) =>
      holds(operator, texts(wanted), given(context, key)),
    ),
  );
}

const OPERATORS: Readonly<Record<string, (wanted: string, value: string) => boolean>> = {
  ArnEquals: arnMatches,
  ArnLike: arnMatches,
  Bool: (wanted, value) => wanted.toLowerCase() === value.toLowerCase(),
  NumericLessThan: (wanted, value) => Number(value) < Number(wanted),
  StringEquals: (wanted, value) => wanted === value,
  StringLike: matches,
};

/** Without a quantifier, a key that the request lacks fails, and one value has to fit. */
function holds(name: string, wanted: readonly string[], values: readonly string[]): boolean {
  const [, quantifier, operator = ""] = /^(?:(ForAllValues|ForAnyValue):)?(\w+)$/.exec(name) ?? [];
  const test = OPERATORS[operator];
  if (test === undefined) {
    throw new Error(`a condition operator is not understood: ${name}`);
  }
  const fits = (value: string) => wanted.some((one) => test(one, value));
  return quantifier === "ForAllValues" ? values.every(fits) : values.some(fits);
}

function given(context: Context, key: string): readonly string[] {
  const found = Object.keys(context).find((one) => one.toLowerCase() === key.toLowerCase());
  return found === undefined ? [] : texts(context[found]);
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function texts(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((one) => {
    if (typeof one !== "string") {
      throw new Error(`a text is needed, got ${JSON.stringify(one)}`);
    }
    return one;
  });
}
