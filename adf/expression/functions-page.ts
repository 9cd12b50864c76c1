// The reference page of the functions, from their signatures.

import { type FunctionGroup, type Parameter, SIGNATURES, type Signature } from "./signatures";

const INTRODUCTION = `# Functions of Data Factory expressions

What \`adf/expression\` evaluates and the lint checks: every function that the service documents, and the
calls that read the run. Names are read in any case. \`?\` marks what may be left out, \`...\` what may
repeat. Written by \`npm run docs\`.
`;

/** Markdown of all functions, by group. */
export function functionsPage(): string {
  const groups = [...new Set(SIGNATURES.map(({ group }) => group))];
  return `${[INTRODUCTION, ...groups.map(section)].join("\n")}`;
}

function section(group: FunctionGroup): string {
  const rows = SIGNATURES.filter((signature) => signature.group === group).map(row);
  return `## ${group}\n\n| function | gives | |\n|---|---|---|\n${rows.join("\n")}\n`;
}

function row({ gives, name, parameters, source, summary }: Signature): string {
  const call = `${name}(${parameters.map(({ name: parameter, optional }) => parameter + (optional ? "?" : "")).join(", ")})`;
  const takes = parameters.map(takesText).join("; ");
  return `| [\`${call}\`](${source}) | ${gives} | ${summary}${takes === "" ? "" : ` Takes ${takes}.`} |`;
}

function takesText({ name, takes }: Parameter): string {
  return `\`${name.replace("...", "")}\`: ${takes}`;
}
