/**
 * What a component is given when it is recorded alone.
 *
 * Each value is told apart from the others by its text: in a whole environment all ids are zero, and
 * one identity in the place of another would not show.
 */
import { type Output, output } from "@pulumi/pulumi";
import type { Identity, Site } from "../../components/foundation/foundation";
import { physicalName } from "../../components/shared/naming";
import type { LakeContainer } from "../../components/storage/data-lake";
import { ENVIRONMENTS, type Environment, type EnvironmentName } from "../../config/environments";
import { type ContainerName, LAKE_CONTAINERS } from "../../config/lake-containers";

/** The arguments that components share. */
export interface StandIns {
  readonly containers: Readonly<Record<ContainerName, LakeContainer>>;
  readonly forecaster: Identity;
  readonly orchestrator: Identity;
  readonly schemaOwner: Identity;
  readonly site: Site;
  readonly traits: Environment;
}

/** The suffix of names that are unique in a cloud. */
const SUFFIX = "0a1b2c3d";

/** The stand-ins of one environment; `record.ts` loads them by `require`. @public */
export function standIns(environment: EnvironmentName): StandIns {
  return {
    containers: recordOf(LAKE_CONTAINERS, (name) => ({
      name,
      id: output(`id of ${name}`),
      url: output(`abfss://${name}@lake/`),
    })),
    forecaster: identity("forecaster"),
    orchestrator: identity("orchestrator"),
    schemaOwner: identity("schema-owner"),
    site: {
      environment,
      location: "eastus",
      resourceGroupName: output("group"),
      subscriptionId: output("/subscriptions/one"),
      uniqueName: (kind, role) =>
        output(
          physicalName(kind, {
            environment,
            suffix: SUFFIX,
            ...(role === undefined ? {} : { role }),
          }),
        ),
    },
    traits: ENVIRONMENTS[environment],
  };
}

/** An object with one value a key. */
export function recordOf<Key extends string, Value>(
  keys: readonly Key[],
  make: (key: Key) => Value,
): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<Key, Value>;
}

function identity(name: string): Identity {
  const text = (what: string): Output<string> => output(`${what} of ${name}`);
  return {
    id: text("id"),
    clientId: text("client"),
    name: output(name),
    principalId: text("principal"),
    tenantId: text("tenant"),
  };
}
