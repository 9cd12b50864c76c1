/** The checks of `doctor` for people: a line each, with what repairs those that did not pass. */
import type { Check } from "../doctor/check";
import type { Colors } from "./command";

const MARKS = { passed: "ok", failed: "FAILED", unchecked: "not checked" } as const;

/** @returns the whole text, ending in a line break. */
export function renderChecks(checks: readonly Check[], colors: Colors): string {
  const paint = { passed: colors.green, failed: colors.red, unchecked: colors.yellow };
  const width = Math.max(...checks.map(({ id }) => id.length));
  const lines = checks.flatMap(({ id, message, repair, status }, index) => [
    `${paint[status](MARKS[status].padEnd(11))}  ${id.padEnd(width)}  ${message}`,
    // What repairs several in a row is said below the last of them.
    ...(repair === "" || repair === checks[index + 1]?.repair
      ? []
      : [`${" ".repeat(13)}${repair}`]),
  ]);
  const count = (status: Check["status"]) => checks.filter((each) => each.status === status).length;
  const summary = `${count("passed")} passed, ${count("failed")} failed, ${count("unchecked")} not checked`;
  return `${[...lines, "", summary].join("\n")}\n`;
}
