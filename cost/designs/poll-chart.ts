/** Poll interval against cost and lateness, drawn: two panels over one axis, for light and dark. */
import type { PollPoint } from "./polling";

/** What the platform does instead, on the same nights. */
export interface OwnPoint {
  /** Compute and Data Factory of a night. */
  readonly cost: number;
}

const WIDTH = 760;
const HEIGHT = 560;
const LEFT = 64;
const RIGHT = 170;
const TOP = { cost: 84, late: 372 } as const;
const PANEL = { cost: 228, late: 120 } as const;

/** Colours by class, light and dark; no variables, so that every renderer of SVG draws them. */
const COLORS = {
  azure: ["#0b6e99", "#58b4dd"],
  cluster: ["#b35900", "#f0a04b"],
  managed: ["#8250df", "#bc8cff"],
  own: ["#1a7f37", "#56d364"],
  soft: ["#656d76", "#9198a1"],
} as const;

type Color = keyof typeof COLORS;

function colorRules(index: 0 | 1): string {
  const [ink, grid, paper] =
    index === 0 ? ["#1f2328", "#e4e7eb", "#ffffff"] : ["#e6edf3", "#2d333b", "#0d1117"];
  const series = Object.entries(COLORS).map(
    ([name, colors]) =>
      `.fill-${name} { fill: ${colors[index]}; } .line-${name} { stroke: ${colors[index]}; }`,
  );
  return [
    `text { fill: ${ink}; } .grid { stroke: ${grid}; } .paper { fill: ${paper}; }`,
    ...series,
  ].join("\n");
}

const STYLE = `
text { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
.title { font-size: 17px; font-weight: 600; }
.soft { font-size: 12px; }
.middle { text-anchor: middle; }
.end { text-anchor: end; }
.line { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round; }
${colorRules(0)}
@media (prefers-color-scheme: dark) {
${colorRules(1)}
}
`;

interface Scale {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly height: number;
  readonly kind: "log" | "even";
}

/** The whole SVG. @param points - by rising interval */
export function pollChart(points: readonly PollPoint[], own: OwnPoint): string {
  const intervals = points.map(({ pollMinutes }) => pollMinutes);
  const x = (minutes: number) => LEFT + xShare(minutes, intervals) * (WIDTH - LEFT - RIGHT);
  const cost: Scale = { from: 0.01, to: 10, top: TOP.cost, height: PANEL.cost, kind: "log" };
  const most = Math.max(20, ...points.map(({ mostLateMinutes }) => mostLateMinutes));
  const late: Scale = {
    from: 0,
    to: Math.ceil(most / 20) * 20,
    top: TOP.late,
    height: PANEL.late,
    kind: "even",
  };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Poll interval against cost and lateness">`,
    `<style>${STYLE}</style>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" class="paper"/>`,
    text(LEFT, 30, "What looking costs, and what looking seldom costs", "title"),
    text(
      LEFT,
      50,
      "one night of the yardstick, drawn times; list prices of East US",
      "soft fill-soft",
    ),
    ...costPanel(points, own, x, cost),
    ...latePanel(points, x, late),
    ...intervals.map((minutes) =>
      text(x(minutes), TOP.late + PANEL.late + 20, String(minutes), "soft fill-soft middle"),
    ),
    text(
      (LEFT + WIDTH - RIGHT) / 2,
      HEIGHT - 14,
      "minutes between two looks",
      "soft fill-soft middle",
    ),
    "</svg>",
    "",
  ].join("\n");
}

type Position = (minutes: number) => number;

function costPanel(
  points: readonly PollPoint[],
  own: OwnPoint,
  x: Position,
  scale: Scale,
): readonly string[] {
  const clusters = points.flatMap(({ pollMinutes, clusters: each }) =>
    each === null ? [] : [[pollMinutes, each] as const],
  );
  const lookups = points.map((each) => [each.pollMinutes, each.lookups] as const);
  const managed = points.map((each) => [each.pollMinutes, each.managedLookups] as const);
  const level = y(own.cost, scale);
  return [
    text(LEFT, scale.top - 12, "USD a night", "soft fill-soft"),
    ...gridLines([0.01, 0.1, 1, 10], scale, (value) => String(value)),
    `<line class="line line-own" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${round(level)}" y2="${round(level)}" stroke-dasharray="1 6"/>`,
    text(
      x(5) + 24,
      level + 17,
      `this platform, a whole night with its jobs: ${own.cost.toFixed(2)}`,
      "fill-own",
    ),
    ...series(managed, x, scale, { color: "managed", label: "lookups in a VNet" }),
    ...series(clusters, x, scale, { color: "cluster", label: "a cluster for each look" }),
    ...series(lookups, x, scale, { color: "azure", label: "lookups, Azure runtime" }),
  ];
}

function latePanel(points: readonly PollPoint[], x: Position, scale: Scale): readonly string[] {
  const mean = points.map((each) => [each.pollMinutes, each.lateMinutes] as const);
  const most = points.map((each) => [each.pollMinutes, each.mostLateMinutes] as const);
  const steps = Array.from({ length: scale.to / 20 + 1 }, (_, index) => index * 20);
  return [
    text(LEFT, scale.top - 12, "minutes late", "soft fill-soft"),
    ...gridLines(steps, scale, (value) => String(value)),
    ...series(most, x, scale, { color: "soft", label: "at worst" }),
    ...series(mean, x, scale, { color: "azure", label: "on average" }),
  ];
}

function series(
  values: readonly (readonly [minutes: number, value: number])[],
  x: Position,
  scale: Scale,
  { color, label }: { readonly color: Color; readonly label: string },
): readonly string[] {
  const places = values.map(([minutes, value]) => [x(minutes), y(value, scale)] as const);
  const path = places.map(([left, top]) => `${round(left)},${round(top)}`).join(" ");
  const [, last = 0] = places.at(-1) ?? [];
  return [
    `<polyline class="line line-${color}" points="${path}"/>`,
    ...places.map(
      ([left, top]) =>
        `<circle cx="${round(left)}" cy="${round(top)}" r="3.5" class="fill-${color}"/>`,
    ),
    endLabel(last + 4, label, color),
  ];
}

function gridLines(
  values: readonly number[],
  scale: Scale,
  name: (value: number) => string,
): readonly string[] {
  return values.flatMap((value) => {
    const top = round(y(value, scale));
    return [
      `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${top}" y2="${top}"/>`,
      text(LEFT - 10, top + 4, name(value), "soft fill-soft end"),
    ];
  });
}

function y(value: number, { from, height, kind, to, top }: Scale): number {
  const share =
    kind === "even"
      ? (value - from) / (to - from)
      : (Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from));
  return top + height * (1 - Math.min(1, Math.max(0, share)));
}

/** Intervals are spread by their logarithm: from 1 to 2 is as far as from 30 to 60. */
function xShare(minutes: number, intervals: readonly number[]): number {
  const [first = 1, last = 60] = [intervals[0], intervals.at(-1)];
  return (Math.log(minutes) - Math.log(first)) / (Math.log(last) - Math.log(first));
}

function endLabel(top: number, label: string, color: Color): string {
  return `<text class="fill-${color}" x="${WIDTH - RIGHT + 12}" y="${round(top)}">${label}</text>`;
}

function text(left: number, top: number, label: string, kind: string): string {
  return `<text class="${kind}" x="${round(left)}" y="${round(top)}">${label}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
