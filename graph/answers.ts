/**
 * What the clouds would answer to a declared resource: its id and computed outputs.
 *
 * Ids and names have the services' real form, with zero GUIDs and an all-zero random suffix, so
 * that every text made of them (a policy, a pipeline, a scope) can be read and checked as a whole.
 * A type without a row here is refused: a made-up answer would make a rule pass on nothing.
 */
import { createHash } from "node:crypto";
import type { MockCallArgs, MockResourceArgs, MockResourceResult } from "@pulumi/pulumi/runtime";
import { ARM_TYPES, armId, ZERO_GUID } from "./arm-ids";
import { GraphError } from "./graph-error";

/** The AWS account of ARNs whose resource is not told its own; the settings' one is in documents. */
const NO_ACCOUNT = "000000000000";

type Inputs = Readonly<Record<string, unknown>>;
type Answer = { readonly id: string; readonly outputs?: Record<string, unknown> };

/** Computed outputs of Azure resources, beside the inputs and the `name` that all of them return. */
const AZURE_OUTPUTS: Readonly<Record<string, (name: string) => Record<string, unknown>>> = {
  "azure-native:managedidentity:UserAssignedIdentity": () => ({
    clientId: ZERO_GUID,
    principalId: ZERO_GUID,
    tenantId: ZERO_GUID,
  }),
  "azure-native:storage:StorageAccount": (name) => ({
    primaryEndpoints: {
      blob: `https://${name}.blob.core.windows.net/`,
      dfs: `https://${name}.dfs.core.windows.net/`,
    },
  }),
  "azure-native:sql:Server": (name) => ({
    fullyQualifiedDomainName: `${name}.database.windows.net`,
  }),
  "azure-native:databricks:Workspace": () => ({
    workspaceId: "0000000000000000",
    workspaceUrl: "adb-0000000000000000.0.azuredatabricks.net",
  }),
};

/** Ids of resources that are no ARM resources; a name is the id where the provider uses it so. */
const OTHER_ANSWERS: Readonly<Record<string, (name: string, inputs: Inputs) => Answer>> = {
  "aws:budgets/budget:Budget": (_, { name }) => ({ id: `${NO_ACCOUNT}:${text(name)}` }),
  "aws:iam/openIdConnectProvider:OpenIdConnectProvider": (_, { url }) => {
    const arn = `arn:aws:iam::${NO_ACCOUNT}:oidc-provider/${text(url).replace("https://", "")}`;
    return { id: arn, outputs: { arn } };
  },
  "aws:iam/role:Role": (name, inputs) => {
    const id = text(inputs["name"] ?? name);
    return { id, outputs: { name: id, arn: `arn:aws:iam::${NO_ACCOUNT}:role/${id}` } };
  },
  "aws:iam/rolePolicy:RolePolicy": (_, { role, name }) => ({ id: `${text(role)}:${text(name)}` }),
  "aws:kms/key:Key": (_, { region }) => {
    const arn = `arn:aws:kms:${text(region)}:${NO_ACCOUNT}:key/${ZERO_GUID}`;
    return { id: ZERO_GUID, outputs: { arn, keyId: ZERO_GUID } };
  },
  "aws:s3/bucket:Bucket": (_, { bucket }) => ({
    id: text(bucket),
    outputs: { arn: `arn:aws:s3:::${text(bucket)}` },
  }),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ofBucket,
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ofBucket,
  "aws:s3/bucketPolicy:BucketPolicy": ofBucket,
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ofBucket,
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration":
    ofBucket,
  "aws:s3/bucketVersioning:BucketVersioning": ofBucket,
  "azuread:index/appRoleAssignment:AppRoleAssignment": (_, { resourceObjectId }) => ({
    id: `/servicePrincipals/${text(resourceObjectId)}/appRoleAssignedTo/${ZERO_GUID}`,
  }),
  "azuread:index/applicationAppRole:ApplicationAppRole": (_, { applicationId, roleId }) => ({
    id: `${text(applicationId)}/appRoles/${text(roleId)}`,
  }),
  "azuread:index/applicationIdentifierUri:ApplicationIdentifierUri": (_, inputs) => ({
    id: `${text(inputs["applicationId"])}/identifierUris/${btoa(text(inputs["identifierUri"]))}`,
  }),
  "azuread:index/applicationRegistration:ApplicationRegistration": () => ({
    id: `/applications/${ZERO_GUID}`,
    outputs: { clientId: ZERO_GUID, objectId: ZERO_GUID },
  }),
  "azuread:index/servicePrincipal:ServicePrincipal": () => ({
    id: `/servicePrincipals/${ZERO_GUID}`,
    outputs: { objectId: ZERO_GUID },
  }),
  "databricks:index/catalog:Catalog": named,
  "databricks:index/clusterPolicy:ClusterPolicy": () => policy("0000000000000000"),
  "databricks:index/credential:Credential": named,
  "databricks:index/directory:Directory": (_, inputs) => ({ id: text(inputs["path"]) }),
  "databricks:index/externalLocation:ExternalLocation": named,
  "databricks:index/file:File": (_, inputs) => ({ id: text(inputs["path"]) }),
  "databricks:index/grants:Grants": (_, inputs) => ({ id: securable(inputs) }),
  "databricks:index/job:Job": (name) => ({ id: numberOf(name) }),
  "databricks:index/notebook:Notebook": (_, inputs) => ({ id: text(inputs["path"]) }),
  "databricks:index/permissions:Permissions": (_, inputs) => ({ id: permitted(inputs) }),
  "databricks:index/registeredModel:RegisteredModel": qualified,
  "databricks:index/schema:Schema": qualified,
  "databricks:index/servicePrincipal:ServicePrincipal": () => ({ id: "0" }),
  "databricks:index/storageCredential:StorageCredential": named,
  "databricks:index/volume:Volume": qualified,
  "pulumi-nodejs:dynamic/data-factory:PipelineRun": (name) => ({ id: name }),
  "pulumi-nodejs:dynamic/data-factory:StartedTrigger": (name) => ({ id: name }),
  "random:index/randomId:RandomId": (_, inputs) => randomId(Number(inputs["byteLength"])),
};

/**
 * @param preview - true: the id is unknown, as it is before a deployment
 * @throws GraphError `GRAPH_UNKNOWN_TYPE` for a type that has no row
 */
export function answerResource(args: MockResourceArgs, preview: boolean): MockResourceResult {
  const answer = answerFor(args);
  if (preview) {
    return { id: undefined, state: args.inputs };
  }
  return { id: answer.id, state: { ...args.inputs, ...answer.outputs } };
}

/** @throws GraphError `GRAPH_UNLISTED_INVOKE`: the program reads nothing from a cloud. */
export function answerInvoke(args: MockCallArgs): never {
  throw new GraphError("GRAPH_UNLISTED_INVOKE", args.token);
}

function answerFor(args: MockResourceArgs): Answer {
  if (args.custom === false) {
    return { id: "" };
  }
  if (args.type.startsWith("pulumi:providers:")) {
    return { id: ZERO_GUID };
  }
  const inputs: Inputs = args.inputs;
  const arm = ARM_TYPES[args.type];
  if (arm !== undefined) {
    const name = text(inputs[arm.nameProperty] ?? arm.generatedName ?? args.name);
    const outputs = { name, ...AZURE_OUTPUTS[args.type]?.(name) };
    return { id: armId(arm, name, inputs), outputs };
  }
  const other = OTHER_ANSWERS[args.type];
  if (other === undefined) {
    throw new GraphError("GRAPH_UNKNOWN_TYPE", args.type);
  }
  return other(args.name, inputs);
}

function named(name: string, inputs: Inputs): Answer {
  const id = text(inputs["name"] ?? name);
  return { id, outputs: { name: id } };
}

function qualified(name: string, inputs: Inputs): Answer {
  const parts = [inputs["catalogName"], inputs["schemaName"], inputs["name"] ?? name];
  return {
    id: parts
      .filter((part) => part !== undefined)
      .map(text)
      .join("."),
  };
}

function ofBucket(_: string, inputs: Inputs): Answer {
  return { id: text(inputs["bucket"]) };
}

function policy(id: string): Answer {
  return { id, outputs: { policyId: id } };
}

function randomId(bytes: number): Answer {
  // The id is base64url: six bits a character.
  return { id: "A".repeat(Math.ceil((bytes * 8) / 6)), outputs: { hex: "00".repeat(bytes) } };
}

/** The provider's id of grants: the kind of the securable and its name. */
function securable(inputs: Inputs): string {
  const [kind, name] = Object.entries(inputs).find(([key]) => key !== "grants") ?? [];
  return `${text(kind)}/${text(name)}`;
}

/** The provider's id of permissions: the path of the object in the REST interface. */
function permitted({ clusterPolicyId, directoryPath, jobId }: Inputs): string {
  if (jobId !== undefined) return `/jobs/${text(jobId)}`;
  return clusterPolicyId === undefined
    ? `/directories/${numberOf(text(directoryPath))}`
    : `/cluster-policies/${text(clusterPolicyId)}`;
}

/** A number of up to 15 digits, as ids of jobs are: another one for each name, so that who starts a job starts that one. */
function numberOf(name: string): string {
  return String(createHash("sha256").update(name).digest().readUIntBE(0, 6));
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "unknown";
}
