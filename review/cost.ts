/** What a change does to the cost, by the preview's own figures; a figure that is missing stays missing. */
import type { Previewed } from "./previewed";

/** One figure before and after; null where a side does not have it. */
export interface CostLine {
  /** Such as `a month while nothing runs`, or `a run of demand`. */
  readonly what: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** The figures of one environment, those that both sides lack left out. */
export interface CostChange {
  readonly currency: string;
  readonly lines: readonly CostLine[];
  /** What runs are made of, where it differs: by forecast, the largest difference first. */
  readonly items: readonly { readonly forecast: string; readonly changes: readonly CostLine[] }[];
  /** What is in no figure of one side alone, so that the figures do not compare like with like. */
  readonly unpriced: { readonly before: readonly string[]; readonly after: readonly string[] };
}

/** @param before - absent: the base has no such environment, or could not be previewed */
export function costChange(
  before: Previewed | undefined,
  after: Previewed | undefined,
): CostChange {
  const [was, is] = [figures(before), figures(after)];
  const lines = [...new Set([...is.keys(), ...was.keys()])].map((what) => ({
    what,
    before: was.get(what) ?? null,
    after: is.get(what) ?? null,
  }));
  const currency = after?.cost.currency ?? before?.cost.currency ?? "USD";
  return {
    currency,
    lines: lines.filter((line) => line.before !== null || line.after !== null),
    items: before === undefined || after === undefined ? [] : runItems(before, after),
    unpriced: { before: unpricedBeside(before, after), after: unpricedBeside(after, before) },
  };
}

/** What one side cannot price and the other can, or does not have; none where there is one side alone. */
function unpricedBeside(
  side: Previewed | undefined,
  other: Previewed | undefined,
): readonly string[] {
  if (side === undefined || other === undefined) return [];
  const known = new Set(other.cost.unpriced.map(({ item, name }) => `${item} ${name}`));
  const own = side.cost.unpriced.filter(({ item, name }) => !known.has(`${item} ${name}`));
  return [...new Set(own.map(({ item, name }) => `${item} of ${name}`))];
}

/** The items of each run that both sides have. */
function runItems(before: Previewed, after: Previewed): CostChange["items"] {
  return after.cost.perRun.flatMap(({ forecast, lines }) => {
    const was = before.cost.perRun.find((run) => run.forecast === forecast);
    if (was === undefined) return [];
    const changes = differing(sums(was.lines), sums(lines));
    return changes.length === 0 ? [] : [{ forecast, changes }];
  });
}

function sums(
  lines: readonly { readonly item: string; readonly cost: number }[],
): ReadonlyMap<string, number> {
  const totals = new Map<string, number>();
  for (const { item, cost } of lines) totals.set(item, (totals.get(item) ?? 0) + cost);
  return totals;
}

/** What differs by more than rounding; nothing is shown to more than four places. */
function differing(
  was: ReadonlyMap<string, number>,
  is: ReadonlyMap<string, number>,
): readonly CostLine[] {
  const delta = ({ before, after }: CostLine) => Math.abs((after ?? 0) - (before ?? 0));
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((what) => ({ what, before: was.get(what) ?? null, after: is.get(what) ?? null }))
    .filter((line) => delta(line) >= 0.00005)
    .sort((a, b) => delta(b) - delta(a));
}

function figures(preview: Previewed | undefined): ReadonlyMap<string, number | null | undefined> {
  if (preview === undefined) return new Map();
  const { monthly, perRun } = preview.cost;
  return new Map([
    ["a month while nothing runs", monthly.standing],
    ["the runs of a month", monthly.runs],
    ["a month in all", monthly.total],
    ...perRun.map(({ forecast, total }) => [`a run of ${forecast}`, total] as const),
  ]);
}
