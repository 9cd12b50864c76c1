/**
 * What the compute of jobs costs: the VM's bill and Databricks' own.
 *
 * Both are counted from the request of the cluster, which is the upper bound; when exactly the DBU
 * meter begins is not documented, so what it would be from the ready cluster is told beside it.
 */
import type { Charge, Use } from "../bill";
import { NODE_DBUS, nearestNode, PHOTON_MULTIPLIER } from "../prices/quantities";

/** What a job runs on. */
export type ComputePlan = ClusterPlan | ServerlessPlan;

/** A cluster of its own for each run of a job. */
export interface ClusterPlan {
  readonly kind: "cluster";
  /** The nodes, the driver first. */
  readonly nodes: readonly ClusterNode[];
  readonly photon: boolean;
  readonly purpose: "jobs" | "all_purpose";
  /** @default - none: nothing ends a run */
  readonly timeoutSeconds?: number;
}

/** One node of a cluster. */
export interface ClusterNode {
  /** Azure VM size, such as `Standard_D4ds_v5`. */
  readonly nodeType: string;
  readonly spot: boolean;
}

/** Databricks' serverless jobs, VM included. */
export interface ServerlessPlan {
  readonly kind: "serverless";
  /** DBU an hour that a small job is taken to use; nobody publishes it. */
  readonly dbusPerHour: number;
  /** Minutes until a job runs, of which at most half a minute is billed. */
  readonly startMinutes: number;
  readonly timeoutSeconds?: number;
}

/**
 * Serverless jobs in standard mode, which start in 4 to 6 minutes.
 *
 * DBU an hour are an assumption (`serverless-dbu`): 2 here, 4 at worst.
 *
 * @see https://learn.microsoft.com/azure/databricks/compute/serverless/performance-modes (read 2026-11-23)
 */
export const SERVERLESS: ServerlessPlan = Object.freeze({
  kind: "serverless",
  dbusPerHour: 2,
  startMinutes: 5,
});

/** DBU an hour of a small serverless job, at worst. */
export const MOST_SERVERLESS_DBUS = 4;

/** One run of a job, in seconds since the start of the simulation. */
export interface JobUse {
  readonly requestedAt: number;
  /** When the job's own work begins. */
  readonly readyAt: number;
  readonly endedAt: number;
}

/** Minutes of a serverless start that are billed, at most; the rest is waiting for a place. */
const BILLED_SERVERLESS_START_MINUTES = 0.5;

/** What the runs of jobs use. @param from - where the DBU meter begins */
export function computeUses(
  plan: ComputePlan,
  jobs: readonly JobUse[],
  from: "request" | "ready" = "request",
): readonly Use[] {
  if (plan.kind === "serverless") {
    const hours = billedMinutes(plan, jobs) / 60;
    return [compute("serverless DBU", "dbx.dbu.jobs_serverless", hours * plan.dbusPerHour)];
  }
  const vmHours = sum(jobs.map(({ requestedAt, endedAt }) => endedAt - requestedAt)) / 3600;
  const readyHours = sum(jobs.map(({ readyAt, endedAt }) => endedAt - readyAt)) / 3600;
  const dbuHours = from === "request" ? vmHours : readyHours;
  const vms = countsOf(
    plan.nodes.map(({ nodeType, spot }) => `${spot ? "spot" : "ondemand"}.${nodeType}`),
  ).map(([vm, count]) => compute(`VM ${vm.replace(".", " ")}`, `vm.${vm}`, vmHours * count));
  return [...vms, ...dbuUses(plan, dbuHours)];
}

/** Minutes that are billed, of all runs together. */
export function billedMinutes({ kind }: ComputePlan, jobs: readonly JobUse[]): number {
  return sum(
    jobs.map(({ requestedAt, readyAt, endedAt }) =>
      kind === "cluster"
        ? (endedAt - requestedAt) / 60
        : (endedAt - readyAt) / 60 +
          Math.min((readyAt - requestedAt) / 60, BILLED_SERVERLESS_START_MINUTES),
    ),
  );
}

function dbuUses({ nodes, photon, purpose }: ClusterPlan, hours: number): readonly Use[] {
  const factor = photon ? PHOTON_MULTIPLIER[purpose] : 1;
  const item = `DBU, ${purpose === "jobs" ? "job" : "all-purpose"} compute`;
  return countsOf(nodes.map(({ nodeType }) => nodeType)).map(([nodeType, count]): Use => {
    const dbus = NODE_DBUS.get(nodeType);
    if (dbus === undefined) {
      const reason = `nobody knows the DBU of ${nodeType} (nearest known: ${nearestNode(nodeType)})`;
      return { part: "compute", item, reason };
    }
    return compute(item, `dbx.dbu.${purpose}`, hours * dbus * factor * count);
  });
}

function compute(item: string, priceId: string, quantity: number): Charge {
  return { part: "compute", item, priceId, quantity };
}

function countsOf(names: readonly string[]): readonly (readonly [name: string, count: number])[] {
  return [...new Set(names)].map((name) => [name, names.filter((each) => each === name).length]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
