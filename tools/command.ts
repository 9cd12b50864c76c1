/**
 * What every command has in common: how it ends, and what a user is told when it cannot go on.
 *
 * Exit codes: 0 done, 1 done with error findings, 2 unusable input, 70 a fault of this program.
 */
import { Command, CommanderError, Option } from "commander";
import pc from "picocolors";
import { ENVIRONMENT_NAMES } from "../config/environments";

/** Exit codes of all commands. */
export const EXIT = { done: 0, findings: 1, unusableInput: 2, programFault: 70 } as const;

/** Colours: only on a terminal, and never where `NO_COLOR` is set. */
export type Colors = ReturnType<typeof pc.createColors>;

/** @returns the colours for a stream, or none. */
export function colorsFor(stream: { readonly isTTY?: boolean }): Colors {
  const { NO_COLOR = "", TERM } = process.env;
  return pc.createColors(stream.isTTY === true && NO_COLOR === "" && TERM !== "dumb");
}

/** @returns a command that reports wrong options by exit code 2. */
export function newCommand(name: string, summary: string, example: string): Command {
  return new Command(name)
    .description(summary)
    .addHelpText("after", `\nExample:\n  ${example}`)
    .showHelpAfterError("(--help shows the options and an example)")
    .allowExcessArguments(false)
    .exitOverride();
}

/** @returns the option `--stack`, which every command on an environment has. */
export function stackOption(): Option {
  return new Option(
    "--stack <name>",
    `the environment: ${ENVIRONMENT_NAMES.join(", ")}`,
  ).makeOptionMandatory();
}

/** Runs a command and sets the process's exit code. */
export async function runCommand(command: Command, argv: readonly string[]): Promise<void> {
  process.stdout.on("error", ignoreClosedPipe);
  try {
    await command.parseAsync([...argv]);
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** A reader that has gone, such as `head`, is no fault: there is nobody left to tell. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") {
    throw error;
  }
}

/** Tells the user what went wrong; a stack trace only for a fault of the program itself. */
function report(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has written its message already; help that was asked for is no error.
    return error.exitCode === 0 ? EXIT.done : EXIT.unusableInput;
  }
  if (isExplained(error)) {
    process.stderr.write(`${error.message}\n`);
    return EXIT.unusableInput;
  }
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `This is a fault of forecast-platform itself; please report it.\n${trace}\n`,
  );
  return EXIT.programFault;
}

/** Errors of our own say what to repair; all of them have a code. */
function isExplained(error: unknown): error is Error & { readonly code: string } {
  return error instanceof Error && "repair" in error && "code" in error;
}
