// Pipelines from the text of a file that was not made here: a definition of the service's own JSON,
// the answer of its list operation, or an ARM template. Nothing in them is changed or left out, an
// unknown type of activity is kept as it is.

import { AdfReadError } from "./read-error";
import { parseJson } from "./read-json";
import { kindOf } from "./read-kind";
import { type FoundPipeline, templatePipelines } from "./read-template";
import { isRecord } from "./shape";

/** A pipeline that was read, and where it stood. */
export interface ReadPipeline extends FoundPipeline {
  /** The file that it was read from, as it was named. */
  readonly file: string;
  /** The JSON pointer of the pipeline in the file; empty for a file of its own. */
  readonly pointer: string;
  /** Empty where the definition has none. */
  readonly name: string;
  /** The service's JSON `{name, properties}`: what was read, not checked. */
  readonly definition: unknown;
}

/**
 * The pipelines of a text, one or more.
 *
 * @param file - what messages name the text by
 * @throws AdfReadError `ADF_READ_JSON` or `ADF_READ_DEPTH`; `ADF_READ_OTHER_KIND` for a dataset and the
 * like; `ADF_READ_NO_PIPELINES` for a template without pipelines
 * @example
 * ```ts
 * const [pipeline] = readPipelines('{"name": "p", "properties": {"activities": []}}', "p.json");
 * ```
 */
export function readPipelines(text: string, file: string): readonly ReadPipeline[] {
  const document = parseJson(text, file);
  const kind = kindOf(document);
  switch (kind.is) {
    case "pipeline":
      return [{ file, pointer: "", name: nameOf(document), definition: document }];
    case "list":
      return some(listed(document), file, "the list");
    case "template":
      return some(templatePipelines(document), file, "the template");
    case "other":
      throw new AdfReadError("ADF_READ_OTHER_KIND", file, `must be a pipeline, got ${kind.what}`);
  }
}

function listed(document: unknown): readonly FoundPipeline[] {
  const items = isRecord(document) ? document["value"] : undefined;
  if (!Array.isArray(items)) return [];
  return items.flatMap((definition: unknown, index) =>
    kindOf(definition).is === "pipeline"
      ? [{ pointer: `/value/${index}`, name: nameOf(definition), definition }]
      : [],
  );
}

function some(
  found: readonly FoundPipeline[],
  file: string,
  what: string,
): readonly ReadPipeline[] {
  if (found.length === 0) {
    throw new AdfReadError("ADF_READ_NO_PIPELINES", file, `must hold a pipeline, ${what} has none`);
  }
  return found.map((pipeline) => ({ file, ...pipeline }));
}

function nameOf(document: unknown): string {
  const name = isRecord(document) ? document["name"] : undefined;
  return typeof name === "string" ? name : "";
}
