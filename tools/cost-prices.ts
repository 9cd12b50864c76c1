/** `npm run cost -- prices`: the prices, how old they are, and new ones. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { type PriceList, readPriceList, writePriceList } from "../cost/prices/price";
import { AWS_PRICES, awsSource } from "../cost/prices/refresh/aws";
import { AZURE_PRICES, azureSource } from "../cost/prices/refresh/azure";
import { type Refreshed, refreshPrices } from "../cost/prices/refresh/refresh";
import { newCommand } from "./command";
import { readText } from "./read-text";
import { PROJECT_DIRECTORY } from "./root";
import { renderTable } from "./table";

const PRICE_FILE = join(PROJECT_DIRECTORY, "cost", "price-list.json");

interface PricesOptions {
  readonly aws: string;
  readonly azure: string;
  readonly dryRun?: true;
  readonly file: string;
  readonly json?: true;
  readonly refresh?: true;
}

/** @returns the command `prices`, to be added to `npm run cost`. */
export function pricesCommand(): Command {
  return newCommand(
    "prices",
    "The price list: where, since when, how sure; and new prices where there is a network.",
    "npm run cost -- prices --refresh",
  )
    .option("--refresh", "read the prices anew, show what changed and write the list")
    .option("--dry-run", "with --refresh: write nothing")
    .option("--json", "print one JSON document instead of the table")
    .option("--file <file>", "the price list", PRICE_FILE)
    .option("--azure <url>", "the Azure retail price API", AZURE_PRICES)
    .option("--aws <url>", "the AWS price list files", AWS_PRICES)
    .addHelpText("after", "\nExit codes: 0 done, 2 no network or an answer that cannot be used.")
    .action(tellPrices);
}

async function tellPrices({
  aws,
  azure,
  dryRun,
  file,
  json,
  refresh,
}: PricesOptions): Promise<void> {
  const list = readPriceList(JSON.parse(readText(file)), file);
  if (refresh !== true) {
    process.stdout.write(json === true ? `${JSON.stringify(list)}\n` : `${tableOf(list)}\n`);
    return;
  }
  const sources = [azureSource(azure), awsSource(aws)];
  const today = new Date().toISOString().slice(0, 10);
  const { list: next, ...told } = await refreshPrices(list, sources, today);
  if (dryRun !== true) writeFileSync(file, writePriceList(next));
  process.stdout.write(
    json === true ? `${JSON.stringify({ file, ...told })}\n` : changesText(told, dryRun === true),
  );
}

function tableOf({ prices }: PriceList): string {
  return renderTable(
    ["price", "region", "", "per", "of", "confidence"],
    prices.map(({ id, region, price, currency, per, unit, asOf, confidence }) => [
      id,
      region,
      `${price} ${currency}`,
      per === 1 ? unit : `${per} ${unit}`,
      asOf,
      confidence,
    ]),
  );
}

function changesText(
  { changed, confirmed, kept }: Omit<Refreshed, "list">,
  isDry: boolean,
): string {
  const changes = changed.map(({ id, region, before, after, asOf }) => [
    id,
    region,
    `${before} of ${asOf[0]}`,
    `${after} of ${asOf[1]}`,
  ]);
  const old = kept.map(({ id, region, asOf, why }) => [id, region, asOf, why]);
  return [
    changes.length === 0 ? "No price changed." : renderTable(["Changed", "", "", ""], changes),
    "",
    `${confirmed} prices are what they were, read today.`,
    "",
    renderTable(["Not read, of their own day", "", "", ""], old),
    "",
    isDry ? "Nothing was written." : "The list was written.",
    "",
  ].join("\n");
}
