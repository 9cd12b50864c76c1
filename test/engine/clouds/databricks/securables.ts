/** Unity Catalog: credentials, locations, catalogs, schemas, volumes, models, and grants on them. */
import type { CloudResource, CloudType, Properties, Wanted } from "../cloud-type";
import type { Clouds } from "../clouds";
import { Refusal } from "../refusal";
import { listOf, recordOf, textOf } from "../values";
import { isAccount, refuseUnknownAccount } from "./accounts";

const CATALOG = "databricks:index/catalog:Catalog";
const CREDENTIAL = "databricks:index/credential:Credential";
const LOCATION = "databricks:index/externalLocation:ExternalLocation";
const MODEL = "databricks:index/registeredModel:RegisteredModel";
const SCHEMA = "databricks:index/schema:Schema";
const STORAGE_CREDENTIAL = "databricks:index/storageCredential:StorageCredential";
export const VOLUME = "databricks:index/volume:Volume";

/** What can be granted on, by the argument that names it, with the privileges that apply. */
const GRANTABLE: Readonly<
  Record<string, { readonly type: string; readonly privileges: readonly string[] }>
> = {
  catalog: {
    type: CATALOG,
    privileges: [
      "ALL_PRIVILEGES",
      "APPLY_TAG",
      "BROWSE",
      "CREATE_SCHEMA",
      "USE_CATALOG",
      "USE_SCHEMA",
    ],
  },
  credential: { type: CREDENTIAL, privileges: ["ACCESS", "ALL_PRIVILEGES", "CREATE_CONNECTION"] },
  externalLocation: {
    type: LOCATION,
    privileges: [
      "ALL_PRIVILEGES",
      "BROWSE",
      "CREATE_EXTERNAL_TABLE",
      "CREATE_EXTERNAL_VOLUME",
      "READ_FILES",
      "WRITE_FILES",
    ],
  },
  schema: {
    type: SCHEMA,
    privileges: [
      "ALL_PRIVILEGES",
      "APPLY_TAG",
      "CREATE_FUNCTION",
      "CREATE_MODEL",
      "CREATE_MODEL_VERSION",
      "CREATE_TABLE",
      "CREATE_VOLUME",
      "EXECUTE",
      "MODIFY",
      "READ_VOLUME",
      "SELECT",
      "USE_SCHEMA",
      "WRITE_VOLUME",
    ],
  },
  volume: {
    type: VOLUME,
    privileges: ["ALL_PRIVILEGES", "APPLY_TAG", "READ_VOLUME", "WRITE_VOLUME"],
  },
};

export const SECURABLE_TYPES: Readonly<Record<string, CloudType>> = {
  [CATALOG]: {
    ...securable(({ clouds, inputs }) => refuseOutsideLocations(clouds, inputs["storageRoot"])),
    inside: membersOf,
    refuseDelete: refuseFull,
  },
  [CREDENTIAL]: securable(refuseIdentity),
  [LOCATION]: { ...securable(refuseLocation), refuseDelete: refuseLocationInUse },
  [MODEL]: {
    ...securable(({ clouds, inputs }) => {
      refuseUnknownSchema(clouds, inputs);
      if (inputs["owner"] !== undefined) refuseUnknownAccount(clouds, textOf(inputs["owner"]));
    }),
    // There is no deletion by force: a model goes version by version, or with its schema.
    refuseDelete: (model, clouds) => {
      const versions = clouds.contentsOf(model).length;
      if (versions > 0) {
        const counted = `the function has ${versions} model versions(s)`;
        throw new Refusal("INVALID_STATE", `function '${model.id}' is not empty: ${counted}`);
      }
    },
  },
  [SCHEMA]: {
    ...securable(({ clouds, inputs }) =>
      refuseUnknown(clouds, CATALOG, textOf(inputs["catalogName"])),
    ),
    inside: membersOf,
    refuseDelete: refuseFull,
  },
  [STORAGE_CREDENTIAL]: {
    ...securable(refuseIdentity),
    refuseDelete: ({ id, inputs }, clouds) => {
      const used = clouds
        .ofType(LOCATION)
        .some((location) => location.inputs["credentialName"] === id);
      if (used && inputs["forceDestroy"] !== true) {
        throw new Refusal(
          "INVALID_STATE",
          `storage credential '${id}' has dependent external locations`,
        );
      }
    },
  },
  [VOLUME]: securable(({ clouds, inputs }) => {
    refuseUnknownSchema(clouds, inputs);
    refuseOutsideLocations(clouds, inputs["storageLocation"]);
  }),
  "databricks:index/grants:Grants": {
    answer: ({ inputs }) => {
      const { kind, name } = grantedOn(inputs);
      return { id: `${kind}/${name}` };
    },
    refuse: refuseGrants,
    replaceOn: Object.keys(GRANTABLE),
  },
};

/** An object with a name of its own, at most 255 characters, once in its parent. */
function securable(refuse: (wanted: Wanted) => void): CloudType {
  return {
    answer: ({ inputs }) => ({ id: fullName(inputs) }),
    refuse: (wanted) => {
      const { clouds, inputs, previous, type } = wanted;
      const name = textOf(inputs["name"]);
      if (!/^[^\s./]{1,255}$/.test(name)) {
        throw new Refusal("INVALID_PARAMETER_VALUE", `'${name}' is not a valid name`);
      }
      if (previous === undefined && clouds.find(type, fullName(inputs)) !== undefined) {
        throw new Refusal("ALREADY_EXISTS", `'${fullName(inputs)}' already exists`);
      }
      refuse(wanted);
    },
    replaceOn: ["catalogName", "name", "schemaName"],
  };
}

function fullName({ catalogName, name, schemaName }: Properties): string {
  return [catalogName, schemaName, name]
    .filter((part) => part !== undefined)
    .map(textOf)
    .join(".");
}

function refuseUnknown(clouds: Clouds, type: string, id: string): void {
  if (clouds.find(type, id) === undefined) {
    const kind = type.split(":").at(-1) ?? type;
    throw new Refusal("NOT_FOUND", `${kind} '${id}' does not exist`);
  }
}

function refuseUnknownSchema(clouds: Clouds, { catalogName, schemaName }: Properties): void {
  refuseUnknown(clouds, SCHEMA, `${textOf(catalogName)}.${textOf(schemaName)}`);
}

function refuseIdentity({ clouds, inputs }: Wanted): void {
  const { accessConnectorId } = recordOf(inputs["azureManagedIdentity"]);
  const connector = textOf(accessConnectorId);
  if (
    connector !== "" &&
    clouds.find("azure-native:databricks:AccessConnector", connector) === undefined
  ) {
    throw new Refusal(
      "INVALID_PARAMETER_VALUE",
      `the access connector '${connector}' was not found`,
    );
  }
}

function refuseLocation({ clouds, inputs, previous, type }: Wanted): void {
  refuseUnknown(clouds, STORAGE_CREDENTIAL, textOf(inputs["credentialName"]));
  const url = textOf(inputs["url"]);
  const account = /^abfss:\/\/[^@/]+@([a-z0-9]+)\.dfs\.core\.windows\.net\//.exec(url)?.[1];
  const accounts = clouds.ofType("azure-native:storage:StorageAccount");
  if (account === undefined || !accounts.some(({ outputs }) => outputs["name"] === account)) {
    throw new Refusal("INVALID_PARAMETER_VALUE", `the storage account of '${url}' was not found`);
  }
  const overlapping = clouds
    .ofType(type)
    .filter(({ id }) => id !== previous?.id)
    .find((other) => overlap(textOf(other.inputs["url"]), url));
  if (overlapping !== undefined) {
    throw new Refusal(
      "INVALID_PARAMETER_VALUE",
      `input path url '${url}' overlaps with other external locations: ${overlapping.id}`,
    );
  }
}

function refuseLocationInUse({ id, inputs }: CloudResource, clouds: Clouds): void {
  const url = textOf(inputs["url"]);
  const users = [...clouds.ofType(VOLUME), ...clouds.ofType(CATALOG)].filter((other) =>
    textOf(other.inputs["storageLocation"] ?? other.inputs["storageRoot"]).startsWith(url),
  );
  if (users.length > 0 && inputs["forceDestroy"] !== true) {
    throw new Refusal("INVALID_STATE", `external location '${id}' has ${users.length} dependents`);
  }
}

function refuseOutsideLocations(clouds: Clouds, place: unknown): void {
  const url = textOf(place);
  const inside = clouds
    .ofType(LOCATION)
    .some(({ inputs }) => url.startsWith(textOf(inputs["url"])));
  if (url !== "" && !inside) {
    throw new Refusal("INVALID_PARAMETER_VALUE", `no external location contains the path '${url}'`);
  }
}

/** What is named inside a catalog or a schema. */
function membersOf({ id }: CloudResource, clouds: Clouds): readonly CloudResource[] {
  const types = [SCHEMA, VOLUME, MODEL];
  return types.flatMap((type) =>
    clouds.ofType(type).filter((member) => member.id.startsWith(`${id}.`)),
  );
}

function refuseFull(parent: CloudResource, clouds: Clouds): void {
  const members = membersOf(parent, clouds).map(({ id }) => id);
  if (members.length > 0 && parent.inputs["forceDestroy"] !== true) {
    const shown = members.join(", ");
    throw new Refusal("INVALID_STATE", `cannot delete '${parent.id}': it is not empty: ${shown}`);
  }
}

function overlap(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one);
}

function grantedOn(inputs: Properties): { readonly kind: string; readonly name: string } {
  const kind = Object.keys(GRANTABLE).find((key) => inputs[key] !== undefined) ?? "";
  return { kind, name: textOf(inputs[kind]) };
}

function refuseGrants({ clouds, inputs }: Wanted): void {
  const { kind, name } = grantedOn(inputs);
  const grantable = GRANTABLE[kind];
  if (grantable === undefined) {
    throw new Refusal("INVALID_PARAMETER_VALUE", "grants name nothing that they are on");
  }
  refuseUnknown(clouds, grantable.type, name);
  for (const { principal, privileges } of listOf(inputs["grants"]).map(recordOf)) {
    if (!isAccount(clouds, textOf(principal))) {
      throw new Refusal(
        "PRINCIPAL_DOES_NOT_EXIST",
        `could not find principal with name ${textOf(principal)}`,
      );
    }
    const wrong = listOf(privileges)
      .map(textOf)
      .find((privilege) => !grantable.privileges.includes(privilege));
    if (wrong !== undefined) {
      throw new Refusal(
        "INVALID_PARAMETER_VALUE",
        `privilege ${wrong} is not applicable to this entity [${name}:${kind}]`,
      );
    }
  }
}
