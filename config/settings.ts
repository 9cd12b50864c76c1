import type { Adoption } from "./adopt";
import type { Duration } from "./duration";
import type { Approval, Environment } from "./environments";
import type { Forecast } from "./forecast";

/** Where notebooks run: a job cluster for each job, or Databricks serverless. */
export type Compute = "job-cluster" | "serverless";

/** The AWS account that forecasts of an AWS backend run in. */
export interface AwsSettings {
  /** @format 12 digits, as text: a leading zero belongs to it */
  readonly accountId: string;
  /** Region from `aws:region`, such as `us-east-1`. */
  readonly region: string;
  /**
   * ARN of the IAM OIDC provider of the Entra tenant, in this account.
   * @default - absent or `""`: the stack creates it, since an account has one provider per tenant
   */
  readonly oidcProviderArn?: string;
}

/** The monthly budget, which warns and never stops anything. */
export interface Budget {
  /** Amount a month, more than 0, in `currency`. */
  readonly monthly: number;
  /** @format ISO 4217, three capital letters */
  readonly currency: string;
  /** First month that is watched. @format yyyy-MM */
  readonly from: string;
}

/**
 * The settings of one stack, checked and complete.
 *
 * All are read from `Pulumi.<stack>.yaml`, in the namespace `forecast-platform` unless said otherwise.
 */
export interface Settings {
  /** The environment of the stack's name, with the data by which environments differ. */
  readonly environment: Environment;
  /** Azure region, from `azure-native:location`. @format as in `eastus` */
  readonly location: string;
  /** At least one, names unique. */
  readonly forecasts: readonly Forecast[];
  /** @default "job-cluster" */
  readonly compute: Compute;
  /** @default "required" in prod, "none" elsewhere */
  readonly approval: Approval;
  /** Object id of the Entra group of operators; always given in staging and prod. @format GUID */
  readonly operators?: string;
  readonly databricks: {
    /** Id of the Databricks account. @format GUID */
    readonly accountId: string;
  };
  /** Always given when a forecast runs on an AWS backend. */
  readonly aws?: AwsSettings;
  /** Resources that exist already and are brought in. @default - absent: everything is made */
  readonly adopt?: Adoption;
  /**
   * How often run-watch looks, 5 minutes to 1 day; `null` (written `off`) is never.
   * @default null in dev, "1 hour" elsewhere
   */
  readonly watch: Duration | null;
  /** Where alerts go; always given in staging and prod, and when there is a budget. */
  readonly alerts?: {
    /** One mail address. */
    readonly email: string;
  };
  /** @default - absent: no budget is made */
  readonly budget?: Budget;
}

/** What every stack gets that does not say otherwise; the environments hold the rest. */
export const SETTINGS_DEFAULTS: Readonly<Pick<Settings, "compute">> = Object.freeze({
  compute: "job-cluster",
});
