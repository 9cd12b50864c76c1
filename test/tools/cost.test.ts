// Proves: what the cost command prints and writes, and how it ends, as processes of its own. Does not
// prove the figures, which the suites of test/cost hold.

import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import priceList from "../../cost/price-list.json";
import type { CostJson } from "../../tools/cost-data";
import { type RunningApis, startPriceApis } from "../cost/price-apis";
import { cost, directoryWith, type Ended, preview, ROOT, removeDirectories } from "./spawn";

jest.setTimeout(180_000);

const FOLDER = mkdtempSync(join(tmpdir(), "forecast-platform-cost-"));
const STACK_TRACE = /^ {4}at /m;

const settings = readFileSync(join(ROOT, "Pulumi.prod.yaml"), "utf8");
const prod = (from: string, to: string) => directoryOf(settings.replace(from, to));

/** A directory with the settings of `prod`, as the file of `dev` with what dev may have. */
function directoryOf(text: string): string {
  const directory = directoryWith(text);
  copyFileSync(join(directory, "Pulumi.dev.yaml"), join(directory, "Pulumi.prod.yaml"));
  return directory;
}

function chart(name: string): readonly string[] {
  return ["--chart", join(FOLDER, `${name}.svg`)];
}

function listWith(
  name: string,
  change: (price: (typeof priceList.prices)[number]) => object,
): string {
  const file = join(FOLDER, `${name}.json`);
  writeFileSync(file, JSON.stringify({ ...priceList, prices: priceList.prices.map(change) }));
  return file;
}

const NO_NIGHTS = ["--nights", "0"];
const EUROS = listWith("euros", (row) =>
  row.id === "sql.dtu.s0" ? { ...row, currency: "EUR" } : row,
);
const RUNS = {
  json: cost(["--stack", "prod", "--json", "--nights", "20", ...chart("json")]),
  again: cost(["--stack", "prod", "--json", "--nights", "20", ...chart("again")]),
  text: cost(["--stack", "dev", "--nights", "20", ...chart("text")]),
  preview: preview(["--stack", "prod", "--json"]),
  overBudget: cost([
    ...["--stack", "prod", "--json", ...NO_NIGHTS, ...chart("over")],
    ...["--directory", prod("monthly: 150", "monthly: 40")],
  ]),
  foreignRegion: cost([
    ...["--stack", "prod", "--json", ...NO_NIGHTS, ...chart("foreign")],
    ...["--directory", prod("location: eastus", "location: norwayeast")],
  ]),
  euros: cost(["--stack", "prod", "--json", ...NO_NIGHTS, ...chart("euros"), "--prices", EUROS]),
  prices: cost(["prices"]),
  pricesJson: cost(["prices", "--json"]),
  help: cost(["--help"]),
  noStack: cost([]),
  wrongNights: cost(["--stack", "prod", "--nights", "many"]),
  noPrices: cost(["--stack", "prod", "--prices", "/no/such/file.json"]),
  wrongPrices: cost([
    ...["--stack", "prod", "--prices"],
    listWith("wrong", (row) => ({ ...row, source: "" })),
  ]),
} as const;

afterAll(async () => {
  await Promise.all(Object.values(RUNS));
  removeDirectories();
  rmSync(FOLDER, { recursive: true, force: true });
});

async function documentOf(run: Promise<Ended>): Promise<CostJson & { readonly chart: string }> {
  return JSON.parse((await run).stdout) as CostJson & { readonly chart: string };
}

describe("cost --json", () => {
  it("prints one document on one line, nothing on stderr, and exits 0", async () => {
    const { code, stderr, stdout } = await RUNS.json;

    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: "" });
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  });

  it("is the same for the same seed", async () => {
    const { chart: _, ...one } = await documentOf(RUNS.json);
    const { chart: __, ...other } = await documentOf(RUNS.again);

    expect(one).toStrictEqual(other);
  });

  it("compares the designs in the form of its contract", async () => {
    const { designs, need } = await documentOf(RUNS.json);

    expect(designs.map(({ name }) => name)).toStrictEqual([
      "fixed 10 x 1 h",
      "early exit",
      "cluster per poll",
      "no cluster in waits",
      "no cluster in waits, serverless",
      "chained in AWS",
      "chained in AWS, serverless",
    ]);
    for (const design of designs) {
      expect(design).toMatchObject({
        name: expect.any(String),
        compute: expect.any(Number),
        total: expect.any(Number),
        readyMinutes: expect.any(Number),
        clusterMinutes: expect.any(Number),
        lines: expect.any(Array),
      });
    }
    expect(need).toStrictEqual({ compute: 0.0438, ownOverNeed: 6, fixedOverOwn: 20.33 });
  });

  it("is what the README tells", async () => {
    const { designs, monthly } = await documentOf(RUNS.json);
    const readme = readFileSync(join(ROOT, "README.md"), "utf8").replaceAll("*", "");

    for (const { compute, clusterMinutes, readyMinutes } of designs) {
      const ready = Math.round(readyMinutes ?? Number.NaN);
      expect(readme).toContain(`| ${compute.toFixed(2)} | ${clusterMinutes} | ${ready} min |`);
    }
    for (const amount of [monthly.total, monthly.withNearest, monthly.standing]) {
      expect(readme).toContain(String(amount));
    }
  });

  it("has the same month as the preview", async () => {
    const { monthly, perRun } = await documentOf(RUNS.json);
    const shown = JSON.parse((await RUNS.preview).stdout).cost;

    expect(monthly).toMatchObject(shown.monthly);
    expect(perRun).toMatchObject(shown.perRun.concat([{}, {}]));
    expect(monthly.best).toBeLessThan(monthly.total);
    expect(monthly.worst).toBeGreaterThan(monthly.total);
    expect(monthly.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 1);
  });

  it("says that the total is partial, by how much at the nearest prices, and what is missing", async () => {
    const { monthly, notes, unpriced } = await documentOf(RUNS.json);

    expect(monthly).toMatchObject({ partial: true, withNearest: 62.98 });
    expect(unpriced.map(({ item }) => item)).toContain("NAT gateway");
    expect(notes).toContainEqual(
      expect.stringMatching(/^month: the total is partial, \d+ uses .+ 36\.50 more$/),
    );
    expect(notes).toContainEqual(
      expect.stringMatching(/^prices: of \d+ days from 2024-.+ to 2026-/),
    );
  });

  it("has a ceiling for every forecast, and a distribution of every design's nights", async () => {
    const { ceiling, nights } = await documentOf(RUNS.json);

    expect(ceiling.map(({ forecast }) => forecast)).toStrictEqual(["demand", "load"]);
    for (const { cost: of, nights: count, ready, readyMinutes } of nights) {
      expect(count).toBe(20);
      expect(ready).toBeGreaterThan(0);
      for (const { p5, p50, p95, max } of [of, readyMinutes]) {
        const figures = [p5, p50, p95, max];
        expect(figures).toStrictEqual([...figures].sort((a, b) => Number(a) - Number(b)));
      }
    }
  });

  it("writes the chart of poll intervals, well-formed and for light and dark", async () => {
    const { chart: file } = await documentOf(RUNS.json);
    const svg = readFileSync(file, "utf8");

    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 \d+ \d+"/);
    expect(svg).toContain("prefers-color-scheme: dark");
    expect(svg.match(/<polyline/g)).toHaveLength(5);
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("exits 1 where the expected month is above the budget", async () => {
    const { code } = await RUNS.overBudget;
    const { budget, nights } = await documentOf(RUNS.overBudget);

    expect(code).toBe(1);
    expect(budget).toStrictEqual({ monthly: 40, currency: "USD", within: false });
    expect(nights).toStrictEqual([]);
  });

  it("computes the rest where a region has no prices", async () => {
    const { designs, monthly, unpriced } = await documentOf(RUNS.foreignRegion);

    expect(designs[0]?.compute).toBeCloseTo(5.35, 2);
    expect(monthly).toMatchObject({ standing: 0, partial: true });
    expect(unpriced).toContainEqual(
      expect.objectContaining({
        reason: expect.stringMatching(/norwayeast \(nearest known: eastus/),
      }),
    );
  });

  it("never adds another currency", async () => {
    const { monthly, unpriced } = await documentOf(RUNS.euros);

    expect(monthly.standing).toBe(0.5);
    expect(unpriced).toContainEqual(
      expect.objectContaining({
        item: "SQL database, S0",
        reason: "its price is in EUR, the others are in USD",
      }),
    );
  });
});

describe("cost for people", () => {
  it("shows the month, the runs, the ceiling, the designs, the nights and what is missing", async () => {
    const { code, stderr, stdout } = await RUNS.text;

    expect({ code, stderr }).toStrictEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^forecast-platform dev, USD$/m);
    expect(stdout).toMatch(/^total, without what is not priced +22\.77$/m);
    expect(stdout).toMatch(/^budget +50\.00 +kept$/m);
    expect(stdout).toMatch(/^fixed 10 x 1 h +5\.35 +5\.35 +610 min +610 min$/m);
    expect(stdout).toMatch(/^no cluster in waits +0\.26 +0\.35 +252 min +30 min$/m);
    expect(stdout).toMatch(/^The platform's design is 20\.33 times cheaper than the fixed one/m);
    expect(stdout).toMatch(/^demand +6\.58 +\d+\.\d\d +a deadline of 12 h/m);
    expect(stdout).toMatch(/^fixed 10 x 1 h +20 of 20 /m);
    expect(stdout).toMatch(/^stored data +lake-account +by the gigabyte/m);
    expect(stdout).toMatch(/^Poll interval against cost and lateness: .+text\.svg$/m);
    expect(stdout).toMatch(/does not start its triggers$/m);
  });

  it("helps with an example", async () => {
    const { code, stdout } = await RUNS.help;

    expect(code).toBe(0);
    expect(stdout).toMatch(/^Example:\n {2}npm run cost -- --stack prod$/m);
  });
});

describe("cost prices", () => {
  it("shows every price with its region, day and confidence", async () => {
    const { code, stdout } = await RUNS.prices;

    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(priceList.prices.length + 1);
    expect(stdout).toMatch(/^sql\.dtu\.s0 +eastus +14\.72 USD +month +2024-07-01 +high$/m);
  });

  it("gives them to a machine", async () => {
    expect(JSON.parse((await RUNS.pricesJson).stdout)).toStrictEqual(priceList);
  });

  describe("--refresh", () => {
    let apis: RunningApis;
    beforeAll(async () => {
      apis = await startPriceApis({
        rows: [
          {
            serviceName: "SQL Database",
            armRegionName: "eastus",
            meterName: "S0 DTUs",
            productName: "SQL Database Single Standard",
            skuName: "S0",
            retailPrice: 0.5,
            unitOfMeasure: "1/Day",
          },
        ],
      });
    });
    afterAll(() => apis.close());

    const refresh = (file: string, ...more: readonly string[]) =>
      cost([
        "prices",
        "--refresh",
        "--file",
        file,
        "--azure",
        apis.azure,
        "--aws",
        apis.aws,
        ...more,
      ]);
    const copy = (name: string) => listWith(name, (row) => row);

    it("writes what changed, and says which prices keep their own day", async () => {
      const file = copy("refresh");
      const { code, stderr, stdout } = await refresh(file);
      const written = JSON.parse(readFileSync(file, "utf8")) as typeof priceList;
      const row = written.prices.find(({ id }) => id === "sql.dtu.s0");

      expect({ code, stderr }).toStrictEqual({ code: 0, stderr: "" });
      expect(row).toMatchObject({ price: expect.closeTo((0.5 * 365) / 12, 9), region: "eastus" });
      expect(stdout).toMatch(/^sql\.dtu\.s0 +eastus +14\.72 of 2024-07-01 +15\.2083333333 of 20/m);
      expect(stdout).toMatch(/^network\.public_ip +westeurope +2024-07-01 +no source knows it$/m);
      expect(stdout).toMatch(/^The list was written\.$/m);
    });

    it("writes nothing where it is only tried", async () => {
      const file = copy("dry");
      const before = readFileSync(file, "utf8");
      const { stdout } = await refresh(file, "--dry-run", "--json");

      expect(readFileSync(file, "utf8")).toBe(before);
      expect(JSON.parse(stdout).changed).toHaveLength(1);
    });

    it("rejects to change anything without a network, and exits 2", async () => {
      const file = copy("offline");
      const before = readFileSync(file, "utf8");
      const { code, stderr, stdout } = await refresh(file, "--azure", "http://127.0.0.1:9/prices");

      expect({ code, stdout }).toStrictEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(
        /^\[COST_PRICE_OFFLINE\] http:\/\/127\.0\.0\.1:9\/prices: .*; try again/,
      );
      expect(stderr).not.toMatch(STACK_TRACE);
      expect(readFileSync(file, "utf8")).toBe(before);
    });
  });
});

describe("cost of unusable input", () => {
  it.each([
    ["noStack", /^error: required option '--stack <name>' not specified/],
    ["wrongNights", /^error: option '--nights <count>' argument 'many' is invalid\. It must be/],
    ["noPrices", /^\[TOOL_UNREADABLE_FILE\] \/no\/such\/file\.json/],
    [
      "wrongPrices",
      /^\[COST_PRICE_LIST\] .*wrong\.json\[0\]: .*a row without source; give each row/,
    ],
  ] as const)("rejects %s: exit 2, nothing on stdout, no stack trace", async (run, message) => {
    const { code, stderr, stdout } = await RUNS[run];

    expect({ code, stdout }).toStrictEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(STACK_TRACE);
  });
});
