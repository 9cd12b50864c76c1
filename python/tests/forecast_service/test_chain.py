"""From rows on S3 to a forecast on S3.

Not proven here: that the service forecasts like this, or takes this long.
"""

import csv
import io
from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest
from chain import daily_rows


def exported_rows(service):
    contents = service.files().values()
    return [row for each in contents for row in csv.DictReader(io.StringIO(each.decode()))]


def test_a_forecast_repeats_the_last_week(service, chain):
    chain.exported()

    rows = exported_rows(service)
    assert list(rows[0]) == ["item_id", "date", "p10", "p50", "p90"]
    assert [row["date"] for row in rows[:7]] == [
        "2026-10-31T00:00:00Z",
        *(f"2026-11-0{day}T00:00:00Z" for day in range(1, 7)),
    ]
    # 31 October 2026 is a Saturday; the input repeats each week, so nothing spreads.
    assert [float(row["p50"]) for row in rows if row["item_id"] == "a"] == [5, 6, 0, 1, 2, 3, 4]
    assert [float(row["p90"]) for row in rows if row["item_id"] == "b"] == [50, 60, 0, 10, 20, 30, 40]


def test_a_forecast_spreads_as_the_past_did(service, chain):
    # Each week is 7 more than the one before in its first half, and 7 less in its second.
    values = [10 * (day // 7 % 2) for day in range(56)]
    chain.data(rows="".join(f"a,2026-09-{day + 1:02},{v}\n" for day, v in enumerate(values[:28])))
    chain.start_import()
    service.later(hours=1)
    chain.start_training(ForecastTypes=["0.01", "0.5", "0.99", "mean"])
    service.later(hours=3)
    chain.start_forecast()
    service.later(hours=1)
    chain.start_export()
    service.later(hours=1)

    first = exported_rows(service)[0]
    # Differences to a week before: 10, -10, 10, each seven times.
    assert float(first["p1"]) == 0
    assert float(first["p50"]) == 20
    assert float(first["p99"]) == 20
    assert float(first["mean"]) == pytest.approx(10 + 10 / 3)


def test_an_export_is_named_by_job_time_and_part(service, chain):
    service.control("scenario", rowsPerPart=5)
    chain.exported()

    description = service.forecast.describe_forecast_export_job(ForecastExportJobArn=chain.export)
    written = description["LastModificationTime"].astimezone(UTC).strftime("%Y-%m-%dT%H-%M-%SZ")
    assert list(service.files()) == [f"out/first_{written}_part{part}.csv" for part in range(3)]


def test_the_same_calls_write_the_same_bytes(service, chain):
    chain.exported()
    first = service.files()
    service.reset()
    type(chain)(service).exported()

    assert service.files() == first


def test_an_export_can_be_parquet(service, chain):
    chain.forecasted().start_export(Format="PARQUET")
    service.later(hours=1)

    (name, content), *rest = service.files().items()
    table = pq.read_table(io.BytesIO(content))
    assert name.endswith("_part0.parquet")
    assert not rest
    assert table.column_names == ["item_id", "date", "p10", "p50", "p90"]
    assert table.num_rows == 14


def test_nothing_is_written_before_the_end(service, chain):
    chain.forecasted().start_export()
    service.later(minutes=1)
    assert service.files() == {}

    service.later(minutes=1)
    assert len(service.files()) == 1


def test_dimensions_are_told_apart(service, chain):
    schema = {
        "Attributes": [
            {"AttributeName": "store", "AttributeType": "string"},
            {"AttributeName": "item_id", "AttributeType": "string"},
            {"AttributeName": "timestamp", "AttributeType": "timestamp"},
            {"AttributeName": "target_value", "AttributeType": "integer"},
        ]
    }
    rows = "".join(f"s{at % 2},a,2026-09-{at // 2 + 1:02},{at % 2}\n" for at in range(56))
    chain.data(rows=rows, Schema=schema).start_import()
    service.later(hours=1)
    chain.start_training(ForecastDimensions=["store"])
    service.later(hours=3)
    chain.start_forecast()
    service.later(hours=1)
    chain.start_export()
    service.later(hours=1)

    found = {(row["item_id"], row["store"], float(row["p50"])) for row in exported_rows(service)}
    assert found == {("a", "s0", 0), ("a", "s1", 1)}


@pytest.mark.parametrize(
    ("frequency", "times", "expected"),
    [
        ("H", [f"2026-09-0{d} {h:02}:00:00" for d in range(1, 4) for h in range(24)], "2026-09-04T00:00:00Z"),
        (
            "15min",
            [f"2026-09-01 {h:02}:{m:02}:00" for h in range(8) for m in (0, 15, 30, 45)],
            "2026-09-01T08:00:00Z",
        ),
        (
            "W",
            [f"2026-{m:02}-{d:02} 00:00:00" for m in (6, 7) for d in (3, 10, 17, 24)],
            "2026-07-27T00:00:00Z",
        ),
        ("M", [f"2025-{m:02}-15 00:00:00" for m in range(1, 13)], "2026-01-01T00:00:00Z"),
        ("Y", [f"20{y:02}-06-01 00:00:00" for y in range(10, 26)], "2026-01-01T00:00:00Z"),
    ],
)
def test_every_frequency_goes_on_after_its_last_step(service, chain, frequency, times, expected):
    rows = "".join(f"a,{time},{at}\n" for at, time in enumerate(times))
    chain.horizon = 2
    chain.data(rows=rows, DataFrequency=frequency)
    chain.start_import(TimestampFormat="yyyy-MM-dd HH:mm:ss")
    service.later(hours=1)
    chain.start_training(ForecastFrequency=frequency)
    service.later(hours=3)
    chain.start_forecast()
    service.later(hours=1)
    chain.start_export()
    service.later(hours=1)

    rows = exported_rows(service)
    assert len(rows) == 2
    assert rows[0]["date"] == expected


def test_weeks_begin_where_they_are_told(service, chain):
    rows = "".join(f"a,2026-{m:02}-{d:02},1\n" for m in (6, 7) for d in (3, 10, 17, 24))
    chain.horizon = 2
    chain.data(rows=rows, DataFrequency="W").start_import()
    service.later(hours=1)
    chain.start_training(ForecastFrequency="W", TimeAlignmentBoundary={"DayOfWeek": "SUNDAY"})
    service.later(hours=3)
    chain.start_forecast()
    service.later(hours=1)
    chain.start_export()
    service.later(hours=1)

    assert exported_rows(service)[0]["date"] == "2026-07-26T00:00:00Z"


def test_finer_rows_are_summed(service, chain):
    chain.horizon = 2
    chain.imported()
    chain.start_training(ForecastFrequency="W")
    service.later(hours=3)
    chain.start_forecast()
    service.later(hours=1)
    chain.start_export()
    service.later(hours=1)

    # The last week holds Monday to Friday: 0 + 1 + 2 + 3 + 4.
    assert float(exported_rows(service)[0]["p50"]) == 10


def test_a_forecast_uses_what_was_imported_since(service, chain):
    chain.trained()
    service.put("in/rows.csv", daily_rows(days=61))
    chain.start_import("second")
    service.later(hours=1)
    chain.start_forecast()
    service.later(hours=1)
    chain.start_export()
    service.later(hours=1)

    assert exported_rows(service)[0]["date"] == "2026-11-01T00:00:00Z"


def test_accuracy_comes_from_a_backtest(service, chain):
    chain.trained()
    answer = service.forecast.get_accuracy_metrics(PredictorArn=chain.predictor)

    assert answer["IsAutoPredictor"]
    (result,) = answer["PredictorEvaluationResults"]
    summary, window = result["TestWindows"]
    assert summary["EvaluationType"] == "SUMMARY"
    assert summary["ItemCount"] == 2
    assert summary["Metrics"]["RMSE"] == 0
    assert summary["Metrics"]["AverageWeightedQuantileLoss"] == 0
    assert window["EvaluationType"] == "COMPUTED"
    assert window["TestWindowStart"] == datetime(2026, 10, 24, tzinfo=UTC)
    assert window["TestWindowEnd"] == datetime(2026, 10, 31, tzinfo=UTC)


def test_accuracy_can_be_checked_by_hand(service, chain):
    # Seven zeros, then sevens of 1, then of 3: the last week is forecast as 1, with a spread of 1 - 0.
    values = [0] * 7 + [1] * 7 + [1] * 7 + [3] * 7
    chain.data(rows="".join(f"a,2026-09-{at + 1:02},{v}\n" for at, v in enumerate(values)))
    chain.start_import()
    service.later(hours=1)
    chain.start_training(ForecastTypes=["0.5"])
    service.later(hours=3)
    answer = service.forecast.get_accuracy_metrics(PredictorArn=chain.predictor)

    metrics = answer["PredictorEvaluationResults"][0]["TestWindows"][0]["Metrics"]
    # Differences before the window: 1 seven times, 0 seven times; their median 0.5, so 1.5 is forecast.
    assert metrics["WeightedQuantileLosses"] == [{"Quantile": 0.5, "LossValue": pytest.approx(0.5)}]
    (errors,) = metrics["ErrorMetrics"]
    assert errors["ForecastType"] == "0.5"
    assert errors["WAPE"] == pytest.approx(0.5)
    assert errors["RMSE"] == pytest.approx(1.5)
    assert errors["MAPE"] == pytest.approx(0.5)
    assert errors["MASE"] == pytest.approx(3)


def test_a_predictor_is_retrained_after_its_example(service, chain):
    chain.trained()
    first = chain.predictor
    answer = service.forecast.create_auto_predictor(PredictorName="second", ReferencePredictorArn=first)
    service.later(hours=3)

    described = service.forecast.describe_auto_predictor(PredictorArn=answer["PredictorArn"])
    assert described["Status"] == "ACTIVE"
    assert described["ForecastHorizon"] == 7
    assert described["DataConfig"] == {"DatasetGroupArn": chain.group}
    assert described["ReferencePredictorSummary"] == {"Arn": first, "State": "Active"}

    service.forecast.delete_predictor(PredictorArn=first)
    service.later(minutes=5)
    described = service.forecast.describe_auto_predictor(PredictorArn=answer["PredictorArn"])
    assert described["ReferencePredictorSummary"]["State"] == "Deleted"


def test_a_predictor_tells_what_it_learnt_from(service, chain):
    chain.trained()

    described = service.forecast.describe_auto_predictor(PredictorArn=chain.predictor)
    assert described["DatasetImportJobArns"] == [chain.job]
    assert described["ForecastTypes"] == ["0.1", "0.5", "0.9"]
    tail = chain.predictor.rsplit("/", 1)[1]
    assert tail.startswith("first_")
    assert len(tail) == len("first_") + 26
