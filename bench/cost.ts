/** How fast nights are simulated: the deployed pipelines, and the two designs that they are compared with. */
import { loadSettings } from "../config/read";
import { manyNights } from "../cost/nights";
import { PRICES } from "../cost/prices/price-book";
import { recordGraph } from "../graph/recorder";
import { platform } from "../stacks/platform";
import { costEnvironment } from "../tools/cost-environment";
import { PROJECT_DIRECTORY, PROJECT_NAME } from "../tools/root";
import type { Figure } from "./preview";

const NIGHTS = 2000;

/** Many nights of three designs, one after the other. */
export async function nightsSpeed(): Promise<readonly Figure[]> {
  const stack = "dev";
  const { settings, config } = loadSettings(PROJECT_DIRECTORY, stack);
  const options = { project: PROJECT_NAME, stack, config };
  const graph = await recordGraph(() => platform(settings), options);
  const start = performance.now();
  const results = await manyNights(costEnvironment(graph, settings).platform(), PRICES, {
    count: NIGHTS,
    seed: 1,
  });
  const seconds = (performance.now() - start) / 1000;
  return [
    {
      name: `${NIGHTS} nights of ${results.length} designs, s`,
      value: seconds.toFixed(1),
      wanted: "at most 20",
    },
  ];
}
