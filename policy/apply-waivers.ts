/** Lays waivers over findings: a waived finding stays, but stops nothing. */
import type { GraphIndex } from "./graph-index";
import type { Finding, RuleText } from "./rule";
import type { Waiver } from "./waiver";

/** What the rule book finds in the waivers themselves. */
export const WAIVER_RULES = Object.freeze({
  expired: {
    id: "waiver-expired",
    severity: "error",
    title: "No waiver is past its last day",
    why: "a waiver was meant to end: after its day the finding counts again",
    repair: "mend what it waives, or agree on a new reason and a new day",
  },
  unused: {
    id: "waiver-unused",
    severity: "warning",
    title: "Each waiver waives something in the stacks that it names",
    why: "a waiver without a finding hides the next one",
    repair: "remove the waiver, or the stack from it",
  },
} as const satisfies Record<string, RuleText>);

/**
 * The findings, those that a waiver is about marked, and one for each waiver that is past its day or
 * that the stack does not need.
 *
 * @param today - `yyyy-MM-dd`; a waiver holds on its last day and no longer
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  index: GraphIndex,
  today: string,
): readonly Finding[] {
  const here = waivers.filter(({ stacks }) => stacks?.includes(index.graph.stack) ?? true);
  // Days written as yyyy-MM-dd sort as texts.
  const expired = here.filter(({ until }) => until < today);
  const active = here.filter(({ until }) => until >= today);
  const used = new Set<Waiver>();
  const marked = findings.map((finding) => {
    const waiver = active.find((each) => isAbout(each, finding));
    if (waiver === undefined) return finding;
    used.add(waiver);
    return waive(finding, waiver);
  });
  const unused = active.filter((waiver) => waiver.stacks !== undefined && !used.has(waiver));
  return [
    ...marked,
    ...expired.map((waiver) => expiredFinding(waiver, index)),
    ...unused.map((waiver) => unusedFinding(waiver, index)),
  ];
}

function isAbout({ rule, resource }: Waiver, finding: Finding): boolean {
  return finding.rule === rule && finding.urn.endsWith(`::${resource}`);
}

function waive(finding: Finding, { reason, until }: Waiver): Finding {
  const message = `${finding.message}; waived until ${until}: ${reason}`;
  return { ...finding, severity: "info", message, waived: { reason, until } };
}

function expiredFinding({ rule, resource, reason, until }: Waiver, index: GraphIndex): Finding {
  const { id, severity, repair } = WAIVER_RULES.expired;
  const message = `${about(rule, resource)} must not be past its day, got ${until}: ${reason}`;
  return { rule: id, severity, urn: urnOf(resource, index), message, repair };
}

function unusedFinding({ rule, resource, until }: Waiver, index: GraphIndex): Finding {
  const { id, severity, repair } = WAIVER_RULES.unused;
  const message = `${about(rule, resource)} must waive a finding until ${until}, got none`;
  return { rule: id, severity, urn: urnOf(resource, index), message, repair };
}

function about(rule: string, resource: string): string {
  return `waiver of ${JSON.stringify(rule)} for ${JSON.stringify(resource)}`;
}

function urnOf(name: string, { graph, stackUrn }: GraphIndex): string {
  return graph.resources.find((resource) => resource.name === name)?.urn ?? stackUrn;
}
