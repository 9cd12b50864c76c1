// Makes the folder in which the suites of one run share their recordings: Jest's `globalSetup`.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What it sets in the environment, every worker sees. */
export default function makeGraphFolder(): void {
  process.env["FORECAST_TEST_GRAPHS"] = mkdtempSync(join(tmpdir(), "forecast-graphs-"));
}
