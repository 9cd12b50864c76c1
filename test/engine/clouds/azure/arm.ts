/**
 * What Azure Resource Manager refuses of any resource: a group, a parent or a linked resource that
 * does not exist, a name that is not allowed or taken, an unknown region, an id that is in use.
 */
import { ARM_TYPES, type ArmType } from "../../../../graph/arm-ids";
import type { CloudType, Properties, Wanted } from "../cloud-type";
import { Refusal } from "../refusal";
import { leavesOf, textOf } from "../values";
import { isGlobal, refuseName, refuseTaken } from "./names";
import { existsInAzure, idIn } from "./subscription";

/** What one type adds to the general rules. */
export interface ArmExtras extends Omit<CloudType, "answer"> {
  /** @returns what the service adds to the inputs. */
  readonly outputs?: (name: string, wanted: Wanted, id: string) => Properties;
}

/** Regions that a resource may be in; `global` is for those that are in none. */
const LOCATIONS: ReadonlySet<string> = new Set([
  "eastus",
  "eastus2",
  "global",
  "koreacentral",
  "northeurope",
  "westeurope",
  "westus2",
]);

/** Types whose ids are not in the graph's table, since the platform has none of them. */
const MORE_TYPES: Readonly<Record<string, ArmType>> = {
  "azure-native:keyvault:Vault": { path: "Microsoft.KeyVault/vaults", nameProperty: "vaultName" },
};

/** @returns the row of an Azure type. */
export function armType(type: string, extras: ArmExtras = {}): CloudType {
  const arm = ARM_TYPES[type] ?? MORE_TYPES[type];
  if (arm === undefined) throw new Error(`graph/arm-ids.ts has no row for ${type}`);
  const { outputs, refuse, replaceOn = [], ...rest } = extras;
  const nameOf = (inputs: Properties) => textOf(inputs[arm.nameProperty]);
  return {
    ...rest,
    replaceOn: [
      arm.nameProperty,
      "resourceGroupName",
      "location",
      ...parentPlaces(arm).map(({ key }) => key),
      ...replaceOn,
    ],
    refuse: (wanted) => {
      refuseAsArm(arm, nameOf(wanted.inputs), wanted);
      refuse?.(wanted);
    },
    answer: (wanted) => {
      const name = nameOf(wanted.inputs);
      const id = idIn(arm, name, wanted.inputs);
      return { id, outputs: { name, ...outputs?.(name, wanted, id) } };
    },
  };
}

function refuseAsArm(arm: ArmType, name: string, wanted: Wanted): void {
  const { inputs, previous, type } = wanted;
  refuseName(type, name);
  refusePlace(arm, wanted);
  refuseLocation(inputs);
  refuseLinks(wanted);
  if (previous === undefined) refuseExisting(arm, name, wanted);
}

/** The group, every parent on the way, and the scope of an extension have to exist. */
function refusePlace(arm: ArmType, { clouds, inputs, type }: Wanted): void {
  const owner = textOf(inputs["scope"] ?? inputs["resourceUri"]);
  if (owner !== "" && !existsInAzure(clouds, owner)) {
    throw new Refusal("ResourceNotFound", `the scope '${owner}' was not found`);
  }
  const group = textOf(inputs["resourceGroupName"]);
  const groupId = idIn({ path: "", nameProperty: "" }, group, {});
  if (arm.path !== "" && group !== "" && !existsInAzure(clouds, groupId)) {
    throw new Refusal("ResourceGroupNotFound", `resource group '${group}' could not be found`);
  }
  for (const { path, key } of parentPlaces(arm)) {
    const name = textOf(inputs[key]);
    if (!existsInAzure(clouds, idIn({ path, nameProperty: "" }, name, inputs))) {
      throw new Refusal(
        "ParentResourceNotFound",
        `failed to perform 'write' on a resource of type '${type}': its parent '${path}/${name}' was not found`,
      );
    }
  }
}

/** The path of each parent without its own name, and the input that holds the name. */
function parentPlaces({
  path,
}: ArmType): readonly { readonly path: string; readonly key: string }[] {
  return [...path.matchAll(/\/\{(\w+)\}/g)].map((match) => ({
    path: path.slice(0, match.index),
    key: match[1] ?? "",
  }));
}

function refuseLocation({ location }: Properties): void {
  if (location !== undefined && !LOCATIONS.has(textOf(location))) {
    throw new Refusal(
      "LocationNotAvailableForResourceType",
      `the provided location '${textOf(location)}' is not available`,
    );
  }
}

/** Every id among the inputs is one of something that exists, unless the service makes it. */
function refuseLinks({ clouds, inputs }: Wanted): void {
  for (const { path, value } of leavesOf(inputs)) {
    const id = textOf(value);
    const made = path.includes("managedResourceGroupId");
    if (id.startsWith("/subscriptions/") && !made && !existsInAzure(clouds, id)) {
      throw new Refusal("LinkedResourceNotFound", `${path.join(".")}: '${id}' was not found`);
    }
  }
}

function refuseExisting(arm: ArmType, name: string, { clouds, inputs, type }: Wanted): void {
  const taken = clouds.taken.get(`${type} ${name}`);
  const elsewhere = clouds
    .ofType(type)
    .some((other) => textOf(other.outputs["name"]).toLowerCase() === name.toLowerCase());
  const id = idIn(arm, name, inputs);
  if (clouds.find(type, id) !== undefined) {
    throw new Refusal("Conflict", `cannot create already existing resource '${id}'`);
  }
  if (taken !== undefined) refuseTaken(type, name, taken);
  if (elsewhere && isGlobal(type)) refuseTaken(type, name, "in-use");
}
