/**
 * What is logged, who is woken and what may be spent.
 *
 * Not proven here: that Azure Monitor fires, and that its metrics and tables have these names.
 */
import { output } from "@pulumi/pulumi";
import { Alerts, type AlertsArgs } from "../../components/operations/alerts";
import { Budgets } from "../../components/operations/budgets";
import { ServiceLogs } from "../../components/operations/service-logs";
import { ENVIRONMENTS } from "../../config/environments";
import type { Forecast, Weekday } from "../../config/forecast";
import { runsEveryTwoDays } from "../../stacks/operations";
import { childrenOf, inputsOf } from "../support/query";
import { recordComponent, recordEnvironment } from "../support/record";
import type { StandIns } from "../support/stand-ins";

const EMAIL = "mlops@example.com";

function alertsOf(change: Partial<AlertsArgs> = {}) {
  return recordComponent(
    ({ site }: StandIns) =>
      new Alerts("alerts", {
        site,
        email: EMAIL,
        factory: { id: output("/factory") },
        logWorkspace: { id: output("/logs") },
        watchedPipelines: ["forecast-run", "run-watch"],
        runsEveryTwoDays: true,
        ...change,
      }),
  );
}

describe("ServiceLogs", () => {
  it("sends what each service writes to the log workspace, a table for each category", async () => {
    const graph = await recordComponent(
      () =>
        new ServiceLogs("logs", {
          databricks: { id: output("/databricks") },
          factory: { id: output("/factory") },
          lake: { accountId: output("/lake") },
          logWorkspace: { id: output("/workspace") },
          runLog: { databaseId: output("/database") },
        }),
    );
    const settings = childrenOf(graph, "logs").map((name) => {
      const { resourceUri, logs, workspaceId, logAnalyticsDestinationType } = inputsOf(graph, name);
      return { name, resourceUri, logs, workspaceId, logAnalyticsDestinationType };
    });
    const place = { workspaceId: "/workspace", logAnalyticsDestinationType: "Dedicated" };
    const on = (...categories: string[]) =>
      categories.map((category) => ({ category, enabled: true }));

    expect(settings).toEqual([
      {
        name: "logs-factory",
        resourceUri: "/factory",
        logs: on("PipelineRuns", "ActivityRuns", "TriggerRuns"),
        ...place,
      },
      {
        name: "logs-run-log",
        resourceUri: "/database",
        logs: on("Errors", "Timeouts", "Blocks", "Deadlocks"),
        ...place,
      },
      {
        name: "logs-databricks",
        resourceUri: "/databricks",
        logs: on("jobs", "clusters", "unityCatalog"),
        ...place,
      },
      {
        name: "logs-lake",
        resourceUri: "/lake/blobServices/default",
        logs: on("StorageWrite", "StorageDelete"),
        ...place,
      },
    ]);
  });
});

describe("Alerts", () => {
  it("tells of the first failed run, by the pipelines' names", async () => {
    const graph = await alertsOf();

    expect(inputsOf(graph, "alerts-failed-run")).toMatchObject({
      enabled: true,
      scopes: ["/factory"],
      evaluationFrequency: "PT5M",
      windowSize: "PT5M",
      criteria: {
        odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
        allOf: [
          {
            metricName: "PipelineFailedRuns",
            operator: "GreaterThan",
            threshold: 0,
            timeAggregation: "Total",
            dimensions: [
              { name: "Name", operator: "Include", values: ["forecast-run", "run-watch"] },
            ],
          },
        ],
      },
    });
  });

  it("tells of silence from the logs, since a metric without data never fires", async () => {
    const graph = await alertsOf();

    expect(inputsOf(graph, "alerts-silence")).toMatchObject({
      enabled: true,
      scopes: ["/logs"],
      evaluationFrequency: "PT1H",
      windowSize: "P2D",
      criteria: {
        allOf: [
          {
            query: "ADFPipelineRun | where Status == 'Succeeded'",
            timeAggregation: "Count",
            operator: "LessThan",
            threshold: 1,
          },
        ],
      },
    });
  });

  it("looks for no silence where days without a run are right", async () => {
    const graph = await alertsOf({ runsEveryTwoDays: false });

    expect(childrenOf(graph, "alerts")).toEqual(["alerts-group", "alerts-failed-run"]);
  });

  it("writes to one address, from both alerts", async () => {
    const graph = await alertsOf();
    const id =
      "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/group/providers/Microsoft.Insights/actionGroups/forecast-dev";

    expect(inputsOf(graph, "alerts-group")).toMatchObject({
      enabled: true,
      groupShortName: "fc-dev",
      emailReceivers: [{ emailAddress: EMAIL, useCommonAlertSchema: true }],
    });
    expect(inputsOf(graph, "alerts-failed-run")["actions"]).toEqual([{ actionGroupId: id }]);
    expect(inputsOf(graph, "alerts-silence")["actions"]).toEqual({ actionGroups: [id] });
  });

  it("watches the pipelines that matter in every environment, those to come among them", async () => {
    const { criteria } = inputsOf(await recordEnvironment("prod"), "alerts-failed-run");

    expect(JSON.stringify(criteria)).toContain(
      '"values":["forecast-run","run-watch","apply-schema","approve-model","clean-up"]',
    );
  });
});

describe("the silence of a platform", () => {
  const WEEK: readonly Weekday[] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
  ];

  it.each([
    ["every day has a run", true, [WEEK], true],
    ["two forecasts share the days", true, [WEEK.slice(0, 3), WEEK.slice(3)], true],
    ["a day has none", true, [WEEK.slice(1)], false],
    ["triggers are not started", false, [WEEK], false],
  ])("is looked for where %s: %s", (_, startTriggers, schedules, expected) => {
    const environment = { ...ENVIRONMENTS.dev, startTriggers };
    const forecasts = schedules.map((days) => forecastOn(days));

    expect(runsEveryTwoDays({ environment, forecasts })).toBe(expected);
  });
});

describe("Budgets", () => {
  const budget = { monthly: 50, currency: "USD", from: "2026-12" };
  const budgetsOf = (aws: boolean) =>
    recordComponent(
      ({ site }) =>
        new Budgets("budgets", {
          site,
          aws,
          budget,
          email: EMAIL,
          resourceGroup: { id: output("/group") },
        }),
    );

  it("warns at 80 and 100 percent, and when 100 is foreseen", async () => {
    const graph = await budgetsOf(true);
    const told = { enabled: true, operator: "GreaterThanOrEqualTo", contactEmails: [EMAIL] };

    expect(inputsOf(graph, "budgets-azure")).toEqual({
      budgetName: "forecast-dev",
      scope: "/group",
      amount: 50,
      category: "Cost",
      timeGrain: "Monthly",
      timePeriod: { startDate: "2026-12-01T00:00:00Z" },
      notifications: {
        "actual-80": { ...told, threshold: 80, thresholdType: "Actual" },
        "actual-100": { ...told, threshold: 100, thresholdType: "Actual" },
        "forecast-100": { ...told, threshold: 100, thresholdType: "Forecasted" },
      },
    });
  });

  it("has the same amount in AWS, for what carries the environment's tag", async () => {
    const { notifications, ...inputs } = inputsOf(await budgetsOf(true), "budgets-aws");

    expect(inputs).toMatchObject({
      budgetType: "COST",
      timeUnit: "MONTHLY",
      timePeriodStart: "2026-12-01_00:00",
      limitAmount: "50",
      limitUnit: "USD",
      costFilters: [{ name: "TagKeyValue", values: ["user:environment$dev"] }],
    });
    expect(notifications).toMatchObject([
      { threshold: 80, notificationType: "ACTUAL", subscriberEmailAddresses: [EMAIL] },
      { threshold: 100, notificationType: "ACTUAL", subscriberEmailAddresses: [EMAIL] },
      { threshold: 100, notificationType: "FORECASTED", subscriberEmailAddresses: [EMAIL] },
    ]);
  });

  it("has none in AWS where nothing runs there", async () => {
    expect(childrenOf(await budgetsOf(false), "budgets")).toEqual(["budgets-azure"]);
  });
});

function forecastOn(days: readonly Weekday[]): Forecast {
  return {
    name: "demand",
    backend: "random-forest",
    frequency: "D",
    horizon: 14,
    quantiles: [0.5],
    schedule: { days, time: "18:00", timeZone: "UTC" },
    deadline: "12 hours",
    retrainAfter: "7 days",
    input: "curated/demand",
    allowNegative: false,
  };
}
