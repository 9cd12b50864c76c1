/** What an identity of AWS may do, and how narrowly that is said. */
import { violation } from "../resource-rule";
import type { Rule } from "../rule";
import { show } from "../values";
import type { IamStatement } from "./iam-documents";
import { isEveryResource, isPinned, names, statementRule } from "./iam-match";

/**
 * Actions for which the service knows no type of resource, so that only `*` can be written.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonforecast.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 */
const WITHOUT_RESOURCE: ReadonlySet<string> = new Set(
  [
    "cloudwatch:PutMetricData",
    "ecr:GetAuthorizationToken",
    "forecast:CreateAutoPredictor",
    "forecast:ListDatasetGroups",
    "forecast:ListDatasetImportJobs",
    "forecast:ListDatasets",
    "forecast:ListExplainabilities",
    "forecast:ListExplainabilityExports",
    "forecast:ListForecastExportJobs",
    "forecast:ListForecasts",
    "forecast:ListMonitors",
    "forecast:ListPredictorBacktestExportJobs",
    "forecast:ListPredictors",
    "forecast:ListWhatIfAnalyses",
    "forecast:ListWhatIfForecastExports",
    "forecast:ListWhatIfForecasts",
    "sagemaker:ListAutoMLJobs",
    "sagemaker:ListCandidatesForAutoMLJob",
    "sagemaker:ListModels",
    "sagemaker:ListTransformJobs",
    "sts:GetCallerIdentity",
  ].map((action) => action.toLowerCase()),
);

const SOURCE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html";

/** The rules of permissions. */
export const IAM_PERMISSION_RULES: readonly Rule[] = Object.freeze([
  {
    id: "iam-document",
    severity: "error",
    title: "Each policy document of AWS can be read",
    why: "the service refuses it, and none of the other rules can look into it",
    repair: "write JSON with a list of statements, each with Effect and Action",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html",
    check: ({ documents }) =>
      documents.flatMap(({ resource, problems }) =>
        problems.map((problem) => violation(resource, problem)),
      ),
  } satisfies Rule,
  statementRule({
    id: "iam-action-wildcard",
    severity: "error",
    title: "No statement allows every action of a service",
    why: "what a service adds tomorrow would be allowed too, deleting and sharing among it",
    repair: "list the actions that are needed",
    source: SOURCE,
    kinds: ["identity", "trust", "bucket"],
    test: ({ actions, notActions }) => [
      ...actions
        .filter((action) => /^(?:\*|[\w-]+:\*)$/.test(action))
        .map((action) => `must name its actions, got ${show(action)}`),
      ...(notActions.length > 0 ? ["must name its actions, got NotAction"] : []),
    ],
  }),
  statementRule({
    id: "iam-resource-wildcard",
    severity: "error",
    title: "No statement allows an action on every resource",
    why: "it reaches the neighbour's data; only actions that know no resource need it",
    repair:
      "name the resource; where the service knows none, add a condition such as aws:RequestedRegion",
    source: "https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html",
    kinds: ["identity"],
    test: resourceProblems,
  }),
  statementRule({
    id: "iam-pass-role",
    severity: "error",
    title: "A role is passed by name, and to one service",
    why: "who may pass any role to any service can take on the rights of that role",
    repair: "name the roles, and add StringEquals iam:PassedToService",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    kinds: ["identity"],
    test: (statement) =>
      names(statement, "iam:PassRole")
        ? [
            ...(isPinned(statement, (key) => key === "iam:passedtoservice")
              ? []
              : ["must pass roles by StringEquals iam:PassedToService, got no such condition"]),
            ...statement.resources
              .filter((resource) => isEveryResource(resource) || /:role\/\*$/.test(resource))
              .map((resource) => `must name the roles that it passes, got ${show(resource)}`),
          ]
        : [],
  }),
]);

function resourceProblems(statement: IamStatement): readonly string[] {
  if (statement.notResources.length > 0) return ["must name its resources, got NotResource"];
  const wide = statement.resources.find(isEveryResource);
  if (wide === undefined) return [];
  const nameable = statement.actions.filter(
    (action) => !WITHOUT_RESOURCE.has(action.toLowerCase()),
  );
  if (nameable.length > 0 || statement.actions.length === 0) {
    return [`must name its resources, got ${show(wide)} for ${show(nameable[0] ?? "NotAction")}`];
  }
  return statement.conditions.length > 0
    ? []
    : [`must have a condition on ${show(wide)}, got none for ${show(statement.actions[0])}`];
}
