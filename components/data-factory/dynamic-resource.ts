/**
 * Resources that act on the factory rather than describe it, run by Pulumi's dynamic provider.
 *
 * `pulumi.dynamic.Resource` serialises a closure: it loads a compiler at each preview and writes
 * what it captured into the state. Here the provider's code is a file of its own that is handed
 * over as it stands: it captures nothing, and a change of it shows as a change.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CustomResource, type CustomResourceOptions, type Inputs } from "@pulumi/pulumi";

/** A resource whose provider is a CommonJS file that exports `handler`. */
export abstract class DynamicResource extends CustomResource {
  /**
   * @param type - the last part of the type token
   * @param providerFile - the file beside this one
   */
  protected constructor(
    [type, providerFile]: readonly [string, string],
    name: string,
    inputs: Inputs,
    options: CustomResourceOptions,
  ) {
    const __provider = readFileSync(join(__dirname, providerFile), "utf8");
    super(`pulumi-nodejs:dynamic/data-factory:${type}`, name, { ...inputs, __provider }, options);
  }
}
