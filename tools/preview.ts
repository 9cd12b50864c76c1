/** `npm run preview`: the resource graph of an environment, with no cloud, account or CLI. */
import { join } from "node:path";
import { loadSettings } from "../config/read";
import { recordGraph } from "../graph/recorder";
import { parseWaivers } from "../policy/waiver";
import { platform } from "../stacks/platform";
import { colorsFor, EXIT, newCommand, runCommand, stackOption } from "./command";
import { type Preview, previewOf } from "./preview-data";
import { renderPreview } from "./preview-text";
import { readText } from "./read-text";
import { PROJECT_DIRECTORY, PROJECT_NAME } from "./root";

const WAIVERS_FILE = join(PROJECT_DIRECTORY, "policy", "waivers.json");

interface PreviewOptions {
  readonly directory: string;
  readonly json?: true;
  readonly stack: string;
  readonly waivers: string;
}

const command = newCommand(
  "npm run preview --",
  "Shows every resource of an environment and what it costs to stand, offline.",
  "npm run preview -- --stack dev",
)
  .addOption(stackOption())
  .option("--json", "print one JSON document instead of the tree")
  .option("--directory <dir>", "where Pulumi.<stack>.yaml is", PROJECT_DIRECTORY)
  .option("--waivers <file>", "the findings that somebody has accepted", WAIVERS_FILE)
  .action(async (options: PreviewOptions) => {
    const preview = await record(options);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(preview.json)}\n`
        : renderPreview(preview, colorsFor(process.stdout)),
    );
    if (preview.json.findings.some(({ severity }) => severity === "error")) {
      process.exitCode = EXIT.findings;
    }
  });

async function record({ directory, stack, ...files }: PreviewOptions): Promise<Preview> {
  const { settings, config } = loadSettings(directory, stack);
  const waivers = parseWaivers(readText(files.waivers));
  const options = { project: PROJECT_NAME, stack, config };
  const graph = await recordGraph(() => platform(settings), options);
  return previewOf(graph, settings, { waivers, today: new Date().toISOString().slice(0, 10) });
}

void runCommand(command, process.argv);
