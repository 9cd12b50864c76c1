// What an expression reads: parameters, variables, activities, the trigger, the element of a loop.

import type { Expression, ExpressionNode } from "../expression";

/** The names that an expression reads, as it spells them. */
export interface Reads {
  readonly parameters: readonly string[];
  readonly variables: readonly string[];
  readonly activities: readonly string[];
  /** Whether it reads `trigger()`. */
  readonly trigger: boolean;
  /** Whether it reads `item()`. */
  readonly item: boolean;
  /** The numbers in it that have no literal form. */
  readonly badNumbers: readonly number[];
}

const NOTHING: Reads = Object.freeze({
  parameters: [],
  variables: [],
  activities: [],
  trigger: false,
  item: false,
  badNumbers: [],
});

/** What an expression reads, raw text in the usual spelling included. */
export function readsOf(expression: Expression): Reads {
  return readsOfNode(expression.node);
}

function readsOfNode(node: ExpressionNode): Reads {
  switch (node.kind) {
    case "string":
    case "boolean":
    case "null":
      return NOTHING;
    case "number":
      return Number.isFinite(node.value) ? NOTHING : { ...NOTHING, badNumbers: [node.value] };
    case "raw":
      return readsOfText(node.text);
    case "call":
      return join([readsOfCall(node.name, node.args), ...node.args.map(readsOfNode)]);
    case "property":
      return isParameters(node.target)
        ? { ...NOTHING, parameters: [node.name] }
        : readsOfNode(node.target);
    case "index":
      return readsOfNode(node.target);
  }
}

function readsOfCall(name: string, args: readonly ExpressionNode[]): Reads {
  const [first] = args;
  if (name === "trigger") return { ...NOTHING, trigger: true };
  if (name === "item") return { ...NOTHING, item: true };
  if (first?.kind !== "string") return NOTHING;
  if (name === "variables") return { ...NOTHING, variables: [first.value] };
  return name === "activity" ? { ...NOTHING, activities: [first.value] } : NOTHING;
}

function isParameters(node: ExpressionNode): boolean {
  if (node.kind !== "property" || node.name !== "parameters") return false;
  return node.target.kind === "call" && node.target.name === "pipeline";
}

function readsOfText(text: string): Reads {
  const code = text.replaceAll(/'(?:[^']|'')*'/g, "''");
  return {
    ...NOTHING,
    parameters: matches(text, /\bpipeline\(\)\??\.parameters\??(?:\.(\w+)|\['((?:[^']|'')+)'\])/gi),
    variables: matches(text, /\bvariables\(\s*'((?:[^']|'')+)'\s*\)/gi),
    activities: matches(text, /\bactivity\(\s*'((?:[^']|'')+)'\s*\)/gi),
    trigger: /\btrigger\(\)/i.test(code),
    item: /\bitem\(\)/i.test(code),
  };
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, plain, quoted]) =>
    (plain ?? quoted ?? "").replaceAll("''", "'"),
  );
}

function join(all: readonly Reads[]): Reads {
  return {
    parameters: all.flatMap(({ parameters }) => parameters),
    variables: all.flatMap(({ variables }) => variables),
    activities: all.flatMap(({ activities }) => activities),
    trigger: all.some(({ trigger }) => trigger),
    item: all.some(({ item }) => item),
    badNumbers: all.flatMap(({ badNumbers }) => badNumbers),
  };
}
