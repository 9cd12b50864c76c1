// Proves: which changes are said to replace a resource, from the packages' own declarations. Does not
// prove that a provider does so: packages do not document all of it.

import { propertyDocs } from "../../review/package-docs";
import { replacementOf } from "../../review/replacement";
import { resourceChanges } from "../../review/resources";

describe("a replacement", () => {
  it.each([
    ["azure-native:storage:StorageAccount", ["accountName"], "certain"],
    ["azure-native:storage:BlobContainer", ["containerName"], "certain"],
    ["azure-native:storage:BlobContainer", ["accountName"], "certain"],
    ["azure-native:sql:Database", ["resourceGroupName"], "certain"],
    ["azure-native:sql:Server", ["location"], "certain"],
    ["azure-native:sql:Server", ["administratorLogin"], "possible"],
    ["azure-native:authorization:RoleAssignment", ["principalId"], "certain"],
    ["azure-native:datafactory:Trigger", ["properties"], "certain"],
    ["databricks:index/volume:Volume", ["volumeType"], "certain"],
    ["databricks:index/registeredModel:RegisteredModel", ["name"], "certain"],
    ["aws:s3/bucket:Bucket", ["bucket"], "certain"],
    ["random:index/randomId:RandomId", ["keepers"], "certain"],
    ["pulumi-nodejs:dynamic/data-factory:PipelineRun", ["content"], "certain"],
  ])("of %s by %j is %s", (type, changed, certainty) => {
    expect(replacementOf(type, changed)).toStrictEqual({ certainty, because: changed });
  });

  it.each([
    ["azure-native:storage:StorageAccount", ["tags"]],
    ["azure-native:datafactory:Pipeline", ["activities"]],
    ["databricks:index/job:Job", ["tasks"]],
    ["aws:iam/role:Role", ["description"]],
    ["unknown:of/any:Package", ["name"]],
  ])("of %s by %j is not claimed", (type, changed) => {
    expect(replacementOf(type, changed)).toBeUndefined();
  });

  it("names only the properties that cause it", () => {
    expect(
      replacementOf("databricks:index/volume:Volume", ["comment", "volumeType"]),
    ).toStrictEqual({ certainty: "certain", because: ["volumeType"] });
  });
});

describe("the documentation of a package", () => {
  it("is found for every provider of the platform", () => {
    for (const type of [
      "aws:kms/key:Key",
      "azure-native:sql:Server",
      "azuread:index/servicePrincipal:ServicePrincipal",
      "databricks:index/job:Job",
    ]) {
      expect(propertyDocs(type).size).toBeGreaterThan(0);
    }
  });
});

describe("the changes of resources", () => {
  const node = (name: string, inputs: Record<string, unknown>, more = {}) => ({
    urn: `urn:${name}`,
    type: "azure-native:sql:Server",
    name,
    custom: true,
    protect: false,
    inputs,
    ...more,
  });

  it("are added, changed, replaced and removed ones, and nothing of components", () => {
    const before = [
      node("same", { tags: { a: "1" } }),
      node("changed", { tags: { a: "1" } }),
      node("renamed", { serverName: "old" }, { protect: true }),
      node("gone", {}),
      node("component", { size: 1 }, { custom: false }),
    ];
    const after = [
      node("fresh", {}),
      node("same", { tags: { a: "1" } }),
      node("changed", { tags: { a: "2" } }),
      node("renamed", { serverName: "new" }, { protect: true }),
      node("component", { size: 2 }, { custom: false }),
    ];

    const changes = resourceChanges(before, after);

    expect(
      changes.map(({ action, name, protect }) => `${action} ${name} ${protect}`),
    ).toStrictEqual([
      "added fresh false",
      "changed changed false",
      "replaced renamed true",
      "removed gone false",
    ]);
    expect(changes[1]?.changes).toStrictEqual([{ path: "tags.a", before: "1", after: "2" }]);
  });
});
