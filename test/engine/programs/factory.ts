/** A factory with a pipeline, for programs about what happens in it. */
import { Factory, Pipeline } from "@pulumi/azure-native/datafactory";
import { ResourceGroup } from "@pulumi/azure-native/resources";
import type { Output } from "@pulumi/pulumi";

/** Long enough for what succeeds here, and short for who waits for what does not. */
export const TIMEOUT_SECONDS = 5;

/** Where things of a factory are declared. */
interface Site {
  readonly factoryName: Output<string>;
  readonly resourceGroupName: Output<string>;
}

/** Declares both. */
export function factoryWithPipeline(): { readonly pipeline: Pipeline; readonly site: Site } {
  const location = "eastus";
  const group = new ResourceGroup("group", { location, resourceGroupName: "triggers" });
  const resourceGroupName = group.name;
  const { name } = new Factory("factory", { location, resourceGroupName, factoryName: "triggers" });
  const site = { factoryName: name, resourceGroupName };
  const pipeline = new Pipeline("pipeline", {
    ...site,
    pipelineName: "apply",
    parameters: { rows: { type: "String", defaultValue: "" } },
    activities: [{ name: "pause", type: "Wait", waitTimeInSeconds: 1 }],
  });
  return { pipeline, site };
}
