/** The pipelines of a recorded environment. */
import { fromAzureNative, type PipelineJson } from "../adf/wire";
import { type Graph, ofType } from "../graph/graph";

/** The pipelines as the service would receive them, read back from the resources' inputs. */
export function pipelinesOf(
  graph: Graph,
): readonly { readonly name: string; readonly definition: PipelineJson }[] {
  return ofType(graph, "azure-native:datafactory:Pipeline").flatMap(({ inputs }) => {
    const name = inputs["pipelineName"];
    return typeof name === "string" ? [{ name, definition: fromAzureNative(name, inputs) }] : [];
  });
}
