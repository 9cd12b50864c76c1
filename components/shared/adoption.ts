/** How a component takes a resource that exists already for one that it would make. */
import { type CustomResourceOptions, type Output, output } from "@pulumi/pulumi";
import type { ExistingResource } from "../../config/adopt";
import type { Site } from "../foundation/foundation";

/**
 * The options of a resource that is brought in: the engine imports it, changes it to what the program says,
 * refuses what would make it anew, and leaves it where it is when the stack is destroyed.
 *
 * @param existing - undefined: the resource is made, and no option is added
 */
export function adopting(existing: ExistingResource | undefined): CustomResourceOptions {
  return existing === undefined ? {} : { import: existing.id, protect: true, retainOnDelete: true };
}

/** The resource group of a resource that is brought in, or the platform's own. */
export function groupOf(
  existing: ExistingResource | undefined,
  { resourceGroupName }: Pick<Site, "resourceGroupName">,
): Output<string> {
  return existing === undefined ? resourceGroupName : output(existing.resourceGroupName);
}
