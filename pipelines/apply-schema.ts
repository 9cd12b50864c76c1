/**
 * Brings the run log up to date, as the identity that owns its schema.
 *
 *   ledger ─► 001-… ─► 002-… ─► … ─► Sync forecasts
 *
 * One Script activity a migration, one block a statement. Each block is one transaction with its row
 * in the ledger, so a run that stopped half-way is simply run again. Then the rows of
 * `mlops.forecast` are made equal to the settings, so that a decision needs nothing from outside.
 */
import {
  definePipeline,
  nonQueryBlock,
  type Pipeline,
  type ScriptBlock,
  script,
  type Value,
} from "../adf/builder";
import { STATEMENTS } from "../run-log/statements";
import { LINKED_SERVICES } from "./connections";
import { SHORT_POLICY } from "./limits";
import { statementBlock } from "./run-log-blocks";

/** One batch of T-SQL; what names an identity is known only once the identity exists. */
export interface SchemaBlock {
  /** The migration and the number of its statement, such as `001-tables 3`. */
  readonly name: string;
  readonly text: Value<"string">;
}

/** The parameters of `apply-schema`: the forecasts, as the JSON text that `sync-forecasts` takes. */
export type ApplySchemaParameters = Readonly<Record<"forecasts", "String">>;

/** Builds the pipeline `apply-schema`. */
export function applySchema(
  blocks: readonly SchemaBlock[],
): Pipeline<"apply-schema", ApplySchemaParameters> {
  const p = definePipeline({
    name: "apply-schema",
    description: "Migrations of the run log, and the forecasts that it knows",
    parameters: { forecasts: "String" },
    // Two deployments at once would wait for each other's locks.
    concurrency: 1,
  });
  const asOwner = { linkedService: LINKED_SERVICES.runLogSchema, policy: SHORT_POLICY };
  let before: Parameters<typeof p.add>[1] | undefined;
  const then = (name: string, script_: readonly [ScriptBlock, ...ScriptBlock[]]): void => {
    const activity = script(name, { ...asOwner, blocks: script_ });
    const handle = before === undefined ? p.add(activity) : p.add(activity, before);
    before = handle.succeeded;
  };

  for (const [migration, [first, ...rest]] of byMigration(blocks)) {
    then(migration, [first, ...rest]);
  }
  const forecasts = { forecasts: p.parameter("forecasts") };
  then("Sync forecasts", [statementBlock(STATEMENTS.syncForecasts, forecasts)]);
  return p.build();
}

/** The blocks of each migration, in order. */
function byMigration(
  blocks: readonly SchemaBlock[],
): ReadonlyMap<string, readonly [ScriptBlock, ...ScriptBlock[]]> {
  const groups = new Map<string, readonly [ScriptBlock, ...ScriptBlock[]]>();
  for (const { name, text } of blocks) {
    const [migration = name] = name.split(" ");
    const block = nonQueryBlock(text);
    const group = groups.get(migration);
    groups.set(migration, group === undefined ? [block] : [...group, block]);
  }
  return groups;
}
