/**
 * The base of a review: another commit beside the working tree, with packages of its own where it needs
 * others, gone again at the end, however that comes.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Checkout } from "./git";
import { ToolError } from "./tool-error";

const PYTHON_ENVIRONMENT = join("python", ".venv");

/** What a base is made from. */
export interface BaseOptions {
  readonly checkout: Checkout;
  /** The project's own directory. */
  readonly project: string;
  readonly commit: string;
  /** Hears what takes long. */
  readonly tell: (line: string) => void;
}

/** A base that can be previewed. */
export interface Base {
  /** Where the project lies in it. */
  readonly directory: string;
  /** Takes it away; harmless when repeated. */
  remove(): void;
}

/** @throws ToolError `TOOL_WORKTREE`, `TOOL_BASE_PACKAGES` */
export function checkOutBase({ checkout, project, commit, tell }: BaseOptions): Base {
  const place = takePlace(join(project, "out", "review"));
  const worktree = place.directory;
  const base = {
    directory: join(worktree, checkout.prefix),
    remove: () => {
      remove(worktree, checkout);
      place.leave();
    },
  };
  try {
    // A review that was killed could not clean up.
    remove(worktree, checkout);
    checkout.addWorktree(worktree, commit);
    givePackages(project, base.directory, tell);
    lendPython(project, base.directory);
    return base;
  } catch (error) {
    base.remove();
    throw error;
  }
}

function remove(worktree: string, checkout: Checkout): void {
  // The links first: what they lead to is the working tree's own.
  for (const directory of [worktree, join(worktree, checkout.prefix)]) {
    for (const lent of ["node_modules", PYTHON_ENVIRONMENT]) {
      rmSync(join(directory, lent), { recursive: true, force: true });
    }
  }
  rmSync(worktree, { recursive: true, force: true });
  checkout.removeWorktree(worktree);
}

/**
 * The first place that no other review holds.
 *
 * What is compiled is kept by its path, so that a place is used again and again.
 */
function takePlace(places: string): { readonly directory: string; leave(): void } {
  mkdirSync(places, { recursive: true });
  for (let number = 1; ; number++) {
    const directory = join(places, `base-${number}`);
    const holder = `${directory}.pid`;
    if (hold(holder)) return { directory, leave: () => rmSync(holder, { force: true }) };
  }
}

function hold(holder: string): boolean {
  const pid = Number(textOf(holder) ?? Number.NaN);
  if (!Number.isNaN(pid) && !isRunning(pid)) rmSync(holder, { force: true });
  try {
    writeFileSync(holder, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

function codeOf(error: unknown): unknown {
  return typeof error === "object" && error !== null && "code" in error ? error.code : undefined;
}

/** The working tree's Python, which a rehearsal needs; where the lock files differ, the base makes its own. */
function lendPython(project: string, base: string): void {
  const [ours, theirs] = [project, base].map((each) => textOf(join(each, "python", "uv.lock")));
  const environment = join(project, PYTHON_ENVIRONMENT);
  if (ours === undefined || ours !== theirs || !existsSync(environment)) return;
  symlinkSync(environment, join(base, PYTHON_ENVIRONMENT), "junction");
}

/** The working tree's packages where the lock files are the same, else the base's own. */
function givePackages(project: string, base: string, tell: (line: string) => void): void {
  const [ours, theirs] = [project, base].map((each) => textOf(join(each, "package-lock.json")));
  if (ours === theirs) {
    symlinkSync(join(project, "node_modules"), join(base, "node_modules"), "junction");
    return;
  }
  tell("The base needs other packages; installing them (npm ci)...");
  const { error, status, stderr } = spawnSync("npm", ["ci", "--no-audit", "--no-fund"], {
    cwd: base,
    encoding: "utf8",
  });
  if (status !== 0) {
    const said = (error?.message ?? stderr).trim().split("\n").slice(-3).join(" ");
    throw new ToolError("TOOL_BASE_PACKAGES", "npm ci", said);
  }
}

function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}
