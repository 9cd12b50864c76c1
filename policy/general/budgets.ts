/** Whether somebody hears of a month that gets dear. */
import type { GraphIndex } from "../graph-index";
import type { Rule, RuleContext, Violation } from "../rule";

const AZURE_BUDGETS = ["azure-native:consumption:Budget", "azure-native:costmanagement:Budget"];
const AWS_BUDGET = "aws:budgets/budget:Budget";

/** The rules of budgets. */
export const BUDGET_RULES: readonly Rule[] = Object.freeze([
  {
    id: "budget-azure",
    severity: "warning",
    title: "The configured budget is watched in Azure",
    why: "without a budget of the resource group the first news of a dear month is its bill",
    repair: "add a consumption Budget with notifications",
    source:
      "https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets",
    check: (index: GraphIndex, context: RuleContext) =>
      context.budgetConfigured && index.ofType(...AZURE_BUDGETS).length === 0
        ? missing(index, "a budget of Azure")
        : [],
  } satisfies Rule,
  {
    id: "budget-aws",
    severity: "warning",
    title: "The configured budget is watched in AWS",
    why: "training is billed by AWS, where a budget of Azure sees nothing",
    repair: "add an aws.budgets.Budget with notifications",
    source:
      "https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-managing-costs.html",
    check: (index: GraphIndex, context: RuleContext) =>
      context.budgetConfigured && usesAws(index) && index.ofType(AWS_BUDGET).length === 0
        ? missing(index, "a budget of AWS")
        : [],
  } satisfies Rule,
]);

function usesAws({ graph }: GraphIndex): boolean {
  return graph.resources.some(({ type }) => type.startsWith("aws:"));
}

function missing({ graph, stackUrn }: GraphIndex, what: string): readonly Violation[] {
  const message = `Stack ${JSON.stringify(graph.stack)}: must have ${what}, got none`;
  return [{ urn: stackUrn, message }];
}
