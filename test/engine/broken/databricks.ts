/** Programs that Databricks and Microsoft Entra refuse. */

import { StorageAccount } from "@pulumi/azure-native/storage";
import { ApplicationIdentifierUri, ApplicationRegistration } from "@pulumi/azuread";
import {
  Catalog,
  ClusterPolicy,
  ExternalLocation,
  File,
  Grants,
  Job,
  Schema,
  StorageCredential,
} from "@pulumi/databricks";
import { type BrokenProgram, place } from "./broken-program";

export const DATABRICKS_PROGRAMS: readonly BrokenProgram[] = [
  {
    title: "a privilege that a catalog does not have",
    reason: /INVALID_PARAMETER_VALUE: privilege READ_VOLUME is not applicable to this entity/,
    declare: () => grant("users", "READ_VOLUME"),
  },
  {
    title: "a grant to nobody",
    reason: /PRINCIPAL_DOES_NOT_EXIST: could not find principal with name nobody/,
    declare: () => grant("nobody", "USE_CATALOG"),
  },
  {
    title: "a schema in a catalog that does not exist",
    reason: /NOT_FOUND: Catalog 'missing' does not exist/,
    declare: () => void new Schema("schema", { catalogName: "missing", name: "models" }),
  },
  {
    title: "external locations that overlap",
    reason:
      /INVALID_PARAMETER_VALUE: input path url .* overlaps with other external locations: raw/,
    declare: () => {
      const { name } = new StorageAccount("account", {
        ...place(),
        accountName: "brokenlake",
        kind: "StorageV2",
        sku: { name: "Standard_LRS" },
      });
      const credential = new StorageCredential("credential", { name: "lake" });
      const url = name.apply((account) => `abfss://raw@${account}.dfs.core.windows.net/`);
      const credentialName = credential.id;
      const raw = new ExternalLocation("raw", { name: "raw", url, credentialName });
      const below = raw.url.apply((place) => `${place}below/`);
      new ExternalLocation("below", { name: "below", url: below, credentialName });
    },
  },
  {
    title: "a job under a policy that does not exist",
    reason: /INVALID_PARAMETER_VALUE: cluster policy 'FFFF' does not exist/,
    declare: () => job("FFFF"),
  },
  {
    title: "a job whose node its policy does not allow",
    reason: /cluster validation error: validation failed for node_type_id, .*"Standard_D4ds_v5"/,
    declare: () => {
      const rule = { type: "fixed", value: "Standard_D4ds_v5" };
      const definition = JSON.stringify({ node_type_id: rule });
      job(new ClusterPolicy("policy", { name: "small", definition }).id);
    },
  },
  {
    title: "a cluster policy that is no JSON",
    reason: /INVALID_PARAMETER_VALUE: the policy's definition is not valid JSON/,
    declare: () => void new ClusterPolicy("policy", { name: "broken", definition: "{" }),
  },
  {
    title: "a file in a volume that does not exist",
    reason: /NOT_FOUND: the volume of '\/Volumes\/a\/b\/c\/d.whl' does not exist/,
    declare: () => void new File("file", { path: "/Volumes/a/b/c/d.whl", source: "package.json" }),
  },
  {
    title: "an audience under somebody else's domain",
    reason: /HostNameNotOnVerifiedDomain: 'https:\/\/example.com\/aws'/,
    declare: () => {
      const application = new ApplicationRegistration("application", { displayName: "broken" });
      new ApplicationIdentifierUri("identifier", {
        applicationId: application.id,
        identifierUri: "https://example.com/aws",
      });
    },
  },
];

function grant(principal: string, privilege: string): void {
  const catalog = new Catalog("catalog", { name: "broken" });
  new Grants("grants", { catalog: catalog.id, grants: [{ principal, privileges: [privilege] }] });
}

function job(policyId: ClusterPolicy["id"] | string): void {
  const newCluster = {
    policyId,
    nodeTypeId: "Standard_E64ds_v5",
    sparkVersion: "17.3.x-scala2.13",
  };
  new Job("job", { name: "broken", jobClusters: [{ jobClusterKey: "main", newCluster }] });
}
