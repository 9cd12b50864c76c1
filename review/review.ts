/** The review: two versions of the platform, environment by environment, and what differs. */
import { type CostChange, costChange } from "./cost";
import { isTooOldForNights, type NightChange, rehearsedNights, simulatedNights } from "./night";
import { type PipelineChange, pipelineChanges, waysTo } from "./pipelines";
import type { Previewed, PreviewedFinding } from "./previewed";
import { problem, type ReviewProblem } from "./problem";
import type { Rehearsed } from "./rehearsed";
import { type ResourceChange, resourceChanges } from "./resources";
import { migrationProblems, type SqlChange, type SqlFiles, sqlChanges } from "./sql";

/** Which versions are compared. */
export interface Compared {
  /** As it was named, such as `origin/main`. */
  readonly base: string;
  /** The base's commit; null where it is unknown. */
  readonly baseCommit: string | null;
  readonly headCommit: string | null;
  /** Files of the working tree that are not as in the head's commit. */
  readonly uncommitted: number;
  /** Commits of the base that the head lacks: what they did is shown as taken back. */
  readonly behind: number;
}

/** One environment on both sides. */
export interface Environment {
  readonly stack: string;
  readonly before: Side;
  readonly after: Side;
  /** What was rehearsed of it. @default - nothing */
  readonly rehearsed?: Rehearsals;
}

/** A rehearsal on each side; undefined where that side has no such environment. */
export interface Rehearsals {
  readonly before: Rehearsed | Failure | undefined;
  readonly after: Rehearsed | Failure | undefined;
}

/** Why something is not there. */
export interface Failure {
  readonly failure: string;
}

/** A preview; or why there is none; or that the version has no such environment. */
export type Side = Previewed | Failure | "absent";

/** What differs in one environment; where a side failed, what the other one has. */
export interface StackReview {
  readonly stack: string;
  readonly status: "compared" | "new" | "removed" | "base failed" | "head failed";
  /** Resources on each side, without components. */
  readonly counts: { readonly before: number | null; readonly after: number | null };
  readonly resources: readonly ResourceChange[];
  readonly pipelines: readonly PipelineChange[];
  readonly cost: CostChange;
  /** The nights that differ, the simulated ones first. */
  readonly night: readonly NightChange[];
  /** What a reader could miss in `night`. */
  readonly notes: readonly string[];
  readonly findings: {
    readonly new: readonly PreviewedFinding[];
    readonly fixed: readonly PreviewedFinding[];
    /** Errors that are on both sides: they stop a deployment all the same. */
    readonly remainingErrors: readonly PreviewedFinding[];
  };
}

/** What `npm run review -- --json` prints. */
export interface Review {
  readonly compared: Compared;
  readonly stacks: readonly StackReview[];
  readonly sql: readonly SqlChange[];
  readonly problems: readonly ReviewProblem[];
  /** Why a side could not be looked at, one text each. */
  readonly failures: readonly string[];
}

/** What a review compares. */
export interface ReviewInput {
  readonly compared: Compared;
  readonly environments: readonly Environment[];
  /** Undefined: the base's files are not there. */
  readonly sqlBefore: SqlFiles | undefined;
  readonly sqlAfter: SqlFiles;
  /** Failures beside those of single environments, such as an unknown commit. */
  readonly failures: readonly string[];
}

/** @returns the review of two versions. */
export function reviewOf(input: ReviewInput): Review {
  const { compared, environments, sqlBefore, sqlAfter } = input;
  const stacks = environments.map(stackReview);
  const pipelines = environments.flatMap(({ after }) => previewed(after)?.pipelines ?? []);
  const ways = (text: string) => [...new Set(waysTo(pipelines, text))];
  return {
    compared,
    stacks,
    sql: sqlBefore === undefined ? [] : sqlChanges(sqlBefore, sqlAfter, ways),
    problems: [
      ...(sqlBefore === undefined ? [] : migrationProblems(sqlBefore, sqlAfter)),
      ...stacks.flatMap(protectedProblems),
      ...environments.flatMap(rehearsalProblems),
    ],
    failures: [...new Set([...input.failures, ...environments.flatMap(failuresOf)])],
  };
}

/** @returns whether a person has to act before this can be deployed. */
export function hasErrors({ problems, stacks }: Review): boolean {
  const errors = ({ severity }: PreviewedFinding) => severity === "error";
  return (
    problems.length > 0 ||
    stacks.some(({ findings }) => [...findings.new, ...findings.remainingErrors].some(errors))
  );
}

/** @returns whether anything differs at all. */
export function hasChanges({ sql, stacks }: Review): boolean {
  return (
    sql.length > 0 ||
    stacks.some(
      ({ cost, findings, night, pipelines, resources, status }) =>
        status !== "compared" ||
        [resources, pipelines, night, findings.new, findings.fixed].some(
          (changes) => changes.length > 0,
        ) ||
        cost.lines.some(({ before, after }) => before !== after),
    )
  );
}

function stackReview({ stack, before, after, rehearsed }: Environment): StackReview {
  const [was, is] = [previewed(before), previewed(after)];
  const status = statusOf(before, after);
  const both = was !== undefined && is !== undefined;
  const [playedBefore, playedAfter] = [finished(rehearsed?.before), finished(rehearsed?.after)];
  const night = [...simulatedNights(was, is), ...rehearsedNights(playedBefore, playedAfter)];
  return {
    stack,
    status,
    counts: { before: countOf(was), after: countOf(is) },
    resources: both ? resourceChanges(was.resources, is.resources) : [],
    pipelines: both ? pipelineChanges(was.pipelines, is.pipelines) : [],
    cost: costChange(was, is),
    night,
    notes: [
      ...(isTooOldForNights(was) ? ["the base tells no simulated night, so none is compared"] : []),
      ...(playedBefore && playedAfter && !night.some(({ by }) => by === "rehearsed")
        ? ["rehearsed on both sides, and the nights are the same"]
        : []),
    ],
    // Nothing is mended by a version that cannot be previewed.
    findings: findingChanges(
      status === "head failed" ? [] : (was?.findings ?? []),
      is?.findings ?? [],
    ),
  };
}

function statusOf(before: Side, after: Side): StackReview["status"] {
  if (after !== "absent" && "failure" in after) return "head failed";
  if (before !== "absent" && "failure" in before) return "base failed";
  if (before === "absent") return "new";
  return after === "absent" ? "removed" : "compared";
}

function previewed(side: Side): Previewed | undefined {
  return side === "absent" || "failure" in side ? undefined : side;
}

function finished(rehearsal: Rehearsed | Failure | undefined): Rehearsed | undefined {
  return rehearsal === undefined || "failure" in rehearsal ? undefined : rehearsal;
}

function countOf(preview: Previewed | undefined): number | null {
  return preview?.resources.filter(({ custom }) => custom).length ?? null;
}

function findingChanges(
  before: readonly PreviewedFinding[],
  after: readonly PreviewedFinding[],
): StackReview["findings"] {
  const among = (list: readonly PreviewedFinding[], one: PreviewedFinding) =>
    list.some((each) => each.rule === one.rule && each.urn === one.urn && graver(each, one));
  return {
    new: after.filter((finding) => !among(before, finding)),
    fixed: before.filter(
      (finding) => !after.some((each) => each.rule === finding.rule && each.urn === finding.urn),
    ),
    remainingErrors: after.filter(
      (finding) => finding.severity === "error" && among(before, finding),
    ),
  };
}

/** Whether a finding was at least as grave: a waiver that ran out makes a note an error. */
function graver(was: PreviewedFinding, is: PreviewedFinding): boolean {
  const order = ["info", "warning", "error"];
  return order.indexOf(was.severity) >= order.indexOf(is.severity);
}

function protectedProblems({ stack, resources }: StackReview): readonly ReviewProblem[] {
  return resources
    .filter(({ action, protect }) => protect && (action === "replaced" || action === "removed"))
    .map(({ action, name, replacement }) => {
      const why = replacement === undefined ? "" : `, by ${replacement.because.join(", ")}`;
      return problem("REVIEW_PROTECTED", `${stack}: ${name}`, `${action}${why}`);
    });
}

/** What stops a deployment although the definitions look well. */
function rehearsalProblems({ stack, rehearsed }: Environment): readonly ReviewProblem[] {
  const played = finished(rehearsed?.after);
  if (played === undefined) return [];
  const failed = played.runs
    .filter(({ outcome }) => outcome !== "succeeded")
    .map(({ forecast, outcome, error }) => {
      const why = error ? `: ${error.code}: ${error.message}` : "";
      return problem(
        "REVIEW_REHEARSAL",
        `${stack}: ${forecast}`,
        `the run ends as ${outcome}${why}`,
      );
    });
  const violations = played.violations.map(({ kind, of, message }) =>
    problem("REVIEW_REHEARSAL", `${stack}: ${of}`, `${kind}: ${message}`),
  );
  return [...failed, ...violations];
}

function failuresOf({ stack, before, after, rehearsed }: Environment): readonly string[] {
  const [base, tree] = [`${stack} of the base`, `${stack} of the working tree`];
  return [
    ...failureOf(`${base} cannot be previewed`, before),
    ...failureOf(`${tree} cannot be previewed`, after),
    ...failureOf(`${base} cannot be rehearsed`, rehearsed?.before),
    ...failureOf(`${tree} cannot be rehearsed`, rehearsed?.after),
  ];
}

function failureOf(what: string, side: Side | Rehearsed | undefined): readonly string[] {
  return typeof side === "object" && "failure" in side ? [`${what}: ${String(side.failure)}`] : [];
}
