/** Every code of {@link ToolError}, with its cause and its repair. */
export const TOOL_CODES = Object.freeze({
  TOOL_PULUMI_BUILD: {
    cause: "the Pulumi CLI could not be built from its Go module",
    repair:
      "look at what the compiler says; it needs proxy.golang.org, or a proxy that GOPROXY names",
  },
  TOOL_PULUMI_MISSING: {
    cause: "there is neither a recent Pulumi CLI nor Go to build one",
    repair:
      "install Go 1.26 or newer (go.dev/dl), or the Pulumi CLI 3.255 or newer (pulumi.com/docs/install)",
  },
  TOOL_BASE_PACKAGES: {
    cause: "the packages of the base could not be installed",
    repair: "look at what npm says, or compare with a later commit",
  },
  TOOL_BROWSER_MISSING: {
    cause: "the report is looked at in Chromium or Chrome, and neither was found",
    repair: "install one (Debian: `apt-get install chromium`), or name its executable by CHROMIUM",
  },
  TOOL_CLONE_SHALLOW: {
    cause: "this clone holds only some commits, and not the one that is named",
    repair: "run `git fetch --unshallow`; in a workflow, check out with `fetch-depth: 0`",
  },
  TOOL_COMMIT_UNKNOWN: {
    cause: "there is no such commit",
    repair: "name a branch, tag or commit that `git rev-parse` knows, or fetch it first",
  },
  TOOL_DOCS_BLOCK: {
    cause: "a page does not have the blocks that are generated into it",
    repair: "put `<!-- generated: name -->` before each table and `<!-- end -->` behind it",
  },
  TOOL_GIT_MISSING: {
    cause: "comparing with another commit needs git",
    repair: "install git",
  },
  TOOL_GITHUB_ENVIRONMENT: {
    cause: "a command of the workflows misses a variable",
    repair: "run it in a workflow, with GITHUB_TOKEN given to the step",
  },
  TOOL_GITHUB_MARKER: {
    cause: "a text that is to be found again has no marker",
    repair: "give a file that `npm run review` or `npm run drift` wrote",
  },
  TOOL_GITHUB_REFUSED: {
    cause: "GitHub refused a request",
    repair: "look at the job's `permissions`, and whether the pull request is there",
  },
  TOOL_NO_CHECKOUT: {
    cause: "the directory is no git checkout",
    repair: "clone the repository instead of unpacking an archive",
  },
  TOOL_PULUMI: {
    cause: "the engine could not tell whether anything drifted",
    repair:
      "look at what it says; it needs the Pulumi CLI, its backend's login and the clouds' logins",
  },
  TOOL_PYTHON_MISSING: {
    cause: "the tests and the rehearsal need Python 3.11 or newer, and none was found",
    repair: "install it so that `python3` starts it",
  },
  TOOL_PYTHON_SET_UP: {
    cause: "the Python environment could not be made",
    repair: "look at what the command says; it needs PyPI, or a mirror that pip is configured for",
  },
  TOOL_REPORT_MISSING: {
    cause: "there is no report of a rehearsal",
    repair: "run `npm run rehearse -- --stack dev` first",
  },
  TOOL_SUBMODULE_DIRTY: {
    cause:
      "a submodule is not at the commit that is recorded, so that nobody could get what is shown",
    repair: "commit or undo the change in the submodule",
  },
  TOOL_UNREADABLE_FILE: {
    cause: "a file that a command was given cannot be read",
    repair: "give the path of a file that exists and may be read",
  },
  TOOL_WORKTREE: {
    cause: "git could not check the base out",
    repair: "look at what git says; `git worktree list` shows what there is",
  },
});

/** A code of {@link TOOL_CODES}. */
export type ToolCode = keyof typeof TOOL_CODES;

/** A command was given something that it cannot use, or misses something on the machine. */
export class ToolError extends Error {
  readonly code: ToolCode;
  /** The file or the command. */
  readonly path: string;
  readonly repair: string;

  /** @param detail - what the system says */
  constructor(code: ToolCode, path: string, detail: string) {
    const { cause, repair } = TOOL_CODES[code];
    super(`[${code}] ${path}: ${cause} (${detail}); ${repair}`);
    this.name = "ToolError";
    this.code = code;
    this.path = path;
    this.repair = repair;
  }
}
