/**
 * One environment of the platform, layer by layer.
 *
 *   foundation ─► lake ─► run-log ─► compute, aws ─► forecasting ─► orchestration ─► operations
 *
 * Each layer takes what the earlier ones made; none reaches into another.
 */
import type { Output } from "@pulumi/pulumi";
import { Foundation } from "../components/foundation/foundation";
import type { Settings } from "../config/settings";
import { aws } from "./aws";
import { compute } from "./compute";
import { forecasting } from "./forecasting";
import { lake } from "./lake";
import { logging, operations } from "./operations";
import { orchestration } from "./orchestration";
import { runLog } from "./run-log";

/** What a deployment tells about itself. */
export interface PlatformOutputs {
  /** Where people look at jobs, notebooks, experiments and models. */
  readonly databricksUrl: Output<string>;
  /** The Data Factory whose pipelines and triggers run the forecasts. */
  readonly factoryName: Output<string>;
  /** The lake's address, under which the data of a forecast are put into its `input`. */
  readonly lakeEndpoint: Output<string>;
  /** The resource group that holds the Azure half. */
  readonly resourceGroupName: Output<string>;
  /** The SQL server of the run log, for any SQL client; the database is `runlog`. */
  readonly runLogServer: Output<string>;
}

/** Declares every resource of an environment. */
export function platform(settings: Settings): PlatformOutputs {
  const foundation = new Foundation("foundation", {
    environment: settings.environment.name,
    location: settings.location,
    protect: settings.environment.protect,
  });
  const logs = logging({ settings, foundation });
  const data = lake({ settings, foundation });
  const database = runLog({ settings, foundation, logs });
  const workspace = compute({ settings, foundation, data });
  const awsHalf = aws({ settings, foundation });
  const jobIds = forecasting({ settings, foundation, workspace, aws: awsHalf });
  const factory = orchestration({ settings, foundation, data, database, jobIds, workspace });
  operations({ settings, foundation, logs, data, database, workspace, factory });
  return {
    databricksUrl: workspace.workspace.url,
    factoryName: factory.factoryName,
    lakeEndpoint: data.lake.endpoint,
    resourceGroupName: foundation.resourceGroupName,
    runLogServer: database.serverFqdn,
  };
}
