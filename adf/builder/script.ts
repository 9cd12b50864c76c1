// The Script activity: blocks of T-SQL with typed parameters.

import {
  type Activity,
  type ActivityPolicy,
  activity,
  type CommonOptions,
  linkedServiceReference,
} from "./activity";
import { frozenCopy, type Name, type Value, type ValueRecord } from "./value";

/** A block of statements, in the service's shape; made by `queryBlock` or `nonQueryBlock`. */
export type ScriptBlock = ValueRecord & { readonly type: "Query" | "NonQuery" };

/** A parameter of a block, in the service's shape; made by `sqlParameter`. */
export type ScriptParameter = ValueRecord & { readonly name: string };

/**
 * The types of a script parameter.
 *
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-using-script
 */
export type ScriptParameterType =
  | "Boolean"
  | "DateTime"
  | "DateTimeOffset"
  | "Decimal"
  | "Double"
  | "Guid"
  | "Int16"
  | "Int32"
  | "Int64"
  | "Single"
  | "String"
  | "Timespan";

/** What a Script runs. */
export interface ScriptOptions extends CommonOptions {
  readonly linkedService: Name;
  /** Run in this order, on one connection each; at least one. */
  readonly blocks: readonly [ScriptBlock, ...ScriptBlock[]];
  readonly policy: ActivityPolicy;
  /**
   * How long one block may take.
   *
   * @format timespan `hh:mm:ss`
   * @default the service's own
   */
  readonly scriptBlockExecutionTimeout?: string;
}

/**
 * Blocks of T-SQL, run one after the other.
 *
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-using-script
 */
export function script<const N extends string>(
  name: N,
  options: ScriptOptions,
): Activity<N, "Script", never> {
  const { linkedService, blocks, policy, scriptBlockExecutionTimeout } = options;
  return activity(name, "Script", options, {
    type: "Script",
    policy,
    linkedServiceName: linkedServiceReference(linkedService),
    typeProperties: { scripts: blocks, scriptBlockExecutionTimeout },
  });
}

/** A block that yields rows; read them by `handle.resultSet(index)`. */
export function queryBlock(
  text: Value<"string">,
  parameters: readonly ScriptParameter[] = [],
): ScriptBlock {
  return block("Query", text, parameters);
}

/** A block that yields no rows, such as DDL. */
export function nonQueryBlock(
  text: Value<"string">,
  parameters: readonly ScriptParameter[] = [],
): ScriptBlock {
  return block("NonQuery", text, parameters);
}

/**
 * An input parameter of a block, read there as `@name`: a value, never an identifier.
 *
 * @param size - Characters of a String parameter; the service's own where not given.
 */
export function sqlParameter(
  name: string,
  type: ScriptParameterType,
  value: Value | null,
  size?: number,
): ScriptParameter {
  const direction = "Input";
  return frozenCopy({ name, type, value, direction, ...(size === undefined ? {} : { size }) });
}

function block(
  type: "Query" | "NonQuery",
  text: Value<"string">,
  parameters: readonly ScriptParameter[],
): ScriptBlock {
  return frozenCopy({ type, text, ...(parameters.length === 0 ? {} : { parameters }) });
}
