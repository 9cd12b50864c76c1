/**
 * What Amazon Forecast itself may do in the account.
 *
 *   ForecastServiceRoles
 *   ├─ Role import   with its policy: reads `in/` of the exchange bucket
 *   └─ Role export   with its policy: writes `out/`
 *
 * The service becomes them while a job runs; whoever starts the job passes them on.
 * https://docs.aws.amazon.com/forecast/latest/dg/aws-forecast-iam-roles.html
 */
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  output,
} from "@pulumi/pulumi";
import { createRole } from "../aws/iam-role";
import type { AwsSite } from "../aws/names";
import { BACKEND } from "./data-roles";
import { exportPolicy, forecastServiceTrust, importPolicy } from "./policy-documents";

/** Arguments of {@link ForecastServiceRoles}. */
export interface ForecastServiceRolesArgs {
  readonly exchange: { readonly bucketArn: Output<string>; readonly keyArn: Output<string> };
  readonly site: AwsSite;
}

/**
 * The import and the export role.
 *
 * Children: `<name>-import`, `-import-policy`, `-export`, `-export-policy`.
 *
 * @example new ForecastServiceRoles("forecast-service", { site, exchange })
 */
export class ForecastServiceRoles extends ComponentResource {
  readonly exportRoleArn: Output<string>;
  readonly importRoleArn: Output<string>;

  constructor(name: string, args: ForecastServiceRolesArgs, options?: ComponentResourceOptions) {
    super("forecast-platform:amazon-forecast:ForecastServiceRoles", name, {}, options);
    const { exchange, site } = args;
    const { accountId: account, region } = site;
    const { bucketArn, keyArn } = exchange;
    const target = output({ bucketArn, keyArn, region });
    const common = { backend: BACKEND, site, trust: forecastServiceTrust({ account, region }) };

    this.importRoleArn = createRole(this, name, {
      ...common,
      role: "import",
      description: "Amazon Forecast reads its data",
      policy: target.apply(importPolicy),
    });
    this.exportRoleArn = createRole(this, name, {
      ...common,
      role: "export",
      description: "Amazon Forecast writes its results",
      policy: target.apply(exportPolicy),
    });
    const { exportRoleArn, importRoleArn } = this;
    this.registerOutputs({ exportRoleArn, importRoleArn });
  }
}
