import type { EnvironmentName } from "../../config/environments";

/** Tags that every taggable resource carries: cost reports and budgets are cut by them. */
export type Tags = Readonly<Record<"project" | "environment" | "managed-by", string>>;

/** @returns the tags of an environment. */
export function tagsOf(environment: EnvironmentName): Tags {
  return { project: "forecast-platform", environment, "managed-by": "pulumi" };
}
