/** What is lost with a resource that is removed or replaced, beyond the resource itself. */

/**
 * What resources hold that a deployment does not bring back, by type.
 *
 * What the services keep for a while (soft delete, point in time restore) can be brought back by a
 * person; it is a loss all the same, since nothing does it by itself.
 */
const HELD: Readonly<Record<string, string>> = {
  "aws:kms/key:Key": "what is encrypted with it cannot be read any more",
  "aws:s3/bucket:Bucket": "the objects in it",
  "azure-native:databricks:Workspace": "its notebooks, experiments and job runs",
  "azure-native:datafactory:Factory": "the history of its runs",
  "azure-native:operationalinsights:Workspace": "the logs in it",
  "azure-native:resources:ResourceGroup": "everything in it",
  "azure-native:sql:Database": "the tables in it",
  "azure-native:sql:Server": "its databases and their backups",
  "azure-native:storage:BlobContainer": "the files in it",
  "azure-native:storage:StorageAccount": "its containers and the files in them",
  "databricks:index/catalog:Catalog": "its schemas, models and volumes",
  "databricks:index/directory:Directory": "what is in the folder",
  "databricks:index/job:Job": "the history of its runs",
  "databricks:index/registeredModel:RegisteredModel": "the model's versions and aliases",
  "databricks:index/schema:Schema": "its models and volumes",
  "databricks:index/volume:Volume": "the files in it",
};

/** @returns what goes with a resource of this type; undefined where a deployment makes it whole again. */
export function heldBy(type: string): string | undefined {
  return HELD[type];
}
