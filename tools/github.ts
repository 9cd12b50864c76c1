/** `npm run github`: what a workflow tells people, on a pull request, in an issue, in its summary. */
import { appendFileSync } from "node:fs";
import { Command } from "commander";
import { newCommand, runCommand } from "./command";
import { accessFrom, closeIssue, markerOf, putComment, putIssue } from "./github-api";
import { readText } from "./read-text";

const comment = newCommand(
  "comment",
  "Writes a file as a comment of a pull request, or edits the comment that it is already.",
  "npm run github -- comment --file out/review.md",
)
  .requiredOption("--file <file>", "Markdown whose first line is its marker")
  .action(async ({ file }: { readonly file: string }) => {
    const text = readText(file);
    const marker = markerOf(file, text);
    summarize(text);
    const { PULL_REQUEST = "" } = process.env;
    // A pull request from a fork gets the summary alone: its token may write nothing.
    if (PULL_REQUEST === "") return say("no PULL_REQUEST: the summary alone");
    const done = await putComment(accessFrom(process.env), Number(PULL_REQUEST), marker, text);
    say(`comment ${done}`);
  });

const issue = newCommand(
  "issue",
  "Opens an issue with a file's text, or edits the open one that it is already.",
  'npm run github -- issue --file out/drift.md --title "Drift in dev"',
)
  .requiredOption("--file <file>", "Markdown whose first line is its marker")
  .requiredOption("--title <title>", "the issue's title")
  .option("--close", "close the issue, where it is open, instead")
  .action(
    async (options: { readonly file: string; readonly title: string; readonly close?: true }) => {
      const text = readText(options.file);
      const marker = markerOf(options.file, text);
      summarize(text);
      const access = accessFrom(process.env);
      const done =
        options.close === true
          ? await closeIssue(access, marker)
          : await putIssue(access, options.title, marker, text);
      say(`issue ${done}`);
    },
  );

function summarize(text: string): void {
  const { GITHUB_STEP_SUMMARY = "" } = process.env;
  if (GITHUB_STEP_SUMMARY !== "") appendFileSync(GITHUB_STEP_SUMMARY, `${text}\n`);
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

const program = new Command("npm run github --")
  .description("What a workflow tells people.")
  .exitOverride()
  .addCommand(comment)
  .addCommand(issue);

void runCommand(program, process.argv);
