// Rules on what expressions read of parameters and activities.

import { unhandledRows } from "../lookup-rows";
import { nearest } from "../nearest";
import {
  type ActivityView,
  type DeclarationView,
  isFollowed,
  type PipelineView,
} from "../pipeline-view";
import { type LintFinding, type LintRule, show } from "../rule";
import type { Read } from "../scan";
import { SOURCES } from "../sources";
import type { TextView } from "../texts";
import { isReadable } from "../upstream";

const ADF_LINT_PARAMETER_UNDEFINED: LintRule = {
  code: "ADF_LINT_PARAMETER_UNDEFINED",
  severity: "error",
  title: "Expressions read parameters that the pipeline declares",
  why: "a run ends with InvalidTemplate before anything has started",
  repair: "declare the parameter, or read another",
  source: SOURCES.expressions,
  check: ({ parameters, texts }) => undefinedReads(texts, parameters, "parameter"),
};

const ADF_LINT_PARAMETER_UNUSED: LintRule = {
  code: "ADF_LINT_PARAMETER_UNUSED",
  severity: "warning",
  title: "Every declared parameter is read",
  why: "callers give a value that changes nothing",
  repair: "read it, or remove it here and from the callers",
  source: SOURCES.pipelineJson,
  check: ({ parameters, texts }) => unused(parameters, namesRead(texts, "parameter")),
};

/** The declarations that are not among the names; none where any name may be meant. */
export function unused(
  declared: readonly DeclarationView[],
  names: ReadonlySet<string> | undefined,
): readonly LintFinding[] {
  return declared
    .filter(({ name }) => names !== undefined && !names.has(name.toLowerCase()))
    .map(({ pointer }) => ({ pointer, message: "must be used" }));
}

/** The names that texts read, lower case; undefined where one is computed. */
export function namesRead(
  texts: readonly TextView[],
  kind: Read["kind"],
): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const { reads } of texts) {
    for (const read of reads) {
      if (read.kind !== kind) continue;
      if (read.name === undefined) return undefined;
      names.add(read.name.toLowerCase());
    }
  }
  return names;
}

/** Findings for what texts read and the pipeline does not declare. */
export function undefinedReads(
  texts: readonly TextView[],
  declared: readonly DeclarationView[],
  kind: "parameter" | "variable",
): readonly LintFinding[] {
  const known = new Set(declared.map(({ name }) => name.toLowerCase()));
  return readsIn(texts, kind)
    .filter(({ name }) => !known.has(name.toLowerCase()))
    .map(({ name, pointer }) => ({ pointer, ...undeclared(name, declared, kind) }));
}

/** What is said of a name that is not declared. */
export function undeclared(
  name: string,
  declared: readonly DeclarationView[],
  kind: string,
): Omit<LintFinding, "pointer"> {
  const names = declared.map((declaration) => declaration.name);
  return { message: `must name a declared ${kind}${nearest(name, names)}`, value: name };
}

interface NamedRead extends Read {
  readonly name: string;
  readonly pointer: string;
}

// Each name once a text.
function readsIn(texts: readonly TextView[], kind: Read["kind"]): readonly NamedRead[] {
  return texts.flatMap(({ pointer, reads }) => {
    const seen = new Set<string>();
    return reads.flatMap((read) => {
      const { name } = read;
      if (read.kind !== kind || name === undefined || seen.has(name.toLowerCase())) return [];
      seen.add(name.toLowerCase());
      return [{ ...read, name, pointer }];
    });
  });
}

const ADF_LINT_ACTIVITY_UNKNOWN: LintRule = {
  code: "ADF_LINT_ACTIVITY_UNKNOWN",
  severity: "error",
  title: "Expressions read activities that the pipeline holds",
  why: "a run ends with InvalidTemplate before anything has started",
  repair: "name an activity of the pipeline",
  source: SOURCES.expressions,
  check: ({ byName, texts }) =>
    readsIn(texts, "activity")
      .filter(({ name }) => !byName.has(name.toLowerCase()))
      .map(({ name, pointer }) => ({
        pointer,
        message: `must read an activity of the pipeline${nearest(name, namesOf(byName))}`,
        value: name,
      })),
};

function namesOf(byName: PipelineView["byName"]): readonly string[] {
  return [...byName.values()].map(({ name }) => name);
}

const ADF_LINT_ACTIVITY_UPSTREAM: LintRule = {
  code: "ADF_LINT_ACTIVITY_UPSTREAM",
  severity: "warning",
  title: "Expressions read activities that have ended before",
  why: "there is no output yet, or none for sure, so that the expression fails",
  repair: "depend on the activity, directly or through others",
  source: SOURCES.dependencies,
  check: (pipeline) =>
    readers(pipeline).flatMap((reader) =>
      readsIn(reader.texts, "activity").flatMap(({ name, pointer }) => {
        const read = pipeline.byName.get(name.toLowerCase());
        if (read === undefined || isReadable(read, reader, pointer)) return [];
        const message = `must not read activity ${show(name)}, which need not have ended before`;
        return [{ pointer, message }];
      }),
    ),
};

function readers(pipeline: PipelineView): readonly ActivityView[] {
  return isFollowed(pipeline) ? pipeline.activities : [];
}

const ADF_LINT_LOOKUP_ROW: LintRule = {
  code: "ADF_LINT_LOOKUP_ROW",
  severity: "warning",
  title: "Where the first row of a Lookup is read, a missing row is handled",
  why: "a Lookup that finds no row has no firstRow, so that reading it fails",
  repair:
    "read it as ?.firstRow with coalesce, let the query always return a row, or handle the failure of the reader",
  source: SOURCES.lookup,
  check: (pipeline) =>
    (isFollowed(pipeline) ? unhandledRows(pipeline) : []).map(({ lookup, pointer }) => ({
      pointer,
      message: `must handle that ${show(lookup.name)} finds no row`,
    })),
};

/** The rules on what expressions read of parameters and activities. */
export const REFERENCE_RULES: readonly LintRule[] = [
  ADF_LINT_PARAMETER_UNDEFINED,
  ADF_LINT_PARAMETER_UNUSED,
  ADF_LINT_ACTIVITY_UNKNOWN,
  ADF_LINT_ACTIVITY_UPSTREAM,
  ADF_LINT_LOOKUP_ROW,
];
