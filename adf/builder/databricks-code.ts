// The activities that run code on the cluster of the linked service: a notebook, or a Python file.

import {
  type Activity,
  type ActivityPolicy,
  activity,
  type CommonOptions,
  linkedServiceReference,
} from "./activity";
import type { Expression } from "./expression";
import type { Deferred, Name, Value } from "./value";

/**
 * A library that is put on the cluster, in the service's shape.
 *
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-databricks-notebook#supported-libraries-for-databricks-activities
 */
export type DatabricksLibrary =
  | { readonly jar: string }
  | { readonly egg: string }
  | { readonly whl: string }
  | { readonly maven: MavenPackage }
  | { readonly pypi: RepositoryPackage }
  | { readonly cran: RepositoryPackage };

/** A package of Maven. */
export type MavenPackage = {
  /** Such as `org.jsoup:jsoup:1.7.2`. */
  readonly coordinates: string;
  /** Coordinates of dependencies that are left out. @default none */
  readonly exclusions?: readonly string[];
};

/** A package of PyPI or CRAN. */
export type RepositoryPackage = {
  readonly package: string;
  /** Where it comes from. @default the public one */
  readonly repo?: string;
};

/** What is common to both. */
interface DatabricksCode extends CommonOptions {
  /** Put on the cluster before the code runs. @default none */
  readonly libraries?: readonly DatabricksLibrary[];
  /** The linked service of the workspace, which names the cluster. */
  readonly linkedService: Name;
  readonly policy: ActivityPolicy;
}

/** Which notebook runs, and with what. */
export interface DatabricksNotebookOptions extends DatabricksCode {
  /** Values of the notebook's widgets by name. @default the notebook's own defaults */
  readonly baseParameters?: Readonly<Record<string, Value<"string">>>;
  /** Absolute, beginning with a slash. */
  readonly notebookPath: `/${string}` | Expression<"string" | "unknown"> | Deferred<string>;
}

/**
 * One run of a notebook; read what it exits with by `handle.runOutput`.
 *
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-databricks-notebook
 */
export function databricksNotebook<const N extends string>(
  name: N,
  options: DatabricksNotebookOptions,
): Activity<N, "DatabricksNotebook", never> {
  const { linkedService, notebookPath, baseParameters, libraries, policy } = options;
  return activity(name, "DatabricksNotebook", options, {
    type: "DatabricksNotebook",
    policy,
    linkedServiceName: linkedServiceReference(linkedService),
    typeProperties: { notebookPath, baseParameters, libraries },
  });
}

/** Which Python file runs, and with what. */
export interface DatabricksSparkPythonOptions extends DatabricksCode {
  /** Arguments of the command line, in this order. @default none */
  readonly parameters?: readonly Value<"string">[];
  /** A DBFS URI, such as `dbfs:/docs/pi.py`. */
  readonly pythonFile: Value<"string">;
}

/**
 * One run of a Python file.
 *
 * @see https://learn.microsoft.com/azure/data-factory/transform-data-databricks-python
 */
export function databricksSparkPython<const N extends string>(
  name: N,
  options: DatabricksSparkPythonOptions,
): Activity<N, "DatabricksSparkPython", never> {
  const { linkedService, pythonFile, parameters, libraries, policy } = options;
  return activity(name, "DatabricksSparkPython", options, {
    type: "DatabricksSparkPython",
    policy,
    linkedServiceName: linkedServiceReference(linkedService),
    typeProperties: { pythonFile, parameters, libraries },
  });
}
