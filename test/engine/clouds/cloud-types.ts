/** Every type that the stand-in knows: a row each, in the file of its service. */
import { AWS_TYPES } from "./aws/aws-types";
import { AZURE_TYPES } from "./azure/azure-types";
import type { CloudType } from "./cloud-type";
import { DATABRICKS_TYPES } from "./databricks/databricks-types";
import { ENTRA_TYPES } from "./entra";
import { guidOf } from "./values";

/** The rows by type token. */
export const CLOUD_TYPES: Readonly<Record<string, CloudType>> = {
  ...AWS_TYPES,
  ...AZURE_TYPES,
  ...DATABRICKS_TYPES,
  ...ENTRA_TYPES,
  "random:index/randomId:RandomId": {
    answer: ({ clouds, inputs, previous }) => {
      if (previous !== undefined) return previous;
      const bytes = Buffer.from(guidOf(`random ${clouds.next()}`).replaceAll("-", ""), "hex");
      const drawn = bytes.subarray(0, Number(inputs["byteLength"]));
      const id = drawn.toString("base64url");
      return { id, outputs: { b64Url: id, hex: drawn.toString("hex") } };
    },
    replaceOn: ["byteLength", "keepers", "prefix"],
  },
};
