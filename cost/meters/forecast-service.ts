/** What the forecasting service bills for a run, in the four dimensions of Amazon Forecast. */
import type { Use } from "../bill";
import type { Night } from "../simulation/night";

/** What of a forecast the bill depends on. */
export interface ForecastShape {
  readonly backend: string;
  readonly horizon: number;
  readonly quantiles: number;
}

/**
 * Import by the gigabyte, training by the hour, forecast points by the series, explanations none.
 *
 * Training is billed in the hours of parallel instances, of which nobody knows the number beforehand: one
 * is counted, so that the amount is the least.
 *
 * @see https://aws.amazon.com/forecast/pricing/
 */
export function forecastServiceUses(forecast: ForecastShape, night: Night): readonly Use[] {
  const part = "amazon-forecast";
  switch (forecast.backend) {
    case "amazon-forecast": {
      const minutes = night.stages.find(({ name }) => name === "train")?.minutes ?? 0;
      const points = forecast.horizon * forecast.quantiles;
      const training: Use = {
        part,
        item: "Amazon Forecast training, instance hours at least",
        priceId: "aws.forecast.training",
        quantity: minutes / 60,
      };
      return [
        ...(minutes === 0 ? [] : [training]),
        {
          part,
          item: "Amazon Forecast import",
          reason: "by the gigabyte that is imported",
          countedBy: { amount: "importedGb", priceId: "aws.forecast.import" },
        },
        {
          part,
          item: "Amazon Forecast points",
          reason: `${points} for each series of the input, whose number the settings do not tell`,
          countedBy: { amount: "series", priceId: "aws.forecast.points.tier1", each: points },
        },
      ];
    }
    case "sagemaker-automl":
      return [
        { part: "other", item: "SageMaker AutoML", reason: "the price list knows no price of it" },
      ];
    default:
      return [];
  }
}
