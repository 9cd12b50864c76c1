// The pipelines of an ARM template, such as the export of a factory: its resources, those nested in
// them, and those of templates that are deployed inside it.

import { PIPELINE_TYPE } from "./read-kind";
import { pointerSegment } from "./read-positions";
import { isRecord } from "./shape";

/** A pipeline inside a document. */
export interface FoundPipeline {
  /** The JSON pointer of the resource. */
  readonly pointer: string;
  readonly name: string;
  readonly definition: unknown;
}

/**
 * The pipelines of a template in its order. Names are those in the factory, without the factory's own.
 *
 * A text with a leading `[[` is given without the escape; `[...]` is an expression of the template
 * and stays as it is.
 */
export function templatePipelines(template: unknown): readonly FoundPipeline[] {
  return isRecord(template) ? resourcesOf(template["resources"], "/resources", "") : [];
}

// `resources` is an array, or an object by symbolic name.
function resourcesOf(resources: unknown, at: string, parent: string): readonly FoundPipeline[] {
  if (typeof resources !== "object" || resources === null) return [];
  return Object.entries(resources).flatMap(([key, resource]) =>
    isRecord(resource) ? resourceOf(resource, `${at}${pointerSegment(key)}`, parent) : [],
  );
}

function resourceOf(
  resource: Readonly<Record<string, unknown>>,
  pointer: string,
  parent: string,
): readonly FoundPipeline[] {
  const { properties, resources } = resource;
  const type = fullType(resource["type"], parent);
  if (type === PIPELINE_TYPE) return [pipelineOf(resource, pointer)];
  const template = isRecord(properties) ? properties["template"] : undefined;
  const deployed = isRecord(template) ? template["resources"] : undefined;
  return [
    ...resourcesOf(resources, `${pointer}/resources`, type),
    ...resourcesOf(deployed, `${pointer}/properties/template/resources`, ""),
  ];
}

// A nested resource names the last segment of its type only; a symbolic one adds its API version.
function fullType(type: unknown, parent: string): string {
  if (typeof type !== "string") return "";
  const [own = ""] = type.toLowerCase().split("@");
  return parent === "" || own.includes("/") ? own : `${parent}/${own}`;
}

function pipelineOf(resource: Readonly<Record<string, unknown>>, pointer: string): FoundPipeline {
  const { name, properties } = resource;
  const own = typeof name === "string" ? nameInFactory(name) : "";
  return { pointer, name: own, definition: { name: own, properties: unescaped(properties) } };
}

/**
 * The name of a pipeline from that of its resource: `factory/pipe`, or an expression such as
 * `[concat(parameters('factoryName'), '/pipe')]`, whose last text holds it.
 */
function nameInFactory(name: string): string {
  if (!isTemplateExpression(name)) return lastSegment(name);
  // Between quotes, texts stand at the odd places; after the last there are only brackets.
  const parts = name.split("'");
  const [before = "", text = "", after = ""] = parts.slice(-3);
  const isText = parts.length >= 3 && parts.length % 2 === 1 && /^[)\]\s]*$/.test(after);
  const isName = isText && !/(?:parameters|variables)\($/i.test(before.trimEnd());
  return isName ? lastSegment(text) : name;
}

function lastSegment(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}

/** Tells a text that a template puts a value in place of. */
export function isTemplateExpression(value: unknown): boolean {
  return (
    typeof value === "string" &&
    value.startsWith("[") &&
    !value.startsWith("[[") &&
    value.endsWith("]")
  );
}

// The depth of the document is bounded by the reader.
function unescaped(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("[[") ? value.slice(1) : value;
  if (Array.isArray(value)) return value.map(unescaped);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unescaped(item)]));
}
