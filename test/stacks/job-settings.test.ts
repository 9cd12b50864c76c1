/** What a notebook is told of the stack: exactly, and as the Python package reads it. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Forecast } from "../../config/forecast";
import { jobSettings } from "../../stacks/job-settings";
import { PYTHON } from "../../tools/python-environment";
import { PROJECT_DIRECTORY } from "../../tools/root";

const PLACES = {
  lake: "/Volumes/forecast_dev/forecasting",
  modelSchema: "forecast_dev.forecasting",
};
const LOAD: Forecast = {
  name: "peak-load",
  backend: "random-forest",
  frequency: "H",
  horizon: 48,
  quantiles: [0.05, 0.5],
  schedule: { days: ["Friday"], time: "18:00", timeZone: "Korea Standard Time" },
  deadline: "12 hours",
  retrainAfter: "7 days",
  input: "curated/load",
  country: "KR",
  allowNegative: true,
};
const TIDE: Forecast = { ...LOAD, name: "tide", backend: "amazon-forecast" };

const READ = `
import json, sys
from dataclasses import asdict
from forecast_platform.backends.step import read_forecast
print(json.dumps(asdict(read_forecast(sys.argv[1], "peak-load")), default=str))
`;

describe("the settings of a job", () => {
  const settings = jobSettings({ forecasts: [TIDE, LOAD] }, ["random-forest"], PLACES);

  it("are the places and the forecasts of its backends, and no more", () => {
    expect(JSON.parse(settings)).toStrictEqual({
      ...PLACES,
      forecasts: [
        {
          name: "peak-load",
          backend: "random-forest",
          frequency: "H",
          horizon: 48,
          quantiles: [0.05, 0.5],
          input: "curated/load",
          timeZone: "Asia/Seoul",
          country: "KR",
          allowNegative: true,
        },
      ],
    });
  });

  it("are what the Python package reads", () => {
    const { stdout, stderr } = spawnSync(PYTHON, ["-c", READ, settings], {
      cwd: join(PROJECT_DIRECTORY, "python", "src"),
      encoding: "utf8",
      env: process.env,
    });

    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toStrictEqual({
      name: "peak-load",
      model: "forecast_dev.forecasting.peak_load",
      lake: "/Volumes/forecast_dev/forecasting",
      input: "curated/load",
      horizon: 48,
      quantiles: [0.05, 0.5],
      country: "KR",
      allow_negative: true,
      time_zone: "Asia/Seoul",
    });
  }, 60_000);
});
