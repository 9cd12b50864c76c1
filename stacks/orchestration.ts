/** The Data Factory with what it reaches, its pipelines and its schedules. */
import { renderExpression } from "../adf/builder";
import { DataFactory } from "../components/data-factory/data-factory";
import { Datasets } from "../components/data-factory/datasets";
import { FactoryPipeline } from "../components/data-factory/factory-pipeline";
import { ForecastSchedule } from "../components/data-factory/forecast-schedule";
import { LinkedServices } from "../components/data-factory/linked-services";
import type { RunLogDatabase } from "../components/sql/run-log-database";
import { durationToMinutes } from "../config/duration";
import { approveModel } from "../pipelines/approve-model";
import { DATASETS, LINKED_SERVICES } from "../pipelines/connections";
import { forecastRun } from "../pipelines/forecast-run";
import { forecastStep } from "../pipelines/forecast-step";
import { operateRun } from "../pipelines/operate-run";
import { periodOf } from "../pipelines/period";
import { runWatch } from "../pipelines/run-watch";
import type { ComputeLayer } from "./compute";
import type { JobIds } from "./forecasting";
import type { LakeLayer } from "./lake";
import type { LayerInputs } from "./layer";
import { schema } from "./schema";

/** What the orchestration takes from the layers below it. */
export interface OrchestrationInputs extends LayerInputs {
  readonly data: LakeLayer;
  readonly database: RunLogDatabase;
  readonly jobIds: JobIds;
  readonly workspace: ComputeLayer;
}

/** Declares the factory and everything in it. */
export function orchestration(inputs: OrchestrationInputs): DataFactory {
  const { settings, foundation } = inputs;
  const { site, orchestrator, schemaOwner } = foundation;
  const traits = settings.environment;
  const factory = new DataFactory("factory", { site, traits, orchestrator, schemaOwner });

  const services = new LinkedServices("linked-services", {
    factory,
    names: LINKED_SERVICES,
    lake: inputs.data.lake,
    runLog: inputs.database,
    workspace: inputs.workspace.workspace,
  });
  const datasets = new Datasets("datasets", {
    factory,
    names: DATASETS,
    linkedServices: services.names,
  });

  schema({ ...inputs, factory, services });
  const run = createPipelines(inputs, factory, [services, datasets]);
  createSchedules(inputs, factory, run);
  return factory;
}

function createPipelines(
  { settings }: OrchestrationInputs,
  factory: DataFactory,
  references: readonly (LinkedServices | Datasets)[],
): FactoryPipeline {
  const step = forecastStep();
  const deadlines = settings.forecasts.map(({ deadline }) => durationToMinutes(deadline));
  const run = forecastRun({ step, longestDeadlineMinutes: Math.max(...deadlines) });

  const stepPipeline = new FactoryPipeline("forecast-step", {
    factory,
    pipeline: step,
    references,
  });
  const runPipeline = new FactoryPipeline("forecast-run", {
    factory,
    pipeline: run,
    references: [...references, stepPipeline],
  });
  new FactoryPipeline("run-watch", {
    factory,
    pipeline: runWatch(run),
    references: [...references, runPipeline],
  });
  new FactoryPipeline("operate-run", { factory, pipeline: operateRun(), references });
  new FactoryPipeline("approve-model", { factory, pipeline: approveModel(), references });
  return runPipeline;
}

function createSchedules(
  { settings }: OrchestrationInputs,
  factory: DataFactory,
  { pipelineName }: FactoryPipeline,
): void {
  for (const { name, frequency, schedule } of settings.forecasts) {
    const period = `@${renderExpression(periodOf(frequency, schedule.timeZone))}`;
    new ForecastSchedule(`schedule-${name}`, {
      factory,
      pipelineName,
      schedule,
      parameters: { forecast: name, period },
      started: settings.environment.startTriggers,
      triggerName: name,
    });
  }
}
