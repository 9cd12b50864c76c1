"""The options that say which model is meant."""

from argparse import ArgumentParser, Namespace

from forecast_platform.models.registry import Registry


def add_model_options(parser: ArgumentParser) -> None:
    """Declare which model of which forecast is meant, and where MLflow keeps it."""
    parser.add_argument("--forecast", required=True, help="the forecast's name")
    parser.add_argument("--model", help="the model's name in the registry; default the forecast's")
    parser.add_argument(
        "--store", help="MLflow's tracking URI; default MLFLOW_TRACKING_URI, else ./mlflow.db"
    )


def registry_of(options: Namespace) -> Registry:
    """Connect to the registry of the model that the options name."""
    return Registry(options.model or options.forecast, options.store)
