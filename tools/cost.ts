/** `npm run cost`: what an environment costs, and the prices that this is computed with. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { loadSettings } from "../config/read";
import type { UsageAmounts } from "../cost/bill";
import { readPriceList } from "../cost/prices/price";
import { PRICES, PriceBook } from "../cost/prices/price-book";
import { recordGraph } from "../graph/recorder";
import { platform } from "../stacks/platform";
import { colorsFor, EXIT, newCommand, runCommand, stackOption } from "./command";
import { costReport } from "./cost-data";
import { costEnvironment } from "./cost-environment";
import { pricesCommand } from "./cost-prices";
import { renderCost } from "./cost-text";
import { readText } from "./read-text";
import { PROJECT_DIRECTORY, PROJECT_NAME } from "./root";

interface EnvironmentOptions {
  readonly chart?: string;
  readonly directory: string;
  readonly importedGb?: number;
  readonly json?: true;
  readonly loggedGb?: number;
  readonly nights: number;
  readonly prices?: string;
  readonly seed: number;
  readonly series?: number;
  readonly stack: string;
  readonly storedGb?: number;
}

const command = newCommand(
  "npm run cost --",
  "Tells what an environment costs a month, a run and a night, and which design is cheapest.",
  "npm run cost -- --stack prod",
)
  .addCommand(environmentCommand(), { isDefault: true })
  .addCommand(pricesCommand());

function environmentCommand(): Command {
  return newCommand(
    "environment",
    "The cost of one environment; the default.",
    "npm run cost -- --stack prod --nights 2000",
  )
    .addOption(stackOption())
    .option("--json", "print one JSON document instead of the tables")
    .option("--nights <count>", "how many nights are drawn; 0 for none", count, 200)
    .option("--seed <number>", "the same seed draws the same nights", count, 1)
    .option("--stored-gb <amount>", "gigabytes in the lake, which no program knows", amount)
    .option("--logged-gb <amount>", "gigabytes that a month logs", amount)
    .option(
      "--imported-gb <amount>",
      "gigabytes that a run imports into the forecasting service",
      amount,
    )
    .option("--series <count>", "time series of the input", amount)
    .option("--chart <file>", "where the chart of poll intervals is written")
    .option("--prices <file>", "another price list, in the form of cost/price-list.json")
    .option("--directory <dir>", "where Pulumi.<stack>.yaml is", PROJECT_DIRECTORY)
    .addHelpText(
      "after",
      "\nExit codes: 0 done, 1 the expected month is above the budget, 2 unusable input.",
    )
    .action(tellCost);
}

async function tellCost(options: EnvironmentOptions): Promise<void> {
  const { directory, json, nights, prices, seed, stack } = options;
  const { settings, config } = loadSettings(directory, stack);
  const book = prices === undefined ? PRICES : bookIn(prices);
  const graph = await recordGraph(() => platform(settings), {
    project: PROJECT_NAME,
    stack,
    config,
  });
  const environment = costEnvironment(graph, settings);
  const usage = usageOf(options);
  const report = await costReport(environment, settings, { book, nights, seed, usage });
  const chart = options.chart ?? join(PROJECT_DIRECTORY, "out", `cost-${stack}.svg`);
  mkdirSync(dirname(chart), { recursive: true });
  writeFileSync(chart, report.chart);
  process.stdout.write(
    json === true
      ? `${JSON.stringify({ ...report.json, chart })}\n`
      : renderCost(report.json, colorsFor(process.stdout), chart),
  );
  if (report.json.budget?.within === false) process.exitCode = EXIT.findings;
}

function bookIn(file: string): PriceBook {
  return new PriceBook(readPriceList(JSON.parse(readText(file)), file));
}

/** What was given of the amounts that no program knows. */
function usageOf({ importedGb, loggedGb, series, storedGb }: EnvironmentOptions): UsageAmounts {
  return {
    ...(importedGb !== undefined && { importedGb }),
    ...(loggedGb !== undefined && { loggedGb }),
    ...(series !== undefined && { series }),
    ...(storedGb !== undefined && { storedGb }),
  };
}

function amount(text: string): number {
  if (!/^\d{1,9}(?:\.\d{1,6})?$/.test(text)) throw new InvalidArgumentError("It must be a number.");
  return Number(text);
}

function count(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

void runCommand(command, process.argv);
