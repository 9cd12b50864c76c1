/** The Databricks workspace, its way to the data, and who runs there. */
import type { ProviderResource } from "@pulumi/pulumi";
import { ExternalLocations } from "../components/databricks/external-locations";
import { ForecastCatalog } from "../components/databricks/forecast-catalog";
import { LakeVolumes } from "../components/databricks/lake-volumes";
import { OrchestratorPrincipal } from "../components/databricks/orchestrator-principal";
import { UnityCredentials } from "../components/databricks/unity-credentials";
import { DatabricksWorkspace } from "../components/databricks/workspace";
import type { LakeLayer } from "./lake";
import type { LayerInputs } from "./layer";

/** What the compute layer made. */
export interface ComputeLayer {
  readonly catalog: ForecastCatalog;
  readonly credentials: UnityCredentials;
  readonly orchestrator: OrchestratorPrincipal;
  /** The provider of everything inside the workspace, as component options. */
  readonly inside: { readonly providers: ProviderResource[] };
  readonly volumes: LakeVolumes;
  readonly workspace: DatabricksWorkspace;
}

/** Declares the workspace and its Unity Catalog objects. */
export function compute({
  settings,
  foundation,
  data,
}: LayerInputs & { readonly data: LakeLayer }): ComputeLayer {
  const { site, forecaster } = foundation;
  const traits = settings.environment;
  const workspace = new DatabricksWorkspace("databricks", {
    site,
    traits,
    forecaster,
    accountId: settings.databricks.accountId,
    existing: settings.adopt?.databricksWorkspace,
  });
  const inside = { providers: [workspace.provider] };

  const principal = { orchestrator: foundation.orchestrator };
  const orchestrator = new OrchestratorPrincipal("orchestrator", principal, inside);
  const { accessConnectorId } = workspace;
  const credentials = new UnityCredentials(
    "credentials",
    { site, traits, accessConnectorId, forecaster, orchestrator },
    inside,
  );
  const { storageCredentialName } = credentials;
  const { containers } = data.lake;
  const locations = new ExternalLocations(
    "locations",
    { site, traits, containers, access: data.access, storageCredentialName },
    inside,
  );
  const catalog = new ForecastCatalog(
    "catalog",
    { site, traits, orchestrator, storageRoot: locations.urls.models },
    inside,
  );
  const { urls } = locations;
  const volumes = new LakeVolumes("volumes", { schema: catalog, urls, orchestrator }, inside);
  return { catalog, credentials, orchestrator, inside, volumes, workspace };
}
