// Attempts and timeouts.

import type { ActivityPolicy } from "../activity";
import { type Problem, problem } from "../error";
import { isWhole } from "./limits";
import type { Visit } from "./walk";

const DAY_SECONDS = 86_400;

/** How far a number may go, and how that is said. */
interface Range {
  readonly least: number;
  readonly most: number;
  readonly text: string;
}

/**
 * How long an attempt of an activity may take, in seconds.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits#azure-data-factory-limits
 */
export const ACTIVITY_TIMEOUT: Range = Object.freeze({
  least: 600,
  most: 7 * DAY_SECONDS,
  text: "must be between 10 minutes and 7 days",
});

/**
 * How long a loop may take, in seconds.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-until-activity#type-properties
 */
const UNTIL_TIMEOUT: Range = Object.freeze({
  least: 600,
  most: 90 * DAY_SECONDS,
  text: "must be between 10 minutes and 90 days",
});

/**
 * The pause between two attempts, in seconds.
 *
 * @see https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#activity-policy
 */
const RETRY_INTERVAL: Range = Object.freeze({
  least: 30,
  most: DAY_SECONDS,
  text: "must be between 30 and 86400",
});

const TIMESPAN =
  /^(?:(?<days>\d+)\.)?(?<hours>\d\d):(?<minutes>60|[0-5]\d):(?<seconds>60|[0-5]\d)$/;

/** Policies and timeouts that the service would refuse. */
export function checkPolicies(visits: readonly Visit[]): readonly Problem[] {
  return visits.flatMap(({ activity, path }) => {
    const { policy, type, typeProperties } = activity;
    if (type === "Until") {
      return checkTimeout(typeProperties["timeout"], `${path}/timeout`, UNTIL_TIMEOUT);
    }
    return policy !== undefined && "timeout" in policy ? checkPolicy(policy, `${path}/policy`) : [];
  });
}

/**
 * The seconds of a timespan `[d.]hh:mm:ss`, undefined where it is none.
 *
 * @see https://learn.microsoft.com/azure/data-factory/concepts-pipelines-activities#activity-policy
 */
export function timespanSeconds(timespan: string): number | undefined {
  const groups = TIMESPAN.exec(timespan)?.groups;
  if (groups === undefined) return undefined;
  const part = (name: string): number => Number(groups[name] ?? 0);
  return part("days") * DAY_SECONDS + part("hours") * 3600 + part("minutes") * 60 + part("seconds");
}

function checkPolicy(policy: ActivityPolicy, path: string): readonly Problem[] {
  const { timeout, retry, retryIntervalInSeconds: interval } = policy;
  const problems = [...checkTimeout(timeout, `${path}/timeout`, ACTIVITY_TIMEOUT)];
  if (!isWhole(retry, 0)) {
    const rule = "must be a whole number from 0";
    problems.push(problem("ADF_RETRY_RANGE", `${path}/retry`, rule, retry));
  }
  if (
    interval !== undefined &&
    !(isWhole(interval, RETRY_INTERVAL.least) && interval <= RETRY_INTERVAL.most)
  ) {
    const at = `${path}/retryIntervalInSeconds`;
    problems.push(problem("ADF_RETRY_INTERVAL_RANGE", at, RETRY_INTERVAL.text, interval));
  }
  return problems;
}

function checkTimeout(timeout: unknown, path: string, range: Range): readonly Problem[] {
  const seconds = typeof timeout === "string" ? timespanSeconds(timeout) : undefined;
  if (seconds === undefined) {
    return [problem("ADF_TIMEOUT_FORMAT", path, "must be a timespan [d.]hh:mm:ss", timeout)];
  }
  if (seconds >= range.least && seconds <= range.most) return [];
  return [problem("ADF_TIMEOUT_RANGE", path, range.text, timeout)];
}
