// Dates as text, by .NET's standard and custom formats in the culture en-US.
// https://learn.microsoft.com/dotnet/standard/base-types/custom-date-and-time-format-strings (read 2026-11-24)

import { type Call, checkSize, fail } from "../call";
import { show } from "../error";
import { type Moment, type MomentKind, type Parts, partsOf } from "./moment";
import { MONTHS, WEEKDAYS } from "./names";

const LONG_DATE = "dddd, MMMM d, yyyy";

/** The custom form of each standard format: https://learn.microsoft.com/dotnet/standard/base-types/standard-date-and-time-format-strings */
const STANDARD: Readonly<Record<string, string>> = {
  d: "M/d/yyyy",
  D: LONG_DATE,
  f: `${LONG_DATE} h:mm tt`,
  F: `${LONG_DATE} h:mm:ss tt`,
  g: "M/d/yyyy h:mm tt",
  G: "M/d/yyyy h:mm:ss tt",
  m: "MMMM d",
  M: "MMMM d",
  o: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  O: "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  t: "h:mm tt",
  T: "h:mm:ss tt",
  u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
  U: `${LONG_DATE} h:mm:ss tt`,
  y: "MMMM yyyy",
  Y: "MMMM yyyy",
};

const SUFFIX: Readonly<Record<MomentKind, string>> = {
  utc: "Z",
  offset: "+00:00",
  unspecified: "",
};

/** The text of a moment; without a format the round-trip one, with seven digits. */
export function formatMoment(value: Moment, format: string | undefined, call: Call): string {
  const pattern = patternOf(format === undefined || format === "" ? "o" : format, call);
  return new Formatter(value, pattern, call).format();
}

function patternOf(format: string, call: Call): string {
  if (format.length > 1) return format;
  const known = Object.hasOwn(STANDARD, format) ? STANDARD[format] : undefined;
  return known ?? wrongFormat(format, call);
}

function wrongFormat(format: string, call: Call): never {
  const rule = `${show(format)} is not a date format`;
  return fail(call, "EXPRESSION_DATE", rule, "give a .NET format, such as 'yyyy-MM-dd'");
}

class Formatter {
  readonly #parts: Parts;
  readonly #kind: MomentKind;
  readonly #pattern: string;
  readonly #call: Call;
  #text = "";

  constructor(value: Moment, pattern: string, call: Call) {
    this.#parts = partsOf(value);
    this.#kind = value.kind;
    this.#pattern = pattern;
    this.#call = call;
  }

  format(): string {
    const pattern = this.#pattern;
    for (let position = 0; position < pattern.length; ) {
      const character = pattern.charAt(position);
      if (character === "'" || character === '"') position = this.#quoted(position);
      else if (character === "\\") position = this.#escaped(position);
      else if (character === "%") position = this.#single(position);
      else position = this.#run(position);
      checkSize(this.#text.length, this.#call);
    }
    return this.#text;
  }

  #quoted(start: number): number {
    const quote = this.#pattern.charAt(start);
    let position = start + 1;
    for (; position < this.#pattern.length; position++) {
      const character = this.#pattern.charAt(position);
      if (character === quote) return position + 1;
      this.#text += character === "\\" ? this.#pattern.charAt(++position) : character;
    }
    return wrongFormat(this.#pattern, this.#call);
  }

  #escaped(position: number): number {
    if (position + 1 >= this.#pattern.length) wrongFormat(this.#pattern, this.#call);
    this.#text += this.#pattern.charAt(position + 1);
    return position + 2;
  }

  // %d is the custom d, which alone would be the standard one.
  #single(position: number): number {
    const next = this.#pattern.charAt(position + 1);
    if (next === "" || next === "%") wrongFormat(this.#pattern, this.#call);
    return position + 1;
  }

  #run(start: number): number {
    const character = this.#pattern.charAt(start);
    let end = start + 1;
    const write = SPECIFIERS[character];
    if (write === undefined) {
      this.#text += character;
      return end;
    }
    while (this.#pattern.charAt(end) === character) end++;
    const count = end - start;
    if (count > 7 && (character === "f" || character === "F")) {
      wrongFormat(this.#pattern, this.#call);
    }
    if (count > 20 && character === "y") wrongFormat(this.#pattern, this.#call);
    const text = write(this.#parts, count, this.#kind);
    // A fraction of zeros that F leaves out takes the point before it along.
    if (character === "F" && text === "" && this.#text.endsWith(".")) {
      this.#text = this.#text.slice(0, -1);
    }
    this.#text += text;
    return end;
  }
}

type Specifier = (parts: Parts, count: number, kind: MomentKind) => string;

const SPECIFIERS: Readonly<Record<string, Specifier | undefined>> = {
  d: ({ day, weekday }, count) => dayText(day, WEEKDAYS[weekday] ?? "", count),
  f: ({ fraction }, count) => fractionText(fraction, count),
  F: ({ fraction }, count) => fractionText(fraction, count).replace(/0+$/, ""),
  g: () => "A.D.",
  h: ({ hour }, count) => padded(hour % 12 === 0 ? 12 : hour % 12, Math.min(count, 2)),
  H: ({ hour }, count) => padded(hour, Math.min(count, 2)),
  K: (_, count, kind) => SUFFIX[kind].repeat(count),
  m: ({ minute }, count) => padded(minute, Math.min(count, 2)),
  M: ({ month }, count) => dayText(month, MONTHS[month - 1] ?? "", count),
  s: ({ second }, count) => padded(second, Math.min(count, 2)),
  t: ({ hour }, count) => (hour < 12 ? "AM" : "PM").slice(0, count),
  y: ({ year }, count) => (count > 2 ? padded(year, count) : padded(year % 100, count)),
  // A moment is held in UTC, and the service's own zone is UTC too.
  z: (_, count) => ["+0", "+00", "+00:00"][Math.min(count, 3) - 1] ?? "",
  ":": (_, count) => ":".repeat(count),
  "/": (_, count) => "/".repeat(count),
};

function dayText(number: number, name: string, count: number): string {
  if (count < 3) return padded(number, count);
  return count === 3 ? name.slice(0, 3) : name;
}

function fractionText(fraction: number, count: number): string {
  return padded(fraction, 7).slice(0, count);
}

function padded(number: number, width: number): string {
  return String(number).padStart(width, "0");
}
