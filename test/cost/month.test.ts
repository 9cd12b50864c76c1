// Proves: what a month of an environment is made of, and that each example's budget fits it. Does not
// prove how long a service works, nor how much data is stored and logged.

import type { EnvironmentName } from "../../config/environments";
import { monthParts } from "../../cost/budget";
import { type MonthlyCost, monthlyCost } from "../../cost/month";
import type { CaseName } from "../../cost/simulation/profiles";
import { sourceText } from "../project/sources";
import { forecastsOn, SERVERLESS } from "../stacks/environments";
import type { Change } from "../support/record";
import { pricedEnvironment } from "./environment";

// Recordings wait for each other, and a busy machine takes its time for them.
jest.setTimeout(120_000);

async function monthOf(
  stack: EnvironmentName,
  change: Change = {},
  name?: CaseName,
): Promise<MonthlyCost> {
  const { environment, pricing } = await pricedEnvironment(stack, change);
  return monthlyCost(environment, pricing, name);
}

const FORECASTS = "forecast-platform:forecasts";
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** The weekly example forecast, with other settings. */
function demand(change: object): Change {
  const [first] = forecastsOn("amazon-forecast", "demand")[FORECASTS] as readonly object[];
  return { [FORECASTS]: [{ ...first, ...change }] };
}

const daily = (name: string) => ({
  name,
  schedule: { days: WEEKDAYS, time: "18:00", timeZone: "UTC" },
});

describe("a month", () => {
  it.each([
    ["dev", 15.22, 7.55, 22.77],
    ["staging", 15.22, 11.26, 26.48],
    ["prod", 15.22, 11.26, 26.48],
  ] as const)("of %s stands at %d, runs for %d and comes to %d USD", async (...of) => {
    const [stack, standing, runs, total] = of;
    const month = await monthOf(stack);

    expect(month.monthly).toStrictEqual({ standing, runs, total });
    expect(month.currency).toBe("USD");
  });

  it("is what the README says", async () => {
    const readme = sourceText("README.md").replaceAll("\n", " ");
    const [dev, prod] = [await monthOf("dev"), await monthOf("prod")];
    const guarded = (prod.monthly.total + prod.nearest).toFixed(2);

    expect(readme).toContain(
      `\`dev\` is expected to cost ${dev.monthly.total} USD a month (${dev.monthly.standing} of them standing still)`,
    );
    expect(readme).toContain(`\`prod\` ${prod.monthly.total}, and ${guarded} with the NAT gateway`);
  });

  it.each(["dev", "staging", "prod"] as const)(
    "of %s is at least twice within its example budget, whatever happens",
    async (stack) => {
      const { settings } = await pricedEnvironment(stack);
      const { monthly, nearest } = await monthOf(stack, {}, "worst");
      const expected = await monthOf(stack);
      const budget = settings.budget?.monthly ?? 0;

      expect(monthly.total + nearest).toBeLessThan(budget);
      expect(budget).toBeLessThan(3 * (expected.monthly.total + expected.nearest));
    },
  );

  it("is the sum of its runs, each as often as its trigger fires", async () => {
    const { monthly, runs, standing } = await monthOf("prod");
    const sum = runs.reduce((total, run) => total + run.total * run.perMonth, 0);

    expect(runs.map(({ pipeline, forecast }) => [pipeline, forecast])).toStrictEqual([
      ["forecast-run", "demand"],
      ["forecast-run", "load"],
      ["run-watch", undefined],
      ["clean-up", undefined],
    ]);
    expect(runs.map(({ perMonth }) => Math.round(perMonth * 12))).toStrictEqual([
      52, 365, 8760, 52,
    ]);
    expect(sum).toBeCloseTo(monthly.runs, 1);
    expect(standing.monthly + monthly.runs).toBeCloseTo(monthly.total, 2);
  });

  it("is best, expected and worst in this order", async () => {
    const totals: number[] = [];
    for (const name of ["best", "expected", "worst"] as const) {
      totals.push((await monthOf("prod", {}, name)).monthly.runs);
    }

    expect(totals).toStrictEqual([...totals].sort((a, b) => a - b));
    expect(new Set(totals).size).toBe(3);
  });

  it("shares its total out by part, the largest first", async () => {
    const { monthly, shares } = await monthOf("dev");
    const sum = shares.reduce((total, { cost }) => total + cost, 0);

    expect(shares.map(({ part }) => part)).toStrictEqual([
      "sql",
      "compute",
      "amazon-forecast",
      "data-factory",
      "monitoring",
    ]);
    expect(sum).toBeCloseTo(monthly.total, 1);
  });

  it("is cheaper on spot nodes than on demand, and cheaper still on serverless", async () => {
    const computeOf = ({ runs }: MonthlyCost) =>
      runs
        .filter(({ forecast }) => forecast !== undefined)
        .flatMap(({ lines }) => lines)
        .filter(({ part }) => part === "compute")
        .reduce((sum, { cost }) => sum + cost, 0);
    const spot = computeOf(await monthOf("dev"));

    expect(spot).toBeLessThan(computeOf(await monthOf("staging")));
    expect(computeOf(await monthOf("dev", SERVERLESS))).toBeLessThan(spot);
  });

  it("trains once a week where it runs daily, and each time where it runs weekly", async () => {
    const hoursOf = ({ runs }: MonthlyCost) =>
      runs
        .flatMap(({ lines }) => lines)
        .filter(({ priceId }) => priceId === "aws.forecast.training")
        .reduce((sum, { quantity }) => sum + quantity, 0);

    expect(hoursOf(await monthOf("dev", demand({})))).toBeCloseTo(2.5, 9);
    expect(hoursOf(await monthOf("dev", demand(daily("demand"))))).toBeCloseTo(2.5 / 7, 9);
  });

  it("costs a daily forecast seven times a weekly one, the training aside", async () => {
    const weekly = await monthOf("dev", demand({ retrainAfter: "1 hour" }));
    const everyDay = await monthOf("dev", demand({ ...daily("demand"), retrainAfter: "1 hour" }));
    const runsOf = ({ runs }: MonthlyCost) =>
      runs
        .filter(({ forecast }) => forecast !== undefined)
        .reduce((sum, { perMonth, total }) => sum + perMonth * total, 0);

    expect(runsOf(everyDay) / runsOf(weekly)).toBeCloseTo(7, 6);
  });

  it("has no price for AutoML, and says so once", async () => {
    const { unpriced } = await monthOf("dev", forecastsOn("sagemaker-automl", "one", "two"));

    expect(unpriced.filter(({ item }) => item === "SageMaker AutoML")).toHaveLength(1);
  });

  it("in a region without prices is partial, names the nearest known, and computes the rest", async () => {
    const { monthly, nearest, standing, unpriced } = await monthOf("prod", {
      "azure-native:location": "norwayeast",
    });

    expect(monthly.standing).toBe(0);
    // Amazon's part is priced in its own region.
    expect(monthly.runs).toBeCloseTo(2.61, 2);
    expect(standing.unpriced).toContainEqual(
      expect.objectContaining({
        item: "SQL database, S0",
        reason: "no price for norwayeast (nearest known: eastus, 14.72 USD per month)",
      }),
    );
    expect(unpriced.map(({ item }) => item)).toContain("VM ondemand Standard_D4ds_v5");
    expect(nearest).toBeGreaterThan(50);
  });

  it("counts what a person says that no program knows", async () => {
    const { environment, pricing } = await pricedEnvironment("dev");
    const usage = { storedGb: 100, loggedGb: 2, importedGb: 0.5, series: 100 };
    const plain = await monthlyCost(environment, pricing);
    const { monthly, nearest, unpriced } = await monthlyCost(environment, { ...pricing, usage });
    const runs = 365 / 12 / 7;

    expect(monthly.standing).toBeCloseTo(plain.monthly.standing + 2 * 2.3, 2);
    expect(monthly.runs).toBeCloseTo(
      plain.monthly.runs + runs * (0.5 * 0.088 + (100 * 42 * 2) / 1000),
      1,
    );
    // Storage has a price in another region only.
    expect(nearest).toBeCloseTo(100 * 0.0208, 2);
    expect(unpriced.map(({ item }) => item)).not.toContain("log ingestion");
    expect(unpriced).toContainEqual(
      expect.objectContaining({ reason: expect.stringMatching(/^no price for eastus .+westus/) }),
    );
  });

  it("tells of each part what would lower it, the missing prices among them", async () => {
    const month = await monthOf("prod");
    const parts = monthParts(month);
    const sum = parts.reduce((total, { cost }) => total + cost, 0);

    expect(parts[0]).toStrictEqual({
      part: "network",
      cost: expect.closeTo(36.5, 6),
      lower: expect.stringContaining("node addresses"),
    });
    expect(sum).toBeCloseTo(month.monthly.total + month.nearest, 1);
  });
});
