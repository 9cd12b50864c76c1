// Rules on attempts and timeouts.

import { ACTIVITY_TIMEOUT, timespanSeconds } from "../../builder/checks/policies";
import { isRecord } from "../../wire/shape";
import { ACTIVITY_TYPES, POLICY_KEYS } from "../activity-types";
import type { ActivityView, JsonObject } from "../pipeline-view";
import type { LintFinding, LintRule } from "../rule";
import { SOURCES } from "../sources";
import { isExpressionLike, whole } from "./limits";

const DAY_SECONDS = 86_400;

/** The seven days that the service takes where no timeout is given. */
const DEFAULT_SECONDS = 7 * DAY_SECONDS;

const ADF_LINT_RETRY: LintRule = {
  code: "ADF_LINT_RETRY",
  severity: "error",
  title: "The number of retries is a whole number from 0",
  why: "the service refuses others",
  repair: "give 0 for a single attempt",
  source: SOURCES.activityPolicy,
  check: ({ activities }) =>
    policies(activities).flatMap(({ pointer, policy }) =>
      isExpressionLike(policy["retry"])
        ? []
        : whole(policy["retry"], `${pointer}/retry`, { least: 0, most: Infinity }),
    ),
};

const ADF_LINT_RETRY_INTERVAL: LintRule = {
  code: "ADF_LINT_RETRY_INTERVAL",
  severity: "error",
  title: "The pause between two attempts is from 30 to 86400 seconds",
  why: "the service refuses others",
  repair: "give whole seconds in the range, or leave it out for 30 seconds",
  source: SOURCES.activityPolicy,
  check: ({ activities }) =>
    policies(activities).flatMap(({ pointer, policy }) => {
      const range = { least: 30, most: DAY_SECONDS };
      return whole(policy["retryIntervalInSeconds"], `${pointer}/retryIntervalInSeconds`, range);
    }),
};

/** A timeout, and how far it may go in seconds. */
interface Timeout {
  readonly pointer: string;
  readonly value: unknown;
  readonly least: number;
  readonly most: number;
  /** What must hold, for messages. */
  readonly range: string;
}

const ADF_LINT_TIMEOUT_FORMAT: LintRule = {
  code: "ADF_LINT_TIMEOUT_FORMAT",
  severity: "error",
  title: "A timeout is a timespan",
  why: "the service refuses other texts, and numbers",
  repair: "write it as hh:mm:ss or d.hh:mm:ss, such as 0.00:10:00",
  source: SOURCES.activityPolicy,
  check: ({ activities }) =>
    activities
      .flatMap(timeoutsOf)
      .filter(({ value }) => isKnown(value) && secondsOf(value) === undefined)
      .map(({ pointer, value }) => ({
        pointer,
        message: "must be a timespan [d.]hh:mm:ss",
        value,
      })),
};

const ADF_LINT_TIMEOUT_RANGE: LintRule = {
  code: "ADF_LINT_TIMEOUT_RANGE",
  severity: "error",
  title: "A timeout is in the range of its activity",
  why: "the service refuses shorter and longer ones",
  repair: "choose a timespan in the range",
  source: SOURCES.limits,
  check: ({ activities }) =>
    activities.flatMap(timeoutsOf).flatMap(({ least, most, pointer, range, value }) => {
      const seconds = isKnown(value) ? secondsOf(value) : undefined;
      if (seconds === undefined || (seconds >= least && seconds <= most)) return [];
      return [{ pointer, message: range, value }];
    }),
};

/** The timeouts of an activity: that of its policy, and those among its properties. */
function timeoutsOf({ json, pointer, properties, type }: ActivityView): readonly Timeout[] {
  const at = `${pointer}/typeProperties`;
  const policy = isRecord(json["policy"]) ? json["policy"] : {};
  const { least, most, text } = ACTIVITY_TIMEOUT;
  const own = (key: string, range: Omit<Timeout, "pointer" | "value">): Timeout => ({
    pointer: `${at}/${key}`,
    value: properties[key],
    ...range,
  });
  return [
    { pointer: `${pointer}/policy/timeout`, value: policy["timeout"], least, most, range: text },
    ...(type === "Until" ? [own("timeout", UNTIL)] : []),
    ...(type === "Validation" || type === "WebHook" ? [own("timeout", ANY)] : []),
    ...(type === "WebActivity" ? [own("httpRequestTimeout", RESPONSE)] : []),
    ...(type === "Script" ? [own("scriptBlockExecutionTimeout", ANY)] : []),
  ];
}

const UNTIL = { least: 0, most: 90 * DAY_SECONDS, range: "must be at most 90 days" };
const ANY = { least: 0, most: Infinity, range: "" };
const RESPONSE = { least: 60, most: 600, range: "must be between 1 and 10 minutes" };

function isKnown(value: unknown): boolean {
  return value !== undefined && value !== null && !isExpressionLike(value);
}

function secondsOf(value: unknown): number | undefined {
  return typeof value === "string" ? timespanSeconds(value) : undefined;
}

const ADF_LINT_TIMEOUT_DEFAULT: LintRule = {
  code: "ADF_LINT_TIMEOUT_DEFAULT",
  severity: "warning",
  title: "No timeout is left at seven days",
  why: "an activity that hangs is ended after a week, and blocks and costs until then",
  repair: "give a timeout that is a little longer than the activity should take",
  source: SOURCES.activityPolicy,
  check: ({ activities }) => activities.flatMap(defaultTimeout),
};

function defaultTimeout(activity: ActivityView): readonly LintFinding[] {
  const holder = timeoutHolder(activity);
  if (holder === undefined) return [];
  const [properties, at] = holder;
  const { timeout } = properties;
  const pointer = `${at}/timeout`;
  if (timeout === undefined || timeout === null) {
    return [{ pointer, message: "must be given, the default is seven days" }];
  }
  const left = isKnown(timeout) && secondsOf(timeout) === DEFAULT_SECONDS;
  return left ? [{ pointer, message: "must be shorter than seven days", value: timeout }] : [];
}

// Where an activity's timeout stands; undefined where it takes none.
function timeoutHolder({
  json,
  pointer,
  properties,
  type,
}: ActivityView): readonly [JsonObject, string] | undefined {
  if (type === "Until" || type === "Validation") return [properties, `${pointer}/typeProperties`];
  if (ACTIVITY_TYPES.get(type)?.policy !== "full") return undefined;
  const policy = json["policy"] ?? {};
  return isRecord(policy) ? [policy, `${pointer}/policy`] : undefined;
}

const ADF_LINT_POLICY_IGNORED: LintRule = {
  code: "ADF_LINT_POLICY_IGNORED",
  severity: "warning",
  title: "A policy holds what its type of activity takes",
  why: "the service ignores the rest: such an activity is not retried, and has no timeout",
  repair: "remove it; to retry a container, retry the activities in it",
  source: SOURCES.specification,
  check: ({ activities }) =>
    activities.flatMap((activity) => {
      const taken = ACTIVITY_TYPES.get(activity.type);
      const { policy } = activity.json;
      if (taken === undefined || !isRecord(policy)) return [];
      const keys = POLICY_KEYS[taken.policy];
      const lost = Object.keys(policy).filter((key) => !keys.includes(key));
      if (lost.length === 0) return [];
      const takes = keys.length === 0 ? "no policy" : `only ${keys.join(", ")}`;
      const message = `must be left out, a ${activity.type} takes ${takes}`;
      return [{ pointer: `${activity.pointer}/policy`, message, value: lost.slice(0, 10) }];
    }),
};

interface PlacedPolicy {
  readonly pointer: string;
  readonly policy: Readonly<Record<string, unknown>>;
}

function policies(activities: readonly ActivityView[]): readonly PlacedPolicy[] {
  return activities.flatMap(({ json, pointer }) =>
    isRecord(json["policy"]) ? [{ pointer: `${pointer}/policy`, policy: json["policy"] }] : [],
  );
}

/** The rules on attempts and timeouts. */
export const POLICY_RULES: readonly LintRule[] = [
  ADF_LINT_RETRY,
  ADF_LINT_RETRY_INTERVAL,
  ADF_LINT_TIMEOUT_FORMAT,
  ADF_LINT_TIMEOUT_RANGE,
  ADF_LINT_TIMEOUT_DEFAULT,
  ADF_LINT_POLICY_IGNORED,
];
