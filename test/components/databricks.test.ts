/**
 * The workspace and what is in it: as whom it acts and who may use it, exactly.
 *
 * Not proven here: that Databricks takes these inputs, or that a grant has its effect.
 */
import { readFileSync } from "node:fs";
import { output } from "@pulumi/pulumi";
import { AnalystNotebooks } from "../../components/databricks/analyst-notebooks";
import { ExternalLocations } from "../../components/databricks/external-locations";
import { ForecastCatalog, SCHEMA_NAME } from "../../components/databricks/forecast-catalog";
import {
  EXPERIMENTS_FOLDER,
  ForecastExperiments,
} from "../../components/databricks/forecast-experiments";
import { ForecastModels } from "../../components/databricks/forecast-models";
import { LakeVolumes } from "../../components/databricks/lake-volumes";
import { OrchestratorPrincipal } from "../../components/databricks/orchestrator-principal";
import { PackageWheel } from "../../components/databricks/package-wheel";
import { UnityCredentials } from "../../components/databricks/unity-credentials";
import { DatabricksWorkspace } from "../../components/databricks/workspace";
import type { EnvironmentName } from "../../config/environments";
import { LAKE_CONTAINERS } from "../../config/lake-containers";
import type { Graph } from "../../graph/graph";
import { byName, childrenOf, dependenciesOf, inputsOf, only } from "../support/query";
import { recordComponent } from "../support/record";
import { recordOf } from "../support/stand-ins";

const TAGS = { project: "forecast-platform", environment: "dev", "managed-by": "pulumi" };
const PRINCIPAL = { applicationId: output("the orchestrator") };
const SCHEMA = { catalogName: output("cat"), schemaName: output("sch") };
const ENVIRONMENT_TRAITS = [
  ["dev", true],
  ["staging", false],
  ["prod", false],
] as const;

describe("DatabricksWorkspace", () => {
  const recordWorkspace = (environment: EnvironmentName, accountId?: string) =>
    recordComponent(
      (given) =>
        new DatabricksWorkspace("bricks", {
          ...given,
          ...(accountId === undefined ? {} : { accountId }),
        }),
      { environment },
    );

  it.each(ENVIRONMENT_TRAITS)("is Premium, in %s with public nodes: %s", async (name, open) => {
    const graph = await recordWorkspace(name);

    expect(childrenOf(graph, "bricks")).toEqual(["bricks-connector", "bricks-workspace"]);
    expect(inputsOf(graph, "bricks-workspace")).toEqual({
      workspaceName: `forecast-${name}`,
      resourceGroupName: "group",
      location: "eastus",
      computeMode: "Hybrid",
      managedResourceGroupId: `/subscriptions/one/resourceGroups/forecast-${name}-databricks-nodes`,
      parameters: { enableNoPublicIp: { value: !open } },
      publicNetworkAccess: "Enabled",
      sku: { name: "premium" },
      tags: { ...TAGS, environment: name },
    });
    expect(inputsOf(graph, "bricks")).toEqual({ sku: "premium" });
  });

  it("reaches the data as the forecaster, and as no one else", async () => {
    const graph = await recordWorkspace("dev", "an account");

    expect(inputsOf(graph, "bricks-connector")).toEqual({
      connectorName: "forecast-dev",
      resourceGroupName: "group",
      location: "eastus",
      identity: { type: "UserAssigned", userAssignedIdentities: ["id of forecaster"] },
      tags: TAGS,
    });
  });
});

describe("OrchestratorPrincipal", () => {
  it("is the managed identity, by its client id, allowed into the workspace alone", async () => {
    const graph = await recordComponent((given) => new OrchestratorPrincipal("who", given));

    expect(childrenOf(graph, "who")).toEqual(["who-principal"]);
    expect(inputsOf(graph, "who-principal")).toEqual({
      applicationId: "client of orchestrator",
      displayName: "orchestrator",
      workspaceAccess: true,
    });
  });
});

describe("UnityCredentials", () => {
  const recordCredentials = (environment: EnvironmentName) =>
    recordComponent(
      ({ forecaster, site, traits }) =>
        new UnityCredentials("creds", {
          accessConnectorId: output("the connector"),
          forecaster,
          orchestrator: PRINCIPAL,
          site,
          traits,
        }),
      { environment },
    );
  const identity = {
    accessConnectorId: "the connector",
    managedIdentityId: "id of forecaster",
  };

  it.each(ENVIRONMENT_TRAITS)(
    "act as the forecaster in this workspace alone, in %s",
    async (name, forceDestroy) => {
      const graph = await recordCredentials(name);

      expect(inputsOf(graph, "creds-storage")).toEqual({
        name: `forecast_${name}_lake`,
        comment: "The data lake of the forecasting platform",
        azureManagedIdentity: identity,
        forceDestroy,
        isolationMode: "ISOLATION_MODE_ISOLATED",
      });
      expect(inputsOf(graph, "creds-service")).toEqual({
        name: `forecast_${name}_aws`,
        comment: "The Entra token that the forecasting jobs exchange for an AWS session",
        purpose: "SERVICE",
        skipValidation: true,
        azureManagedIdentity: identity,
        forceDestroy,
        isolationMode: "ISOLATION_MODE_ISOLATED",
      });
    },
  );

  it("let the orchestrator use the service credential, and nobody the storage credential", async () => {
    const graph = await recordCredentials("dev");

    expect(childrenOf(graph, "creds")).toEqual([
      "creds-storage",
      "creds-service",
      "creds-service-grants",
    ]);
    expect(only(graph, "databricks:index/grants:Grants").inputs).toEqual({
      credential: "forecast_dev_aws",
      grants: [{ principal: "the orchestrator", privileges: ["ACCESS"] }],
    });
    expect(dependenciesOf(graph, "creds-service-grants")).toEqual(["creds-service"]);
  });
});

describe("ExternalLocations", () => {
  it.each(ENVIRONMENT_TRAITS)(
    "are one a container, isolated, after the access, in %s",
    async (name, forceDestroy) => {
      const graph = await recordComponent(
        ({ containers, site, traits }) => {
          const access = new OrchestratorPrincipal("access", {
            orchestrator: { clientId: output("c"), name: output("n") },
          });
          new ExternalLocations("loc", {
            access,
            containers,
            site,
            storageCredentialName: output("the credential"),
            traits,
          });
        },
        { environment: name },
      );

      expect(childrenOf(graph, "loc")).toEqual(
        LAKE_CONTAINERS.map((container) => `loc-${container}`),
      );
      for (const container of LAKE_CONTAINERS) {
        expect(inputsOf(graph, `loc-${container}`)).toEqual({
          name: `forecast_${name}_${container}`,
          url: `abfss://${container}@lake/`,
          credentialName: "the credential",
          forceDestroy,
          isolationMode: "ISOLATION_MODE_ISOLATED",
        });
        expect(dependenciesOf(graph, `loc-${container}`)).toEqual(["access-principal"]);
      }
    },
  );
});

describe("ForecastCatalog", () => {
  const recordCatalog = (environment: EnvironmentName) =>
    recordComponent(
      ({ site, traits }) =>
        new ForecastCatalog("cat", {
          orchestrator: PRINCIPAL,
          site,
          storageRoot: output("abfss://models@lake/"),
          traits,
        }),
      { environment },
    );

  it.each(ENVIRONMENT_TRAITS)(
    "is isolated and keeps what it manages in the lake, in %s",
    async (name, forceDestroy) => {
      const graph = await recordCatalog(name);

      expect(inputsOf(graph, "cat-catalog")).toEqual({
        name: `forecast_${name}`,
        comment: "Volumes and models of the forecasting platform",
        forceDestroy,
        isolationMode: "ISOLATED",
        storageRoot: "abfss://models@lake/",
      });
      expect(inputsOf(graph, "cat-schema")).toEqual({
        name: SCHEMA_NAME,
        catalogName: `forecast_${name}`,
        forceDestroy,
      });
    },
  );

  it("lets the orchestrator use it, read its volumes and run its models", async () => {
    const graph = await recordCatalog("dev");

    expect(childrenOf(graph, "cat")).toEqual([
      "cat-catalog",
      "cat-schema",
      "cat-catalog-grants",
      "cat-schema-grants",
    ]);
    expect(inputsOf(graph, "cat-catalog-grants")).toEqual({
      catalog: "forecast_dev",
      grants: [{ principal: "the orchestrator", privileges: ["USE_CATALOG"] }],
    });
    expect(inputsOf(graph, "cat-schema-grants")).toEqual({
      schema: "forecast_dev.forecasting",
      grants: [
        { principal: "the orchestrator", privileges: ["EXECUTE", "READ_VOLUME", "USE_SCHEMA"] },
      ],
    });
    expect(dependenciesOf(graph, "cat-schema")).toEqual(["cat-catalog"]);
    expect(dependenciesOf(graph, "cat-catalog-grants")).toEqual(["cat-catalog"]);
    expect(dependenciesOf(graph, "cat-schema-grants")).toEqual(["cat-schema"]);
  });
});

describe("LakeVolumes", () => {
  let graph: Graph;

  beforeAll(async () => {
    graph = await recordComponent(
      () =>
        new LakeVolumes("vol", {
          orchestrator: PRINCIPAL,
          schema: SCHEMA,
          urls: recordOf(LAKE_CONTAINERS, (name) => output(`abfss://${name}@lake/`)),
        }),
    );
  });

  it.each(["raw", "curated", "forecasts"])("has the container %s as files", (name) => {
    expect(inputsOf(graph, `vol-${name}`)).toEqual({
      name,
      catalogName: "cat",
      schemaName: "sch",
      volumeType: "EXTERNAL",
      storageLocation: `abfss://${name}@lake/`,
    });
  });

  it("has a place of its own for packages", () => {
    expect(inputsOf(graph, "vol-packages")).toEqual({
      name: "packages",
      catalogName: "cat",
      schemaName: "sch",
      volumeType: "MANAGED",
    });
  });

  it("tells where files and packages are", () => {
    expect(byName(graph, "vol").registeredOutputs).toEqual(["packagesPath", "rootPath"]);
  });

  it("lets the orchestrator write in forecasts, and nowhere else", () => {
    expect(childrenOf(graph, "vol")).toHaveLength(5);
    expect(only(graph, "databricks:index/grants:Grants")).toMatchObject({
      name: "vol-forecasts-grants",
      inputs: {
        volume: "cat.sch.forecasts",
        grants: [{ principal: "the orchestrator", privileges: ["READ_VOLUME", "WRITE_VOLUME"] }],
      },
    });
    expect(dependenciesOf(graph, "vol-forecasts-grants")).toEqual(["vol-forecasts"]);
  });
});

describe("PackageWheel", () => {
  const recordWheel = () =>
    recordComponent(() => {
      const volumes = new LakeVolumes("vol", {
        orchestrator: PRINCIPAL,
        schema: SCHEMA,
        urls: recordOf(LAKE_CONTAINERS, (name) => output(`abfss://${name}@lake/`)),
      });
      new PackageWheel("package", { volumes, fileName: "p.whl", source: "out/wheels/p.whl" });
    });

  it("is a file in the volume of packages, once that is there", async () => {
    const graph = await recordWheel();

    expect(childrenOf(graph, "package")).toEqual(["package-file"]);
    expect(inputsOf(graph, "package-file")).toEqual({
      path: "/Volumes/cat/sch/packages/p.whl",
      source: "out/wheels/p.whl",
    });
    expect(dependenciesOf(graph, "package-file")).toEqual(["vol-packages"]);
    expect(inputsOf(graph, "package")).toEqual({ fileName: "p.whl" });
  });

  it("stays beside its successor until the jobs name that one", async () => {
    const { options } = byName(await recordWheel(), "package-file");

    expect(options.deleteBeforeReplace).toBe(false);
  });
});

describe("ForecastExperiments", () => {
  it("have a folder in which the orchestrator makes them, as the package names it", async () => {
    const graph = await recordComponent(
      () =>
        new ForecastExperiments("experiments", {
          orchestrator: PRINCIPAL,
          traits: { forceDestroy: true, protect: false },
        }),
    );
    const registry = readFileSync("python/src/forecast_platform/models/registry.py", "utf8");

    expect(childrenOf(graph, "experiments")).toEqual([
      "experiments-folder",
      "experiments-permissions",
    ]);
    expect(inputsOf(graph, "experiments-folder")).toEqual({
      path: EXPERIMENTS_FOLDER,
      deleteRecursive: true,
    });
    expect(inputsOf(graph, "experiments-permissions")).toEqual({
      directoryPath: EXPERIMENTS_FOLDER,
      accessControls: [{ servicePrincipalName: "the orchestrator", permissionLevel: "CAN_MANAGE" }],
    });
    expect(registry).toContain(`"${EXPERIMENTS_FOLDER}/`);
  });
});

describe("AnalystNotebooks", () => {
  it("lie where everybody may read them", async () => {
    const notebooks = { explore_forecast: "print('ü')\n" };
    const graph = await recordComponent(() => new AnalystNotebooks("analysts", { notebooks }));

    expect(childrenOf(graph, "analysts")).toEqual(["analysts-explore-forecast"]);
    expect(inputsOf(graph, "analysts-explore-forecast")).toEqual({
      path: "/Shared/forecast-platform-notebooks/explore_forecast",
      language: "PYTHON",
      contentBase64: Buffer.from("print('ü')\n", "utf8").toString("base64"),
    });
  });
});

describe("ForecastModels", () => {
  it("are one a forecast, owned by the orchestrator", async () => {
    const graph = await recordComponent(
      () =>
        new ForecastModels("models", {
          site: { environment: "dev" },
          forecasts: ["load", "peak-load"],
          orchestrator: PRINCIPAL,
          schema: SCHEMA,
        }),
    );

    expect(childrenOf(graph, "models")).toEqual(["models-load", "models-peak-load"]);
    expect(inputsOf(graph, "models")).toEqual({ models: 2 });
    expect(inputsOf(graph, "models-peak-load")).toEqual({
      name: "peak_load",
      catalogName: "cat",
      schemaName: "sch",
      comment: "Models of the forecast peak-load",
      owner: "the orchestrator",
    });
  });
});
