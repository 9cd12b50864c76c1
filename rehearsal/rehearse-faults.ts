/** A rehearsal in which things go wrong: many runs, each with faults that follow from its seed. */
import { fixedDesign } from "../cost/designs/designs";
import { PRICES } from "../cost/prices/price-book";
import { chosenForecasts } from "./chosen-forecasts";
import { closeSets, openSets } from "./cloud-sets";
import { factoryOf } from "./factory";
import { playCampaign } from "./faults/campaign";
import { faultsOf } from "./faults/faults";
import { watchMinutesOf } from "./faults/watch";
import { DEFAULT_SCENARIO, type Rehearsal, type RehearsalOptions } from "./rehearse";
import { drawPictures } from "./report/draw";
import { renderReport } from "./report/page";
import { scenarioOf } from "./scenarios";

/** @param count - of runs. @throws RehearsalError */
export async function rehearseFaults(
  options: RehearsalOptions,
  count: number,
): Promise<Rehearsal & { readonly report: string }> {
  const { data, folder, graph, python, regions, seed = 1, settings } = options;
  const { progress = () => {}, tell = () => {} } = options;
  const scenarioName = options.scenario ?? DEFAULT_SCENARIO;
  // Nothing has run before: the past of a schedule is no matter of faults.
  const scenario = { ...scenarioOf(scenarioName), pastRuns: 0 };
  const factory = factoryOf(graph);
  const forecasts = chosenForecasts(options);
  const watchMinutes = watchMinutesOf(graph);
  tell("starting the notebooks' Python, the run log and the stand-in for Amazon Forecast");
  const sets = await openSets({ settings, factory, forecasts, python, folder }, count);
  try {
    tell(`${count} runs with faults, run-watch every ${watchMinutes} minutes, in virtual time`);
    const pricing = { graph, book: PRICES, regions };
    const { examples, runs } = await playCampaign(
      { count, data, factory, folder, forecasts, pricing, progress, scenario, seed, watchMinutes },
      sets,
    );
    const { compute, lines, total } = await fixedDesign(PRICES);
    const rehearsal = {
      scenario: scenarioName,
      runs: examples,
      violations: runs.flatMap(({ violations }) => violations),
      registry: [],
      fixedDesign: { compute, total, lines },
      faults: faultsOf(runs, seed),
    };
    tell("drawing the report");
    const pictures = await drawPictures(rehearsal, sets[0].workspace);
    return { ...rehearsal, report: renderReport(rehearsal, pictures) };
  } finally {
    await closeSets(sets);
  }
}
