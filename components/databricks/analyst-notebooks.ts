/**
 * Notebooks that people open and run by hand.
 *
 *   AnalystNotebooks
 *   └─ Notebook ×n           where everybody in the workspace may read it, and copy it to change it
 *
 * The cluster that they run on, with the package's wheel installed, is left to who runs them.
 * https://learn.microsoft.com/azure/databricks/notebooks/
 */
import * as databricks from "@pulumi/databricks";
import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import { childOptions } from "../shared/child-options";

/** Arguments of {@link AnalystNotebooks}. */
export interface AnalystNotebooksArgs {
  /** Texts in Databricks' source format by the notebooks' names; plain: they decide which exist. */
  readonly notebooks: Readonly<Record<string, string>>;
}

/**
 * Notebooks for analysts, in `/Shared`.
 *
 * Children: `<name>-<notebook>`.
 *
 * @example new AnalystNotebooks("analysts", { notebooks: { explore_forecast: text } })
 */
export class AnalystNotebooks extends ComponentResource {
  constructor(name: string, args: AnalystNotebooksArgs, options?: ComponentResourceOptions) {
    const names = Object.keys(args.notebooks);
    super("forecast-platform:databricks:AnalystNotebooks", name, { notebooks: names }, options);

    for (const [notebook, text] of Object.entries(args.notebooks)) {
      new databricks.Notebook(
        `${name}-${notebook.replaceAll("_", "-")}`,
        {
          path: `/Shared/forecast-platform-notebooks/${notebook}`,
          language: "PYTHON",
          contentBase64: Buffer.from(text, "utf8").toString("base64"),
        },
        childOptions(this),
      );
    }
    this.registerOutputs({});
  }
}
