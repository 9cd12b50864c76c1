/**
 * Cluster policies as typed rule values, checked before Databricks sees them.
 *
 * Public policies are full of rules that rule nothing: a fixed rule with a maximum and no value, a
 * range on a text. Databricks accepts them; here they are refused.
 *
 * @see https://learn.microsoft.com/azure/databricks/admin/clusters/policy-definition, read 2026-11
 */
import { closest, distance } from "fastest-levenshtein";
import { ComponentError, type ComponentProblem } from "../shared/component-error";
import {
  type AttributeKind,
  attributeKind,
  POLICY_ATTRIBUTES,
  type PolicyAttribute,
} from "./policy-attributes";

/** A value of an attribute. */
export type PolicyValue = boolean | number | string;

/** A rule that still leaves a choice may offer a default, or allow the attribute to be absent. */
interface Choice {
  readonly defaultValue?: PolicyValue;
  readonly isOptional?: boolean;
}

/** One rule of a policy. */
export type PolicyRule =
  | { readonly type: "fixed"; readonly value: PolicyValue; readonly hidden?: boolean }
  | { readonly type: "forbidden"; readonly hidden?: boolean }
  | ({ readonly type: "allowlist"; readonly values: readonly PolicyValue[] } & Choice)
  | ({ readonly type: "blocklist"; readonly values: readonly PolicyValue[] } & Choice)
  | ({ readonly type: "regex"; readonly pattern: string } & Choice)
  | ({ readonly type: "range"; readonly minValue?: number; readonly maxValue?: number } & Choice)
  | ({ readonly type: "unlimited" } & Choice);

/** A policy: one rule an attribute. An attribute without a rule is free. */
export type PolicyRules = { readonly [Path in PolicyAttribute]?: PolicyRule };

/**
 * The policy document that Databricks takes.
 *
 * @param name - the policy's name in the program, for the error
 * @throws ComponentError with every problem at once: `CLUSTER_POLICY_UNKNOWN_ATTRIBUTE`,
 *   `CLUSTER_POLICY_EMPTY_RULE` (it fixes nothing), `CLUSTER_POLICY_WRONG_TYPE` (a range on a text,
 *   a value of another kind), `CLUSTER_POLICY_CONTRADICTION` (no value can satisfy it)
 */
export function policyDefinition(name: string, rules: PolicyRules): string {
  const entries = Object.entries(rules).flatMap(([path, rule]) =>
    rule === undefined ? [] : [[path, rule] as const],
  );
  const problems = entries.flatMap(([path, rule]) => checkRule(path, rule));
  if (problems.length > 0) {
    throw new ComponentError("JobPolicy", name, problems);
  }
  return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))));
}

function checkRule(path: string, rule: PolicyRule): ComponentProblem[] {
  const kind = attributeKind(path);
  const place = `rules["${path}"]`;
  if (kind === undefined) {
    return [
      {
        code: "CLUSTER_POLICY_UNKNOWN_ATTRIBUTE",
        path: place,
        message: "is no attribute of a cluster, so it would rule nothing",
        repair: repairOf(path),
      },
    ];
  }
  return [...checkKind(place, kind, rule), ...checkEffect(place, rule)];
}

/** An attribute below the given one, or one that is spelt much like it. */
function repairOf(path: string): string {
  const attributes = Object.keys(POLICY_ATTRIBUTES);
  const below = attributes.find((attribute) => attribute.startsWith(`${path}.`));
  const near = closest(path, attributes);
  const meant = below ?? (distance(path, near) <= path.length / 2 ? near : undefined);
  return meant === undefined ? "name an attribute of a cluster" : `did you mean "${meant}"?`;
}

function checkKind(path: string, kind: AttributeKind, rule: PolicyRule): ComponentProblem[] {
  const wrong = (message: string, repair: string): ComponentProblem => ({
    code: "CLUSTER_POLICY_WRONG_TYPE",
    path,
    message,
    repair,
  });
  if (rule.type === "range" && kind !== "number") {
    return [wrong(`is a range on a ${kind}`, "use fixed, allowlist or regex")];
  }
  if (rule.type === "regex" && kind !== "string") {
    return [wrong(`is a regex on a ${kind}`, "use fixed, allowlist or range")];
  }
  return valuesOf(rule)
    .filter((value) => typeof value !== kind)
    .map((value) => wrong(`takes a ${kind}, got ${JSON.stringify(value)}`, `give a ${kind}`));
}

function valuesOf(rule: PolicyRule): readonly PolicyValue[] {
  switch (rule.type) {
    case "fixed":
      // A policy read from elsewhere may lack the value; that is a rule without effect.
      return rule.value === undefined ? [] : [rule.value];
    case "forbidden":
      return [];
    case "allowlist":
    case "blocklist":
      return [...rule.values, ...defaultOf(rule)];
    case "regex":
    case "range":
    case "unlimited":
      return defaultOf(rule);
  }
}

function defaultOf(rule: Choice): readonly PolicyValue[] {
  return rule.defaultValue === undefined ? [] : [rule.defaultValue];
}

function checkEffect(path: string, rule: PolicyRule): ComponentProblem[] {
  if (isEmpty(rule)) {
    return [
      {
        code: "CLUSTER_POLICY_EMPTY_RULE",
        path,
        message: `is a rule of type "${rule.type}" that fixes nothing, got ${JSON.stringify(rule)}`,
        repair: "give it a value, values, a bound, a pattern or a default, or leave it out",
      },
    ];
  }
  if (!isSatisfiable(rule)) {
    return [
      {
        code: "CLUSTER_POLICY_CONTRADICTION",
        path,
        message: `is a ${rule.type} that its own bounds or default contradict, got ${JSON.stringify(rule)}`,
        repair: "give a default that the rule itself allows, and minValue <= maxValue",
      },
    ];
  }
  return [];
}

function isEmpty(rule: PolicyRule): boolean {
  switch (rule.type) {
    case "fixed":
      return rule.value === undefined;
    case "forbidden":
      return false;
    case "allowlist":
    case "blocklist":
      return rule.values.length === 0;
    case "regex":
      return /^\^?(\.\*)?\$?$/.test(rule.pattern);
    case "range":
      return rule.minValue === undefined && rule.maxValue === undefined;
    case "unlimited":
      return rule.defaultValue === undefined && rule.isOptional !== true;
  }
}

function isSatisfiable(rule: PolicyRule): boolean {
  switch (rule.type) {
    case "range":
      return isSatisfiableRange(rule);
    case "allowlist":
      return rule.defaultValue === undefined || rule.values.includes(rule.defaultValue);
    case "blocklist":
      return rule.defaultValue === undefined || !rule.values.includes(rule.defaultValue);
    case "fixed":
    case "forbidden":
    case "regex":
    case "unlimited":
      return true;
  }
}

function isSatisfiableRange(rule: Extract<PolicyRule, { type: "range" }>): boolean {
  const low = rule.minValue ?? Number.NEGATIVE_INFINITY;
  const high = rule.maxValue ?? Number.POSITIVE_INFINITY;
  const value = typeof rule.defaultValue === "number" ? rule.defaultValue : low;
  return low <= high && low <= value && value <= high;
}
