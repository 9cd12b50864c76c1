// Calculates the expressions of periods by hand, apart from any engine: only the functions that they
// use, and of time zones only one without daylight saving, which is nine hours ahead all year.

import type { Expression, ExpressionNode } from "../../adf/builder";

const DAY = 86_400_000;
const KOREA = 9 * 3_600_000;

type Local = string | number | Date;

const FUNCTIONS: Readonly<Record<string, (...args: readonly Local[]) => Local>> = {
  add: (a, b) => Number(a) + Number(b),
  sub: (a, b) => Number(a) - Number(b),
  mod: (a, b) => Number(a) % Number(b),
  dayOfWeek: (date) => dateOf(date).getUTCDay(),
  convertFromUtc: (date) => new Date(dateOf(date).getTime() + KOREA),
  startOfDay: (date, format) => shown(new Date(dateOf(date).setUTCHours(0, 0, 0, 0)), format),
  startOfMonth: (date, format) => {
    const local = dateOf(date);
    return shown(new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth(), 1)), format);
  },
  addDays: (date, days, format) =>
    shown(new Date(dateOf(date).getTime() + Number(days) * DAY), format),
  formatDateTime: (date, format) => shown(dateOf(date), format),
};

/** What an expression of `periodOf` in `Korea Standard Time` yields for a scheduled time in UTC. */
export function calculatePeriod(expression: Expression, scheduledTime: string): Local {
  return calculate(expression.node, new Date(scheduledTime));
}

function calculate(node: ExpressionNode, scheduled: Date): Local {
  if (node.kind === "string" || node.kind === "number") return node.value;
  if (node.kind === "property") return scheduled;
  const known = node.kind === "call" ? FUNCTIONS[node.name] : undefined;
  if (node.kind !== "call" || known === undefined) {
    throw new Error(`no calculation for ${JSON.stringify(node)}`);
  }
  return known(...node.args.map((arg) => calculate(arg, scheduled)));
}

function shown(date: Date, format: Local | undefined): Local {
  if (format === undefined) return date;
  const [text = ""] = date.toISOString().split(".");
  return format === "yyyy-MM-ddTHH:00:00" ? `${text.slice(0, 13)}:00:00` : text;
}

function dateOf(value: Local): Date {
  if (!(value instanceof Date)) throw new Error(`expected a time, got ${value}`);
  return new Date(value);
}
