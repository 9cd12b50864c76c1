// Proves: what a review says of real changes of the platform, whose previews are the program's own. Does
// not prove that a command previews two commits: test/tools/review.test.ts does.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EnvironmentName } from "../../config/environments";
import { parseSettings } from "../../config/parse";
import { reviewMarkdown } from "../../review/markdown";
import { MOST_CHARACTERS } from "../../review/markdown-fit";
import { type Previewed, readPreview } from "../../review/previewed";
import { type ReviewInput, reviewOf } from "../../review/review";
import { previewOf } from "../../tools/preview-data";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { type Change, configOf, recordEnvironment } from "../support/record";

const FORECASTS = "forecast-platform:forecasts";

/** The preview of an environment with changed settings, as a review reads it. */
async function previewed(stack: EnvironmentName, change: Change = {}): Promise<Previewed> {
  const graph = await recordEnvironment(stack, change);
  const settings = parseSettings(stack, configOf(stack, change));
  const { json } = await previewOf(graph, settings, { waivers: [], today: "2026-11-25" });
  const read = readPreview(JSON.stringify(json));
  if (typeof read === "string") throw new Error(read);
  return read;
}

function reviewed(before: Previewed, after: Previewed, sql: Partial<ReviewInput> = {}) {
  return reviewOf({
    compared: { base: "main", baseCommit: null, headCommit: null, uncommitted: 0, behind: 0 },
    environments: [{ stack: before.stack, before, after }],
    sqlBefore: {},
    sqlAfter: {},
    failures: [],
    ...sql,
  });
}

/** The forecasts of `Pulumi.dev.yaml`, changed. */
function forecasts(edit: (list: Record<string, unknown>[]) => readonly object[]): Change {
  return { [FORECASTS]: edit(JSON.parse(configOf("dev")[FORECASTS] ?? "[]")) };
}

let dev: Previewed;

beforeAll(async () => {
  dev = await previewed("dev");
});

describe("a longer horizon", () => {
  it("changes the jobs that read it, and nothing else", async () => {
    const change = forecasts(([demand, ...others]) => [{ ...demand, horizon: 21 }, ...others]);
    const { failures, problems, sql, stacks } = reviewed(dev, await previewed("dev", change));
    const [stack] = stacks;

    expect(
      stack?.resources.flatMap(({ action, changes, name }) =>
        changes.map(({ path, before, after }) => [action, name, path, before, after]),
      ),
    ).toStrictEqual(
      ["advance-amazon-forecast-job", "clean-up-job"].map((name) => [
        "changed",
        name,
        "tasks[main].notebookTask.baseParameters.settings.forecasts[demand].horizon",
        14,
        21,
      ]),
    );
    expect([stack?.pipelines, stack?.night, sql, problems, failures]).toStrictEqual([
      [],
      [],
      [],
      [],
      [],
    ]);
    expect(stack?.findings).toStrictEqual({ new: [], fixed: [], remainingErrors: [] });
    expect(stack?.cost.lines.filter(({ after, before }) => after !== before)).toStrictEqual([]);
  });
});

describe("a forecast that ends", () => {
  it("takes what only it needs, and the night says which one", async () => {
    const change = forecasts((list) => list.filter(({ name }) => name === "load"));
    const review = reviewed(dev, await previewed("dev", change));
    const text = reviewMarkdown(review);

    expect(review.stacks[0]?.night).toMatchObject([
      {
        forecast: "demand",
        by: "simulated",
        before: { jobRuns: 5, clusterMinutes: 30 },
        after: null,
      },
    ]);
    expect(text).toMatch(/\*\*removed, with what is in it\*\*: .*`exchange-bucket`/);
    expect(text).toContain("| a run of demand | 0.87 USD → none |");
    expect(text).toContain("- Forecast `demand` ends: its runs and results stay in the run log");
  });
});

describe("another statement", () => {
  it("is shown once, with the ways through the pipelines to it", () => {
    const file = "run-log/statements/claim.sql";
    const before = readFileSync(join(PROJECT_DIRECTORY, file), "utf8");
    const edit = (text: string) =>
      text.replaceAll("@lease_owner, DATEADD(hour, 2,", "@lease_owner, DATEADD(hour, 3,");
    const after = readPreview(edit(JSON.stringify(dev)));
    if (typeof after === "string") throw new Error(after);
    const review = reviewed(dev, after, {
      sqlBefore: { [file]: before },
      sqlAfter: { [file]: edit(before) },
    });
    const text = reviewMarkdown(review);

    expect(review.sql.map(({ usedBy }) => usedBy)).toStrictEqual([["forecast-run › Claim"]]);
    expect(text).toContain(
      "- `forecast-run` › `Claim`: the statement `run-log/statements/claim.sql`\n",
    );
    expect(text.match(/^ *\+ .*DATEADD\(hour, 3,/gm)).toHaveLength(1);
  });
});

describe("another wait", () => {
  it("is told by its way through the branches", () => {
    const pipelines = JSON.stringify(dev.pipelines).replace(
      /"waitTimeInSeconds":\{[^}]*\}/,
      '"waitTimeInSeconds":3600',
    );
    const review = reviewed(dev, { ...dev, pipelines: JSON.parse(pipelines) });

    expect(reviewMarkdown(review)).toContain(
      "- `forecast-run` › `Until nothing is left to do` › `Step or wait` › `else` › `Wait`: " +
        "`waitTimeInSeconds` `@activity('Decide').output.firstRow.wait_seconds` → `3600`",
    );
  });
});

describe("another region, and another name of everything", () => {
  it("fits a comment, says what is lost, and that figures are missing", async () => {
    const moved = await previewed("dev", { "azure-native:location": "norwayeast" });
    const renamed = JSON.parse(
      JSON.stringify(moved.resources).replaceAll("forecast-dev", "other-dev"),
    );
    const review = reviewed(dev, { ...moved, resources: renamed.map(restored) });
    const text = reviewMarkdown(review);

    expect(review.stacks[0]?.resources.length).toBeGreaterThan(80);
    expect(text.length).toBeLessThanOrEqual(MOST_CHARACTERS);
    expect(text).toMatch(/\*\*replaced, with what is in it\*\*: .*`run-log-server`/);
    expect(text).toMatch(/- \*\*Cost is incomplete\*\*: has no price after the change/);
  });
});

/** A resource keeps the identity that the engine knows it by, whatever it is called in its cloud. */
function restored(resource: { readonly urn: string }): object {
  return { ...resource, urn: resource.urn.replaceAll("other-dev", "forecast-dev") };
}
