/** The form of the tables of requests, and the words that their rows are written in. */
import { ACCOUNT, BUCKET, REGION } from "./aws-resources";
import type { Caller, Context } from "./evaluator";

/** One request, what has to become of it, and why. */
export interface Row {
  readonly who: Who;
  readonly action: string;
  readonly resource: string;
  readonly expected: "allowed" | "denied";
  readonly why: string;
  readonly context?: Context;
}

/** A role by the end of its name, or any other caller. */
export type Who = string | Caller;

/** The tenant, the identity and the application as the recording knows them. */
export const TOKEN = {
  audience: "api://00000000-0000-0000-0000-000000000000",
  issuer: "sts.windows.net/tenant of forecaster/",
  subject: "principal of forecaster",
} as const;

/** The bucket's key. */
export const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/00000000-0000-0000-0000-000000000000`;

/** A key of somebody else in the account, which trusts what the account's policies allow. */
export const OTHER_KEY = KEY.replace(/0$/, "1");

/** The tags that a request sets when it creates, of this environment unless said otherwise. */
export function asks(environment = "dev", project = "forecast-platform"): Context {
  return { "aws:RequestTag/project": project, "aws:RequestTag/environment": environment };
}

/** The tags that a resource carries, of this environment unless said otherwise. */
export function carries(environment = "dev", project = "forecast-platform"): Context {
  return { "aws:ResourceTag/project": project, "aws:ResourceTag/environment": environment };
}

/** The ARN of a Forecast resource in this account and region, by its tail. */
export function forecast(tail: string, region = REGION): string {
  return `arn:aws:forecast:${region}:${ACCOUNT}:${tail}`;
}

/** The ARN of a SageMaker resource in this account and region, by its tail. */
export function sageMaker(tail: string, region = REGION): string {
  return `arn:aws:sagemaker:${region}:${ACCOUNT}:${tail}`;
}

/** The ARN of a role of this environment, by the end of its name. */
export function role(end: string): string {
  return `arn:aws:iam::${ACCOUNT}:role/forecast-dev-${end}`;
}

/** The ARN of an object, or of the bucket itself. */
export function s3(key = "", bucket = BUCKET): string {
  return `arn:aws:s3:::${bucket}${key === "" ? "" : `/${key}`}`;
}

/** Rows that are allowed to one caller. */
export function allowed(who: Who, ...rows: readonly Short[]): readonly Row[] {
  return rows.map((row) => rowOf("allowed", who, row));
}

/** Rows that are denied to one caller. */
export function denied(who: Who, ...rows: readonly Short[]): readonly Row[] {
  return rows.map((row) => rowOf("denied", who, row));
}

/** Action, resource, why, context. */
export type Short = readonly [string, string, string, Context?];

function rowOf(expected: Row["expected"], who: Who, [action, resource, why, context]: Short): Row {
  return { who, action, resource, expected, why, ...(context && { context }) };
}
