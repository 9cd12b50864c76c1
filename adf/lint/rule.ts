// What a rule on pipelines is, and what it finds.

import type { PipelineView } from "./pipeline-view";

/** How much a problem weighs: the service refuses an `error`, a `warning` will hurt. */
export type LintSeverity = "error" | "warning";

/** A code of a rule. Changing one is breaking. */
export type LintCode = `ADF_LINT_${string}`;

/** One place that breaks a rule. */
export interface LintFinding {
  /** A JSON pointer from the pipeline; it may name what is missing. */
  readonly pointer: string;
  /** What must hold. Lower-case start, no final dot. */
  readonly message: string;
  /** What was found instead, where it says more than the message. */
  readonly value?: unknown;
}

/** The words of a rule, which its reference page shows. */
export interface LintRuleText {
  readonly code: LintCode;
  readonly severity: LintSeverity;
  /** What holds where the rule is kept. */
  readonly title: string;
  /** What goes wrong where it is broken. */
  readonly why: string;
  /** What to do about a problem. Lower-case start, no final dot. */
  readonly repair: string;
  /** The official page that the rule rests on; an https URL. */
  readonly source: string;
}

/** A rule on a pipeline. */
export interface LintRule extends LintRuleText {
  /** Finds what breaks the rule; reads nothing but its argument, and never throws. */
  readonly check: (pipeline: PipelineView) => readonly LintFinding[];
}

/** A place that breaks a rule, with the words of the rule. */
export interface LintProblem {
  readonly code: LintCode;
  readonly severity: LintSeverity;
  /** A JSON pointer from the pipeline. */
  readonly path: string;
  /** What must hold, and what was given. */
  readonly message: string;
  readonly repair: string;
  /** The official page that the rule rests on. */
  readonly source: string;
}

const SHOWN_CHARACTERS = 80;

/** A value as messages show it: JSON, cut at 80 characters. */
export function show(value: unknown): string {
  const text = typeof value === "string" ? quote(value) : (JSON.stringify(value) ?? String(value));
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS - 1)}…`;
}

// Cut first: a text may be long.
function quote(text: string): string {
  return JSON.stringify(text.slice(0, SHOWN_CHARACTERS + 1));
}
