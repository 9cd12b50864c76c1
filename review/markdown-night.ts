/** The nights that differ, as one small table: a row each, what differs in bold. */
import { grouped, inStacks } from "./grouping";
import type { Section } from "./markdown-fit";
import type { NightChange } from "./night";
import type { Night } from "./previewed";
import type { Review, StackReview } from "./review";
import { code } from "./words";

/** A column: its title, and a cell of one side; undefined where that side does not tell. */
interface Column {
  readonly title: string;
  readonly cell: (night: Night) => string | undefined;
}

const COLUMNS: readonly Column[] = [
  {
    title: "results after",
    cell: ({ readyMinutes }) => (readyMinutes === null ? "never" : duration(readyMinutes)),
  },
  { title: "cluster on", cell: ({ clusterMinutes }) => duration(clusterMinutes) },
  { title: "job runs", cell: ({ jobRuns }) => String(jobRuns) },
  {
    title: "waits",
    cell: ({ waits, waitMinutes = 0 }) =>
      waits === undefined ? undefined : unbroken(`${duration(waitMinutes)} in ${waits}`),
  },
  { title: "compute, CURRENCY", cell: ({ compute }) => amount(compute) },
  { title: "Data Factory, CURRENCY", cell: ({ dataFactory }) => amount(dataFactory) },
  { title: "result rows", cell: ({ resultRows }) => resultRows?.toString() },
  {
    title: "loss, of the baseline's",
    cell: ({ lossOfBaseline }) => lossOfBaseline?.toFixed(3),
  },
];

/** @returns the section, which is open: there are few rows, and a reader looks for them. */
export function nightSection({ stacks }: Review): Section {
  const changes = stacks.flatMap(({ night }) => night);
  const told = COLUMNS.filter(({ cell }) =>
    changes.some(({ before, after }) =>
      [before, after].some((night) => night !== null && cell(night) !== undefined),
    ),
  );
  const rows = grouped(
    stacks.flatMap(({ night, stack, status }) =>
      night.map((change) => ({
        stack,
        lines: [
          `${code(change.forecast)} ${change.by}${oneSided(change, status)}`,
          told.map((column) => cellOf(column, change)).join(" | "),
        ],
      })),
    ),
  );
  const currency = stacks[0]?.cost.currency ?? "";
  const titles = told.map(({ title }) => title.replace("CURRENCY", currency));
  return {
    title: "Night",
    open: true,
    head: [`| | ${titles.join(" | ")} |`, `| --- |${titles.map(() => " --- |").join("")}`],
    entries: rows.map((row) => {
      const [label = "", cells = ""] = row.lines;
      return [`| ${label}${inStacks(row, stacks)} | ${cells} |`];
    }),
  };
}

function cellOf({ cell }: Column, { before, after }: NightChange): string {
  const [was, is] = [before, after].map((night) => night && cell(night));
  if (before === null || after === null || was === is) return is ?? was ?? "–";
  return `${was ?? "–"} → **${is ?? "–"}**`;
}

/** That a side has no such night is said once, and not in each cell. */
function oneSided({ after, before, by }: NightChange, status: StackReview["status"]): string {
  if (before !== null && after !== null) return "";
  const isKnown = by === "simulated" && !status.endsWith("failed");
  if (!isKnown) return after === null ? " (base alone)" : " (working tree alone)";
  return after === null ? " (removed)" : " (new)";
}

/** Such as `4 h 12 min`; below ten minutes with a tenth. */
function duration(minutes: number): string {
  return unbroken(durationWords(minutes));
}

/** A table's cell breaks between two figures, and not within one. */
function unbroken(text: string): string {
  return text.replaceAll(" ", "\u00a0");
}

function durationWords(minutes: number): string {
  if (minutes < 10) return `${Math.round(minutes * 10) / 10} min`;
  const whole = Math.round(minutes);
  const rest = whole % 60;
  if (whole < 60) return `${whole} min`;
  return rest === 0 ? `${whole / 60} h` : `${Math.floor(whole / 60)} h ${rest} min`;
}

function amount(of: number | null): string {
  return of === null ? "not priced" : of.toFixed(4);
}
