/** The database of the run log. */
import type { LogWorkspace } from "../components/operations/log-workspace";
import { RunLogDatabase } from "../components/sql/run-log-database";
import type { LayerInputs } from "./layer";

/** Declares the run log's database. */
export function runLog({
  settings,
  foundation,
  logs,
}: LayerInputs & { readonly logs: LogWorkspace }): RunLogDatabase {
  return new RunLogDatabase("run-log", {
    site: foundation.site,
    traits: settings.environment,
    schemaOwner: foundation.schemaOwner,
    logWorkspace: logs,
  });
}
