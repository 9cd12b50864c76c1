// Proves: what many drawn nights come to, that every design sees the same ones, and what poll intervals
// cost. Does not prove that real nights are spread like the drawn ones.

import { pollChart } from "../../cost/designs/poll-chart";
import { type PollPoint, pollIntervals } from "../../cost/designs/polling";
import { manyNights, type NightsResult } from "../../cost/nights";
import { PRICES } from "../../cost/prices/price-book";
import { drawsOf, logNormal, triangular } from "../../cost/simulation/draws";
import { pricedEnvironment } from "./environment";

// Recordings wait for each other, and a busy machine takes its time for them.
jest.setTimeout(120_000);

describe("many nights", () => {
  let results: readonly NightsResult[];
  const named = (name: string): NightsResult | undefined =>
    results.find((result) => result.name === name);
  beforeAll(async () => {
    const { environment } = await pricedEnvironment("dev");
    results = await manyNights(environment.platform(), PRICES, { count: 200, seed: 7 });
  });

  it("are the same for the same seed, and others for another", async () => {
    const { environment } = await pricedEnvironment("dev");
    const nights = (seed: number) =>
      manyNights(environment.platform(), PRICES, { count: 20, seed });

    expect(await nights(7)).toStrictEqual(await nights(7));
    expect(await nights(8)).not.toStrictEqual(await nights(7));
  });

  it("cost the platform on a bad night less than a quarter of what leaving early costs on a good one", () => {
    const own = named("no cluster in waits");
    const early = named("early exit");

    expect(own?.cost.p95 ?? 9).toBeLessThan((early?.cost.p5 ?? 0) / 4);
    expect(own?.cost.max ?? 9).toBeLessThan(1);
    expect(own?.ready).toBe(200);
  });

  it("cost more than the exact one, since an estimate that is too short starts a cluster for nothing", () => {
    const own = named("no cluster in waits");

    expect(own?.clusterMinutes.p50 ?? 0).toBeGreaterThan(30);
    expect(own?.clusterMinutes.p5 ?? 0).toBeGreaterThan(24);
  });

  it("have percentiles in their order", () => {
    for (const { cost } of results) {
      const { p5, p50, p95, max, mean } = cost;
      expect([p5, p50, p95, max]).toStrictEqual(
        [p5, p50, p95, max].sort((a, b) => Number(a) - Number(b)),
      );
      expect(Number(mean)).toBeGreaterThan(Number(p5));
    }
  });
});

describe("draws", () => {
  it("are even, around 1 and within their bounds", () => {
    const draw = drawsOf(1);
    const many = <T>(make: () => T) => Array.from({ length: 20_000 }, make);
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length;
    const starts = many(() => triangular(draw, { least: 3, usual: 5, most: 8 }));

    expect(mean(many(draw))).toBeCloseTo(0.5, 1);
    expect(mean(many(() => Math.log(logNormal(draw, 0.3))))).toBeCloseTo(0, 2);
    expect(mean(starts)).toBeCloseTo((3 + 5 + 8) / 3, 1);
    expect(Math.min(...starts)).toBeGreaterThanOrEqual(3);
    expect(Math.max(...starts)).toBeLessThanOrEqual(8);
  });
});

describe("poll intervals", () => {
  let points: readonly PollPoint[];
  beforeAll(async () => {
    points = await pollIntervals(PRICES, { nights: 12, seed: 3 });
  });

  it("cost less and come later, the longer they are", () => {
    const lookups = points.map((point) => point.lookups);
    const late = points.map((point) => point.lateMinutes);

    expect(lookups).toStrictEqual([...lookups].sort((a, b) => b - a));
    expect(late).toStrictEqual([...late].sort((a, b) => a - b));
    for (const { lateMinutes, mostLateMinutes, pollMinutes } of points) {
      expect(lateMinutes).toBeLessThan(pollMinutes);
      expect(mostLateMinutes).toBeLessThan(pollMinutes + 1);
    }
  });

  it("have no cluster where it starts slower than the next look", () => {
    expect(
      points.map(({ clusters, pollMinutes }) => [pollMinutes, clusters === null]),
    ).toStrictEqual([1, 2, 5, 10, 20, 30, 60].map((minutes) => [minutes, minutes < 6]));
  });

  it("cost more in a managed virtual network, whatever the interval", () => {
    for (const { lookups, managedLookups } of points) {
      expect(managedLookups).toBeGreaterThan(lookups + 3.5);
    }
  });

  it("are drawn inside the picture, a label a line", () => {
    const svg = pollChart(points, { cost: 0.35 });
    const places = [...svg.matchAll(/ c?x="([-0-9.]+)" c?y="([-0-9.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);

    expect(places.length).toBeGreaterThan(40);
    for (const [x = -1, y = -1] of places) {
      expect(x >= 0 && x <= 760 && y >= 0 && y <= 560).toBe(true);
    }
    for (const label of ["lookups in a VNet", "a cluster for each look", "at worst"]) {
      expect(svg).toContain(`>${label}</text>`);
    }
  });
});
