/** Reads the documents of cluster policies, which are JSON in a text. */
import type { ResourceNode } from "../../graph/graph";
import type { GraphIndex } from "../graph-index";
import { isOpen } from "../values";

/** One rule of a policy's document, such as `{type: "range", maxValue: 1}`. */
export type PolicyRuleJson = Readonly<Record<string, unknown>>;

/** A cluster policy; without rules when its document cannot be read. */
export interface ClusterPolicy {
  readonly resource: ResourceNode;
  /** The rules by the path of their attribute; undefined for a text that is no policy. */
  readonly rules: ReadonlyMap<string, PolicyRuleJson> | undefined;
}

/** Every cluster policy of a graph; those whose document is not known yet are left out. */
export function readClusterPolicies(index: GraphIndex): readonly ClusterPolicy[] {
  return index.ofType("databricks:index/clusterPolicy:ClusterPolicy").flatMap((resource) => {
    const { definition, policyFamilyDefinitionOverrides } = resource.inputs;
    // A policy of a family says only what it changes in it.
    const text = definition ?? policyFamilyDefinitionOverrides ?? "{}";
    return isOpen(text) ? [] : [{ resource, rules: rulesIn(text) }];
  });
}

function rulesIn(text: unknown): ClusterPolicy["rules"] {
  try {
    const json: unknown = typeof text === "string" ? JSON.parse(text) : text;
    if (!isRecord(json)) return undefined;
    const entries = Object.entries(json);
    return new Map(entries.flatMap(([path, rule]) => (isRecord(rule) ? [[path, rule]] : [])));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is PolicyRuleJson {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
