/** What watches the platform: logs, alerts and budgets. */
import type { DataFactory } from "../components/data-factory/data-factory";
import { Alerts } from "../components/operations/alerts";
import { Budgets } from "../components/operations/budgets";
import { LogWorkspace } from "../components/operations/log-workspace";
import { ServiceLogs } from "../components/operations/service-logs";
import type { RunLogDatabase } from "../components/sql/run-log-database";
import { WEEKDAYS } from "../config/forecast";
import type { Settings } from "../config/settings";
import { WATCHED_PIPELINES } from "../pipelines/watched";
import type { ComputeLayer } from "./compute";
import type { LakeLayer } from "./lake";
import type { LayerInputs } from "./layer";

/** Declares where logs go; the other layers send theirs there. */
export function logging({ settings, foundation }: LayerInputs): LogWorkspace {
  return new LogWorkspace("logs", {
    existing: settings.adopt?.logWorkspace,
    site: foundation.site,
    traits: settings.environment,
  });
}

/** What is watched. */
export interface OperationsInputs extends LayerInputs {
  readonly data: LakeLayer;
  readonly database: RunLogDatabase;
  readonly factory: DataFactory;
  readonly logs: LogWorkspace;
  readonly workspace: ComputeLayer;
}

/** Declares what the services log, who is woken, and what may be spent. */
export function operations(inputs: OperationsInputs): void {
  const { settings, foundation, data, database, factory, logs, workspace } = inputs;
  const { site } = foundation;
  new ServiceLogs("service-logs", {
    logWorkspace: logs,
    databricks: workspace.workspace,
    factory,
    lake: data.lake,
    runLog: database,
  });
  if (settings.alerts === undefined) {
    return;
  }

  const { email } = settings.alerts;
  new Alerts("alerts", {
    site,
    email,
    factory,
    logWorkspace: logs,
    watchedPipelines: WATCHED_PIPELINES,
    runsEveryTwoDays: runsEveryTwoDays(settings),
  });
  if (settings.budget !== undefined) {
    new Budgets("budgets", {
      site,
      email,
      budget: settings.budget,
      aws: settings.aws !== undefined,
      resourceGroup: { id: foundation.resourceGroupId },
    });
  }
}

/** @returns whether every day has a scheduled run, of whichever forecast, that really starts. */
export function runsEveryTwoDays({
  environment,
  forecasts,
}: Pick<Settings, "environment" | "forecasts">): boolean {
  const days = new Set(forecasts.flatMap(({ schedule }) => schedule.days));
  return environment.startTriggers && WEEKDAYS.every((day) => days.has(day));
}
