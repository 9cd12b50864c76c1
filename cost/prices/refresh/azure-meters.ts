/**
 * What the Azure retail price API calls the meters of the price list.
 *
 * @see https://learn.microsoft.com/rest/api/cost-management/retail-prices/azure-retail-prices
 */

/** One row of the API's answer, as far as it is read. */
export interface RetailItem {
  readonly armRegionName: string;
  readonly currencyCode: string;
  readonly effectiveStartDate: string;
  readonly meterName: string;
  readonly productName: string;
  readonly retailPrice: number;
  readonly skuName: string;
  readonly tierMinimumUnits: number;
  /** Such as `1 Hour`, `1K`, `50K` or `1/Day`. */
  readonly unitOfMeasure: string;
}

/** How the row of a price is found. */
export interface RetailMeter {
  /** OData conditions beside region and price type. */
  readonly filter: string;
  readonly picks: (item: RetailItem) => boolean;
}

const DATABRICKS: Readonly<Record<string, string>> = {
  "dbx.dbu.all_purpose": "Premium All-purpose Compute",
  "dbx.dbu.jobs": "Premium Jobs Compute",
  "dbx.dbu.jobs_light": "Premium Jobs Light Compute",
};

const RUNTIMES: Readonly<Record<string, string>> = {
  azure_ir: "Cloud",
  managed_vnet_ir: "Azure Managed VNET",
  self_hosted_ir: "Self Hosted",
};

const ACTIVITIES: Readonly<Record<string, string>> = {
  data_movement: "Data Movement",
  external_activity: "External Pipeline Activity",
  orchestration: "Orchestration Activity Run",
  pipeline_activity: "Pipeline Activity",
};

/** How a price is found; undefined for one whose name in the API nobody has looked up. */
export function retailMeter(id: string): RetailMeter | undefined {
  const [family = "", kind = "", ...rest] = id.split(".");
  switch (family) {
    case "vm":
      return virtualMachine(rest.join("."), kind === "spot");
    case "dbx":
      return databricks(DATABRICKS[id]);
    case "adf":
      return dataFactory(RUNTIMES[kind], ACTIVITIES[rest.join(".")]);
    case "sql":
      return kind === "dtu" ? database(rest.join(".").toUpperCase()) : undefined;
    default:
      return undefined;
  }
}

function virtualMachine(size: string, isSpot: boolean): RetailMeter {
  return {
    filter: `serviceName eq 'Virtual Machines' and armSkuName eq '${size}'`,
    // Rows of Windows carry its licence, and low priority is what spot replaced.
    picks: ({ productName, skuName }) =>
      !productName.includes("Windows") &&
      !skuName.includes("Low Priority") &&
      skuName.includes("Spot") === isSpot,
  };
}

function databricks(sku: string | undefined): RetailMeter | undefined {
  if (sku === undefined) return undefined;
  return {
    filter: "serviceName eq 'Azure Databricks' and contains(meterName, 'DBU')",
    picks: ({ skuName }) => skuName === sku,
  };
}

function dataFactory(
  runtime: string | undefined,
  activity: string | undefined,
): RetailMeter | undefined {
  if (runtime === undefined || activity === undefined) return undefined;
  return {
    filter: "serviceName eq 'Azure Data Factory v2'",
    picks: ({ meterName, productName }) =>
      meterName === `${runtime} ${activity}` && productName === "Azure Data Factory v2",
  };
}

function database(tier: string): RetailMeter | undefined {
  if (!/^S[0-9]+$/.test(tier)) return undefined;
  return {
    filter: "serviceName eq 'SQL Database'",
    picks: ({ productName, skuName }) =>
      skuName === tier && productName === "SQL Database Single Standard",
  };
}
