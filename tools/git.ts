/** What a command asks of git, and what a user is told where git cannot answer. */
import { spawnSync } from "node:child_process";
import { ToolError } from "./tool-error";

/** A checkout that git knows. */
export class Checkout {
  /** Where the project lies in the repository, such as `platform/`; empty at its root. */
  readonly prefix: string;
  readonly #directory: string;

  /** @throws ToolError `TOOL_GIT_MISSING`, `TOOL_NO_CHECKOUT` */
  constructor(directory: string) {
    this.#directory = directory;
    const inside = this.#git("rev-parse", "--show-prefix");
    if (inside.missing) throw new ToolError("TOOL_GIT_MISSING", "PATH", "there is no git");
    if (!inside.ok) throw new ToolError("TOOL_NO_CHECKOUT", directory, inside.stderr);
    this.prefix = inside.stdout.trim();
  }

  /**
   * @returns the commit that a name stands for, 40 or 64 hexadecimal digits
   * @throws ToolError `TOOL_COMMIT_UNKNOWN`, `TOOL_CLONE_SHALLOW`
   */
  commitOf(ref: string): string {
    const found = this.#git(
      "rev-parse",
      "--verify",
      "--quiet",
      "--end-of-options",
      `${ref}^{commit}`,
    );
    if (found.ok) return found.stdout.trim();
    const shallow = this.#git("rev-parse", "--is-shallow-repository").stdout.trim() === "true";
    throw shallow
      ? new ToolError("TOOL_CLONE_SHALLOW", ref, "not among the commits that were fetched")
      : new ToolError("TOOL_COMMIT_UNKNOWN", ref, "git knows no such commit");
  }

  /** @returns how many files of the working tree are not as they were committed. */
  uncommitted(): number {
    return this.#lines("status", "--porcelain", "--untracked-files=all").length;
  }

  /** @throws ToolError `TOOL_SUBMODULE_DIRTY`: a submodule whose content is not the one recorded */
  refuseDirtySubmodules(): void {
    // In this format `1 .M S.M. …` stands for a changed submodule, `S...` for an untouched one.
    const dirty = this.#lines("status", "--porcelain=v2")
      .map((line) => line.split(" "))
      .filter(([kind, , submodule]) => kind === "1" && /^S(?!\.\.\.)/.test(submodule ?? ""))
      .map((fields) => fields.slice(8).join(" "));
    if (dirty.length > 0) {
      throw new ToolError("TOOL_SUBMODULE_DIRTY", dirty.join(", "), "its commit or files differ");
    }
  }

  /** @returns how many commits `base` has that the head lacks. */
  behind(base: string): number {
    return Number(this.#git("rev-list", "--count", `HEAD..${base}`).stdout.trim());
  }

  /** @throws ToolError `TOOL_WORKTREE` */
  addWorktree(directory: string, commit: string): void {
    const added = this.#git("worktree", "add", "--detach", "--force", directory, commit);
    if (!added.ok) throw new ToolError("TOOL_WORKTREE", directory, added.stderr);
  }

  /** Removes a worktree, with whatever was made in it. */
  removeWorktree(directory: string): void {
    this.#git("worktree", "remove", "--force", directory);
    this.#git("worktree", "prune");
  }

  #lines(...args: readonly string[]): readonly string[] {
    return this.#git(...args)
      .stdout.split("\n")
      .filter((line) => line !== "");
  }

  #git(...args: readonly string[]): {
    readonly ok: boolean;
    readonly missing: boolean;
    readonly stdout: string;
    readonly stderr: string;
  } {
    const { error, status, stderr, stdout } = spawnSync("git", args, {
      cwd: this.#directory,
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
    return {
      ok: status === 0,
      missing: error !== undefined,
      stdout: stdout ?? "",
      stderr: (stderr ?? "").trim().split("\n").at(-1) ?? "",
    };
  }
}
