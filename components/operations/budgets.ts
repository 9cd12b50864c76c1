/**
 * What an environment may cost a month, before somebody is told.
 *
 *   Budgets
 *   ├─ Budget                Azure: the environment's resource group
 *   └─ Budget                AWS: what carries the project's and environment's tags; only where used
 *
 * A budget stops nothing, and cost data are 8 to 24 hours late: what ends a run that goes on too
 * long is its job's timeout.
 * https://learn.microsoft.com/azure/cost-management-billing/costs/tutorial-acm-create-budgets
 */
import { Budget as AwsBudget } from "@pulumi/aws/budgets";
import { Budget as AzureBudget } from "@pulumi/azure-native/consumption";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Budget } from "../../config/settings";
import type { Site } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { physicalName } from "../shared/naming";
import { tagsOf } from "../shared/tags";

/** Arguments of {@link Budgets}. */
export interface BudgetsArgs {
  /** Whether the environment uses AWS; plain: decides whether there is a budget there. */
  readonly aws: boolean;
  readonly budget: Budget;
  readonly email: string;
  readonly resourceGroup: { readonly id: Output<string> };
  readonly site: Pick<Site, "environment">;
}

/** When somebody is told: percent of the amount, spent already or foreseen for the month. */
const BUDGET_NOTIFICATIONS = [
  { name: "actual-80", percent: 80, kind: "actual" },
  { name: "actual-100", percent: 100, kind: "actual" },
  { name: "forecast-100", percent: 100, kind: "forecasted" },
] as const;

/**
 * The budgets of an environment, of the same amount in each cloud.
 *
 * Children: `<name>-azure`, `<name>-aws`.
 *
 * @example
 * new Budgets("budgets", {
 *   site, resourceGroup, aws: true, email: "mlops@example.com",
 *   budget: { monthly: 50, currency: "USD", from: "2026-12" },
 * })
 */
export class Budgets extends ComponentResource {
  constructor(name: string, args: BudgetsArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:operations:Budgets", name, { ...args.budget }, options);
    this.#createAzureBudget(name, args);
    if (args.aws) {
      this.#createAwsBudget(name, args);
    }
    this.registerOutputs({});
  }

  #createAzureBudget(name: string, { budget, email, resourceGroup, site }: BudgetsArgs): void {
    const notifications = BUDGET_NOTIFICATIONS.map(({ name: key, percent, kind }) => [
      key,
      {
        enabled: true,
        operator: "GreaterThanOrEqualTo",
        threshold: percent,
        thresholdType: kind === "actual" ? "Actual" : "Forecasted",
        contactEmails: [email],
      },
    ]);
    new AzureBudget(
      `${name}-azure`,
      {
        budgetName: physicalName("budget", { environment: site.environment }),
        scope: resourceGroup.id,
        amount: budget.monthly,
        category: "Cost",
        timeGrain: "Monthly",
        timePeriod: { startDate: `${budget.from}-01T00:00:00Z` },
        notifications: Object.fromEntries(notifications),
      },
      childOptions(this),
    );
  }

  #createAwsBudget(name: string, { budget, email, site }: BudgetsArgs): void {
    const tags = tagsOf(site.environment);
    new AwsBudget(
      `${name}-aws`,
      {
        name: physicalName("budget", { environment: site.environment }),
        budgetType: "COST",
        timeUnit: "MONTHLY",
        timePeriodStart: `${budget.from}-01_00:00`,
        limitAmount: String(budget.monthly),
        limitUnit: budget.currency,
        costFilters: [{ name: "TagKeyValue", values: [`user:environment$${tags.environment}`] }],
        notifications: BUDGET_NOTIFICATIONS.map(({ percent, kind }) => ({
          comparisonOperator: "GREATER_THAN",
          threshold: percent,
          thresholdType: "PERCENTAGE",
          notificationType: kind === "actual" ? "ACTUAL" : "FORECASTED",
          subscriberEmailAddresses: [email],
        })),
        tags,
      },
      childOptions(this),
    );
  }
}
