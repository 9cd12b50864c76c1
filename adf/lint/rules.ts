// The table of all rules. The reference page and the tests are made from it.

import type { LintRule } from "./rule";
import { CONTAINER_RULES } from "./rules/containers";
import { DEPENDENCY_RULES } from "./rules/dependencies";
import { EXPRESSION_RULES } from "./rules/expressions";
import { LANGUAGE_RULES } from "./rules/language";
import { LIMIT_RULES } from "./rules/limits";
import { NAME_RULES } from "./rules/names";
import { POLICY_RULES } from "./rules/policies";
import { PROPERTY_RULES } from "./rules/properties";
import { REFERENCE_RULES } from "./rules/references";
import { SHAPE_RULES } from "./rules/shape";
import { VARIABLE_RULES } from "./rules/variables";

/** The rules by what they are about. */
export const LINT_SECTIONS: readonly (readonly [title: string, rules: readonly LintRule[]])[] = [
  ["Shape", SHAPE_RULES],
  ["Limits", LIMIT_RULES],
  ["Names", NAME_RULES],
  ["Dependencies", DEPENDENCY_RULES],
  ["Containers", CONTAINER_RULES],
  ["Properties", PROPERTY_RULES],
  ["Policies and timeouts", POLICY_RULES],
  ["Expressions", EXPRESSION_RULES],
  ["Language", LANGUAGE_RULES],
  ["References", REFERENCE_RULES],
  ["Variables", VARIABLE_RULES],
];

/** Every rule. */
export const LINT_RULES: readonly LintRule[] = LINT_SECTIONS.flatMap(([, rules]) => rules);
