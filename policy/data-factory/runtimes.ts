/** Which integration runtime an activity runs on, and what that costs. */
import type { GraphValue, ResourceNode } from "../../graph/graph";
import type { GraphIndex } from "../graph-index";
import { violation } from "../resource-rule";
import type { Rule } from "../rule";
import { textAt, valueAt } from "../values";
import type { FactoryActivity } from "./activities";

/** What a linked service runs on that names no runtime. */
const DEFAULT_RUNTIME = "AutoResolveIntegrationRuntime";

/** Activities that are billed by the hour of their runtime. */
const PIPELINE_ACTIVITIES: ReadonlySet<string> = new Set(["Delete", "GetMetadata", "Lookup"]);

/** The rules of integration runtimes. */
export const RUNTIME_RULES: readonly Rule[] = Object.freeze([
  {
    id: "adf-managed-vnet-lookup",
    severity: "warning",
    title: "Nothing that polls runs in a managed virtual network",
    why:
      "a runtime in a managed virtual network bills 1.00 USD an hour and 60 minutes more after the " +
      "last Lookup: about 4.70 USD for a run that polls, against 0.05 on the Azure runtime",
    repair: "connect the linked service via the Azure runtime, or poll through something else",
    source:
      "https://learn.microsoft.com/azure/data-factory/pricing-examples-data-integration-managed-vnet",
    check: (index: GraphIndex) => {
      const runtimes = managedRuntimes(index);
      if (runtimes.size === 0) return [];
      const services = byName(index, "LinkedService", "linkedServiceName");
      const datasets = byName(index, "Dataset", "datasetName");
      return index.activities
        .filter(({ type }) => PIPELINE_ACTIVITIES.has(type))
        .flatMap((found) => {
          const runtime = runtimeOf(found, datasets, services);
          return runtimes.has(runtime) ? [violation(found.pipeline, textOf(found, runtime))] : [];
        });
    },
  } satisfies Rule,
]);

type Named = ReadonlyMap<string, ResourceNode>;

function textOf({ path }: FactoryActivity, runtime: string): string {
  const place = `activity ${JSON.stringify(path)}`;
  return `${place}: its runtime must not be in a managed virtual network, got ${JSON.stringify(runtime)}`;
}

function managedRuntimes(index: GraphIndex): ReadonlySet<string> {
  const managed = index
    .ofType("azure-native:datafactory:IntegrationRuntime")
    .filter(({ inputs }) => valueAt(inputs, "properties.managedVirtualNetwork") !== undefined);
  return new Set(managed.map(({ inputs }) => textAt(inputs, "integrationRuntimeName") ?? ""));
}

function byName(index: GraphIndex, kind: string, key: string): Named {
  return new Map(
    index
      .ofType(`azure-native:datafactory:${kind}`)
      .map((resource) => [textAt(resource.inputs, key) ?? "", resource]),
  );
}

function runtimeOf({ activity }: FactoryActivity, datasets: Named, services: Named): string {
  const dataset = named(datasets, activity["dataset"]);
  const service = named(services, valueAt(dataset?.inputs, "properties.linkedServiceName"));
  return textAt(service?.inputs, "properties.connectVia.referenceName") ?? DEFAULT_RUNTIME;
}

function named(resources: Named, reference: GraphValue | undefined): ResourceNode | undefined {
  return resources.get(textAt(reference, "referenceName") ?? "");
}
