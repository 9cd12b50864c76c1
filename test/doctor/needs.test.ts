// Proves: what each environment is known to need, from its graph. Does not prove that a service needs
// nothing else.

import { needsOf } from "../../doctor/needs";
import { SERVERLESS } from "../stacks/environments";
import { recordEnvironment } from "../support/record";

describe("what dev needs", () => {
  it("is read from its graph", async () => {
    const { names, jobSettings, providers, vmSizes } = needsOf(await recordEnvironment("dev"));

    expect(providers).toStrictEqual([
      "Microsoft.Authorization",
      "Microsoft.Compute",
      "Microsoft.Consumption",
      "Microsoft.DataFactory",
      "Microsoft.Databricks",
      "Microsoft.Insights",
      "Microsoft.ManagedIdentity",
      "Microsoft.Network",
      "Microsoft.OperationalInsights",
      "Microsoft.Sql",
      "Microsoft.Storage",
    ]);
    expect(vmSizes).toStrictEqual(["Standard_D4ds_v5", "Standard_E4ds_v5"]);
    expect(names.map(({ type }) => type).sort()).toStrictEqual([
      "Microsoft.DataFactory/factories",
      "Microsoft.Sql/servers",
      "Microsoft.Storage/storageAccounts",
    ]);
    expect([...jobSettings.keys()].sort()).toStrictEqual(["amazon-forecast", "random-forest"]);
    expect(JSON.parse(jobSettings.get("amazon-forecast") ?? "")).toMatchObject({
      forecasts: [{ name: "demand" }],
    });
  });

  it("is no VM size where everything is serverless", async () => {
    expect(needsOf(await recordEnvironment("dev", SERVERLESS)).vmSizes).toStrictEqual([]);
  });
});
