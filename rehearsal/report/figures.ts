/** Numbers as a person reads them, each with the place of the document that it comes from. */
import { duration } from "../../adf/engine";
import { type Html, html } from "./html";

/**
 * A figure on the page, with its exact value and where the document has it; a dash for what is not there.
 *
 * @param field - such as `runs.0.cost.total`; two with ` / ` between them are a ratio, a `+` a sum over runs
 */
export function figure(field: string, value: number, text: string): Html {
  if (!Number.isFinite(value)) return html`–`;
  return html`<data value="${value}" data-field="${field}">${text}</data>`;
}

/** Whole cents, and of less than one tenths of it. */
export function money(value: number): string {
  return value === 0 || value >= 0.005 ? value.toFixed(2) : value.toFixed(3);
}

/** Hours and minutes. */
export function minutes(value: number): string {
  return value < 10 ? `${Number(value.toFixed(1))} min` : duration(Math.round(value) * 60);
}

/** How many times as much. */
export function times(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** `1 run`, `2 runs`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** A day as a person writes it; `withTime` where a day has several. @param iso - ISO 8601, taken as it is */
export function day(iso: string, withTime = false): string {
  const at = new Date(`${iso.slice(0, 19)}Z`);
  const time = withTime ? ({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const) : {};
  return at.toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
    ...time,
  });
}

/** `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} and ${last}`;
}
