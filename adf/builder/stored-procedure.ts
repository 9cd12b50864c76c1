// The SqlServerStoredProcedure activity: one call of a procedure, without its result sets.

import {
  type Activity,
  type ActivityPolicy,
  activity,
  type CommonOptions,
  linkedServiceReference,
} from "./activity";
import type { ScriptParameterType } from "./script";
import type { Name, Value } from "./value";

/**
 * The types of a procedure's parameter: the service's own, which the connector maps to SQL's.
 *
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-using-stored-procedure#parameter-data-type-mapping
 */
export type StoredProcedureParameterType = ScriptParameterType | "Date" | "Int";

/** A value for a parameter of a procedure. */
export interface StoredProcedureParameter {
  /** @default the service takes it from the value */
  readonly type?: StoredProcedureParameterType;
  readonly value: Value | null;
}

/** Which procedure is called, and with what. */
export interface StoredProcedureOptions extends CommonOptions {
  readonly linkedService: Name;
  readonly policy: ActivityPolicy;
  /** With its schema, such as `dbo.close_month`. */
  readonly storedProcedureName: Value<"string">;
  /** Input parameters by name; output parameters are not supported. @default none */
  readonly storedProcedureParameters?: Readonly<Record<string, StoredProcedureParameter>>;
}

/**
 * One call of a stored procedure; use a Script or Lookup where rows or output parameters are wanted.
 *
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-using-stored-procedure
 */
export function sqlServerStoredProcedure<const N extends string>(
  name: N,
  options: StoredProcedureOptions,
): Activity<N, "SqlServerStoredProcedure", never> {
  const { linkedService, storedProcedureName, policy } = options;
  const { storedProcedureParameters: given } = options;
  const parameters = Object.entries(given ?? {}).map(([key, value]) => [key, { ...value }]);
  return activity(name, "SqlServerStoredProcedure", options, {
    type: "SqlServerStoredProcedure",
    policy,
    linkedServiceName: linkedServiceReference(linkedService),
    typeProperties: {
      storedProcedureName,
      storedProcedureParameters: given && Object.fromEntries(parameters),
    },
  });
}
