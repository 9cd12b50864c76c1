import type { ConfigCode } from "./codes";
import { showName } from "./show";

/** Keys and list indices from a full Pulumi key (`"forecast-platform:forecasts"`) down to a value. */
export type Path = readonly (string | number)[];

/** A place in a settings file. */
export interface Position {
  /** File name without its folder, such as `Pulumi.dev.yaml`. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
  /** Column, from 1. */
  readonly column: number;
}

/** Finds where a path, or the nearest of its parents, is written; `undefined` when there is no file. */
export type Locate = (path: Path) => Position | undefined;

/** One thing that is wrong with the settings. */
export interface Problem {
  readonly code: ConfigCode;
  /** Key path, such as `forecast-platform:forecasts[0].horizon`; `""` for the file as a whole. */
  readonly path: string;
  /** The rule that is broken and what was given. Lower-case start, no final dot. */
  readonly message: string;
  /** What to do about it. */
  readonly repair: string;
  /** Where it is written, when the settings come from a file. */
  readonly position?: Position;
}

/** A problem before its path is put into words and looked up in the file. */
export interface Draft {
  readonly code: ConfigCode;
  readonly path: Path;
  readonly message: string;
  readonly repair: string;
  /** The path that an unknown key probably stands for, so that it is not reported missing as well. */
  readonly meant?: Path;
  /** Where it is written, when the path does not tell, as in text that is no YAML. */
  readonly position?: Position;
}

const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_-]{0,79}$/;

/** Puts a path into words: `forecast-platform:forecasts[0].schedule.time`. */
export function pathText(path: Path): string {
  return path.map((segment, index) => segmentText(segment, index === 0)).join("");
}

/** Turns drafts into problems: located, in the order of the file, or of their paths without one. */
export function toProblems(drafts: readonly Draft[], locate: Locate = () => undefined): Problem[] {
  return drafts
    .map((draft) => ({ draft, position: draft.position ?? locate(draft.path) }))
    .sort(
      (a, b) =>
        comparePositions(a.position, b.position) || comparePaths(a.draft.path, b.draft.path),
    )
    .map(({ draft, position }) => toProblem(draft, position));
}

/** Turns one draft into a problem. */
export function toProblem(draft: Draft, position: Position | undefined = draft.position): Problem {
  const { code, path, message, repair } = draft;
  return { code, path: pathText(path), message, repair, ...(position && { position }) };
}

function segmentText(segment: string | number, first: boolean): string {
  if (typeof segment === "number") return `[${segment}]`;
  if (first) return showName(segment);
  return IDENTIFIER.test(segment) ? `.${showName(segment)}` : `[${showName(segment)}]`;
}

function comparePositions(a: Position | undefined, b: Position | undefined): number {
  return a && b ? a.line - b.line || a.column - b.column : 0;
}

function comparePaths(a: Path, b: Path): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = compareSegments(a[index] ?? "", b[index] ?? "");
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareSegments(a: string | number, b: string | number): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a), String(b)];
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
