/** Many runs, each with a schedule of faults that follows from its seed. */
import { join } from "node:path";
import type { Forecast } from "../../config/forecast";
import { type Draw, drawsOf } from "../../cost/simulation/draws";
import { onSets, type Sets } from "../cloud-sets";
import type { Factory } from "../factory";
import type { LocalClouds } from "../local-clouds";
import { seedsOf } from "../nights";
import { planned } from "../plan";
import { RehearsalError } from "../rehearsal-error";
import { Reporter } from "../reporter";
import type { RunReport } from "../reports";
import type { Pricing } from "../run-cost";
import type { Scenario } from "../scenarios";
import { type SoundRun, soundRunOf } from "./aftermath";
import { faultAt } from "./by-kind";
import type { Fault } from "./fault";
import { type FaultRun, type FaultSetup, playFaulty, playSound } from "./fault-run";
import { type FaultPlace, type FaultyBackend, oneOf, placesOf } from "./kinds";

/** How much of a forecast's data is used: enough for every check of the package, and little to work on. */
const CUT: Readonly<Record<FaultyBackend, { readonly items: number; readonly steps: number }>> = {
  "amazon-forecast": { items: 4, steps: 120 },
  "random-forest": { items: 2, steps: 960 },
};

/** Runs that are reported in full. */
const EXAMPLES = 3;

/** The share of runs that have a second fault. */
const SECOND_FAULTS = 0.3;

/** What is disturbed. */
export interface CampaignOptions {
  readonly factory: Factory;
  /** Of which each backend's first is disturbed. */
  readonly forecasts: readonly Forecast[];
  readonly data?: string | undefined;
  readonly scenario: Scenario;
  readonly folder: string;
  readonly pricing: Pricing;
  readonly count: number;
  readonly seed: number;
  readonly watchMinutes: number;
  readonly progress: (done: number, of: number) => void;
}

/** What came of it. */
export interface Campaign {
  /** Every run, in order. */
  readonly runs: readonly FaultRun[];
  /** The first few, reported in full. */
  readonly examples: readonly RunReport[];
}

/** @throws RehearsalError */
export async function playCampaign(options: CampaignOptions, sets: Sets): Promise<Campaign> {
  const { count, pricing, progress, scenario, seed } = options;
  const setups = await setupsOf(options, sets[0]);
  const places = placesOf([...setups.keys()]);
  let done = 0;
  const reporters: Reporter[] = [];
  const runs = await onSets(sets, seedsOf(seed, count), async (clouds, runSeed, index) => {
    const place = places[index % places.length];
    const known = setups.get(place?.backend ?? "amazon-forecast");
    if (place === undefined || known === undefined) throw new TypeError("there is no place");
    const faults = scheduleOf(place, places, drawsOf(runSeed));
    const { played } = known.setup;
    const reporter = new Reporter({ clouds, played: [played], pricing }, scenario);
    const isExample = index < EXAMPLES;
    const run = await playFaulty(known.setup, clouds, faults, {
      seed: runSeed,
      sound: known.sound,
      onRun: async (record) => (isExample ? reporter.ended(record) : undefined),
    });
    if (isExample) {
      await reporter.rest();
      reporters[index] = reporter;
    }
    done += 1;
    progress(done, count);
    return run;
  });
  return { runs, examples: reporters.flatMap((reporter) => reporter.runs) };
}

/** The fault of a place, and at times another one of the same forecast. */
function scheduleOf(
  place: FaultPlace,
  places: readonly FaultPlace[],
  draw: Draw,
): readonly Fault[] {
  const first = faultAt(place, draw);
  const [other, ...others] = places.filter(
    ({ backend, kind }) => backend === place.backend && kind !== place.kind && kind !== "approval",
  );
  if (other === undefined || draw() >= SECOND_FAULTS) return [first];
  return [first, faultAt(oneOf(draw, [other, ...others]), draw)];
}

/** By backend: what its runs have in common, and how one ends without a fault. */
async function setupsOf(
  { data, factory, folder, forecasts, scenario, seed, watchMinutes }: CampaignOptions,
  clouds: LocalClouds,
): Promise<ReadonlyMap<FaultyBackend, { readonly setup: FaultSetup; readonly sound: SoundRun }>> {
  const setups = new Map<FaultyBackend, { readonly setup: FaultSetup; readonly sound: SoundRun }>();
  for (const forecast of forecasts) {
    const { backend } = forecast;
    if (backend === "sagemaker-automl" || setups.has(backend)) continue;
    const file = join(folder, "cut", `${forecast.name}.csv`);
    const [whole] = await planned(
      { data, factory, forecasts: [forecast], pastRuns: 0 },
      clouds.workspace,
    );
    if (whole === undefined) continue;
    await clouds.workspace.cut(whole.table, CUT[backend], file);
    const played = { ...whole, table: { ...whole.table, data: file } };
    const setup = { factory, played, scenario, watchMinutes };
    setups.set(backend, { setup, sound: soundRunOf(await playSound(setup, clouds, seed)) });
  }
  if (setups.size > 0) return setups;
  throw new RehearsalError("REHEARSAL_PART_MISSING", "faults", "no forecast can be disturbed");
}
