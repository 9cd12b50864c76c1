/** `npm run preview`: the resource graph of an environment, with no cloud, account or CLI. */
import { loadSettings } from "../config/read";
import { recordGraph } from "../graph/recorder";
import { platform } from "../stacks/platform";
import { colorsFor, newCommand, runCommand, stackOption } from "./command";
import { type Preview, previewOf } from "./preview-data";
import { renderPreview } from "./preview-text";
import { PROJECT_DIRECTORY, PROJECT_NAME } from "./root";

interface PreviewOptions {
  readonly directory: string;
  readonly json?: true;
  readonly stack: string;
}

const command = newCommand(
  "npm run preview --",
  "Shows every resource of an environment and what it costs to stand, offline.",
  "npm run preview -- --stack dev",
)
  .addOption(stackOption())
  .option("--json", "print one JSON document instead of the tree")
  .option("--directory <dir>", "where Pulumi.<stack>.yaml is", PROJECT_DIRECTORY)
  .action(async (options: PreviewOptions) => {
    const preview = await record(options);
    process.stdout.write(
      options.json === true
        ? `${JSON.stringify(preview.json)}\n`
        : renderPreview(preview, colorsFor(process.stdout)),
    );
  });

async function record({ directory, stack }: PreviewOptions): Promise<Preview> {
  const { settings, config } = loadSettings(directory, stack);
  const options = { project: PROJECT_NAME, stack, config };
  const graph = await recordGraph(() => platform(settings), options);
  return previewOf(graph, settings);
}

void runCommand(command, process.argv);
