/** The platform, and beside it a storage account that takes shared keys. */
import { StorageAccount } from "@pulumi/azure-native/storage";
import { program } from "../../../stacks/program";

const { resourceGroupName } = program();

new StorageAccount("shared-keys", {
  accountName: "forecastdevkeys",
  allowSharedKeyAccess: true,
  kind: "StorageV2",
  location: "eastus",
  resourceGroupName,
  sku: { name: "Standard_LRS" },
});
