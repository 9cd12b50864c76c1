/**
 * Prints the identity policies of an environment as one JSON object, `{name: document}`.
 *
 * What a policy linter reads; a backend as second argument puts one forecast on it instead:
 * `node --require ./tools/register.js test/permissions/emit-policies.ts dev sagemaker-automl`.
 * Policies on roles, buckets and keys are left out: linters judge them by rules for identities.
 */
import { isBackend } from "../../config/backends";
import { isEnvironmentName } from "../../config/environments";
import { forecastsOn } from "../stacks/environments";
import { recordEnvironment } from "../support/record";
import { documentsOf } from "./documents";

async function emit(stack = "dev", backend?: string): Promise<void> {
  if (!isEnvironmentName(stack) || (backend !== undefined && !isBackend(backend))) {
    throw new TypeError(`give an environment and a backend, got ${stack} ${backend ?? ""}`);
  }
  const change = backend === undefined ? {} : forecastsOn(backend, "sales");
  const graph = await recordEnvironment(stack, change);
  process.stdout.write(`${JSON.stringify(documentsOf(graph).identities, null, 2)}\n`);
}

void emit(...process.argv.slice(2));
