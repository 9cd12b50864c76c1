/** The preview of an environment for people: a tree, the counts, and what it costs to stand. */
import { childrenOf, type Graph, type ResourceNode } from "../graph/graph";
import type { Finding } from "../policy/rule";
import type { Colors } from "./command";
import type { Preview } from "./preview-data";
import { renderTable } from "./table";

/** @returns the whole text, ending in a line break. */
export function renderPreview(preview: Preview, colors: Colors): string {
  const { graph, settings } = preview;
  const title = `${graph.project} ${graph.stack}, ${settings.location}`;
  return [
    colors.bold(title),
    "",
    ...renderTree(graph, colors),
    "",
    ...renderCounts(preview),
    "",
    ...renderCost(preview, colors),
    "",
    ...renderFindings(preview, colors),
    "",
  ].join("\n");
}

/** @returns the tree of all resources, a line each: name, then kind. */
export function renderTree(graph: Graph, colors: Colors): string[] {
  const rows = childrenOf(graph, null).flatMap((root) => branch(graph, root, "", ""));
  const width = Math.max(0, ...rows.map(({ label }) => label.length));
  return rows.map(({ label, node }) => {
    const kind = kindOf(node);
    const lock = node.protect ? colors.yellow("  protected") : "";
    const name = node.custom ? label.padEnd(width) : colors.bold(label.padEnd(width));
    return `${name}  ${colors.dim(kind)}${lock}`;
  });
}

interface Row {
  readonly label: string;
  readonly node: ResourceNode;
}

function branch(graph: Graph, node: ResourceNode, lead: string, indent: string): Row[] {
  const children = childrenOf(graph, node.urn);
  return [
    { label: `${lead}${node.name}`, node },
    ...children.flatMap((child, index) => {
      const last = index === children.length - 1;
      return branch(
        graph,
        child,
        `${indent}${last ? "└─ " : "├─ "}`,
        `${indent}${last ? "   " : "│  "}`,
      );
    }),
  ];
}

/** The kind without its package's detail: `databricks:index/job:Job` is `databricks Job`. */
function kindOf({ type }: ResourceNode): string {
  const [provider = "", ...rest] = type.split(":");
  const kind = rest.at(-1) ?? "";
  return provider === "forecast-platform" ? kind : `${provider} ${kind}`;
}

function renderCounts({ graph, json, settings }: Preview): string[] {
  const components = graph.resources.filter(({ custom }) => !custom).length;
  const resources = graph.resources.length - components;
  const locked = graph.resources.filter((node) => node.protect && node.custom).length;
  const counts = [
    `${resources} resources in ${components} components`,
    numbered(settings.forecasts.length, "forecast"),
    numbered(json.pipelines.length, "pipeline"),
    `${locked} protected`,
  ];
  return [counts.join(", ")];
}

function numbered(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function renderCost({ month, settings }: Preview, colors: Colors): string[] {
  const { currency, monthly, nearest, runs, standing, unpriced } = month;
  const costs = standing.lines.map(({ item, name, cost }) => [item, name, cost]);
  const runRows = runs.map((run) => [
    run.forecast === undefined ? run.pipeline : `${run.pipeline}, ${run.forecast}`,
    `${run.perMonth.toFixed(1)} runs of ${run.total.toFixed(4)}`,
    run.total * run.perMonth,
  ]);
  const missing = unpriced.map(({ item, name, reason }) => [item, name, reason]);
  const title = unpriced.length === 0 ? "total" : "total, without what is not priced";
  return [
    renderTable(
      [`A month, ${currency}`, "", ""],
      [
        ...costs,
        ["standing", "", monthly.standing],
        ...runRows,
        ["runs", "", monthly.runs],
        [title, "", monthly.total],
        ...(nearest === 0 ? [] : [["with the nearest known prices", "", monthly.total + nearest]]),
      ],
    ),
    "",
    ...(missing.length === 0 ? [] : [renderTable(["Not priced", "", ""], missing), ""]),
    colors.dim(`List prices of ${settings.location} from cost/price-list.json, none read live.`),
    ...(settings.environment.startTriggers
      ? []
      : [
          colors.dim(
            "Its triggers are not started: without a run by hand, only what stands is paid.",
          ),
        ]),
    colors.dim(
      `Designs, cases and the ceiling: npm run cost -- --stack ${settings.environment.name}`,
    ),
  ];
}

/** What has to be mended, each with its repair; what is only to be known, a line each. */
function renderFindings({ json, graph }: Preview, colors: Colors): string[] {
  const nameOf = (urn: string) =>
    graph.resources.find((resource) => resource.urn === urn)?.name ?? graph.stack;
  const paint = { error: colors.red, warning: colors.yellow, info: colors.dim };
  const count = (severity: Finding["severity"]) =>
    json.findings.filter((finding) => finding.severity === severity).length;
  const summary = [
    numbered(count("error"), "error"),
    numbered(count("warning"), "warning"),
    numbered(count("info"), "note"),
  ].join(", ");
  const lines = json.findings.flatMap(({ rule, severity, urn, message, repair, waived }) => {
    const head = `${paint[severity](severity.padEnd(7))}  ${rule}  ${nameOf(urn)}`;
    const until = waived === undefined ? "" : colors.dim(`  waived until ${waived.until}`);
    const explained = severity === "info" ? [] : [`         ${message}`, `         ${repair}`];
    return [`${head}${until}`, ...explained];
  });
  return [`Rules: ${summary}`, ...lines];
}
