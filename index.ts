/**
 * What Pulumi runs: the platform of the current stack, whose outputs are this module's exports.
 *
 * It runs when it is loaded, since Pulumi does not call the default export of a CommonJS module.
 */
import { program } from "./stacks/program";

export const { databricksUrl, factoryName, lakeEndpoint, resourceGroupName, runLogServer } =
  program();
