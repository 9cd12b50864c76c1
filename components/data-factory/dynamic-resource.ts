/**
 * Resources that act on the factory rather than describe it, run by Pulumi's dynamic provider.
 *
 * `pulumi.dynamic.Resource` serialises a closure: it loads a compiler at each preview and writes
 * what it captured into the state. Here the provider's code is a file of its own that is handed
 * over as it stands, with the file that it requires inside it: it captures nothing, and a change of
 * it shows as a change.
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
    const __provider = providerText(providerFile);
    super(`pulumi-nodejs:dynamic/data-factory:${type}`, name, { ...inputs, __provider }, options);
  }
}

/** A file's text, each `require` of a file beside it replaced by what that file exports. */
export function providerText(file: string): string {
  const text = readFileSync(join(__dirname, file), "utf8");
  return text.replaceAll(/\brequire\("\.\/([\w-]+\.js)"\)/g, (_, required: string) => {
    return `((exports) => {\n${providerText(required)}return exports;\n})({})`;
  });
}
