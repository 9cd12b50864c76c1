/** One set of clouds for many plays of a small stack: two forecasts by the day, of two items. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseSettings } from "../../../config/parse";
import { PRICES } from "../../../cost/prices/price-book";
import { type Factory, factoryOf } from "../../../rehearsal/factory";
import { LocalClouds } from "../../../rehearsal/local-clouds";
import { planned } from "../../../rehearsal/plan";
import { playReported, type ReportedPlay } from "../../../rehearsal/reported-play";
import type { Pricing } from "../../../rehearsal/run-cost";
import { type Scenario, scenarioOf } from "../../../rehearsal/scenarios";
import { regionsOf } from "../../../tools/cost-environment";
import { ensurePythonEnvironment, PYTHON } from "../../../tools/python-environment";
import { type Change, configOf, recordEnvironment } from "../../support/record";

const DAY = 86_400_000;
const DAYS = 120;

/** Forecasts of seven days, of each kind of backend. */
const FORECASTS = [
  { name: "demand", backend: "amazon-forecast", deadline: "8 hours" },
  { name: "load", backend: "random-forest", deadline: "2 hours" },
].map((each) => ({
  ...each,
  frequency: "D",
  horizon: 7,
  schedule: { days: ["Friday"], time: "18:00", timeZone: "UTC" },
  input: `curated/${each.name}`,
}));

/** Which forecast is played. */
export type Which = "demand" | "load";

/** A stage on which plays follow each other. */
export interface Stage {
  readonly clouds: LocalClouds;
  readonly factory: Factory;
  /** Plays the one run of a forecast, on clouds as good as new. */
  play(which: Which, changes?: PlayChanges): Promise<ReportedPlay>;
  stop(): Promise<void>;
}

/** What differs from the yardstick's night without a past. */
export interface PlayChanges {
  readonly factory?: Factory;
  readonly scenario?: Partial<Scenario>;
  /** Of the stack's settings. */
  readonly settings?: Change;
}

/** Opens a stage. @param folder - of its own */
export async function openStage(folder: string): Promise<Stage> {
  const small = { "forecast-platform:forecasts": FORECASTS };
  const settings = parseSettings("dev", configOf("dev", small));
  const factory = factoryOf(await recordEnvironment("dev", small));
  const { forecasts } = settings;
  ensurePythonEnvironment(() => {});
  const clouds = await LocalClouds.open({ settings, factory, forecasts, python: PYTHON, folder });
  const data = join(folder, "history.csv");
  writeFileSync(data, history());
  const yardstick = { ...scenarioOf("yardstick"), pastRuns: 0 };
  return {
    clouds,
    factory,
    play: async (which, changes = {}) => {
      const graph = await recordEnvironment("dev", { ...small, ...changes.settings });
      const pricing: Pricing = { graph, book: PRICES, regions: regionsOf(settings) };
      const scenario: Scenario = { ...yardstick, ...changes.scenario };
      const deployed = changes.factory ?? factoryOf(graph);
      const one = forecasts.filter(({ name }) => name === which);
      const { pastRuns } = scenario;
      const played = await planned(
        { data, factory: deployed, forecasts: one, pastRuns },
        clouds.workspace,
      );
      return playReported({ factory: deployed, pricing, played, scenario }, clouds, 1);
    },
    stop: () => clouds.stop(),
  };
}

/** Two items with a week's rhythm and a slow rise. */
function history(): string {
  const rows = ["north", "south"].flatMap((item, place) =>
    Array.from({ length: DAYS }, (_, day) => {
      const date = new Date(Date.UTC(2026, 0, 1) + day * DAY).toISOString().slice(0, 10);
      const value = 100 + 50 * place + 20 * Math.sin((2 * Math.PI * day) / 7) + day / 10;
      return `${item},${date},${value.toFixed(2)}`;
    }),
  );
  return `${["item_id,timestamp,target_value", ...rows].join("\n")}\n`;
}
