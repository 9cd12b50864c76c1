/** What the jobs may do in AWS: one bucket, and roles for the forecasting service in use. */

import { forecastDataRoles } from "../components/amazon-forecast/data-roles";
import { ExchangeBucket } from "../components/amazon-forecast/exchange-bucket";
import { ForecastPermissions } from "../components/amazon-forecast/forecast-permissions";
import { IdentityProvider } from "../components/amazon-forecast/identity-provider";
import { ForecastServiceRoles } from "../components/amazon-forecast/service-roles";
import { TokenAudience } from "../components/amazon-forecast/token-audience";
import { sageMakerDataRoles } from "../components/sagemaker/data-roles";
import { SageMakerPermissions } from "../components/sagemaker/sagemaker-permissions";
import type { LayerInputs } from "./layer";

/** Declares the AWS half; nothing where no forecast runs there. */
export function aws({ settings, foundation }: LayerInputs): void {
  const usesForecast = settings.forecasts.some(({ backend }) => backend === "amazon-forecast");
  const usesSageMaker = settings.forecasts.some(({ backend }) => backend === "sagemaker-automl");
  if (settings.aws === undefined || !(usesForecast || usesSageMaker)) {
    return;
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
  if (usesForecast) {
    const serviceRoles = new ForecastServiceRoles("forecast-service", { site, exchange });
    new ForecastPermissions("forecast-access", { ...access, serviceRoles });
  }
  if (usesSageMaker) {
    new SageMakerPermissions("sagemaker-access", access);
  }
}
