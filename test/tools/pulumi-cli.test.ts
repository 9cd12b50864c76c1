/** The search for a Pulumi CLI, with programs on PATH that answer as the real ones do. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findCli } from "../../tools/pulumi-cli";

const WANTED = "3.255.0";

let cache: string;
let programs: string;
let said: string[];
const path = process.env["PATH"];

beforeEach(() => {
  const directory = mkdtempSync(join(tmpdir(), "pulumi-cli-"));
  cache = join(directory, "cache");
  programs = join(directory, "programs");
  mkdirSync(programs);
  said = [];
  process.env["PATH"] = programs;
});

afterEach(() => {
  process.env["PATH"] = path;
  rmSync(join(cache, ".."), { recursive: true, force: true });
});

/** Puts a shell script on PATH, or where `folder` says. */
function install(name: string, lines: string, folder = programs): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\n${lines}\n`, { mode: 0o755 });
}

/** A Go that builds a CLI of one version: it writes a script to the path after `-o`. */
function installGo(version: string): void {
  install(
    "go",
    `while [ "$1" != "-o" ]; do [ "$1" = version ] && echo go1.26 && exit; shift; done
printf '#!/bin/sh\\necho v${version}\\n' > "$2"
/bin/chmod 755 "$2"`,
  );
}

const find = () => findCli({ cache, say: (line) => said.push(line) });
const built = () => join(cache, `v${WANTED}`, "bin");

describe("the search for a Pulumi CLI", () => {
  it("takes a recent one on PATH", async () => {
    install("pulumi", "echo v3.300.1");

    expect((await find()).command).toBe("pulumi");
    expect(said).toEqual(["the Pulumi CLI on PATH, v3.300.1"]);
  });

  it.each([
    ["older", "echo v3.254.9"],
    ["of another major version", "echo v4.0.0"],
    ["that does not run", "exit 1"],
  ])("builds one where the one on PATH is %s", async (_what, script) => {
    install("pulumi", script);
    installGo(WANTED);

    expect((await find()).command).toBe(join(built(), "pulumi"));
    expect(said[0]).toBe(
      `building the Pulumi CLI v${WANTED} from its Go module: some minutes, once`,
    );
  });

  it("takes the one that was built before", async () => {
    install("pulumi", `echo v${WANTED}`, built());

    expect((await find()).command).toBe(join(built(), "pulumi"));
    expect(said).toHaveLength(1);
  });

  it("builds it again where the one that was built before is broken, and says so", async () => {
    install("pulumi", "exit 1", built());
    installGo(WANTED);

    expect((await find()).command).toBe(join(built(), "pulumi"));
    expect(said[0]).toBe(
      `the CLI at ${join(built(), "pulumi")} does not run as v${WANTED}; building it again`,
    );
  });

  it("rejects a machine with neither, and says what to install", async () => {
    await expect(find()).rejects.toMatchObject({
      code: "TOOL_PULUMI_MISSING",
      message:
        "[TOOL_PULUMI_MISSING] pulumi: there is neither a recent Pulumi CLI nor Go to build one " +
        "(no go on PATH); install Go 1.26 or newer (go.dev/dl), or the Pulumi CLI 3.255 " +
        "or newer (pulumi.com/docs/install)",
    });
  });

  it.each([
    ["ends with an error", () => install("go", '[ "$1" = version ] && echo go1.26 || exit 3')],
    ["makes a CLI of another version", () => installGo("3.1.0")],
  ])("rejects a build that %s", async (_what, prepare) => {
    prepare();

    await expect(find()).rejects.toMatchObject({ code: "TOOL_PULUMI_BUILD" });
  });
});
