// Proves: what a page and a summary say of a document, in words and in figures; which runs are drawn.
// Does not prove how the page looks: rehearse.test.ts looks at one in a browser.

import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ReportDocument } from "../../rehearsal/report/document";
import { drawPictures } from "../../rehearsal/report/draw";
import { titleOf } from "../../rehearsal/report/headline";
import { renderReport } from "../../rehearsal/report/page";
import { renderSummary } from "../../rehearsal/summary";
import { FAULTS, failedRun, monthOf, NIGHTS, rehearsalOf, runReport } from "./documents";
import { isOf, lookAt, NOTHING_WRONG, type ShownFigure, whereBrowser } from "./report-page";

const NO_PICTURES = { runs: [], month: {}, nights: [] };

describe("the title of a report", () => {
  it.each([
    ["demand and load succeeded", [runReport(), runReport({ forecast: "load" })], {}],
    ["demand failed", [failedRun()], {}],
    ["All 6 runs succeeded", monthOf(6), {}],
    ["1 run of 7 did not succeed", [...monthOf(6), failedRun()], {}],
    ["200 nights of estimates-off-30", [runReport()], { nights: NIGHTS }],
    [
      "1,000 runs with 1,500 faults: nothing lost, doubled, stuck or told wrong",
      [runReport()],
      { faults: FAULTS },
    ],
    [
      "1 thing that must not be",
      [runReport()],
      { violations: [{ kind: "stuck" as const, of: "run-1", message: "it is waiting" }] },
    ],
  ])("is: %s", (title, runs, more) => {
    expect(titleOf(rehearsalOf(runs, more))).toBe(title);
  });
});

describe("a report", () => {
  it.each([
    ["two runs, one of which failed", rehearsalOf([runReport(), failedRun()]), 20],
    ["a month of runs", rehearsalOf(monthOf(30)), 300],
    ["many nights", rehearsalOf([runReport()], { nights: NIGHTS }), 50],
    ["runs with faults", rehearsalOf([runReport()], { faults: FAULTS }), 10],
  ])("has the document's figures: %s", (_title, document, least) => {
    const shown = figuresOn(renderReport(document, NO_PICTURES));

    expect(shown.length).toBeGreaterThan(least);
    expect(shown.filter((figure) => !isOf(document, figure))).toEqual([]);
  });

  it("tells of a failed run its cause, its log opened, and no comparison of costs", () => {
    const page = renderReport(rehearsalOf([failedRun()]), NO_PICTURES);

    expect(page).toContain("<b>AWS_ACCOUNT_CLOSED</b> the service takes no new customers");
    expect(page).toContain("<details open><summary>The run log as it grew: 2 entries</summary>");
    expect(page).not.toContain("times as much");
  });

  it("tells what must not be, and otherwise that there is nothing of it", () => {
    const violations = [{ kind: "lost-results" as const, of: "run-1", message: "no results" }];

    expect(renderReport(rehearsalOf([runReport()], { violations }), NO_PICTURES)).toContain(
      "<b>lost-results</b> run-1: no results",
    );
    expect(renderReport(rehearsalOf([runReport()]), NO_PICTURES)).toContain(
      "Nothing was made twice",
    );
  });

  it("folds each of many runs, under a table with a link to it", () => {
    const page = renderReport(rehearsalOf(monthOf(6)), NO_PICTURES);

    expect(page.match(/<a href="#run-\d\d">/g)).toHaveLength(6);
    expect(page.match(/<div id="run-\d\d"><details><summary>/g)).toHaveLength(6);
  });

  it("sorts the stages of faults as a run takes them", () => {
    const page = renderReport(rehearsalOf([], { faults: FAULTS }), NO_PICTURES);

    expect(page).toContain('<th scope="col">import</th>\n<th scope="col">load</th>');
  });

  it("shows what others wrote as text", () => {
    const error = { code: "X", message: `<script>alert("1 & 2")</script>` };
    const page = renderReport(rehearsalOf([failedRun({ error })]), NO_PICTURES);

    expect(page).toContain("&lt;script&gt;alert(&quot;1 &amp; 2&quot;)&lt;/script&gt;");
    expect(page).not.toContain("<script");
  });

  it("tells which version of a model is in charge, and why it was made", () => {
    const version = {
      version: "2",
      aliases: ["champion"],
      stage: "Production",
      validation: "passed",
      decision: "incremental",
      reason: "the champion is 8 days old",
      runId: null,
      mlflowRunId: null,
      scheduledAt: null,
      tags: {},
    };
    const registry = [{ model: "load", versions: [version] }];
    const page = renderReport(rehearsalOf([runReport()], { registry }), NO_PICTURES);

    expect(page).toContain("<b>champion</b>");
    expect(page).toContain("the champion is 8 days old");
  });
});

whereBrowser("a report with all that there can be", () => {
  it("is readable on a phone: nothing is wider than it, and nothing breaks a rule of accessibility", async () => {
    const words = "word".repeat(40);
    const violations = [{ kind: "stuck" as const, of: words, message: words }];
    const more = { faults: FAULTS, nights: NIGHTS, violations };
    const page = join(mkdtempSync(join(tmpdir(), "report-")), "page.html");
    writeFileSync(page, renderReport(rehearsalOf([...monthOf(6), failedRun()], more), NO_PICTURES));

    expect(await lookAt(page, [{ width: 390, colorScheme: "light" }])).toMatchObject([
      NOTHING_WRONG,
    ]);
  }, 60_000);
});

describe("the pictures of a report", () => {
  async function drawnFor(document: ReportDocument): Promise<readonly object[]> {
    const asked: { readonly of: string; readonly id: string }[] = [];
    await drawPictures(document, {
      draw: (of, what) => {
        asked.push({ of, id: (what as { readonly id: string }).id });
        return Promise.resolve({});
      },
    });
    return asked;
  }

  it("are of every run where they are few", async () => {
    expect(await drawnFor(rehearsalOf([runReport(), failedRun()]))).toEqual([
      { of: "run", id: "run-0" },
      { of: "run", id: "run-1" },
    ]);
  });

  it("are of the last run of each forecast and of those that went wrong where they are many", async () => {
    const runs = [failedRun(), runReport(), ...monthOf(6)];

    expect(await drawnFor(rehearsalOf(runs))).toEqual([
      { of: "run", id: "run-0" },
      { of: "run", id: "run-1" },
      { of: "run", id: "run-7" },
      { of: "month", id: "month" },
    ]);
  });

  it("are of a forecast's nights their cost and their readiness", async () => {
    expect(await drawnFor(rehearsalOf([], { nights: NIGHTS }))).toEqual([
      { of: "spread", id: "nights-0-total" },
      { of: "spread", id: "nights-0-readyMinutes" },
    ]);
  });
});

describe("a summary", () => {
  const plain = (text: string) => text;
  const COLORS = { bold: plain, dim: plain, green: plain, red: plain };

  it("is a paragraph a run, with its log as a table", () => {
    const lines = renderSummary(rehearsal([runReport()]), COLORS).split("\n");

    expect(lines).toContain("  minute   stage    status");
    expect(lines).toContain("     252   load     succeeded   ok");
  });

  it("is a table of many runs, and the errors in full under it", () => {
    const lines = renderSummary(rehearsal([...monthOf(6), failedRun()]), COLORS).split("\n");

    expect(
      lines.filter((line) => /^load +2013-12-0\d 05:00 +succeeded +4.2 hours/.test(line)),
    ).toHaveLength(6);
    expect(lines).toContain(
      "demand from 2013-12-13T00:00:00: AWS_ACCOUNT_CLOSED: the service takes no new customers",
    );
    expect(lines).toContain("7 runs cost 1.89 USD, as many times ten fixed hours 37.47");
  });

  function rehearsal(runs: Parameters<typeof rehearsalOf>[0]) {
    return { ...rehearsalOf(runs), registry: [] };
  }
});

function figuresOn(page: string): readonly ShownFigure[] {
  const data = /<data value="([^"]+)" data-field="([^"]+)">([^<]+)<\/data>/g;
  return [...page.matchAll(data)].map(([, value = "", field = "", text = ""]) => ({
    field,
    value: Number(value),
    text,
  }));
}
