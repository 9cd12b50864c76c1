/** What a rule of the rule book is, and what it finds. */
import type { GraphIndex } from "./graph-index";

/** How much a finding weighs: an `error` stops a deployment, the others are read by a person. */
export type Severity = "error" | "warning" | "info";

/** The severities, the gravest first. */
export const SEVERITIES: readonly Severity[] = Object.freeze(["error", "warning", "info"]);

/** What a rule has to know of the environment beside its graph. */
export interface RuleContext {
  /** Whether the settings name a monthly budget. */
  readonly budgetConfigured: boolean;
  /** The month that is to be expected beside the budget. @default - nobody has computed it */
  readonly month?: ExpectedMonth;
  /** DBU an hour of one node without Photon, by node type. @default - nobody knows any */
  readonly nodeDbus?: ReadonlyMap<string, number>;
  /** Whether what holds data must survive a destroy. */
  readonly protectedStack: boolean;
  /** Whether the deployment starts the triggers of the factory. */
  readonly startsTriggers: boolean;
}

/** What a month is expected to cost, and what it may. */
export interface ExpectedMonth {
  readonly budget: { readonly monthly: number; readonly currency: string };
  /** Of everything but the budget. @format ISO 4217 */
  readonly currency: string;
  /** Standing and runs, with what has no price in the region at the nearest known one. */
  readonly expected: number;
  /** What it consists of, the largest first, and what would lower each. */
  readonly parts: readonly {
    readonly part: string;
    readonly cost: number;
    readonly lower: string;
  }[];
}

/** One resource that breaks a rule. */
export interface Violation {
  readonly urn: string;
  /**
   * Which resource, which input, what is allowed and what was given.
   *
   * @format `<type> "<name>": <path> <rule>, got <value>`, without a final dot
   */
  readonly message: string;
}

/** The words of a rule, which its reference page shows. */
export interface RuleText {
  /** Kebab-case, such as `storage-shared-key`; a waiver names it, so that changing one is breaking. */
  readonly id: string;
  readonly severity: Severity;
  /** What holds where the rule is kept. */
  readonly title: string;
  /** What goes wrong where it is broken. */
  readonly why: string;
  /** What to do about a finding. Lower-case start, no final dot. */
  readonly repair: string;
}

/** A rule over the resource graph of one environment. */
export interface Rule extends RuleText {
  /** The official page that the rule rests on; an https URL. */
  readonly source: string;
  /** Finds what breaks the rule; reads nothing but its arguments. */
  readonly check: (index: GraphIndex, context: RuleContext) => readonly Violation[];
}

/** A violation with the rule that it breaks. */
export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  readonly severity: Severity;
  readonly urn: string;
  readonly message: string;
  readonly repair: string;
  /** Why the finding is accepted, and the last day on which it is; absent for one that is not. */
  readonly waived?: { readonly reason: string; readonly until: string };
}
