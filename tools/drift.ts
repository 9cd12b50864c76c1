/**
 * `npm run drift`: whether the clouds are still as the last deployment left them.
 *
 * Asks the engine for a refresh that is only a preview: the state is not touched, so that what somebody
 * changed by hand stays visible until it is mended.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { EXIT, newCommand, runCommand, stackOption } from "./command";
import { PROJECT_DIRECTORY } from "./root";
import { ToolError } from "./tool-error";

/** What the engine ends with where there is drift. */
const DRIFT = /no changes were expected.* but changes/;

/** How much of the engine's output an issue shows, in characters. */
const SHOWN_CHARACTERS = 50_000;

const command = newCommand(
  "npm run drift --",
  "Tells what was changed by hand since the last deployment; needs the Pulumi CLI and its logins.",
  "npm run drift -- --stack dev",
)
  .addOption(stackOption())
  .option("--output <file>", "write a report in Markdown, fit for an issue")
  .addHelpText("after", "\nExit codes: 0 no drift, 1 drift, 2 the engine could not tell.")
  .action(({ stack, output }: { readonly stack: string; readonly output?: string }) => {
    const { drifted, text } = refreshed(stack);
    process.stdout.write(text);
    if (output !== undefined) {
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, report(stack, drifted, text));
    }
    process.exitCode = drifted ? EXIT.findings : EXIT.done;
  });

/** @throws ToolError `TOOL_PULUMI` where the engine cannot tell */
function refreshed(stack: string): { readonly drifted: boolean; readonly text: string } {
  const options = ["--preview-only", "--expect-no-changes", "--diff", "--non-interactive"];
  const { error, status, stderr, stdout } = spawnSync(
    "pulumi",
    ["refresh", "--stack", stack, "--color", "never", ...options],
    { cwd: PROJECT_DIRECTORY, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 },
  );
  const text = `${stdout ?? ""}${stderr ?? ""}`;
  if (status === 0) return { drifted: false, text };
  if (DRIFT.test(text)) return { drifted: true, text };
  const said = error?.message ?? text.trim().split("\n").slice(-3).join(" ");
  throw new ToolError("TOOL_PULUMI", "pulumi refresh", said);
}

function report(stack: string, drifted: boolean, text: string): string {
  const fence = "````";
  const shown = text.replaceAll(fence, "'''").slice(0, SHOWN_CHARACTERS);
  return [
    `<!-- forecast-platform: drift ${stack} -->`,
    drifted
      ? `Something in \`${stack}\` is not as the last deployment left it.`
      : `\`${stack}\` is as the last deployment left it.`,
    "",
    ...(drifted
      ? [
          "Either put it into the program and deploy, or deploy as it is, which takes it back.",
          "",
          `${fence}text`,
          shown,
          fence,
          "",
        ]
      : []),
  ].join("\n");
}

void runCommand(command, process.argv);
