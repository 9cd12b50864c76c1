/** What an environment's resources in AWS are called. */
import type { EnvironmentName } from "../../config/environments";
import { physicalName } from "../shared/naming";

/** Where an environment's AWS resources are, and whose. */
export interface AwsSite {
  /** @format 12 digits, as text */
  readonly accountId: string;
  readonly environment: EnvironmentName;
  /** The AWS region, such as `us-east-1`. */
  readonly region: string;
}

/**
 * What the name of every Amazon Forecast resource begins with, before an underscore.
 *
 * @returns such as `forecast_dev`: Forecast takes no hyphens
 * @see https://docs.aws.amazon.com/forecast/latest/dg/API_CreateForecast.html, read 2026-11
 */
export function forecastPrefix(environment: EnvironmentName): string {
  return `forecast_${environment}`;
}

/**
 * What the name of every SageMaker resource begins with, before a hyphen.
 *
 * @returns such as `forecast-dev`: SageMaker takes no underscores
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateAutoMLJobV2.html, read 2026-11
 */
export function sageMakerPrefix(environment: EnvironmentName): string {
  return `forecast-${environment}`;
}

/**
 * The name of an IAM role, which is unique in the account.
 *
 * @param role - in kebab-case, such as `amazon-forecast-submitter`
 */
export function iamRoleName(environment: EnvironmentName, role: string): string {
  return physicalName("iamRole", { environment, role });
}

/** The ARN of a role without a path. */
export function iamRoleArn({ accountId }: Pick<AwsSite, "accountId">, roleName: string): string {
  return `arn:aws:iam::${accountId}:role/${roleName}`;
}
