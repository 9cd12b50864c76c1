/** What a SQL database costs: by the month in a tier of its own, by the second where it is serverless. */
import type { ResourceNode } from "../../graph/graph";
import type { Use } from "../bill";
import { inputsOf, numberAt, textAt } from "../graph-values";

/**
 * vCores that an awake serverless database is billed for at least: the larger of its own minimum and a
 * third of its least memory in GB, which is 2.1 GB at half a vCore.
 *
 * @see https://learn.microsoft.com/azure/azure-sql/database/serverless-tier-overview (read 2026-11-23)
 */
const LEAST_VCORES = 0.7;

/** Minutes without a session after which a serverless database falls asleep, where nothing is set. */
const DEFAULT_PAUSE_MINUTES = 60;

/** Hours of a month, as Azure's own price pages count them. */
export const HOURS_PER_MONTH = 730;

/** @param awakeHours - how many hours of the month somebody keeps it awake */
export function databaseUses(database: ResourceNode, awakeHours: number): readonly Use[] {
  const tier = textAt(inputsOf(database), "sku", "name");
  const item = tier === "" ? "SQL database" : `SQL database, ${tier}`;
  if (/^(?:Basic|S0|S1)$/.test(tier)) {
    return [{ part: "sql", item, priceId: `sql.dtu.${tier.toLowerCase()}`, quantity: 1 }];
  }
  if (!isServerless(database)) {
    const reason = `no price for the tier ${JSON.stringify(tier)}`;
    return [{ part: "sql", item: "SQL database", reason }];
  }
  const hours = pauseMinutes(database) < 0 ? HOURS_PER_MONTH : awakeHours;
  const vCores = Math.max(LEAST_VCORES, numberAt(inputsOf(database), "minCapacity") ?? 0);
  const quantity = hours * 3600 * vCores;
  return [{ part: "sql", item: `${item}, awake`, priceId: "sql.serverless.gp_gen5", quantity }];
}

/** Whether a database is billed by the second that it is awake. */
export function isServerless(database: ResourceNode): boolean {
  return /^GP_S_/.test(textAt(inputsOf(database), "sku", "name"));
}

/** Minutes without a session after which a database falls asleep; negative is never. */
function pauseMinutes(database: ResourceNode): number {
  return numberAt(inputsOf(database), "autoPauseDelay") ?? DEFAULT_PAUSE_MINUTES;
}

/**
 * Hours a month that runs keep a database awake: each from its start until the delay after its end.
 *
 * @param runs - minutes that each kind of run takes, and how many there are a month
 */
export function awakeHours(
  database: ResourceNode,
  runs: readonly { readonly minutes: number; readonly perMonth: number }[],
): number {
  const delay = pauseMinutes(database);
  const hours = runs.map(({ minutes, perMonth }) => (perMonth * (minutes + delay)) / 60);
  const sum = hours.reduce((total, each) => total + each, 0);
  return Math.min(HOURS_PER_MONTH, sum);
}
