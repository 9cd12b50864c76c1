// Environments of the platform, as their cost is computed: recorded once, settings changed where asked.

import type { EnvironmentName } from "../../config/environments";
import { parseSettings } from "../../config/parse";
import type { Settings } from "../../config/settings";
import { PRICES } from "../../cost/prices/price-book";
import type { Environment } from "../../cost/runs";
import type { Pricing } from "../../cost/standing";
import { costEnvironment, regionsOf } from "../../tools/cost-environment";
import { type Change, configOf, recordEnvironment } from "../support/record";

/** Everything that a cost is computed from. */
export interface PricedEnvironment {
  readonly environment: Environment;
  readonly pricing: Pricing;
  readonly settings: Settings;
}

/** One environment with changed settings. */
export async function pricedEnvironment(
  stack: EnvironmentName,
  change: Change = {},
): Promise<PricedEnvironment> {
  const settings = parseSettings(stack, configOf(stack, change));
  const graph = await recordEnvironment(stack, change);
  return {
    settings,
    environment: costEnvironment(graph, settings),
    pricing: { book: PRICES, regions: regionsOf(settings) },
  };
}
