// Attempts, timeouts, and what an inactive activity counts as.

import type { Activity, ActivityPolicy, ActivityType } from "../activity";
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
 * How long an endpoint may take to answer one request, in seconds.
 *
 * @see https://learn.microsoft.com/azure/data-factory/control-flow-web-activity#type-properties
 */
const REQUEST_TIMEOUT: Range = Object.freeze({
  least: 1,
  most: 600,
  text: "must be between 1 second and 10 minutes",
});

/** A timeout whose range is not published, in seconds. */
const ANY_TIMEOUT: Range = Object.freeze({
  least: 1,
  most: Number.POSITIVE_INFINITY,
  text: "must be at least 1 second",
});

/** The timeouts among the properties of a type: which is needed, and how long it may be. */
const TIMEOUTS: Readonly<Partial<Record<ActivityType, Timeout>>> = Object.freeze({
  Until: { property: "timeout", required: true, range: UNTIL_TIMEOUT },
  Validation: { property: "timeout", required: true, range: ANY_TIMEOUT },
  WebActivity: { property: "httpRequestTimeout", required: false, range: REQUEST_TIMEOUT },
  WebHook: { property: "timeout", required: false, range: ANY_TIMEOUT },
});

interface Timeout {
  readonly property: string;
  readonly required: boolean;
  readonly range: Range;
}

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
    const { policy } = activity;
    const attempts = policy !== undefined && "timeout" in policy;
    return [
      ...checkOwnTimeout(activity, path),
      ...(attempts ? checkPolicy(policy, `${path}/policy`) : []),
      ...checkState(activity, path),
    ];
  });
}

function checkOwnTimeout({ type, typeProperties }: Activity, path: string): readonly Problem[] {
  const own = TIMEOUTS[type];
  if (own === undefined) return [];
  const given = typeProperties[own.property];
  if (given === undefined && !own.required) return [];
  return checkTimeout(given, `${path}/${own.property}`, own.range);
}

function checkState({ state, onInactiveMarkAs }: Activity, path: string): readonly Problem[] {
  if (onInactiveMarkAs === undefined || state === "Inactive") return [];
  const rule = "must be given to an inactive activity only";
  return [problem("ADF_INACTIVE_MARK", `${path}/onInactiveMarkAs`, rule, onInactiveMarkAs)];
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
