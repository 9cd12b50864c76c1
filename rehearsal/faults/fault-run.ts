/** One run of a forecast with its faults, from a clean state to what it leaves behind. */
import type { Factory } from "../factory";
import type { LocalClouds } from "../local-clouds";
import type { Played } from "../plan";
import { play } from "../play";
import { RehearsalError } from "../rehearsal-error";
import type { RunRecord } from "../run-record";
import type { Scenario } from "../scenarios";
import {
  type Aftermath,
  aftermathOf,
  type FaultViolation,
  outcomeOf,
  type SoundRun,
  violationsAfter,
} from "./aftermath";
import type { Fault } from "./fault";
import { Injector } from "./injector";
import type { FaultyBackend } from "./kinds";

/** What the runs of a forecast have in common. */
export interface FaultSetup {
  readonly factory: Factory;
  readonly played: Played;
  readonly scenario: Scenario;
  readonly watchMinutes: number;
}

/** What a disturbed run came to. */
export interface FaultRun {
  readonly seed: number;
  readonly forecast: string;
  /** Those that struck. */
  readonly faults: readonly Fault[];
  readonly outcome: string;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly violations: readonly FaultViolation[];
}

/** @param onRun - is handed what the factory did, as far as it is to be reported */
export async function playFaulty(
  setup: FaultSetup,
  clouds: LocalClouds,
  faults: readonly Fault[],
  {
    seed,
    sound,
    onRun = async () => {},
  }: {
    readonly seed: number;
    readonly sound: SoundRun;
    readonly onRun?: (record: RunRecord) => Promise<void>;
  },
): Promise<FaultRun> {
  const { backend, name: forecast } = setup.played.forecast;
  const { aftermath, endless } = await disturbed(setup, clouds, { faults, seed, onRun });
  const struck = faults.filter((fault) => hasStruck(fault, aftermath, clouds.gate?.struck ?? 0));
  const { run } = aftermath;
  return {
    seed,
    forecast,
    faults: struck,
    outcome: outcomeOf(aftermath),
    error: errorOf(run),
    violations: [
      ...endless.map((message) => ({ kind: "stuck" as const, of: run?.run_id ?? "none", message })),
      ...violationsAfter(aftermath, struck, sound, backend),
    ],
  };
}

/** A run without a fault, and what it leaves behind. */
export async function playSound(
  setup: FaultSetup,
  clouds: LocalClouds,
  seed: number,
): Promise<Aftermath> {
  const nothing = { faults: [], seed, onRun: async () => {} };
  return (await disturbed(setup, clouds, nothing)).aftermath;
}

async function disturbed(
  { factory, played, scenario, watchMinutes }: FaultSetup,
  clouds: LocalClouds,
  {
    faults,
    onRun,
    seed,
  }: {
    readonly faults: readonly Fault[];
    readonly onRun: (record: RunRecord) => Promise<void>;
    readonly seed: number;
  },
): Promise<{ readonly aftermath: Aftermath; readonly endless: readonly string[] }> {
  const [firing] = played.firings;
  if (firing === undefined) throw new TypeError("nothing is planned");
  await clouds.reset();
  clouds.gate?.cut(faults.flatMap(({ cut }) => (cut === undefined ? [] : [cut])));
  const full = faults.flatMap((each) => (each.full === undefined ? [] : [[each.full, 0] as const]));
  const service = {
    ...scenario.service,
    seed,
    faults: faults.flatMap((fault) => fault.service ?? []),
    most: Object.fromEntries(full),
  };
  const endless: string[] = [];
  let injector: Injector | undefined;
  try {
    await play({
      clouds,
      disturb: (engine) => {
        injector = new Injector(engine, {
          clouds,
          faults,
          fired: firing.parameters,
          at: firing.at,
          firstStage: FIRST_STAGE[played.forecast.backend as FaultyBackend],
          watchMinutes,
        });
        return injector;
      },
      factory: approvedBy(factory, faults),
      onRun,
      played: [played],
      scenario: { ...scenario, service },
      seed,
    });
  } catch (error) {
    if (!(error instanceof RehearsalError && error.code === "REHEARSAL_ENDLESS")) throw error;
    endless.push(error.message);
  }
  const heard = { ends: injector?.ends ?? [], failures: injector?.failures ?? [] };
  const period = firing.parameters["period"] ?? "";
  return { aftermath: await aftermathOf(clouds, period, heard), endless };
}

function errorOf(run: Aftermath["run"]): FaultRun["error"] {
  if (run === undefined || run.error_code === null) return null;
  return { code: run.error_code, message: run.error_message ?? "" };
}

const FIRST_STAGE: Readonly<Record<FaultyBackend, string>> = {
  "amazon-forecast": "import",
  "random-forest": "train",
};

/** The factory of an environment in which a person approves models, where that is what is disturbed. */
function approvedBy(factory: Factory, faults: readonly Fault[]): Factory {
  if (!faults.some(({ kind }) => kind === "approval")) return factory;
  const { forecasts = "[]", ...others } = factory.schemaParameters;
  const rows = (JSON.parse(forecasts) as readonly object[]).map((row) => ({
    ...row,
    approval: "required",
  }));
  return { ...factory, schemaParameters: { ...others, forecasts: JSON.stringify(rows) } };
}

/** What the service did to a run, its journal says; what else happened, the fault itself. */
function hasStruck(fault: Fault, { journal }: Aftermath, cuts: number): boolean {
  const { again, cut, full, service = [] } = fault;
  if (cut !== undefined) return cuts > 0;
  if (full !== undefined) {
    return journal.some(
      ({ error, operation }) =>
        operation === `Create${full}` && error?.code === "LimitExceededException",
    );
  }
  if (again !== undefined) {
    return Object.entries(again).every(([kind, times]) => {
      const made = journal.filter(
        ({ operation, outcome }) => operation === `Create${kind}` && outcome !== "refused",
      );
      return made.length >= times;
    });
  }
  const [first] = service;
  if (first === undefined) return fault.struck;
  return journal.some(
    ({ error, operation, outcome }) =>
      operation === first["operation"] &&
      (first["fault"] === "drop" ? outcome === "dropped" : error?.code === "ThrottlingException"),
  );
}
