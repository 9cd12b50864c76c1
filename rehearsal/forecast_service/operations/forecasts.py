"""Forecasts, from what the datasets of the predictor's group hold when they are created."""

import numpy as np
import pandas as pd

from forecast_service import lifecycle
from forecast_service.account import Account
from forecast_service.errors import not_done
from forecast_service.forecast_types import check_types, column_of
from forecast_service.kinds import KINDS
from forecast_service.model import forecast
from forecast_service.operations.predictors import Trained, past_of, target_of, trained_of
from forecast_service.resource import Fields, Resource
from forecast_service.series import History
from forecast_service.tags import tagged


def create(account: Account, request: Fields) -> Fields:
    """Begin to forecast every item of the target time series."""
    name = request["ForecastName"]
    arn = account.new_arn("Forecast", name)
    if "TimeSeriesSelector" in request:
        raise not_done("CreateForecast with TimeSeriesSelector")
    predictor = account.ready("AutoPredictor", request["PredictorArn"])
    types = check_types(request.get("ForecastTypes") or predictor.fields["ForecastTypes"])
    target = target_of(account, account.get(predictor.fields["DatasetGroupArn"]))
    account.ready("Dataset", target.arn)
    trained = trained_of(predictor)
    fields = {
        "PredictorArn": predictor.arn,
        "DatasetGroupArn": predictor.fields["DatasetGroupArn"],
        "ForecastTypes": types,
        "CreatedUsingAutoPredictor": True,
    }
    resource = Resource(
        KINDS["Forecast"],
        arn,
        name,
        account.now,
        fields,
        parent=predictor.arn,
        tags=tagged(request.get("Tags", [])),
    )

    def infer() -> None:
        past = past_of(target, trained.keys, trained.frequency)
        resource.result = table_of(past, trained, tuple(types))

    lifecycle.create(account, resource, infer)
    return {"ForecastArn": arn}


def table_of(past: History, trained: Trained, types: tuple[str, ...]) -> pd.DataFrame:
    """Return a forecast as it is exported: item, dimensions, `date`, and a column a forecast type."""
    dates = trained.frequency.after(past.last, trained.horizon).strftime("%Y-%m-%dT%H:%M:%SZ")
    season, horizon = trained.frequency.season, trained.horizon
    keys = np.repeat([series.key for series in past.series], horizon, axis=0)
    values = np.vstack([forecast(series.values, season, horizon, types) for series in past.series])
    return pd.DataFrame(
        {
            **dict(zip(trained.keys, keys.T, strict=True)),
            "date": np.tile(dates, len(past.series)),
            **dict(zip(map(column_of, types), values.T, strict=True)),
        }
    )
