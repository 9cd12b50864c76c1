/** The tools of the machine and their versions, each by what it says of itself. */
import { type Check, failed, passed, unchecked } from "./check";

/** How a program ended and what it wrote; null where it could not be started. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a program and waits for its end. */
export type Run = (program: string, args: readonly string[]) => Promise<Said | null>;

/** A tool that is looked for. */
interface Tool {
  readonly name: string;
  readonly program: string;
  readonly args: readonly string[];
  /** The version in what it writes. */
  readonly version: RegExp;
  /** The oldest that will do: major, minor. */
  readonly oldest: readonly [number, number];
  readonly neededFor: string;
  /** Whether a deployment needs it; else its absence stops nothing. */
  readonly required: boolean;
}

const TOOLS: readonly Tool[] = [
  tool("node", ["--version"], /^v(\d+)\.(\d+)/, [20, 0], "everything", true),
  tool("pulumi", ["version"], /v(\d+)\.(\d+)/, [3, 255], "deployments", true),
  tool("az", ["version"], /"azure-cli": "(\d+)\.(\d+)/, [2, 50], "signing in as a person", false),
  tool("aws", ["--version"], /aws-cli\/(\d+)\.(\d+)/, [1, 32], "the check of the AWS login", false),
  tool("python3", ["--version"], /Python (\d+)\.(\d+)/, [3, 11], "tests and rehearsals", false),
  tool("java", ["-version"], /version "(\d+)\.?(\d+)?/, [17, 0], "the tests on Spark", false),
  tool("go", ["version"], /go(\d+)\.(\d+)/, [1, 26], "the test with the Pulumi engine", false),
];

/** @returns a check for every tool. */
export function toolChecks(run: Run): Promise<readonly Check[]> {
  return Promise.all(TOOLS.map((each) => toolCheck(each, run)));
}

async function toolCheck(wanted: Tool, run: Run): Promise<Check> {
  const { args, name, neededFor, oldest, program, required, version } = wanted;
  const id = `tool-${name}`;
  const lacking = required ? failed : unchecked;
  const said = await run(program, args);
  const repair = `install ${name} ${oldest.join(".")} or newer; it is needed for ${neededFor}`;
  if (said === null || said.code !== 0) return lacking(id, `there is no ${program}`, repair);
  const [found, major, minor = "0"] = version.exec(`${said.stdout}\n${said.stderr}`) ?? [];
  if (found === undefined) return lacking(id, `${program} does not tell its version`, repair);
  const enough = compare([Number(major), Number(minor)], oldest) >= 0;
  return enough
    ? passed(id, `${name} ${major}.${minor}`)
    : lacking(id, `${name} is ${major}.${minor}, older than ${oldest.join(".")}`, repair);
}

function compare(a: readonly [number, number], b: readonly [number, number]): number {
  return a[0] - b[0] || a[1] - b[1];
}

// biome-ignore lint/complexity/useMaxParams: a row of the table above
function tool(
  name: string,
  args: readonly string[],
  version: RegExp,
  oldest: readonly [number, number],
  neededFor: string,
  required: boolean,
): Tool {
  return { name, program: name, args, version, oldest, neededFor, required };
}
