/**
 * Brings the run log's schema up to date, as the identity that owns it.
 *
 * One Script activity a migration, in the order of their numbers.
 */
import { definePipeline, nonQueryBlock, type Pipeline, script } from "../adf/builder";
import type { Migration } from "../run-log/migrations";
import { LINKED_SERVICES } from "./connections";
import { SHORT_POLICY } from "./limits";

/** Builds the pipeline `apply-schema`. */
export function applySchema(migrations: readonly Migration[]): Pipeline<"apply-schema"> {
  const p = definePipeline({
    name: "apply-schema",
    description: "Migrations of the run log",
    // Two deployments at once would apply a migration twice.
    concurrency: 1,
  });
  let before: { readonly succeeded: Parameters<typeof p.add>[1] } | undefined;
  for (const migration of migrations) {
    const activity = script(migration.name, {
      linkedService: LINKED_SERVICES.runLogSchema,
      blocks: [nonQueryBlock(migration.text)],
      policy: SHORT_POLICY,
    });
    before = before === undefined ? p.add(activity) : p.add(activity, before.succeeded);
  }
  return p.build();
}
