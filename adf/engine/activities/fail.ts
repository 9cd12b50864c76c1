import type { Json } from "../../expression/index";
import { evaluate, type Place } from "../evaluate";
import { isRecord, property } from "../json";
import type { Kernel } from "../kernel";
import { ActivityFault, type ActivityRun } from "../state";
import type { ActivityError } from "../status";
import { placeOf } from "./place";

const NO_CODE = "ErrorCodeNotString";

/** What one of the two texts comes to: itself, blank, something that is no text, or missing. */
type Read = { readonly text: string } | "blank" | "no text" | "missing";

/** A deliberate failure, with the service's substitutes for what is no text. */
export function fail(kernel: Kernel, run: ActivityRun): void {
  const { name, typeProperties } = run.activity;
  const place = placeOf(kernel, run);
  const message = read(property(typeProperties, "message"), "message", place);
  const code = read(property(typeProperties, "errorCode"), "errorCode", place);
  kernel.finish(run, { status: "Failed", output: {}, error: errorOf(name, message, code) });
}

/** @see https://learn.microsoft.com/azure/data-factory/control-flow-fail-activity#understand-the-fail-activity-error-code (read 2026-11-24) */
function errorOf(name: string, message: Read, code: Read): ActivityError {
  const errorCode = typeof code === "object" ? code.text : NO_CODE;
  if (typeof message === "object") return { message: message.text, errorCode };
  if (message === "missing") return { message: "Fail message wasn't provided", errorCode };
  const isHalfRead = message === "no text" && code !== "no text";
  return {
    message: isHalfRead
      ? `${name} fail message parameter couldn't be interpreted as a string`
      : `Failed to interpret ${name} fail message or error code`,
    errorCode,
  };
}

function read(given: Json | undefined, key: string, place: Place): Read {
  if (given === undefined) return "missing";
  const isDynamic = typeof given === "string" || property(given, "type") === "Expression";
  if (isRecord(given) && !isDynamic) {
    throw new ActivityFault(`Invalid value for property ${key}`, "BadRequest");
  }
  try {
    const value = evaluate(given, place);
    if (value === null) return "blank";
    if (!isDynamic) return { text: JSON.stringify(value) };
    if (typeof value !== "string") return "no text";
    return value.trim() === "" ? "blank" : { text: value };
  } catch (error) {
    if (error instanceof ActivityFault) return "no text";
    throw error;
  }
}
