// What an expression may read besides its own text.

import type { Fields, Value } from "./value";

/** What an activity left behind. */
export interface ActivityResult {
  readonly output?: Value;
  /** `Succeeded`, `Failed` or `Skipped`. */
  readonly status?: string;
  readonly error?: { readonly message?: string; readonly errorCode?: string };
}

/**
 * Where an expression is evaluated. What is absent does not exist: reading it is an error, and
 * nothing is taken from the machine.
 *
 * Names are found as they are written, else in any case.
 */
export interface ExpressionContext {
  /** `activity('name')`. */
  readonly activities?: Readonly<Record<string, ActivityResult>>;
  /** `dataset().name`: the parameters of a dataset, inside its own definition. */
  readonly dataset?: Fields;
  /** `pipeline().globalParameters`. */
  readonly globalParameters?: Fields;
  /** What `guid()` gives, in the form `c2ecc88d-88c8-4096-912c-d6f2e2b138ce`. */
  readonly guid?: () => string;
  /** `item()`: the element of a loop. */
  readonly item?: Value;
  /** `linkedService().name`: the parameters of a linked service, inside its own definition. */
  readonly linkedService?: Fields;
  /** What `utcNow()` gives: a timestamp, UTC, ISO 8601. */
  readonly now?: string;
  /** `pipeline().parameters`. */
  readonly parameters?: Fields;
  /** The other properties of `pipeline()`: `RunId`, `Pipeline`, `DataFactory`, `TriggerType`, … */
  readonly pipeline?: Fields;
  /** What `rand()` draws from: a number from 0 to below 1. */
  readonly random?: () => number;
  /** `trigger()`, which only the parameters of a trigger may read. */
  readonly trigger?: Fields;
  /** `variables('name')`. */
  readonly variables?: Fields;
}
