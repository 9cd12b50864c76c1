"""The chain from rows to a forecast, a step at a time or all of it."""

from datetime import date, timedelta

from stand_in import ROLE, SCHEMA, StandIn

GROUP = {"DatasetGroupName": "g", "Domain": "CUSTOM"}
DATASET = {
    "DatasetName": "d",
    "Domain": "CUSTOM",
    "DatasetType": "TARGET_TIME_SERIES",
    "DataFrequency": "D",
    "Schema": SCHEMA,
}


def schema(*fields):
    """Return a schema of fields, each a name and a type."""
    return {"Attributes": [{"AttributeName": name, "AttributeType": kind} for name, kind in fields]}


def daily_rows(items=("a", "b"), days=60):
    """Return CSV without a header; item `a` is 0..6 by weekday, `b` ten times that."""
    first = date(2026, 9, 1)
    lines = [
        f"{item},{first + timedelta(days=day)},{(first + timedelta(days=day)).weekday() * 10**at}"
        for at, item in enumerate(items)
        for day in range(days)
    ]
    return "\n".join(lines) + "\n"


class Chain:
    """Names, ARNs and calls of one forecast."""

    def __init__(self, service: StandIn, name="demand", horizon=7):
        self.service = service
        self.client = service.forecast
        self.name = name
        self.horizon = horizon
        self.group = self.dataset = self.job = self.predictor = self.forecast = self.export = ""

    def data(self, rows=None, **dataset):
        """Create the dataset in its group, with the rows on S3."""
        self.data_alone(rows, **dataset)
        group = self.client.create_dataset_group(DatasetGroupName=self.name, Domain="CUSTOM")
        self.group = group["DatasetGroupArn"]
        self.client.update_dataset_group(DatasetGroupArn=self.group, DatasetArns=[self.dataset])
        return self

    def data_alone(self, rows=None, **dataset):
        """Create the dataset, with the rows on S3."""
        asked = {
            "Domain": "CUSTOM",
            "DatasetType": "TARGET_TIME_SERIES",
            "DataFrequency": "D",
            "Schema": SCHEMA,
        }
        self.service.put("in/rows.csv", daily_rows() if rows is None else rows)
        created = self.client.create_dataset(DatasetName=self.name, **{**asked, **dataset})
        self.dataset = created["DatasetArn"]
        return self.dataset

    def start_import(self, name="first", **more):
        source = {"S3Config": {"Path": "s3://exchange/in/", "RoleArn": ROLE}}
        asked = {"DataSource": source, "TimestampFormat": "yyyy-MM-dd", **more}
        created = self.client.create_dataset_import_job(
            DatasetImportJobName=name, DatasetArn=self.dataset, **asked
        )
        self.job = created["DatasetImportJobArn"]
        return self

    def start_training(self, name="first", **more):
        asked = {
            "ForecastHorizon": self.horizon,
            "ForecastFrequency": "D",
            "DataConfig": {"DatasetGroupArn": self.group},
        }
        created = self.client.create_auto_predictor(PredictorName=name, **{**asked, **more})
        self.predictor = created["PredictorArn"]
        return self

    def start_forecast(self, name="first", **more):
        created = self.client.create_forecast(ForecastName=name, PredictorArn=self.predictor, **more)
        self.forecast = created["ForecastArn"]
        return self

    def start_export(self, name="first", path="s3://exchange/out", **more):
        created = self.client.create_forecast_export_job(
            ForecastExportJobName=name,
            ForecastArn=self.forecast,
            Destination={"S3Config": {"Path": path, "RoleArn": ROLE}},
            **more,
        )
        self.export = created["ForecastExportJobArn"]
        return self

    def imported(self, **more):
        self.data(**more).start_import()
        self.service.later(hours=1)
        return self

    def trained(self, **more):
        self.imported().start_training(**more)
        self.service.later(hours=3)
        return self

    def forecasted(self, **more):
        self.trained().start_forecast(**more)
        self.service.later(hours=1)
        return self

    def exported(self, **more):
        self.forecasted().start_export(**more)
        self.service.later(hours=1)
        return self

    def status(self):
        """Return the status of what was begun last."""
        if self.export:
            answer = self.client.describe_forecast_export_job(ForecastExportJobArn=self.export)
        elif self.forecast:
            answer = self.client.describe_forecast(ForecastArn=self.forecast)
        elif self.predictor:
            answer = self.client.describe_auto_predictor(PredictorArn=self.predictor)
        else:
            answer = self.client.describe_dataset_import_job(DatasetImportJobArn=self.job)
        return answer["Status"], answer.get("Message")
