/** The table in front: one column an environment, one row a kind of change. */
import type { CostLine } from "./cost";
import { grouped, inStacks } from "./grouping";
import type { Review, StackReview } from "./review";
import { code } from "./words";

/** @returns the table's lines; rows in which nothing happens are left out. */
export function summaryTable(stacks: readonly StackReview[]): readonly string[] {
  const rows: readonly (readonly [string, (stack: StackReview) => string])[] = [
    ["resources", resourceCounts],
    ["pipelines", ({ pipelines }) => numbered(pipelines.length, "change")],
    ["findings", findingCounts],
    ...costRows(stacks),
  ];
  const shown = rows.filter(([, cell]) => stacks.some((stack) => cell(stack) !== ""));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [
    line(["", ...stacks.map(({ stack }) => `**${stack}**`)]),
    line(["---", ...stacks.map(() => "---")]),
    ...shown.map(([title, cell]) => line([title, ...stacks.map((stack) => cell(stack) || "–")])),
  ];
}

function resourceCounts(stack: StackReview): string {
  const { before, after } = stack.counts;
  if (stack.status === "new") return `new: ${after ?? 0}`;
  if (stack.status === "removed") return `removed: ${before ?? 0}`;
  if (stack.status !== "compared") return `${after ?? before ?? "not known"}, not compared`;
  const count = (action: string) =>
    stack.resources.filter((change) => change.action === action).length;
  return ["added", "changed", "replaced", "removed"]
    .filter((action) => count(action) > 0)
    .map((action) => `${count(action)} ${action}`)
    .join(", ");
}

function findingCounts({ findings, status }: StackReview): string {
  const { new: fresh, fixed, remainingErrors } = findings;
  if (status === "base failed") return numbered(fresh.length, "finding");
  if (status === "head failed") return "not compared";
  return [
    ...(fresh.length > 0 ? [`${fresh.length} new`] : []),
    ...(fixed.length > 0 ? [`${fixed.length} fixed`] : []),
    ...(remainingErrors.length > 0
      ? [`${numbered(remainingErrors.length, "error")} as before`]
      : []),
  ].join(", ");
}

function costRows(
  stacks: readonly StackReview[],
): readonly (readonly [string, (stack: StackReview) => string])[] {
  const names = [...new Set(stacks.flatMap(({ cost }) => cost.lines.map(({ what }) => what)))];
  const differs = names.filter((name) =>
    stacks.some(({ cost }) =>
      cost.lines.some((line) => line.what === name && line.before !== line.after),
    ),
  );
  return differs.map((name) => [
    name,
    ({ cost, status }) => {
      const line = cost.lines.find(({ what }) => what === name);
      if (line === undefined) return "";
      return status.endsWith("failed")
        ? `${shown(line.before ?? line.after, cost.currency)}, not compared`
        : amounts(line, cost.currency);
    },
  ]);
}

/** @returns such as `15.22 → 18.22 USD (+3.00)`. */
function amounts({ before, after }: CostLine, currency: string): string {
  if (before === null || after === null) {
    return `${shown(before, currency)} → ${shown(after, currency)}`;
  }
  if (before === after) return `${after.toFixed(2)} ${currency}`;
  const places = Math.abs(after - before) < 0.01 ? 4 : 2;
  const delta = `${after > before ? "+" : "−"}${Math.abs(after - before).toFixed(places)}`;
  return `${before.toFixed(places)} → ${after.toFixed(places)} ${currency} (**${delta}**)`;
}

function shown(amount: number | null, currency: string): string {
  return amount === null ? "none" : `${amount.toFixed(2)} ${currency}`;
}

/** @returns where no figure of the cost differs, since a reader looks for it; and what is in none. */
export function costText(review: Review): readonly string[] {
  return [...sameCost(review), ...incompleteCost(review)];
}

/** How many items are named; `--json` has all of them. */
const NAMED_ITEMS = 4;

function incompleteCost({ stacks }: Review): readonly string[] {
  const lines = stacks.flatMap(({ cost: { unpriced }, stack }) =>
    (
      [
        ["has no price after the change", unpriced.after],
        ["had no price before the change", unpriced.before],
      ] as const
    )
      .filter(([, items]) => items.length > 0)
      .map(([what, items]) => ({
        stack,
        lines: [
          `- **Cost is incomplete**: ${what}, and is in no figure of that side: ${named(items)}`,
        ],
      })),
  );
  return grouped(lines).map((each) => `${each.lines.join(" ")}${inStacks(each, stacks)}`);
}

function named(items: readonly string[]): string {
  const rest = items.length - NAMED_ITEMS;
  const first = items.slice(0, NAMED_ITEMS).map((item) => code(item));
  return `${first.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function sameCost({ stacks }: Review): readonly string[] {
  const compared = stacks.filter(({ status }) => status === "compared");
  const differs = compared.some(({ cost }) =>
    cost.lines.some(({ before, after }) => before !== after),
  );
  if (compared.length === 0 || differs) return [];
  const where =
    compared.length === stacks.length ? "" : ` of ${compared.map(({ stack }) => stack).join(", ")}`;
  return [`- Cost${where}: the same, as far as it is priced.`];
}

function numbered(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
