/** Whether somebody hears of a month that gets dear. */
import type { GraphIndex } from "../graph-index";
import type { Rule, RuleContext, Violation } from "../rule";

const AZURE_BUDGETS = ["azure-native:consumption:Budget", "azure-native:costmanagement:Budget"];
const AWS_BUDGET = "aws:budgets/budget:Budget";

const AZURE_BUDGETS_PAGE =
  "https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets";

/** How many parts of a month are told. */
const MOST_PARTS = 3;

/** The rules of budgets. */
export const BUDGET_RULES: readonly Rule[] = Object.freeze([
  {
    id: "budget-exceeded",
    severity: "error",
    title: "The expected month is within the budget",
    why: "a budget only tells somebody afterwards, and stops nothing: too dear is known before",
    repair: "lower the parts named, or raise forecast-platform:budget.monthly",
    source: AZURE_BUDGETS_PAGE,
    check: ({ graph, stackUrn }: GraphIndex, { month }: RuleContext) => {
      if (month === undefined || month.currency !== month.budget.currency) return [];
      const { budget, currency, expected } = month;
      if (expected <= budget.monthly) return [];
      const parts = month.parts
        .slice(0, MOST_PARTS)
        .map(({ part, cost, lower }) => `${part} ${cost.toFixed(2)} (${lower})`);
      const message =
        `Stack ${JSON.stringify(graph.stack)}: the expected month must be at most ` +
        `${budget.monthly} ${currency}, got ${expected.toFixed(2)} ${currency}: ${parts.join(", ")}`;
      return [{ urn: stackUrn, message }];
    },
  } satisfies Rule,
  {
    id: "budget-currency",
    severity: "warning",
    title: "The budget is in the currency of the prices",
    why: "a month in one currency cannot be held against a budget in another",
    repair: "give the budget in the currency of cost/price-list.json",
    source: AZURE_BUDGETS_PAGE,
    check: ({ graph, stackUrn }: GraphIndex, { month }: RuleContext) => {
      if (month === undefined || month.currency === month.budget.currency) return [];
      const message =
        `Stack ${JSON.stringify(graph.stack)}: the budget's currency must be ` +
        `${JSON.stringify(month.currency)}, got ${JSON.stringify(month.budget.currency)}`;
      return [{ urn: stackUrn, message }];
    },
  } satisfies Rule,
  {
    id: "budget-azure",
    severity: "warning",
    title: "The configured budget is watched in Azure",
    why: "without a budget of the resource group the first news of a dear month is its bill",
    repair: "add a consumption Budget with notifications",
    source: AZURE_BUDGETS_PAGE,
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
