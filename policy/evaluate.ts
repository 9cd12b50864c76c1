/** Holds the rule book against the graph of one environment. */
import type { Graph } from "../graph/graph";
import { applyWaivers } from "./apply-waivers";
import { GraphIndex } from "./graph-index";
import { PolicyError, problem } from "./policy-error";
import { type Finding, type Rule, type RuleContext, SEVERITIES } from "./rule";
import { RULES } from "./rules";
import { isDay, type Waiver } from "./waiver";

/** What the findings depend on beside the graph. */
export interface EvaluateOptions extends RuleContext {
  /**
   * The day on which waivers are looked at; given, since nothing here reads a clock.
   *
   * @format `yyyy-MM-dd`
   */
  readonly today: string;
  readonly waivers: readonly Waiver[];
}

/**
 * Every finding of every rule, waived ones included: the gravest first, then by rule and resource.
 *
 * @throws PolicyError `POLICY_DATE_FORMAT` for a `today` that is no day
 */
export function evaluate(graph: Graph, options: EvaluateOptions): readonly Finding[] {
  const { today, waivers, ...context } = options;
  if (!isDay(today)) {
    const message = `must be a day, got ${JSON.stringify(today)}`;
    throw new PolicyError(problem("POLICY_DATE_FORMAT", "today", message));
  }
  const index = new GraphIndex(graph);
  const findings = RULES.flatMap((rule) => findingsOf(rule, index, context));
  return [...applyWaivers(findings, waivers, index, today)].sort(compare);
}

function findingsOf(rule: Rule, index: GraphIndex, context: RuleContext): readonly Finding[] {
  const { id, severity, repair } = rule;
  return rule
    .check(index, context)
    .map(({ urn, message }) => ({ rule: id, severity, urn, message, repair }));
}

function compare(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    order(a.rule, b.rule) ||
    order(a.urn, b.urn) ||
    order(a.message, b.message)
  );
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
