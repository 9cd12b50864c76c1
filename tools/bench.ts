/** `npm run bench`: what the project promises of its speed, measured side by side. */
import { engineSpeed } from "../bench/adf-engine";
import { expressionSpeed } from "../bench/adf-expression";
import { lintSpeed } from "../bench/adf-lint";
import { compileTime } from "../bench/adf-types";
import { nightsSpeed } from "../bench/cost";
import { forestSpeed } from "../bench/forest";
import { coldStart, type Figure, manyForecasts, peakMemory } from "../bench/preview";
import { monthSpeed } from "../bench/rehearsal";
import { runLogSpeed } from "../bench/run-log";
import { newCommand, runCommand } from "./command";
import { renderTable } from "./table";

const BENCHES: Readonly<Record<string, () => readonly Figure[] | Promise<readonly Figure[]>>> = {
  "cold start": coldStart,
  "many forecasts": manyForecasts,
  "peak memory": peakMemory,
  "compile time of the pipelines": compileTime,
  lint: lintSpeed,
  expressions: expressionSpeed,
  engine: engineSpeed,
  "simulated nights": nightsSpeed,
  "run log": runLogSpeed,
  forest: forestSpeed,
  rehearsal: monthSpeed,
};

const command = newCommand(
  "npm run bench --",
  "Measures the project's own speed; each comparison runs in turn, the median counts.",
  "npm run bench -- --json",
)
  .option("--json", "print one JSON document instead of the table")
  .action(async ({ json = false }: { readonly json?: boolean }) => {
    const figures: (Figure & { readonly bench: string })[] = [];
    for (const [bench, measure] of Object.entries(BENCHES)) {
      process.stderr.write(`measuring: ${bench}\n`);
      // One after the other: two at once would measure each other.
      for (const figure of await measure()) figures.push({ bench, ...figure });
    }
    process.stdout.write(json ? `${JSON.stringify({ figures })}\n` : tableOf(figures));
  });

function tableOf(figures: readonly (Figure & { readonly bench: string })[]): string {
  const rows = figures.map(({ bench, name, value, wanted }) => [bench, name, value, wanted]);
  return `${renderTable(["bench", "figure", "value", "wanted"], rows)}\n`;
}

void runCommand(command, process.argv);
