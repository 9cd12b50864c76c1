import type { CustomResourceOptions, Output } from "@pulumi/pulumi";
import { DynamicResource } from "./dynamic-resource";

/** Arguments of {@link StartedTrigger}. */
export interface StartedTriggerArgs {
  /** The trigger's ARM id. Another id, or one not yet known, stops the old trigger first. */
  readonly triggerId: Output<string>;
}

/**
 * The started state of a trigger: create starts it, delete stops it.
 *
 * A trigger is deployed stopped and refuses changes while started. This resource depends on the
 * trigger, so the engine's own order makes a change stop, delete, create and start, and a destroy
 * stop first. Its create refuses for now, with the code `TRIGGER_START_NOT_BUILT`.
 *
 * @see https://learn.microsoft.com/rest/api/datafactory/triggers/start
 */
export class StartedTrigger extends DynamicResource {
  constructor(name: string, args: StartedTriggerArgs, options: CustomResourceOptions) {
    super(["StartedTrigger", "started-trigger-provider.js"], name, { ...args }, options);
  }
}
