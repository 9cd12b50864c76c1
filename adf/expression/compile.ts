// From a tree to a closure: what a template does each time that it is evaluated.

import { type Read, select } from "./access";
import { booleanOf, type Call, fail, type Implementation, type Implementations } from "./call";
import type { ExpressionContext } from "./context";
import { ExpressionError } from "./error";
import { FUNCTIONS } from "./functions";
import { LOGIC_APPS_ONLY } from "./logic-apps-only";
import { nearest } from "./nearest";
import { listed, REFERENCES } from "./references";
import { SIGNATURES, type Signature, signatureOf } from "./signatures";
import type { AccessNode, CallNode, Node, Step } from "./syntax";
import { isFields, keyOf, type Value } from "./value";

/** Evaluates one node. */
export type Run = (context: ExpressionContext) => Value;

/**
 * The closure of a node, with every function's name and number of arguments checked.
 *
 * @throws ExpressionError `EXPRESSION_UNKNOWN_FUNCTION`, `EXPRESSION_LOGIC_APPS_ONLY`,
 * `EXPRESSION_ARGUMENT_COUNT`
 */
export function compile(node: Node): Run {
  switch (node.kind) {
    case "literal": {
      const { value } = node;
      return () => value;
    }
    case "call":
      return compileCall(node);
    case "access":
      return compileAccess(node);
  }
}

/** The signature that a call has, or the error that it makes. */
export function checkCall({ name, args, offset }: CallNode): Signature | ExpressionError {
  const signature = signatureOf(name);
  if (signature === undefined) return unknownFunction(name, offset);
  const { min, max } = signature;
  if (args.length >= min && args.length <= max) return signature;
  const rule = `${signature.name} takes ${countText(min, max)}, got ${args.length}`;
  return new ExpressionError({ code: "EXPRESSION_ARGUMENT_COUNT", rule }, offset);
}

const ALL: Implementations = { ...FUNCTIONS, ...REFERENCES };

function compileCall(node: CallNode): Run {
  const signature = checkCall(node);
  if (signature instanceof ExpressionError) throw signature;
  const call: Call = { name: signature.name, offset: node.offset };
  const args = node.args.map(compile);
  const lazy = LAZY[signature.name];
  if (lazy !== undefined) return lazy(args, call);
  const implementation = ALL[signature.name];
  if (implementation === undefined) throw new Error(`${signature.name} is not implemented`);
  return eager(implementation, args, call);
}

// The common numbers of arguments are spelt out, since a general loop costs a third of the speed.
function eager(implementation: Implementation, args: readonly Run[], call: Call): Run {
  const [first, second, third] = args;
  if (first === undefined) return (context) => implementation([], call, context);
  if (second === undefined) return (context) => implementation([first(context)], call, context);
  if (third === undefined) {
    return (context) => implementation([first(context), second(context)], call, context);
  }
  return (context) =>
    implementation(
      args.map((arg) => arg(context)),
      call,
      context,
    );
}

type Lazy = (args: readonly Run[], call: Call) => Run;

/** The functions that evaluate only the arguments that they need. */
const LAZY: Readonly<Record<string, Lazy>> = {
  and: (args, call) => decide(args, call, false),
  coalesce: (args) => (context) => {
    for (const arg of args) {
      const value = arg(context);
      if (value !== null) return value;
    }
    return null;
  },
  if: ([condition = nothing, whenTrue = nothing, whenFalse = nothing], call) => {
    return (context) =>
      booleanOf(condition(context), 0, call) ? whenTrue(context) : whenFalse(context);
  },
  or: (args, call) => decide(args, call, true),
};

function nothing(): Value {
  return null;
}

function decide(args: readonly Run[], call: Call, decisive: boolean): Run {
  return (context) => {
    for (const [index, arg] of args.entries()) {
      if (booleanOf(arg(context), index, call) === decisive) return decisive;
    }
    return !decisive;
  };
}

function compileAccess({ target, steps }: AccessNode): Run {
  const direct = pipelineParameter(target, steps);
  const root = direct?.run ?? compile(target);
  const rest = (direct === undefined ? steps : direct.rest).map(compileStep);
  const [only] = rest;
  if (only === undefined) return root;
  if (rest.length === 1) return (context) => only(root(context), context);
  return (context) => {
    let value = root(context);
    for (const step of rest) value = step(value, context);
    return value;
  };
}

function compileStep({
  key,
  offset,
  optional,
}: Step): (value: Value, from: ExpressionContext) => Value {
  const read: Read = { offset, optional };
  if (key.kind === "literal") {
    const name = key.value;
    return (value) => select(value, name, read);
  }
  const index = compile(key);
  return (value, context) => select(value, index(context), read);
}

type Direct = { readonly run: Run; readonly rest: readonly Step[] };

/** `pipeline().parameters.x` without making the object that `pipeline()` is. */
function pipelineParameter(target: CallNode, steps: readonly Step[]): Direct | undefined {
  const [group, name] = steps;
  const signature = checkCall(target);
  if (signature instanceof ExpressionError || signature.name !== "pipeline") return undefined;
  if (group?.key.kind !== "literal" || name?.key.kind !== "literal") return undefined;
  const list = group.key.value;
  const wanted = name.key.value;
  if (typeof list !== "string" || typeof wanted !== "string") return undefined;
  const from = PARAMETER_GROUPS.get(list.toLowerCase());
  if (from === undefined) return undefined;
  const call: Call = { name: `pipeline().${from}`, offset: name.offset };
  const run: Run = (context) => {
    const values = context[from] ?? {};
    const key = Object.hasOwn(values, wanted) ? wanted : keyOf(values, wanted);
    const value = key === undefined ? undefined : values[key];
    if (value !== undefined) return value;
    if (name.optional) return null;
    const rule = `there is no parameter '${wanted.slice(0, 80)}', ${listed(values)}`;
    return fail(call, "EXPRESSION_UNKNOWN_PARAMETER", rule);
  };
  return { run, rest: steps.slice(2) };
}

const PARAMETER_GROUPS: ReadonlyMap<string, "parameters" | "globalParameters"> = new Map([
  ["parameters", "parameters"],
  ["globalparameters", "globalParameters"],
]);

function unknownFunction(name: string, offset: number): ExpressionError {
  const known = LOGIC_APPS_ONLY.get(name.toLowerCase());
  if (known !== undefined) {
    const rule = `${known.name} exists in Logic Apps, not in Data Factory`;
    return new ExpressionError(
      { code: "EXPRESSION_LOGIC_APPS_ONLY", rule, repair: known.instead },
      offset,
    );
  }
  const rule = `there is no function ${JSON.stringify(name.slice(0, 80))}`;
  const near = nearest(
    name,
    SIGNATURES.map((signature) => signature.name),
  );
  const fault = { code: "EXPRESSION_UNKNOWN_FUNCTION", rule } as const;
  const repair = near === undefined ? {} : { repair: `did you mean ${near}?` };
  return new ExpressionError({ ...fault, ...repair }, offset);
}

function countText(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return `at least ${min} ${plural(min)}`;
  if (min === max) return min === 0 ? "no argument" : `${min} ${plural(min)}`;
  return `${min} to ${max} arguments`;
}

function plural(count: number): string {
  return count === 1 ? "argument" : "arguments";
}

/** Tells whether a value is an object that a template may stand in. */
export function isExpressionObject(
  value: Value,
): value is { readonly type: string; readonly value: string } {
  return isFields(value) && value["type"] === "Expression" && typeof value["value"] === "string";
}
