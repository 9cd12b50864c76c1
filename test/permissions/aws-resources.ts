/** The AWS half of an environment with both backends, recorded alone. */

import { output } from "@pulumi/pulumi";
import { forecastDataRoles } from "../../components/amazon-forecast/data-roles";
import { ExchangeBucket } from "../../components/amazon-forecast/exchange-bucket";
import { ForecastPermissions } from "../../components/amazon-forecast/forecast-permissions";
import { IdentityProvider } from "../../components/amazon-forecast/identity-provider";
import { ForecastServiceRoles } from "../../components/amazon-forecast/service-roles";
import { TokenAudience } from "../../components/amazon-forecast/token-audience";
import type { AwsSite } from "../../components/aws/names";
import { sageMakerDataRoles } from "../../components/sagemaker/data-roles";
import { SageMakerPermissions } from "../../components/sagemaker/sagemaker-permissions";
import type { EnvironmentName } from "../../config/environments";
import type { Graph } from "../../graph/graph";
import { type Mode, recordComponent } from "../support/record";
import type { StandIns } from "../support/stand-ins";

/** An account that is told apart from the one in the recorder's answers. */
export const ACCOUNT = "111122223333";

/** The region of everything here. */
export const REGION = "eu-west-1";

/** The exchange bucket's name. */
export const BUCKET = "exchange-0a1b2c3d";

/** What the recording varies. */
export interface AwsOptions {
  readonly environment?: EnvironmentName;
  /** The provider that the account has already. */
  readonly existingArn?: string;
  readonly mode?: Mode;
}

/** The place of an environment in AWS. */
export function awsSite(environment: EnvironmentName = "dev"): AwsSite {
  return { accountId: ACCOUNT, environment, region: REGION };
}

/** Records the audience, the provider, the bucket and the roles of both backends. */
export function recordAws(options: AwsOptions = {}): Promise<Graph> {
  return recordComponent((given) => build(given, options), options);
}

function build(given: StandIns, { environment = "dev", existingArn }: AwsOptions): void {
  const { forecaster, traits } = given;
  const site = awsSite(environment);
  const tokenAudience = new TokenAudience("audience", { forecaster, site });
  const existing = existingArn === undefined ? {} : { existingArn };
  const identityProvider = new IdentityProvider("identity", {
    forecaster,
    site,
    tokenAudience,
    ...existing,
  });
  const exchange = new ExchangeBucket("exchange", {
    bucketName: output(BUCKET),
    site,
    traits,
    users: [...forecastDataRoles(site), ...sageMakerDataRoles(site)],
  });
  const caller = { forecaster, identityProvider, tokenAudience };
  const serviceRoles = new ForecastServiceRoles("service", { exchange, site });
  new ForecastPermissions("forecast", { ...caller, exchange, serviceRoles, site });
  new SageMakerPermissions("sagemaker", { ...caller, exchange, site });
}
