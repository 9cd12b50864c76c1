// Numbers that the service limits: activities, parameters, concurrent runs, seconds of a Wait.

import { type Problem, problem } from "../error";
import { isExpression } from "../expression";
import type { Pipeline } from "../pipeline";
import type { Visit } from "./walk";

/**
 * Limits of a pipeline.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-data-factory-limits
 */
export const PIPELINE_LIMITS: {
  /** Activities, inner ones included. */
  readonly activities: number;
  readonly parameters: number;
  /** Characters of one expression, the leading `@` included. */
  readonly expressionLength: number;
} = Object.freeze({ activities: 120, parameters: 50, expressionLength: 8192 });

/** Counts and ranges that the service would refuse. */
export function checkLimits(pipeline: Pipeline, visits: readonly Visit[]): readonly Problem[] {
  const parameters = Object.keys(pipeline.parameters).length;
  return [
    ...atMost("ADF_ACTIVITY_COUNT", "activities", visits.length, PIPELINE_LIMITS.activities),
    ...atMost("ADF_PARAMETER_COUNT", "parameters", parameters, PIPELINE_LIMITS.parameters),
    ...checkConcurrency(pipeline.concurrency),
    ...visits.flatMap(checkWait),
  ];
}

function atMost(
  code: "ADF_ACTIVITY_COUNT" | "ADF_PARAMETER_COUNT",
  path: string,
  count: number,
  most: number,
): readonly Problem[] {
  return count <= most ? [] : [problem(code, path, `must be at most ${most}`, count)];
}

function checkConcurrency(concurrency: number | undefined): readonly Problem[] {
  if (concurrency === undefined || isWhole(concurrency, 1)) return [];
  const rule = "must be a whole number from 1";
  return [problem("ADF_CONCURRENCY_RANGE", "concurrency", rule, concurrency)];
}

function checkWait({ activity, path }: Visit): readonly Problem[] {
  const seconds = activity.typeProperties["waitTimeInSeconds"];
  if (activity.type !== "Wait" || isExpression(seconds) || isWhole(seconds, 1)) return [];
  const rule = "must be a whole number from 1";
  return [problem("ADF_WAIT_RANGE", `${path}/waitTimeInSeconds`, rule, seconds)];
}

/** Tells a whole number that is at least `least`. */
export function isWhole(value: unknown, least: number): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= least;
}
