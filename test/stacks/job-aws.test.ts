/** What a job is told of AWS: exactly, no more than its backends need, and as the Python package reads it. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import type { Backend } from "../../config/backends";
import { type Graph, ofType } from "../../graph/graph";
import { PYTHON } from "../../tools/python-environment";
import { PROJECT_DIRECTORY } from "../../tools/root";
import { recordEnvironment } from "../support/record";
import { forecastsOn } from "./environments";

const ACCOUNT = "000000000000";

const READ = `
import json, sys
from dataclasses import asdict
from forecast_platform.backends.aws.settings import aws_backends, read_aws
read = {name: asdict(read_aws(sys.argv[1], name)) for name in aws_backends(sys.argv[1])}
print(json.dumps(read))
`;

/** What is common to both services. */
const COMMON = {
  accountId: ACCOUNT,
  audience: `api://00000000-0000-0000-0000-000000000000`,
  bucket: "forecast-dev-00000000",
  region: "us-east-1",
  serviceCredential: "forecast_dev_aws",
  tags: { environment: "dev", project: "forecast-platform" },
};

const FORECAST = {
  prefix: "forecast_dev",
  roles: roles("amazon-forecast", "submitter", "poller", "cleaner", "import", "export"),
};

const SAGEMAKER = {
  prefix: "forecast-dev",
  roles: roles("sagemaker-automl", "submitter", "poller", "cleaner", "execution"),
};

describe("what a job is told of AWS", () => {
  it("is the roles of its own backend", async () => {
    const graph = await recordEnvironment("dev", onBackends("amazon-forecast", "sagemaker-automl"));

    expect(settingsOf(graph, "advance-amazon-forecast")["aws"]).toStrictEqual({
      ...COMMON,
      backends: { "amazon-forecast": FORECAST },
    });
    expect(settingsOf(graph, "advance-sagemaker-automl")["aws"]).toStrictEqual({
      ...COMMON,
      backends: { "sagemaker-automl": SAGEMAKER },
    });
    expect(settingsOf(graph, "clean-up")["aws"]).toStrictEqual({
      ...COMMON,
      backends: { "amazon-forecast": FORECAST, "sagemaker-automl": SAGEMAKER },
    });
  });

  it("is nothing where the job never goes there", async () => {
    const graph = await recordEnvironment("dev", onBackends("amazon-forecast", "random-forest"));

    expect(settingsOf(graph, "advance-random-forest")).not.toHaveProperty("aws");
  });

  it("is what the Python package reads", async () => {
    const graph = await recordEnvironment("dev", onBackends("amazon-forecast", "sagemaker-automl"));
    const settings = JSON.stringify(settingsOf(graph, "clean-up"));
    const { stdout, stderr } = spawnSync(PYTHON, ["-c", READ, settings], {
      cwd: join(PROJECT_DIRECTORY, "python", "src"),
      encoding: "utf8",
      env: process.env,
    });
    const { accountId: account, serviceCredential: service_credential, ...rest } = COMMON;
    const common = { account, service_credential, ...rest };

    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toStrictEqual({
      "amazon-forecast": {
        ...common,
        ...FORECAST,
        backend: "amazon-forecast",
        forecasts: ["on-amazon-forecast"],
      },
      "sagemaker-automl": {
        ...common,
        ...SAGEMAKER,
        backend: "sagemaker-automl",
        forecasts: ["on-sagemaker-automl"],
      },
    });
  }, 60_000);
});

/** A setting of one forecast on each backend. */
function onBackends(...backends: readonly Backend[]): ReturnType<typeof forecastsOn> {
  const key = "forecast-platform:forecasts";
  const forecasts = backends.flatMap(
    (backend) => forecastsOn(backend, `on-${backend}`)[key] as unknown[],
  );
  return { [key]: forecasts };
}

function roles(backend: Backend, ...names: readonly string[]): Readonly<Record<string, string>> {
  const arn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/forecast-dev-${backend}-${name}`;
  return Object.fromEntries(names.map((name) => [name, arn(name)]));
}

function settingsOf(graph: Graph, name: string): Readonly<Record<string, unknown>> {
  const job = ofType(graph, "databricks:index/job:Job").find(
    ({ inputs }) => inputs["name"] === name,
  );
  const [task] = (job?.inputs["tasks"] ?? []) as {
    notebookTask: { baseParameters: { settings: string } };
  }[];
  return JSON.parse(task?.notebookTask.baseParameters.settings ?? "null") as Record<
    string,
    unknown
  >;
}
