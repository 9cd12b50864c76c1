import type { Duration } from "./duration";

/** The names of the environments, each a stack of the same name, from the least to the most guarded. */
export const ENVIRONMENT_NAMES = Object.freeze(["dev", "staging", "prod"] as const);

/** The name of an environment, which is the name of its stack. */
export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** Whether a person approves a random-forest model before it becomes champion. */
export type Approval = "none" | "required";

/** The data by which environments differ; nothing else in the program asks for the environment's name. */
export interface Environment {
  readonly name: EnvironmentName;
  /** Whether the settings have to name who operates it and who is told. */
  readonly guarded: boolean;
  /** Pulumi's `protect` on the resources that hold data: a destroy of them is refused. */
  readonly protect: boolean;
  /** Whether the deployment starts the Data Factory triggers; a trigger is deployed stopped. */
  readonly startTriggers: boolean;
  /** How long a deleted blob or container can be brought back, in days, 1 to 365. */
  readonly softDeleteDays: number;
  /** How far back the SQL database can be restored to a point in time, in days, 1 to 35. */
  readonly backupRetentionDays: number;
  /** Where the SQL backups lie: in one data centre, in three zones, or in the paired region as well. */
  readonly backupRedundancy: "Local" | "Zone" | "Geo";
  /** SKU of the storage accounts: three copies in one data centre, or one in each of three zones. */
  readonly storageRedundancy: "Standard_LRS" | "Standard_ZRS";
  /** Whether job clusters run on spot nodes, which cost less and may be taken away. */
  readonly spot: boolean;
  /** Whether cluster nodes have public IP addresses; without, the network needs a NAT gateway. */
  readonly nodePublicIp: boolean;
  /** Whether a destroy also deletes buckets, catalogs and folders that are not empty. */
  readonly forceDestroy: boolean;
  /** How often run-watch looks when `forecast-platform:watch` is not given; `null` is never. */
  readonly watch: Duration | null;
  /** The approval mode when `forecast-platform:approval` is not given. */
  readonly approval: Approval;
}

/** The row of each environment. `dev` can be destroyed completely; `prod` is guarded most. */
export const ENVIRONMENTS: Readonly<Record<EnvironmentName, Environment>> = Object.freeze({
  dev: Object.freeze({
    name: "dev",
    guarded: false,
    protect: false,
    startTriggers: false,
    softDeleteDays: 7,
    backupRetentionDays: 7,
    backupRedundancy: "Local",
    storageRedundancy: "Standard_LRS",
    spot: true,
    nodePublicIp: true,
    forceDestroy: true,
    watch: null,
    approval: "none",
  }),
  staging: Object.freeze({
    name: "staging",
    guarded: true,
    protect: false,
    startTriggers: true,
    softDeleteDays: 14,
    backupRetentionDays: 14,
    backupRedundancy: "Zone",
    storageRedundancy: "Standard_ZRS",
    spot: false,
    nodePublicIp: false,
    forceDestroy: false,
    watch: "1 hour",
    approval: "none",
  }),
  prod: Object.freeze({
    name: "prod",
    guarded: true,
    protect: true,
    startTriggers: true,
    softDeleteDays: 30,
    backupRetentionDays: 35,
    backupRedundancy: "Geo",
    storageRedundancy: "Standard_ZRS",
    spot: false,
    nodePublicIp: false,
    forceDestroy: false,
    watch: "1 hour",
    approval: "required",
  }),
});

/** Tells whether a text is the name of an environment. */
export function isEnvironmentName(text: string): text is EnvironmentName {
  return Object.hasOwn(ENVIRONMENTS, text);
}

/** Words what holds in each environment: `a in dev, b in staging and prod`, or `a` where it is the same in all. */
export function byEnvironment(word: (environment: Environment) => string): string {
  const names = new Map<string, EnvironmentName[]>();
  for (const name of ENVIRONMENT_NAMES) {
    const words = word(ENVIRONMENTS[name]);
    names.set(words, [...(names.get(words) ?? []), name]);
  }
  const [[only] = [], second] = [...names];
  if (only !== undefined && second === undefined) return only;
  return [...names].map(([words, where]) => `${words} in ${where.join(" and ")}`).join(", ");
}
