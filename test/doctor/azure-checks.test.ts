// Proves: each check on Azure passes, fails with a repair, or says that it could not be made, against an HTTP
// stand-in. Does not prove that Azure answers as its REST reference says.

import { type AzureQuestion, azureChecks } from "../../doctor/azure-checks";
import type { Check } from "../../doctor/check";
import { type Azure, type AzureServer, healthy, SUBSCRIPTION, startAzure } from "./azure";

let azure: Azure;
let server: AzureServer;

beforeAll(async () => {
  server = await startAzure(() => azure);
});

afterAll(() => server.close());

beforeEach(() => {
  azure = healthy();
});

const NEEDS = {
  providers: ["Microsoft.Sql", "Microsoft.Storage"],
  vmSizes: ["Standard_D4ds_v5", "Standard_E4ds_v5"],
  names: [
    { type: "Microsoft.Storage/storageAccounts", name: "forecastdev0" },
    { type: "Microsoft.Sql/servers", name: "forecast-dev-0" },
    { type: "Microsoft.DataFactory/factories", name: "forecast-dev-0" },
  ],
  jobSettings: new Map(),
};

async function checksOf(more: Partial<AzureQuestion> = {}): Promise<ReadonlyMap<string, Check>> {
  const question = { access: server.access, location: "eastus", needs: NEEDS, ...more };
  return new Map((await azureChecks(question)).map((check) => [check.id, check]));
}

describe("an Azure subscription in which all is well", () => {
  it("passes every check that can be made", async () => {
    const checks = await checksOf();

    expect([...checks.values()].map(({ id, status }) => `${id} ${status}`)).toStrictEqual([
      "azure-login passed",
      "azure-region passed",
      "azure-vm-standard-d4ds-v5 passed",
      "azure-vm-standard-e4ds-v5 passed",
      "azure-provider-microsoft-sql passed",
      "azure-provider-microsoft-storage passed",
      "azure-name-storageaccounts passed",
      "azure-name-servers passed",
      "azure-name-factories unchecked",
    ]);
    expect(checks.get("azure-login")?.message).toContain(SUBSCRIPTION);
  });
});

/** What is wrong, and what is said of it. */
interface Wrong {
  readonly change?: (azure: Azure) => void;
  readonly more?: Partial<AzureQuestion>;
  readonly message: string;
  readonly repair: string;
}

describe("a check on Azure", () => {
  it.each<readonly [what: string, id: string, wrong: Wrong]>([
    [
      "several subscriptions",
      "azure-login",
      {
        change: (a) => a.subscriptions.push("other"),
        message: "2 subscriptions may be meant",
        repair: "ARM_SUBSCRIPTION_ID",
      },
    ],
    [
      "a subscription that is not seen",
      "azure-login",
      {
        more: { subscription: "other" },
        message: "does not see the subscription other",
        repair: "sign in to its tenant",
      },
    ],
    [
      "a region that is closed",
      "azure-region",
      {
        more: { location: "nowhere" },
        message: "nowhere is not among the 2 regions",
        repair: "another `azure-native:location`",
      },
    ],
    [
      "a VM size on the second page that is closed",
      "azure-vm-standard-e4ds-v5",
      {
        change: (a) => {
          a.sizes["Standard_E4ds_v5"] = "NotAvailableForSubscription";
        },
        message: "NotAvailableForSubscription",
        repair: "Usage + quotas",
      },
    ],
    [
      "a VM size that does not exist",
      "azure-vm-standard-d4ds-v5",
      {
        change: (a) => {
          a.sizes = {};
        },
        message: "does not exist in eastus",
        repair: "another region",
      },
    ],
    [
      "a provider that is not registered",
      "azure-provider-microsoft-sql",
      {
        change: (a) => {
          a.providers["Microsoft.Sql"] = "NotRegistered";
        },
        message: "Microsoft.Sql is NotRegistered",
        repair: "az provider register --namespace Microsoft.Sql",
      },
    ],
    [
      "a storage account's name that is taken",
      "azure-name-storageaccounts",
      {
        change: (a) => a.taken.push("forecastdev0"),
        message: "AlreadyExists",
        repair: "another project name",
      },
    ],
    [
      "a SQL server's name that is taken",
      "azure-name-servers",
      {
        change: (a) => a.taken.push("forecast-dev-0"),
        message: "AlreadyExists",
        repair: "another project name",
      },
    ],
  ])("fails on %s", async (_, id, { change, message, more, repair }) => {
    change?.(azure);

    const check = (await checksOf(more)).get(id);

    expect(check?.status).toBe("failed");
    expect(check?.message).toContain(message);
    expect(check?.repair).toContain(repair);
  });

  it.each([
    ["azure-region", /locations$/],
    ["azure-vm-standard-d4ds-v5", /skus$/],
    ["azure-provider-microsoft-sql", /Microsoft.Sql$/],
    ["azure-name-servers", /Sql\/checkNameAvailability$/],
  ])("%s is not made where the login may not read", async (id, forbidden) => {
    azure.forbidden = forbidden;

    const check = (await checksOf()).get(id);

    expect(check?.status).toBe("unchecked");
    expect(check?.message).toBe("no answer: HTTP 403, AuthorizationFailed");
    expect(check?.repair).toContain("Reader");
  });
});

describe("without a login to Azure", () => {
  it("fails where the token is refused, and makes no other check", async () => {
    const checks = await checksOf({ access: { ...server.access, token: async () => "old" } });

    expect(checks.get("azure-login")).toMatchObject({
      status: "failed",
      message: "no access to subscriptions: HTTP 401, InvalidAuthenticationToken",
    });
    expect([...checks.values()].slice(1).map(({ status }) => status)).toStrictEqual(
      Array.from({ length: 8 }, () => "unchecked"),
    );
  });

  it("makes no check where nobody answers, or no login is found", async () => {
    const nowhere = await checksOf({
      access: { ...server.access, endpoint: "http://127.0.0.1:9" },
    });
    const token = async () => Promise.reject(new Error("CredentialUnavailableError: none\nmore"));
    const nobody = await checksOf({ access: { ...server.access, token } });

    expect(nowhere.get("azure-login")?.status).toBe("unchecked");
    expect(nobody.get("azure-login")).toMatchObject({
      status: "unchecked",
      message: "no access to subscriptions: CredentialUnavailableError: none more",
    });
  });
});
