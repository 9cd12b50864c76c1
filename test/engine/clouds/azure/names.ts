/**
 * What Azure allows as a name, by resource type: the service's rule, not the project's own.
 *
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules (2026-11)
 */
import { Refusal } from "../refusal";

/** The rule for the names of a type. */
interface NameRule {
  /** The code that the service answers with. */
  readonly code: string;
  readonly pattern: RegExp;
  /** The code for a name that somebody else has, where the name is unique in all of Azure. */
  readonly takenCode?: string;
}

const RULES: Readonly<Record<string, NameRule>> = {
  "azure-native:storage:StorageAccount": {
    code: "AccountNameInvalid",
    pattern: /^[a-z0-9]{3,24}$/,
    takenCode: "StorageAccountAlreadyTaken",
  },
  "azure-native:storage:BlobContainer": {
    code: "InvalidResourceName",
    pattern: /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  },
  "azure-native:sql:Server": {
    code: "InvalidResourceName",
    pattern: /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    takenCode: "NameAlreadyExists",
  },
  "azure-native:sql:Database": {
    code: "InvalidResourceName",
    pattern: /^[^<>*%&:\\/?]{0,127}[^<>*%&:\\/?. ]$/,
  },
  "azure-native:datafactory:Factory": {
    code: "InvalidFactoryName",
    pattern: /^(?!.*--)[A-Za-z0-9][A-Za-z0-9-]{1,61}[A-Za-z0-9]$/,
    takenCode: "DataFactoryNameInUse",
  },
  "azure-native:datafactory:Pipeline": factoryMember(
    /^[A-Za-z0-9_][^<>*#.%&:\\+?/-]?[^<>*#.%&:\\+?/]*$/,
  ),
  "azure-native:datafactory:Trigger": factoryMember(/^[A-Za-z0-9_][^<>*#.%&:\\+?/]*$/),
  "azure-native:datafactory:Dataset": factoryMember(/^[A-Za-z0-9_][^<>*#.%&:\\+?/-]*$/),
  "azure-native:datafactory:LinkedService": factoryMember(/^[A-Za-z0-9_][^<>*#.%&:\\+?/-]*$/),
  "azure-native:datafactory:CredentialOperation": factoryMember(/^[A-Za-z0-9_][A-Za-z0-9_-]*$/),
  "azure-native:databricks:Workspace": {
    code: "InvalidResourceName",
    pattern: /^[A-Za-z0-9_-]{3,64}$/,
  },
  "azure-native:managedidentity:UserAssignedIdentity": {
    code: "InvalidResourceName",
    pattern: /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/,
  },
  "azure-native:operationalinsights:Workspace": {
    code: "InvalidResourceName",
    pattern: /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
  },
  "azure-native:resources:ResourceGroup": {
    code: "InvalidResourceGroupName",
    pattern: /^[\w().-]{0,89}[\w()-]$/,
  },
  "azure-native:keyvault:Vault": {
    code: "VaultNameNotValid",
    pattern: /^(?!.*--)[A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
    takenCode: "VaultAlreadyExists",
  },
};

/** @throws Refusal for a name that the service does not allow */
export function refuseName(type: string, name: string): void {
  const rule = RULES[type];
  if (rule !== undefined && !rule.pattern.test(name)) {
    throw new Refusal(rule.code, `'${name}' is not a valid name for the resource type ${type}`);
  }
}

/** @throws Refusal for a name that somebody in Azure has, or has deleted under purge protection */
export function refuseTaken(type: string, name: string, taken: "in-use" | "purge-protected"): void {
  if (taken === "purge-protected") {
    throw new Refusal(
      "ConflictError",
      `a resource with the name '${name}' exists in a deleted state and is protected from purge`,
    );
  }
  throw new Refusal(RULES[type]?.takenCode ?? "Conflict", `the name '${name}' is already taken`);
}

/** @returns whether names of a type are unique in all of Azure. */
export function isGlobal(type: string): boolean {
  return RULES[type]?.takenCode !== undefined;
}

function factoryMember(pattern: RegExp): NameRule {
  return { code: "InvalidName", pattern };
}
