// What is wrong with a text before anything runs: for the lint.

import { checkCall } from "./compile";
import { ExpressionError, type Fault } from "./error";
import type { ExpressionErrorCode } from "./error-codes";
import { nearest } from "./nearest";
import { parseSyntax } from "./parser";
import type { AccessNode, CallNode, Node, Step } from "./syntax";

/** The names that exist where a text stands; a list that is absent is not checked. */
export interface KnownNames {
  readonly activities?: readonly string[];
  readonly globalParameters?: readonly string[];
  readonly parameters?: readonly string[];
  readonly variables?: readonly string[];
}

/** One thing that is wrong with a text. */
export interface ExpressionProblem {
  readonly code: ExpressionErrorCode;
  /** Where in the text, from 0. */
  readonly offset: number;
  readonly message: string;
  readonly repair: string;
}

/**
 * All problems of a text, by position: syntax, unknown functions, wrong numbers of arguments, and
 * names of activities, parameters and variables that are not known. A text that does not parse has
 * exactly one.
 */
export function checkTemplate(text: string, known: KnownNames): readonly ExpressionProblem[] {
  const checker = new Checker(known);
  try {
    const syntax = parseSyntax(text);
    if (syntax.kind === "expression") checker.node(syntax.node);
    if (syntax.kind === "interpolation") {
      for (const part of syntax.segments) if (typeof part !== "string") checker.node(part);
    }
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    checker.add(error);
  }
  return checker.problems.sort((left, right) => left.offset - right.offset);
}

class Checker {
  readonly problems: ExpressionProblem[] = [];
  readonly #known: KnownNames;

  constructor(known: KnownNames) {
    this.#known = known;
  }

  add({ code, offset, repair, rule }: ExpressionError): void {
    this.problems.push({ code, offset, message: rule, repair });
  }

  node(node: Node): void {
    if (node.kind === "call") this.#call(node);
    if (node.kind === "access") this.#access(node);
  }

  #call(node: CallNode): void {
    const signature = checkCall(node);
    if (signature instanceof ExpressionError) {
      this.add(signature);
    } else {
      const [name] = node.args;
      if (name?.kind === "literal" && typeof name.value === "string") {
        const { offset, value } = name;
        if (signature.name === "activity") this.#name("activity", value, offset);
        if (signature.name === "variables") this.#name("variable", value, offset);
      }
    }
    for (const arg of node.args) this.node(arg);
  }

  #access({ target, steps }: AccessNode): void {
    this.#call(target);
    for (const { key } of steps) this.node(key);
    const [group, name] = steps;
    if (target.name.toLowerCase() !== "pipeline" || group === undefined || name === undefined)
      return;
    const list = literalName(group)?.toLowerCase();
    const wanted = literalName(name);
    // A null-safe read of what is not there is meant so.
    if (wanted === undefined || name.optional) return;
    if (list === "parameters") this.#name("parameter", wanted, name.key.offset);
    if (list === "globalparameters") this.#name("global parameter", wanted, name.key.offset);
  }

  #name(kind: keyof typeof KINDS, name: string, offset: number): void {
    const { code, list } = KINDS[kind];
    const names = this.#known[list];
    const wanted = name.toLowerCase();
    if (names === undefined || names.some((candidate) => candidate.toLowerCase() === wanted))
      return;
    const near = nearest(name, names);
    const rule = `there is no ${kind} '${name.slice(0, 80)}'`;
    const fault: Fault =
      near === undefined ? { code, rule } : { code, rule, repair: `did you mean '${near}'?` };
    this.add(new ExpressionError(fault, offset));
  }
}

const KINDS = {
  activity: { code: "EXPRESSION_UNKNOWN_ACTIVITY", list: "activities" },
  "global parameter": { code: "EXPRESSION_UNKNOWN_PARAMETER", list: "globalParameters" },
  parameter: { code: "EXPRESSION_UNKNOWN_PARAMETER", list: "parameters" },
  variable: { code: "EXPRESSION_UNKNOWN_VARIABLE", list: "variables" },
} as const;

function literalName({ key }: Step): string | undefined {
  return key.kind === "literal" && typeof key.value === "string" ? key.value : undefined;
}
