import type { CustomResourceOptions, Output } from "@pulumi/pulumi";
import { DynamicResource } from "./dynamic-resource";

/** Arguments of {@link StartedTrigger}. */
export interface StartedTriggerArgs {
  /** The trigger's ARM id. Another id, or one not yet known, stops the old trigger first. */
  readonly triggerId: Output<string>;
  /**
   * How long each of starting and stopping may take, in seconds.
   *
   * @default 600 seconds - the service takes about ten, and several minutes for event triggers
   */
  readonly timeoutSeconds?: number;
}

const DEFAULT_TIMEOUT_SECONDS = 600;

/**
 * The started state of a trigger: create starts it, delete stops it.
 *
 * A trigger is deployed stopped and refuses changes while started. This resource depends on the
 * trigger, so the engine's own order makes a change stop, delete, create and start, and a destroy
 * stop first. A refresh finds a trigger that somebody stopped, and the next deployment starts it.
 *
 * @see https://learn.microsoft.com/rest/api/datafactory/triggers/start
 */
export class StartedTrigger extends DynamicResource {
  constructor(name: string, args: StartedTriggerArgs, options: CustomResourceOptions) {
    const inputs = { timeoutSeconds: DEFAULT_TIMEOUT_SECONDS, ...args };
    super(["StartedTrigger", "started-trigger-provider.js"], name, inputs, options);
  }
}
