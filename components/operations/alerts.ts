/**
 * What wakes somebody: a run that failed, and a platform that stands still.
 *
 *   Alerts
 *   ├─ ActionGroup             one mail address
 *   ├─ MetricAlert             the first failed run of a pipeline that matters
 *   └─ ScheduledQueryRule      nothing ran, where something should run at least every two days
 *
 * A metric that has no data never fires, so silence is looked for in the logs.
 * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-overview
 */
import { ActionGroup, MetricAlert, ScheduledQueryRule } from "@pulumi/azure-native/monitor";
import type { input } from "@pulumi/azure-native/types";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Site } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { physicalName } from "../shared/naming";
import { tagsOf } from "../shared/tags";

/** Arguments of {@link Alerts}. */
export interface AlertsArgs {
  readonly email: string;
  readonly factory: { readonly id: Output<string> };
  readonly logWorkspace: { readonly id: Output<string> };
  /**
   * Whether something runs at least every two days; plain: decides whether silence is looked for.
   *
   * A log search looks back two days at most:
   * https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule
   */
  readonly runsEveryTwoDays: boolean;
  readonly site: Site;
  /** Names of the pipelines whose first failed run is told. */
  readonly watchedPipelines: readonly string[];
}

/** Severities as Azure Monitor counts them: 0 is critical, 4 is verbose. */
const ERROR = 1;

/**
 * The action group and the alerts of an environment.
 *
 * Children: `<name>-group`, `<name>-failed-run`, `<name>-silence`.
 *
 * @example
 * new Alerts("alerts", {
 *   site, factory, logWorkspace, email: "mlops@example.com",
 *   watchedPipelines: ["forecast-run"], runsEveryTwoDays: true,
 * })
 */
export class Alerts extends ComponentResource {
  readonly actionGroupId: Output<string>;

  constructor(name: string, args: AlertsArgs, options?: ComponentResourceOptions) {
    const { runsEveryTwoDays, watchedPipelines } = args;
    const summary = { runsEveryTwoDays, watchedPipelines };
    super("forecast-platform:operations:Alerts", name, summary, options);

    const group = this.#createGroup(name, args);
    this.#createFailedRunAlert(name, args, group);
    if (runsEveryTwoDays) {
      this.#createSilenceAlert(name, args, group);
    }

    this.actionGroupId = group.id;
    this.registerOutputs({ actionGroupId: this.actionGroupId });
  }

  #createGroup(name: string, { email, site }: AlertsArgs): ActionGroup {
    return new ActionGroup(
      `${name}-group`,
      {
        actionGroupName: physicalName("actionGroup", { environment: site.environment }),
        resourceGroupName: site.resourceGroupName,
        location: "global",
        enabled: true,
        // At most 12 characters: it is what a text message begins with.
        groupShortName: `fc-${site.environment}`,
        emailReceivers: [{ name: "operators", emailAddress: email, useCommonAlertSchema: true }],
        tags: tagsOf(site.environment),
      },
      childOptions(this),
    );
  }

  #createFailedRunAlert(name: string, args: AlertsArgs, group: ActionGroup): void {
    const { factory, site, watchedPipelines } = args;
    new MetricAlert(
      `${name}-failed-run`,
      {
        ruleName: physicalName("alertRule", { environment: site.environment, role: "failed-run" }),
        resourceGroupName: site.resourceGroupName,
        location: "global",
        description: "A pipeline run failed. Its error says what to do; see docs/operations.md.",
        enabled: true,
        severity: ERROR,
        scopes: [factory.id],
        evaluationFrequency: "PT5M",
        windowSize: "PT5M",
        criteria: {
          odataType: "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria",
          allOf: [
            {
              criterionType: "StaticThresholdCriterion",
              name: "failed-runs",
              metricNamespace: "Microsoft.DataFactory/factories",
              metricName: "PipelineFailedRuns",
              // By name, so that a step that fails and is tried again wakes nobody.
              dimensions: [{ name: "Name", operator: "Include", values: [...watchedPipelines] }],
              operator: "GreaterThan",
              threshold: 0,
              timeAggregation: "Total",
              // The metric does not exist before the factory's first run.
              skipMetricValidation: true,
            },
          ],
        },
        actions: [{ actionGroupId: group.id }],
        autoMitigate: true,
        tags: tagsOf(site.environment),
      },
      childOptions(this),
    );
  }

  #createSilenceAlert(name: string, args: AlertsArgs, group: ActionGroup): void {
    const { logWorkspace, site } = args;
    new ScheduledQueryRule(
      `${name}-silence`,
      {
        ruleName: physicalName("alertRule", { environment: site.environment, role: "silence" }),
        resourceGroupName: site.resourceGroupName,
        location: site.location,
        displayName: "No forecast ran",
        description: "Nothing ran for two days: are the triggers started? See docs/operations.md.",
        enabled: true,
        severity: ERROR,
        scopes: [logWorkspace.id],
        evaluationFrequency: "PT1H",
        windowSize: "P2D",
        criteria: { allOf: [silence()] },
        actions: { actionGroups: [group.id] },
        autoMitigate: true,
        // The table appears with the first run that is logged.
        skipQueryValidation: true,
        tags: tagsOf(site.environment),
      },
      childOptions(this),
    );
  }
}

/** Fewer than one run of any pipeline in the window; a query without rows counts as zero. */
function silence(): input.monitor.ConditionArgs {
  return {
    query: "ADFPipelineRun | where Status == 'Succeeded'",
    timeAggregation: "Count",
    operator: "LessThan",
    threshold: 1,
    failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
  };
}
