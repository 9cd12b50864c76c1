/** The forecasting backends, in the order in which they are listed to a person. */
export const BACKENDS = Object.freeze([
  "amazon-forecast",
  "sagemaker-automl",
  "random-forest",
] as const);

/** A forecasting backend: two services of AWS, and a model that runs on Databricks alone. */
export type Backend = (typeof BACKENDS)[number];

/** What a backend can do at most, and what it needs. */
export interface BackendLimits {
  /** Longest horizon, in steps of the forecast's frequency. */
  readonly horizon: number;
  /** Most quantiles of one forecast. */
  readonly quantiles: number;
  /** Whether it runs in an AWS account, so that the `aws` settings are needed. */
  readonly needsAws: boolean;
}

/**
 * The limits of each backend.
 *
 * Amazon Forecast and SageMaker AutoML also allow no more than a quarter of the length of the
 * series as a horizon, which only the data can show.
 *
 * @see https://docs.aws.amazon.com/forecast/latest/dg/limits.html - horizon 500 (read 2026-11-23)
 * @see https://docs.aws.amazon.com/forecast/latest/dg/API_CreateForecast.html - five quantiles (read 2026-11-23)
 * @see https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_TimeSeriesForecastingJobConfig.html - horizon 500, five quantiles (read 2026-11-23)
 */
export const BACKEND_LIMITS: Readonly<Record<Backend, BackendLimits>> = Object.freeze({
  "amazon-forecast": Object.freeze({ horizon: 500, quantiles: 5, needsAws: true }),
  "sagemaker-automl": Object.freeze({ horizon: 500, quantiles: 5, needsAws: true }),
  // Our own limits, no service's: 1000 is close to three years of days, 99 is every whole percent.
  "random-forest": Object.freeze({ horizon: 1000, quantiles: 99, needsAws: false }),
});

/**
 * The AWS regions that have an Amazon Forecast endpoint.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/forecast.html (read 2026-11-23)
 */
export const AMAZON_FORECAST_REGIONS: readonly string[] = Object.freeze([
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "ap-south-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-southeast-1",
  "ap-southeast-2",
  "eu-central-1",
  "eu-west-1",
]);

/** Tells whether a value is the name of a backend. */
export function isBackend(value: unknown): value is Backend {
  return typeof value === "string" && Object.hasOwn(BACKEND_LIMITS, value);
}
