/** A program that a service has to refuse. */
import { ResourceGroup } from "@pulumi/azure-native/resources";
import type { Input } from "@pulumi/pulumi";
import type { Clouds } from "../clouds/clouds";

/** Declares resources. */
export type Declare = () => void;

/** What is wrong, and what the service says to it. */
export interface BrokenProgram {
  readonly title: string;
  /** What the service answers. */
  readonly reason: RegExp;
  readonly declare: Declare;
  /** What there is in the clouds already. @default - nothing */
  readonly given?: (clouds: Clouds) => void;
  /**
   * A program that is deployed before, and is accepted.
   *
   * @default - none
   */
  readonly before?: Declare;
  /** What happens after that deployment. @default - nothing */
  readonly between?: (clouds: Clouds) => void;
}

/** Where most Azure resources are declared. */
export interface Place {
  readonly location: string;
  readonly resourceGroupName: Input<string>;
}

/** Declares a resource group. */
export function place(): Place {
  const location = "eastus";
  const group = new ResourceGroup("group", { location, resourceGroupName: "broken" });
  return { location, resourceGroupName: group.name };
}
