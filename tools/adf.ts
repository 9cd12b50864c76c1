/** `npm run adf`: the Data Factory kit on definitions and expressions, whoever has made them. */
import { lint } from "../adf/lint";
import { evalCommand } from "./adf-eval";
import { lintCommand } from "./adf-lint";
import { runCommandOf } from "./adf-run";
import { newCommand, runCommand } from "./command";

const command = newCommand(
  "npm run adf --",
  "Checks and runs Data Factory definitions, with no cloud.",
  "npm run adf -- lint factory/pipeline",
)
  .addCommand(lintCommand())
  .addCommand(evalCommand())
  .addCommand(runCommandOf({ lint }));

void runCommand(command, process.argv);
