/** What a command is doing, for whoever waits: one line that changes on a terminal, few lines elsewhere. */
import type { WriteStream } from "node:tty";

/** Where progress is shown; `process.stderr` is one. */
export type ProgressStream = Pick<NodeJS.WriteStream, "write"> &
  Partial<Pick<WriteStream, "columns" | "isTTY">>;

/** Progress of several things at once. */
export interface Progress {
  /** Something begins that takes long. */
  begin(what: string): void;
  /** It goes on, or something short begins; seen only on a terminal. */
  at(what: string, step: string): void;
  done(what: string): void;
}

/** Takes the cursor to the start of its line, and the line away. */
export const CLEAR_LINE = "\r\u001b[K";

/** @returns progress on a stream: what is under way, the latest in front. */
export function progressOn(stream: ProgressStream): Progress {
  const steps = new Map<string, string>();
  const show = () => {
    if (stream.isTTY !== true) return;
    const parts = [...steps]
      .reverse()
      .map(([what, step]) => (step === "" ? what : `${what}: ${step}`));
    stream.write(`${CLEAR_LINE}${parts.join("  |  ").slice(0, (stream.columns ?? 80) - 1)}`);
  };
  return {
    begin(what) {
      steps.set(what, "");
      if (stream.isTTY !== true) stream.write(`${what}...\n`);
      show();
    },
    at(what, step) {
      // What has news last is shown first.
      steps.delete(what);
      steps.set(what, step);
      show();
    },
    done(what) {
      steps.delete(what);
      show();
    },
  };
}
