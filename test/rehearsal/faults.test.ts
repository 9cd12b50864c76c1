/**
 * Runs in which things go wrong: every kind of fault, with the real notebooks, T-SQL and stand-in; that a seed
 * replays, and that a platform which does the wrong thing only when something fails is found out.
 *
 * Not proven: faults that nobody has thought of, and what a service does that fails in another way.
 */
import { join } from "node:path";
import { loadSettings } from "../../config/read";
import { PRICES } from "../../cost/prices/price-book";
import { closeSets, openSets, type Sets } from "../../rehearsal/cloud-sets";
import { factoryOf } from "../../rehearsal/factory";
import { type CampaignOptions, playCampaign } from "../../rehearsal/faults/campaign";
import { type Faults, faultsOf } from "../../rehearsal/faults/faults";
import { FAULT_KINDS } from "../../rehearsal/faults/kinds";
import { renderFaults } from "../../rehearsal/faults-text";
import { scenarioOf } from "../../rehearsal/scenarios";
import { regionsOf } from "../../tools/cost-environment";
import { ensurePythonEnvironment, PYTHON } from "../../tools/python-environment";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { recordEnvironment } from "../support/record";

jest.mock("@electric-sql/pglite", () =>
  jest
    .requireActual<typeof import("../support/outside")>("../support/outside")
    .requireOutside("@electric-sql/pglite"),
);

jest.setTimeout(600_000);

const FOLDER = join(PROJECT_DIRECTORY, "out", "test", "faults");

let sets: Sets;
let options: Omit<CampaignOptions, "count" | "seed">;

beforeAll(async () => {
  const { settings } = loadSettings(PROJECT_DIRECTORY, "dev");
  const graph = await recordEnvironment("dev");
  const factory = factoryOf(graph);
  const { forecasts } = settings;
  ensurePythonEnvironment(() => {});
  sets = await openSets({ settings, factory, forecasts, python: PYTHON, folder: FOLDER }, 2);
  options = {
    factory,
    folder: FOLDER,
    forecasts,
    pricing: { graph, book: PRICES, regions: regionsOf(settings) },
    progress: () => {},
    scenario: { ...scenarioOf("yardstick"), pastRuns: 0 },
    watchMinutes: 60,
  };
});

afterAll(() => closeSets(sets));

async function campaign(count: number, changes: Partial<CampaignOptions> = {}): Promise<Faults> {
  const { runs } = await playCampaign({ ...options, count, seed: 1, ...changes }, sets);
  return faultsOf(runs, changes.seed ?? 1);
}

/** The four counts. */
function broken({ doubleSubmissions, lostResults, stuck, told, wrongStatus }: Faults): unknown {
  const bad = told.filter(({ violations }) => violations.length > 0);
  return { doubleSubmissions, lostResults, stuck, wrongStatus, bad };
}

const NOTHING = { doubleSubmissions: 0, lostResults: 0, stuck: 0, wrongStatus: 0, bad: [] };

describe("fifty runs with faults", () => {
  let faults: Faults;

  beforeAll(async () => {
    faults = await campaign(50);
  });

  it("make nothing twice, lose nothing, stick nowhere and end as they should", () => {
    expect(broken(faults)).toEqual(NOTHING);
  });

  it("hold every kind of fault", () => {
    expect(Object.keys(faults.byKindAndStage).toSorted()).toEqual(
      Object.keys(FAULT_KINDS).toSorted(),
    );
    expect(faults.injected).toBeGreaterThanOrEqual(50);
  });

  it("are told in a table of kinds and stages", () => {
    const text = renderFaults(faults);

    expect(text).toMatch(
      /^ {2}succeeded\/failed\/cancelled +import +train +forecast +export +load$/m,
    );
    expect(text).toContain("made twice: 0   results lost: 0   stuck: 0   wrong status: 0");
  });

  it("replay exactly for the same seed, on whichever set of clouds", async () => {
    const [first, second] = sets;
    const again = await playCampaign(
      { ...options, count: 4, seed: 1 },
      second ? [second] : [first],
    );

    expect(faultsOf(again.runs, 1).told).toEqual(faults.told.slice(0, 4));
  });
});

describe("a platform that is wrong only when something fails", () => {
  /** Changes the text of one statement, wherever it is run. */
  function mutate(from: string, to: string): void {
    for (const { log } of sets) {
      const query = log.connection.query.bind(log.connection);
      jest.spyOn(log.connection, "query").mockImplementation((text, values) =>
        query(
          text.replaceAll(from, () => to),
          values,
        ),
      );
    }
  }

  it("is found out where a lease that has expired is not taken over", async () => {
    mutate("AND lease_expires_at <= CAST(SYSUTCDATETIME() AS TIMESTAMP(0))", "AND 1 = 0");

    const { told } = await campaign(1);

    expect(told[0]).toMatchObject({ faults: [{ kind: "killed" }], outcome: "failed" });
    expect(told[0]?.violations).toMatchObject([{ kind: "wrong-status" }]);
  });

  it("is found out where a failure of a step is not recorded", async () => {
    const factory = {
      ...options.factory,
      pipelines: options.factory.pipelines.map((pipeline) =>
        pipeline.name === "forecast-step"
          ? (JSON.parse(
              JSON.stringify(pipeline).replace(
                '"name":"Record failure"',
                '"name":"Record failure","state":"Inactive","onInactiveMarkAs":"Succeeded"',
              ),
            ) as typeof pipeline)
          : pipeline,
      ),
    };

    const { told } = await campaign(9, { factory });
    const untold = told.filter(({ violations }) => violations.length > 0);

    expect(untold.flatMap(({ faults }) => faults.map(({ kind }) => kind))).toContain("job-lost");
  });
});
