/** What the jobs may do in AWS: one bucket, and roles for the forecasting service in use. */
import type { Output } from "@pulumi/pulumi";
import { forecastDataRoles } from "../components/amazon-forecast/data-roles";
import { ExchangeBucket } from "../components/amazon-forecast/exchange-bucket";
import { ForecastPermissions } from "../components/amazon-forecast/forecast-permissions";
import { IdentityProvider } from "../components/amazon-forecast/identity-provider";
import { ForecastServiceRoles } from "../components/amazon-forecast/service-roles";
import { TokenAudience } from "../components/amazon-forecast/token-audience";
import type { CallerArgs } from "../components/aws/iam-role";
import { type AwsSite, forecastPrefix, sageMakerPrefix } from "../components/aws/names";
import { sageMakerDataRoles } from "../components/sagemaker/data-roles";
import { SageMakerPermissions } from "../components/sagemaker/sagemaker-permissions";
import { tagsOf } from "../components/shared/tags";
import type { Backend } from "../config/backends";
import type { LayerInputs } from "./layer";

/** What the AWS layer made. */
export interface AwsLayer {
  readonly accountId: string;
  /** What a token has to be made out to. */
  readonly audience: Output<string>;
  readonly backends: Readonly<Partial<Record<Backend, AwsBackend>>>;
  /** The exchange bucket's name. */
  readonly bucket: Output<string>;
  readonly region: string;
  /** What every resource has to be marked with that a job makes. */
  readonly tags: Readonly<Record<"environment" | "project", string>>;
}

/** A backend's names and roles. */
export interface AwsBackend {
  /** What the name of every resource begins with. */
  readonly prefix: string;
  /** ARNs: `submitter`, `poller`, `cleaner`, and what the service itself takes. */
  readonly roles: Readonly<Record<string, Output<string>>>;
}

/** Declares the AWS half; nothing where no forecast runs there. */
export function aws({ settings, foundation }: LayerInputs): AwsLayer | undefined {
  const usesForecast = settings.forecasts.some(({ backend }) => backend === "amazon-forecast");
  const usesSageMaker = settings.forecasts.some(({ backend }) => backend === "sagemaker-automl");
  if (settings.aws === undefined || !(usesForecast || usesSageMaker)) {
    return undefined;
  }

  const { accountId, oidcProviderArn, region } = settings.aws;
  const { forecaster } = foundation;
  const traits = settings.environment;
  const site = { accountId, region, environment: traits.name };

  const tokenAudience = new TokenAudience("aws-audience", { site, forecaster });
  const identityProvider = new IdentityProvider("aws-identity", {
    site,
    forecaster,
    tokenAudience,
    ...(oidcProviderArn !== undefined && { existingArn: oidcProviderArn }),
  });
  const exchange = new ExchangeBucket("exchange", {
    site,
    traits,
    bucketName: foundation.site.uniqueName("s3Bucket"),
    users: [
      ...(usesForecast ? forecastDataRoles(site) : []),
      ...(usesSageMaker ? sageMakerDataRoles(site) : []),
    ],
  });
  const access = { site, exchange, forecaster, identityProvider, tokenAudience };
  const { project, environment } = tagsOf(traits.name);
  return {
    accountId,
    region,
    audience: tokenAudience.audience,
    bucket: exchange.bucketName,
    tags: { project, environment },
    backends: {
      ...(usesForecast && { "amazon-forecast": createForecast(access) }),
      ...(usesSageMaker && { "sagemaker-automl": createSageMaker(access) }),
    },
  };
}

/** What the roles of both services are made of. */
type Access = CallerArgs & { readonly exchange: ExchangeBucket; readonly site: AwsSite };

function createForecast(access: Access): AwsBackend {
  const { exchange, site } = access;
  const service = new ForecastServiceRoles("forecast-service", { site, exchange });
  const jobs = new ForecastPermissions("forecast-access", { ...access, serviceRoles: service });
  return {
    prefix: forecastPrefix(site.environment),
    roles: { ...jobRoles(jobs), import: service.importRoleArn, export: service.exportRoleArn },
  };
}

function createSageMaker(access: Access): AwsBackend {
  const made = new SageMakerPermissions("sagemaker-access", access);
  return {
    prefix: sageMakerPrefix(access.site.environment),
    roles: { ...jobRoles(made), execution: made.executionRoleArn },
  };
}

function jobRoles(
  made: Pick<ForecastPermissions, "cleanerRoleArn" | "pollerRoleArn" | "submitterRoleArn">,
): AwsBackend["roles"] {
  const { cleanerRoleArn, pollerRoleArn, submitterRoleArn } = made;
  return { submitter: submitterRoleArn, poller: pollerRoleArn, cleaner: cleanerRoleArn };
}
