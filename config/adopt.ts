/** Resources that exist already, and that a deployment brings in instead of making its own. */
import { z } from "zod";
import { described, distinct, text } from "./fields";

/** A resource of Azure that somebody made before. */
export interface ExistingResource {
  /** @format ARM id */
  readonly id: string;
  readonly name: string;
  readonly resourceGroupName: string;
}

/** What is brought in; what is not named here is made. */
export interface Adoption {
  readonly dataFactory?: ExistingResource | undefined;
  readonly databricksWorkspace?: ExistingResource | undefined;
  readonly logWorkspace?: ExistingResource | undefined;
  /** Names of forecasts whose registered model is in the catalog already. */
  readonly models?: readonly string[] | undefined;
  readonly storageAccount?: ExistingResource | undefined;
}

const GROUP = "/subscriptions/…/resourceGroups/…/providers";

/** The schema of {@link Adoption}. */
export const adoptSchema: z.ZodType<Adoption> = z.strictObject({
  dataFactory: existing("a data factory", "Microsoft.DataFactory/factories"),
  databricksWorkspace: existing("an Azure Databricks workspace", "Microsoft.Databricks/workspaces"),
  logWorkspace: existing("a Log Analytics workspace", "Microsoft.OperationalInsights/workspaces"),
  models: described(
    distinct(text({ be: "the name of a forecast", test: /^[a-z][a-z0-9-]{1,30}$/ })).optional(),
    {
      description:
        "the forecasts on random-forest whose registered model is in the catalog already",
      absent: "none",
    },
  ),
  storageAccount: existing("a storage account", "Microsoft.Storage/storageAccounts"),
});

/** Azure takes an id in any case; what is deployed names it as it was given. */
function existing(kind: string, type: string): z.ZodType<ExistingResource | undefined> {
  const pattern = new RegExp(
    `^/subscriptions/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/resourceGroups/([^/]{1,90})/providers/${type}/([^/\\s]{1,64})$`,
    "i",
  );
  const id = text({
    be: `the ARM id of ${kind}, ${GROUP}/${type}/…`,
    test: pattern,
    suggest: (given) => {
      // What the portal's address bar holds: the id after `/resource`, and a page of it after the name.
      const [id] =
        new RegExp(
          `/subscriptions/[^/]+/resourceGroups/[^/]+/providers/${type}/[^/?\\s]+`,
          "i",
        ).exec(given) ?? [];
      return id !== undefined && pattern.test(id) ? id : undefined;
    },
  });
  const resource = id.transform((given) => {
    const [, resourceGroupName = "", name = ""] = pattern.exec(given) ?? [];
    return { id: given, name, resourceGroupName };
  });
  return described(resource.optional(), { description: kind, absent: "made" });
}
