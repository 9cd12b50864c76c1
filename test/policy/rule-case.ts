// A graph that breaks one rule, and one that keeps it.

import type { Graph, GraphInputs, ResourceNode } from "../../graph/graph";
import { GraphIndex } from "../../policy/graph-index";
import type { RuleContext } from "../../policy/rule";
import { RULES } from "../../policy/rules";
import { graphOf, nodeOf } from "../cost/hand-made";

/** One rule, shown by two graphs that differ in what it is about. */
export interface RuleCase {
  readonly rule: string;
  /** What of the rule the case is about, where it has several. */
  readonly about?: string;
  readonly breaks: readonly ResourceNode[];
  /** The messages of `breaks`, in their order. */
  readonly messages: readonly string[];
  readonly keeps: readonly ResourceNode[];
  /** What differs from an environment that protects, starts its triggers and has a budget. */
  readonly context?: Partial<RuleContext>;
  /** The same for `keeps`, where the rule is about something else than the graph. @default context */
  readonly keepsContext?: Partial<RuleContext>;
}

const STRICT: RuleContext = { budgetConfigured: true, protectedStack: true, startsTriggers: true };

/** A resource of a hand-made graph. */
export function node(
  type: string,
  name: string,
  inputs: GraphInputs = {},
  more: Partial<Pick<ResourceNode, "dependencies" | "options" | "protect">> = {},
): ResourceNode {
  return { ...nodeOf(type, name, { inputs }), ...more };
}

/** What one rule says of a graph. */
export function messagesOf(
  rule: string,
  resources: readonly ResourceNode[],
  context: Partial<RuleContext> = {},
): readonly string[] {
  return violationsOf(rule, graphOf(...resources), context).map(({ message }) => message);
}

/** What one rule finds in a graph. */
export function violationsOf(
  id: string,
  graph: Graph,
  context: Partial<RuleContext> = {},
): ReturnType<(typeof RULES)[number]["check"]> {
  const rule = RULES.find((each) => each.id === id);
  if (rule === undefined) throw new Error(`no rule ${id}`);
  return rule.check(new GraphIndex(graph), { ...STRICT, ...context });
}
