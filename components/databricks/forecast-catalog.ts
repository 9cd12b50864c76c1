/**
 * The catalog and schema that the platform's volumes and models live in.
 *
 *   ForecastCatalog
 *   ├─ Catalog               isolated to this workspace; its storage root is the container `models`
 *   ├─ Grants                the orchestrator may use the catalog
 *   ├─ Schema
 *   └─ Grants                ... and read its volumes and run its models
 *
 * Leaves volumes and models to components of their own.
 * https://learn.microsoft.com/azure/databricks/catalogs/
 */
import * as databricks from "@pulumi/databricks";
import { ComponentResource, type ComponentResourceOptions, type Output } from "@pulumi/pulumi";
import type { Environment } from "../../config/environments";
import type { Site } from "../foundation/foundation";
import { childOptions } from "../shared/child-options";
import { physicalName } from "../shared/naming";

/** The schema's name in its catalog. */
export const SCHEMA_NAME = "forecasting";

/** The name of something in the schema, known before anything is made. @format `<catalog>.<schema>.<name>` */
export function fullNameOf(site: Pick<Site, "environment">, name: string): string {
  return `${catalogNameOf(site)}.${SCHEMA_NAME}.${name}`;
}

function catalogNameOf({ environment }: Pick<Site, "environment">): string {
  return physicalName("unityCatalogObject", { environment });
}

/** Arguments of {@link ForecastCatalog}. */
export interface ForecastCatalogArgs {
  readonly orchestrator: { readonly applicationId: Output<string> };
  readonly site: Pick<Site, "environment">;
  /** The URL of the container that managed tables, volumes and models are stored in. */
  readonly storageRoot: Output<string>;
  readonly traits: Pick<Environment, "forceDestroy" | "protect">;
}

/** Where a volume or model is put. */
export interface UnitySchema {
  readonly catalogName: Output<string>;
  readonly schemaName: Output<string>;
}

/**
 * A catalog with one schema.
 *
 * Children: `<name>-catalog`, `-catalog-grants`, `-schema`, `-schema-grants`.
 *
 * @example new ForecastCatalog("catalog", { site, traits, orchestrator, storageRoot: urls.models })
 */
export class ForecastCatalog extends ComponentResource implements UnitySchema {
  readonly catalogName: Output<string>;
  readonly schemaName: Output<string>;

  constructor(name: string, args: ForecastCatalogArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:databricks:ForecastCatalog", name, { schema: SCHEMA_NAME }, options);

    const catalog = this.#createCatalog(name, args);
    const schema = this.#createSchema(name, args, catalog);
    this.#grant(`${name}-catalog-grants`, args, { catalog: catalog.name }, ["USE_CATALOG"]);
    this.#grant(`${name}-schema-grants`, args, { schema: schema.id }, [
      "EXECUTE",
      "READ_VOLUME",
      "USE_SCHEMA",
    ]);

    this.catalogName = catalog.name;
    this.schemaName = schema.name;
    this.registerOutputs({ catalogName: this.catalogName, schemaName: this.schemaName });
  }

  #createCatalog(
    name: string,
    { site, storageRoot, traits }: ForecastCatalogArgs,
  ): databricks.Catalog {
    return new databricks.Catalog(
      `${name}-catalog`,
      {
        name: catalogNameOf(site),
        comment: "Volumes and models of the forecasting platform",
        forceDestroy: traits.forceDestroy,
        isolationMode: "ISOLATED",
        storageRoot,
      },
      childOptions(this, { protect: traits.protect }),
    );
  }

  #createSchema(
    name: string,
    { traits }: ForecastCatalogArgs,
    catalog: databricks.Catalog,
  ): databricks.Schema {
    return new databricks.Schema(
      `${name}-schema`,
      { name: SCHEMA_NAME, catalogName: catalog.name, forceDestroy: traits.forceDestroy },
      childOptions(this, { protect: traits.protect }),
    );
  }

  #grant(
    name: string,
    { orchestrator }: ForecastCatalogArgs,
    securable: Pick<databricks.GrantsArgs, "catalog" | "schema">,
    privileges: string[],
  ): void {
    new databricks.Grants(
      name,
      { ...securable, grants: [{ principal: orchestrator.applicationId, privileges }] },
      childOptions(this),
    );
  }
}
