/** Between the engine's protobuf structs and plain data. */
import { isRpcSecret, unwrapRpcSecret } from "@pulumi/pulumi/runtime/rpc";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../clouds/cloud-type";

/** @returns the properties with secrets unwrapped: a service is given their values. */
export function fromWire(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : withoutNulls(struct.toJavaScript());
}

/** @returns the properties for the engine, which marks as secret what was secret in the inputs. */
export function toWire(properties: Properties): Struct {
  return Struct.fromJavaScript(
    JSON.parse(JSON.stringify(properties)) as Record<string, JavaScriptValue>,
  );
}

function withoutNulls(object: object): Record<string, unknown> {
  const entries = Object.entries(object).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  return isRpcSecret(value) ? plain(unwrapRpcSecret(value)) : withoutNulls(value);
}
