/** `npm run python`: Python in this project's environment, which is made first where it is missing. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { newCommand, runCommand } from "./command";
import { ensurePythonEnvironment, PYTHON } from "./python-environment";
import { PROJECT_DIRECTORY } from "./root";

const command = newCommand(
  "npm run python --",
  "Runs Python from python/ in the environment python/.venv; without arguments, only makes that.",
  "npm run python -- -m forecast_platform --help",
)
  .argument("[arguments...]", "what Python is given")
  // All options are Python's, `--help` too.
  .helpOption(false)
  .allowExcessArguments()
  .allowUnknownOption()
  .passThroughOptions()
  .action((args: readonly string[]) => {
    ensurePythonEnvironment((line) => process.stderr.write(`${line}\n`));
    if (args.length === 0) return;
    const cwd = join(PROJECT_DIRECTORY, "python");
    const { status } = spawnSync(PYTHON, args, { cwd, stdio: "inherit" });
    process.exitCode = status ?? 1;
  });

void runCommand(command, process.argv);
