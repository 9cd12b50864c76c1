/** The run log's schema and its rows of forecasts, brought up to date by the deployment. */
import { createHash } from "node:crypto";
import { all, type Output } from "@pulumi/pulumi";
import type { DataFactory } from "../components/data-factory/data-factory";
import { FactoryPipeline } from "../components/data-factory/factory-pipeline";
import type { LinkedServices } from "../components/data-factory/linked-services";
import { SchemaUpdate } from "../components/data-factory/schema-update";
import type { Settings } from "../config/settings";
import { applySchema, type SchemaBlock } from "../pipelines/apply-schema";
import {
  checksumOf,
  type Migration,
  type MigrationBlock,
  type MigrationValues,
  readMigrations,
  renderStatements,
  splitMigrations,
} from "../run-log/migrations";
import { forecastRows } from "./forecast-rows";
import type { JobIds } from "./forecasting";
import type { LayerInputs } from "./layer";

/** What the schema is made of, beside the settings. */
export interface SchemaInputs extends LayerInputs {
  readonly factory: DataFactory;
  readonly jobIds: JobIds;
  readonly services: LinkedServices;
}

/** Declares the pipeline `apply-schema` and its run, which it returns. */
export function schema({
  settings,
  foundation,
  factory,
  jobIds,
  services,
}: SchemaInputs): SchemaUpdate {
  const migrations = readMigrations();
  const { id: pipelineId } = new FactoryPipeline("apply-schema", {
    factory,
    pipeline: applySchema(blocksOf(migrations, settings, foundation.orchestrator.clientId)),
    references: [services],
  });
  const forecasts = all(jobIds).apply((ids) => JSON.stringify(forecastRows(settings, ids)));
  const content = forecasts.apply((rows) => sha256(checksumOf(migrations) + rows));
  return new SchemaUpdate("schema", { pipelineId, content, parameters: { forecasts } });
}

/** An identity that nobody has, and the end of its security id, which no text holds by chance. */
const NOBODY = { clientId: "00000000-0000-0000-c0de-0000000faced", sidEnd: "C0DE0000000FACED" };

/** The batches of all migrations; only those that name the orchestrator wait for it. */
function blocksOf(
  migrations: readonly Migration[],
  settings: Settings,
  clientId: Output<string>,
): readonly SchemaBlock[] {
  const statements = splitMigrations(migrations);
  const render = (orchestrator: string): readonly MigrationBlock[] =>
    renderStatements(statements, valuesOf(settings, orchestrator));
  const real = clientId.apply(render);
  return render(NOBODY.clientId).map(({ name, text }, index) => ({
    name,
    text: text.includes(NOBODY.sidEnd) ? real.apply((blocks) => blocks[index]?.text ?? "") : text,
  }));
}

function valuesOf({ operators }: Settings, orchestrator: string): MigrationValues {
  return {
    orchestrator_client_id: orchestrator,
    ...(operators !== undefined && { operators_object_id: operators }),
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
