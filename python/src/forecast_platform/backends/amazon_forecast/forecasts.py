"""The forecast of a run and its export."""

from forecast_platform.backends.amazon_forecast.predictor import quantile_texts
from forecast_platform.backends.amazon_forecast.run import Run
from forecast_platform.backends.amazon_forecast.service import EXPORT, FORECAST, IMPORT, Resource
from forecast_platform.backends.aws.exchange import OUTPUT


def start_forecast(run: Run) -> Resource:
    """Return the run's forecast, begun where it is missing.

    One that failed is passed over, and so is one from before the run's import: a person has had the
    import done again since.

    Raises:
        ForecastError: those of `sorted_errors`.

    """
    imported = run.service.describe(IMPORT, run.state["import"])
    begun = imported.created if imported is not None else None

    def arn_of(number: int) -> str:
        return run.service.arn(f"forecast/{run.names.numbered(number)}")

    def usable(found: Resource) -> bool:
        old = begun is not None and found.created is not None and found.created < begun
        return found.progress in {"working", "ready"} and not old

    number, found = run.service.first_usable(FORECAST, arn_of, usable)
    return found or run.service.create(
        FORECAST,
        run.names.numbered(number),
        arn_of(number),
        PredictorArn=run.state["train"],
        ForecastTypes=quantile_texts(run),
    )


def start_export(run: Run) -> Resource:
    """Return the export of the run's forecast, begun where it is missing; one that failed is passed over.

    Raises:
        ForecastError: those of `sorted_errors`.

    """
    forecast = run.state["forecast"]
    parent = forecast.rsplit("/", 1)[1]

    def arn_of(number: int) -> str:
        return run.service.arn(f"forecast-export-job/{parent}/{run.names.numbered(number)}")

    number, found = run.service.first_usable(
        EXPORT, arn_of, lambda each: each.progress in {"working", "ready"}
    )
    name = run.names.numbered(number)
    folder = f"{OUTPUT}{run.names.folder}{parent}/{name}/"
    target = {"Path": run.exchange.uri(folder), "RoleArn": run.settings.roles["export"]}
    return found or run.service.create(
        EXPORT, name, arn_of(number), ForecastArn=forecast, Destination={"S3Config": target}, Format="CSV"
    )
