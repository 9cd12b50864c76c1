/** What the jobs are told of AWS: where it is, and whom they may become there. */
import type { Input, Unwrap } from "@pulumi/pulumi";
import type { Backend } from "../config/backends";
import type { AwsLayer } from "./aws";

/** The AWS layer for the jobs of some backends. */
export interface AwsForJobs extends AwsLayer {
  /** The name of Unity Catalog's service credential, which gives the token that AWS takes. */
  readonly serviceCredential: Input<string>;
}

/** The same once it is known, as a job reads it. */
export type JobAws = Unwrap<AwsForJobs>;

/**
 * @param backends - those whose forecasts the job is for
 * @returns what the job needs of the layer; nothing where none of its backends is in AWS
 */
export function awsForJobs(
  layer: AwsLayer | undefined,
  backends: readonly Backend[],
  serviceCredential: Input<string>,
): AwsForJobs | undefined {
  const needed = Object.entries(layer?.backends ?? {}).filter(([name]) =>
    backends.some((backend) => backend === name),
  );
  if (layer === undefined || needed.length === 0) return undefined;
  return { ...layer, backends: Object.fromEntries(needed), serviceCredential };
}
