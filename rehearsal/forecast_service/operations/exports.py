"""Export jobs: they write a forecast to S3."""

import pandas as pd

from forecast_service import lifecycle
from forecast_service.account import Account
from forecast_service.kinds import KINDS
from forecast_service.operations.roles import check_roles
from forecast_service.parts import parts
from forecast_service.resource import Fields, Resource
from forecast_service.tags import tagged


def create(account: Account, request: Fields) -> Fields:
    """Begin to export; nothing is written before the end."""
    forecast = account.find("Forecast", request["ForecastArn"])
    name = request["ForecastExportJobName"]
    arn = account.new_arn("ForecastExportJob", name, forecast)
    destination = request["Destination"]["S3Config"]
    check_roles(account, destination)
    account.exchange.check_bucket(destination["Path"])
    account.ready("Forecast", forecast.arn)
    fields = {
        "ForecastArn": forecast.arn,
        "Destination": request["Destination"],
        "Format": request.get("Format", "CSV"),
    }
    job = Resource(
        KINDS["ForecastExportJob"],
        arn,
        name,
        account.now,
        fields,
        parent=forecast.arn,
        tags=tagged(request.get("Tags", [])),
    )

    def export() -> None:
        at, size = pd.Timestamp(account.now), account.scenario.rows_per_part
        table = forecast.result
        if not isinstance(table, pd.DataFrame):
            raise TypeError(f"{forecast.arn} is {forecast.status} and has no values")
        for part, content in parts(table, name, at, fields["Format"], size):
            account.exchange.write(destination["Path"], part, content)

    lifecycle.create(account, job, export)
    return {"ForecastExportJobArn": arn}
