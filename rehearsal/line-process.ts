/** A process that is asked line by line: JSON in, JSON out. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { RehearsalError } from "./rehearsal-error";

/** How a process is started. */
export interface LineProcessOptions {
  /** What it is called in messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Beside this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The last lines of its stderr that a message quotes. */
const QUOTED_LINES = 5;

/** Those that live: whatever ends this process, even in the middle of an answer, ends them. */
const living = new Set<ChildProcessByStdio<Writable, Readable, Readable>>();

process.on("exit", () => {
  for (const child of living) child.kill("SIGKILL");
});

/**
 * A child process that answers each line with a line, in order.
 *
 * It ends when its stdin does, so it does not outlive this process.
 */
export class LineProcess {
  readonly #name: string;
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #waiting: {
    readonly resolve: (line: string) => void;
    readonly reject: (e: Error) => void;
  }[] = [];
  readonly #unread: string[] = [];
  readonly #errors: string[] = [];
  #ended: RehearsalError | undefined;

  constructor({ name, command, args, cwd, env = {} }: LineProcessOptions) {
    this.#name = name;
    this.#child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["pipe", "pipe", "pipe"],
      // What a terminal sends to all at once, this process alone decides about.
      detached: process.platform !== "win32",
    });
    living.add(this.#child);
    createInterface({ input: this.#child.stdout }).on("line", (line) => {
      const first = this.#waiting.shift();
      if (first === undefined) this.#unread.push(line);
      else first.resolve(line);
    });
    createInterface({ input: this.#child.stderr }).on("line", (line) => {
      this.#errors.push(line);
      if (this.#errors.length > 100) this.#errors.shift();
    });
    this.#child.on("error", (error) => this.#end(error.message));
    this.#child.on("close", (code, signal) =>
      this.#end(signal === null ? `ended with ${code}` : `ended by ${signal}`),
    );
    // What is written to a process that has gone is told by its end.
    this.#child.stdin.on("error", () => {});
  }

  /** The next line that it prints. @throws RehearsalError `REHEARSAL_PROCESS` */
  line(): Promise<string> {
    const read = this.#unread.shift();
    if (read !== undefined) return Promise.resolve(read);
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    return new Promise((resolve, reject) => this.#waiting.push({ resolve, reject }));
  }

  /** Asks with one line and returns the answer. @throws RehearsalError `REHEARSAL_PROCESS` */
  async ask(request: object): Promise<unknown> {
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    return JSON.parse(await this.line());
  }

  /** Ends it, and waits until it has gone. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = new Promise((resolve) => this.#child.once("close", resolve));
    this.#child.stdin.end();
    const late = setTimeout(() => this.#child.kill("SIGKILL"), 5000);
    await gone;
    clearTimeout(late);
  }

  #end(reason: string): void {
    living.delete(this.#child);
    const last = this.#errors.slice(-QUOTED_LINES).join("\n");
    this.#ended ??= new RehearsalError("REHEARSAL_PROCESS", this.#name, `${reason}\n${last}`);
    for (const { reject } of this.#waiting.splice(0)) reject(this.#ended);
  }
}
