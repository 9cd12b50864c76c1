/** The Data Factory with what it reaches, its pipelines and its schedules. */
import type { Resource } from "@pulumi/pulumi";
import { renderExpression } from "../adf/builder";
import { DataFactory } from "../components/data-factory/data-factory";
import { Datasets } from "../components/data-factory/datasets";
import { FactoryPipeline } from "../components/data-factory/factory-pipeline";
import { LinkedServices } from "../components/data-factory/linked-services";
import { PipelineSchedule, type Recurrence } from "../components/data-factory/pipeline-schedule";
import type { SchemaUpdate } from "../components/data-factory/schema-update";
import type { RunLogDatabase } from "../components/sql/run-log-database";
import { durationToMinutes } from "../config/duration";
import { approveModel } from "../pipelines/approve-model";
import { cleanUp } from "../pipelines/clean-up";
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

/** When the clean-up runs: long after the runs of a Friday night. */
const CLEAN_UP_TIME: Recurrence = { days: ["Sunday"], time: "12:00", timeZone: "UTC" };

/** What every pipeline and every schedule of the factory stands on. */
interface Place {
  readonly factory: DataFactory;
  readonly references: readonly Resource[];
  /** No trigger is started before the tables are there that its pipeline reads. */
  readonly schemaUpdate: SchemaUpdate;
}

/** The pipeline `forecast-run`: what it is, and where it is deployed. */
interface DeployedRun {
  readonly pipeline: ReturnType<typeof forecastRun>;
  readonly resource: FactoryPipeline;
}

/** Declares the factory and everything in it. */
export function orchestration(inputs: OrchestrationInputs): DataFactory {
  const { settings, foundation } = inputs;
  const { site, orchestrator, schemaOwner } = foundation;
  const traits = settings.environment;
  const factory = new DataFactory("factory", {
    existing: settings.adopt?.dataFactory,
    orchestrator,
    schemaOwner,
    site,
    traits,
  });

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

  const place: Place = {
    factory,
    references: [services, datasets],
    schemaUpdate: schema({ ...inputs, factory, services }),
  };
  const run = createRun(inputs, place);
  createOperators(inputs, place, run);
  createCleanUp(inputs, place);
  return factory;
}

/** The step, the run, and a schedule a forecast. */
function createRun(
  { settings }: OrchestrationInputs,
  { factory, references, schemaUpdate }: Place,
): DeployedRun {
  const step = forecastStep();
  const deadlines = settings.forecasts.map(({ deadline }) => durationToMinutes(deadline));
  const pipeline = forecastRun({ step, longestDeadlineMinutes: Math.max(...deadlines) });

  const stepResource = new FactoryPipeline("forecast-step", {
    factory,
    pipeline: step,
    references,
  });
  const resource = new FactoryPipeline("forecast-run", {
    factory,
    pipeline,
    references: [...references, stepResource],
  });
  for (const { name, frequency, schedule } of settings.forecasts) {
    const period = `@${renderExpression(periodOf(frequency, schedule.timeZone))}`;
    new PipelineSchedule(`schedule-${name}`, {
      factory,
      pipelineName: resource.pipelineName,
      recurrence: schedule,
      parameters: { forecast: name, period },
      startAfter: schemaUpdate,
      started: settings.environment.startTriggers,
      // No forecast's trigger can have the name of another trigger.
      triggerName: `forecast-${name}`,
    });
  }
  return { pipeline, resource };
}

/** What people start, and the watch, which also runs by itself unless it is off. */
function createOperators(
  { settings }: OrchestrationInputs,
  { factory, references, schemaUpdate }: Place,
  run: DeployedRun,
): void {
  const watch = new FactoryPipeline("run-watch", {
    factory,
    pipeline: runWatch(run.pipeline),
    references: [...references, run.resource],
  });
  if (settings.watch !== null) {
    new PipelineSchedule("watch-schedule", {
      factory,
      pipelineName: watch.pipelineName,
      recurrence: { every: settings.watch },
      startAfter: schemaUpdate,
      started: settings.environment.startTriggers,
      triggerName: "run-watch",
    });
  }
  new FactoryPipeline("operate-run", { factory, pipeline: operateRun(), references });
  new FactoryPipeline("approve-model", { factory, pipeline: approveModel(), references });
}

/** The clean-up, where a backend leaves something behind. */
function createCleanUp(
  { settings, jobIds }: OrchestrationInputs,
  { factory, references, schemaUpdate }: Place,
): void {
  const jobId = jobIds["clean-up"];
  if (jobId === undefined) return;
  const { pipelineName } = new FactoryPipeline("weekly-clean-up", {
    factory,
    pipeline: cleanUp({ jobId }),
    references,
  });
  new PipelineSchedule("clean-up-schedule", {
    factory,
    pipelineName,
    recurrence: CLEAN_UP_TIME,
    startAfter: schemaUpdate,
    started: settings.environment.startTriggers,
    triggerName: "clean-up",
  });
}
