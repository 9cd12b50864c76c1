/** Turns the wire form of a resource's inputs into plain data, with secrets taken out. */
import {
  specialArchiveSig,
  specialAssetSig,
  specialResourceSig,
  specialSecretSig,
  specialSigKey,
  unknownValue,
} from "@pulumi/pulumi/runtime/rpc";
import type { GraphInputs, GraphValue } from "./graph";

/** A protobuf struct, as far as it is read here. */
export interface WireStruct {
  toJavaScript(): Record<string, unknown>;
}

/**
 * @returns the inputs as JSON: an unknown value is `{"$unknown":true}`, a secret `{"$secret":true}`
 *   (its value is dropped), a file or text to upload `{"$asset":…}`, a resource `{"$resource":urn}`
 */
export function plainInputs(struct: WireStruct | undefined): GraphInputs {
  return struct === undefined ? {} : plainObject(struct.toJavaScript());
}

function plainObject(object: object): Record<string, GraphValue> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): GraphValue {
  if (value === null || value === undefined) {
    return null;
  }
  if (value === unknownValue) {
    return { $unknown: true };
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  return typeof value === "object" ? signed(value) : null;
}

/** Objects with a signature stand for something else than themselves. */
function signed(object: object): GraphValue {
  const fields = new Map<string, unknown>(Object.entries(object));
  switch (fields.get(specialSigKey)) {
    case specialSecretSig:
      return { $secret: true };
    case specialAssetSig:
    case specialArchiveSig:
      return { $asset: textOf(fields.get("path") ?? fields.get("uri")) };
    case specialResourceSig:
      return { $resource: textOf(fields.get("urn")) };
    default:
      return plainObject(object);
  }
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "text";
}
