import type { ComponentResource, CustomResourceOptions } from "@pulumi/pulumi";

/**
 * The options of a component's child.
 *
 * A physical name here is fixed, so a replacement could not be created beside the old resource: the old
 * one is deleted first, unless the options say otherwise.
 */
export function childOptions(
  parent: ComponentResource,
  options: CustomResourceOptions = {},
): CustomResourceOptions {
  return { deleteBeforeReplace: true, ...options, parent };
}
