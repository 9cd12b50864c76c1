// The rules on pipelines: what the service refuses, and what will hurt.

export { lint } from "./lint";
export { lintPage } from "./reference";
export type { LintCode, LintProblem, LintRule, LintRuleText, LintSeverity } from "./rule";
export { LINT_RULES } from "./rules";
