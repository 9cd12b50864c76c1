/** One change as lines of Markdown, the first of them a list entry. */
import type { PipelineChange } from "./pipelines";
import type { ResourceChange } from "./resources";
import type { StackReview } from "./review";
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
  const head = `- **${lossOf(change)}** ${code(name)} ${kindOf(type)}${why}`;
  if (type.endsWith(":PipelineRun") && action !== "removed") return [`${head}: it runs again`];
  return changes.length === 0 && action === "changed"
    ? [`${head}: see Pipelines`]
    : [head, ...listed(changes)];
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

/** @returns the way to what changes, and what changes there. */
export function pipelineLines({
  action,
  changes,
  from,
  type,
  way,
}: PipelineChange): readonly string[] {
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
      const [first = "", ...rest] = listed(changes);
      return changes.length === 1
        ? [`- ${path}: ${first.trimStart().replace(/^- /, "")}`, ...rest]
        : [`- ${path}`, first, ...rest];
    }
    default:
      return action satisfies never;
  }
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
