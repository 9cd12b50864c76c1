/** One change as lines of Markdown, the first of them a list entry. */
import { isDeepStrictEqual } from "node:util";
import { lineDiff } from "./line-diff";
import { heldBy } from "./losses";
import type { PipelineChange } from "./pipelines";
import { isRenewed } from "./replacement";
import type { ResourceChange } from "./resources";
import type { StackReview } from "./review";
import type { SqlChange } from "./sql";
import type { ValueChange } from "./value-changes";
import { changeLines, code, plain } from "./words";

/** How many properties of one resource, or of one activity, are shown. */
const SHOWN_CHANGES = 15;

/** @returns what happens to a resource, and below it which properties differ. */
export function resourceLines(change: ResourceChange): readonly string[] {
  const { action, changes, name, replacement, type } = change;
  const why =
    replacement === undefined
      ? ""
      : `, by ${replacement.because.map((text) => code(text)).join(", ")}`;
  const lost = isLost(change) ? heldBy(type) : undefined;
  const loss = lost === undefined ? "" : `; lost with it: ${lost}`;
  const head = `- **${lossOf(change)}** ${code(name)} ${kindOf(type)}${why}${loss}`;
  if (type.endsWith(":PipelineRun") && action !== "removed") return [`${head}: it runs again`];
  return changes.length === 0 && action === "changed"
    ? [`${head}: see Pipelines`]
    : [head, ...listed(changes)];
}

/** @returns whether a resource is taken away, be it that another one takes its place. */
export function isLost({ action, replacement, type }: ResourceChange): boolean {
  return !isRenewed(type) && (action === "removed" || replacement !== undefined);
}

/** @returns what happens to a resource, in a word or two. */
export function lossOf({ action, replacement }: ResourceChange): string {
  return replacement?.certainty === "possible" ? "may be replaced" : action;
}

/** @returns what makes a run dearer or cheaper, the most first. */
export function costLines({
  currency,
  items,
}: StackReview["cost"]): readonly (readonly string[])[] {
  return items.map(({ forecast, changes }) => [
    `- a run of ${code(forecast)}`,
    ...changes.map(
      ({ what, before, after }) =>
        `  - ${plain(what)}: ${(before ?? 0).toFixed(4)} → ${(after ?? 0).toFixed(4)} ${currency}`,
    ),
  ]);
}

/** @returns the way to what changes, and what changes there; a statement is shown once, with the SQL. */
export function pipelineLines(
  { action, changes: all, from, type, way }: PipelineChange,
  sql: readonly SqlChange[],
): readonly string[] {
  const statement = sql.find(({ usedBy }) => usedBy.includes(way.join(" › ")));
  const changes = all.filter((change) => !isShownAs(statement, change));
  const path = way.map((text) => code(text)).join(" › ");
  const kind = type === "Pipeline" ? "pipeline" : type;
  switch (action) {
    case "added":
    case "removed":
      return [`- ${path}: ${kind} ${action}`];
    case "moved":
      return [
        `- ${path}: ${kind} moved here from ${(from ?? [])
          .slice(0, -1)
          .map((text) => code(text))
          .join(" › ")}`,
        ...listed(changes),
      ];
    case "changed": {
      if (changes.length < all.length) {
        return [`- ${path}: the statement ${code(statement?.file ?? "")}`, ...listed(changes)];
      }
      const [first = "", ...rest] = listed(changes);
      return changes.length === 1
        ? [`- ${path}: ${first.trimStart().replace(/^- /, "")}`, ...rest]
        : [`- ${path}`, first, ...rest];
    }
    default:
      return action satisfies never;
  }
}

/** Whether a text differs in the very lines of a statement's file. */
function isShownAs(statement: SqlChange | undefined, { after, before }: ValueChange): boolean {
  if (statement === undefined || typeof before !== "string" || typeof after !== "string") {
    return false;
  }
  const signed = ({ lines }: Pick<SqlChange, "lines">) =>
    lines.filter((line) => /^[-+]/.test(line));
  return isDeepStrictEqual(signed(statement), signed(lineDiff(before, after)));
}

/** @returns what the rule book finds now and did not before, then what it no longer finds. */
export function findingLines(findings: StackReview["findings"]): readonly (readonly string[])[] {
  const line = (what: string) => (finding: StackReview["findings"]["new"][number]) => [
    `- **${what}** ${finding.severity} ${code(finding.rule)}: ${plain(finding.message)}`,
    ...(what === "new" && finding.repair !== "" ? [`  - ${plain(finding.repair)}`] : []),
  ];
  return [...findings.new.map(line("new")), ...findings.fixed.map(line("fixed"))];
}

function listed(changes: ResourceChange["changes"]): readonly string[] {
  const shown = changes.slice(0, SHOWN_CHANGES).flatMap((change) => changeLines(change, "  "));
  const rest = changes.length - SHOWN_CHANGES;
  return rest > 0 ? [...shown, `  - and ${rest} more properties`] : shown;
}

/** The kind for people: `databricks:index/job:Job` is `databricks Job`. */
function kindOf(type: string): string {
  const [provider = "", ...rest] = type.split(":");
  const kind = rest.at(-1) ?? "";
  const [namespace] = rest;
  const service = namespace?.includes("/") === true ? namespace.split("/")[0] : namespace;
  return service === "index" || service === undefined
    ? `${provider} ${kind}`
    : `${provider} ${service} ${kind}`;
}
