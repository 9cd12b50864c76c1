"""What an import reads, and what it makes of files that do not fit."""

import io
from datetime import UTC, datetime

import pandas as pd
import pytest
from chain import daily_rows
from stand_in import REGION, ROLE

WITH_TIME = "yyyy-MM-dd HH:mm:ss"


def run(chain, rows=None, **more):
    chain.data(rows=rows).start_import(**more)
    chain.service.later(hours=1)
    return chain.status()


def described(chain):
    return chain.client.describe_dataset_import_job(DatasetImportJobArn=chain.job)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("a,2026-09-01,1,2\n", "Expected 3 columns, got 4"),
        ("a,2026-09-01,1\nb,2026-09-01\n", "Expected 3 columns, got 2"),
        ("a,01.09.2026,1\n", "'01.09.2026' of the column timestamp is no yyyy-MM-dd"),
        ("a,2026-9-1,1\n", "'2026-9-1'"),
        ("a,2026-02-30,1\n", "'2026-02-30'"),
        ("a,2026-09-01 00:00:00,1\n", "is no yyyy-MM-dd"),
        ("a,,1\n", "of the column timestamp"),
        ("a,2026-09-01,one\n", "'one' of the column target_value is no float"),
        ("a,2026-09-01,inf\n", "'inf'"),
        (",2026-09-01,1\n", "item_id has an empty value"),
        ("item_id,timestamp,target_value\na,2026-09-01,1\n", "'timestamp' of the column timestamp"),
        (b"\xff\xfe,2026-09-01,1\n", "UTF8"),
        ("", "does not match the schema"),
    ],
)
def test_a_file_that_does_not_fit_fails_the_import(service, chain, rows, said):
    status, message = run(chain, rows)

    assert status == "CREATE_FAILED"
    assert said in message
    assert service.forecast.describe_dataset(DatasetArn=chain.dataset)["Status"] == "UPDATE_FAILED"


def test_a_dataset_whose_import_failed_can_be_imported_again(service, chain):
    run(chain, "too,few\n")
    service.put("in/rows.csv", daily_rows())
    chain.start_import("second")
    service.later(hours=1)

    assert chain.status() == ("ACTIVE", None)
    assert service.forecast.describe_dataset(DatasetArn=chain.dataset)["Status"] == "ACTIVE"


def test_columns_are_in_the_order_of_the_schema(service, chain):
    assert run(chain, "2026-09-01,a,1\n")[0] == "CREATE_FAILED"


def test_statistics_tell_what_was_imported(service, chain):
    assert run(chain, "a,2026-09-01,1\na,2026-09-02,\nb,2026-09-01,4\n") == ("ACTIVE", None)

    found = described(chain)
    target = found["FieldStatistics"]["target_value"]
    assert (target["Count"], target["CountNull"], target["CountDistinctLong"]) == (3, 1, 2)
    assert (target["Min"], target["Max"], target["Avg"], target["Stddev"]) == ("1.0", "4.0", 2.5, 1.5)
    times = found["FieldStatistics"]["timestamp"]
    assert (times["Min"], times["Max"]) == ("2026-09-01T00:00:00Z", "2026-09-02T00:00:00Z")
    assert found["FieldStatistics"]["item_id"]["CountDistinct"] == 2
    assert found["DataSize"] == pytest.approx(len("a,2026-09-01,1\na,2026-09-02,\nb,2026-09-01,4\n") / 1e9)
    assert found["ImportMode"] == "FULL"
    assert found["Format"] == "CSV"


@pytest.mark.parametrize("path", ["s3://exchange/in/", "s3://exchange/in"])
def test_all_files_of_a_folder_are_read(service, chain, path):
    service.put("in/deeper/more.csv", "c,2026-09-01,1\n")
    service.put("in-other/not.csv", "d,2026-09-01,1\n")
    source = {"S3Config": {"Path": path, "RoleArn": ROLE}}
    assert run(chain, "a,2026-09-01,1\n", DataSource=source)[0] == "ACTIVE"
    assert described(chain)["FieldStatistics"]["item_id"]["CountDistinct"] == 2


def test_one_file_can_be_named(service, chain):
    service.put("in/rows.csv.old", "wrong\n")
    source = {"S3Config": {"Path": "s3://exchange/in/rows.csv", "RoleArn": ROLE}}
    assert run(chain, "a,2026-09-01,1\n", DataSource=source)[0] == "ACTIVE"


def test_a_path_without_files_fails_the_import(service, chain):
    source = {"S3Config": {"Path": "s3://exchange/none/", "RoleArn": ROLE}}
    status, message = run(chain, DataSource=source)

    assert status == "CREATE_FAILED"
    assert message == "No files were found at s3://exchange/none/"


def test_parquet_is_read(service, chain):
    content = io.BytesIO()
    rows = {"item_id": ["a"], "timestamp": [pd.Timestamp("2026-09-01")], "target_value": [1.5]}
    pd.DataFrame(rows).to_parquet(content, index=False)
    assert run(chain, content.getvalue(), Format="PARQUET") == ("ACTIVE", None)
    assert described(chain)["FieldStatistics"]["target_value"]["Max"] == "1.5"


def test_parquet_with_other_columns_fails_the_import(service, chain):
    content = io.BytesIO()
    pd.DataFrame({"item_id": ["a"], "when": ["2026-09-01"], "target_value": [1]}).to_parquet(content)
    status, message = run(chain, content.getvalue(), Format="PARQUET")

    assert status == "CREATE_FAILED"
    assert "expected ['item_id', 'timestamp', 'target_value']" in message


def parquet(**columns):
    content = io.BytesIO()
    pd.DataFrame(columns).to_parquet(content, index=False)
    return content.getvalue()


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (pd.to_datetime(["2026-09-01T02:00+02:00"]), "2026-09-01T00:00:00Z"),
        ([datetime(2026, 9, 1).date()], "2026-09-01T00:00:00Z"),
        (["2026-09-01"], "2026-09-01T00:00:00Z"),
    ],
)
def test_parquet_may_hold_times_of_any_type(service, chain, times, expected):
    rows = parquet(item_id=["a"], timestamp=times, target_value=[1])
    assert run(chain, rows, Format="PARQUET") == ("ACTIVE", None)
    assert described(chain)["FieldStatistics"]["timestamp"]["Min"] == expected


def test_parquet_without_a_time_fails_the_import(service, chain):
    rows = parquet(item_id=["a"], timestamp=[pd.NaT], target_value=[1])
    assert run(chain, rows, Format="PARQUET")[0] == "CREATE_FAILED"


def test_files_of_different_types_fail_the_import(service, chain):
    service.put("in/a.parquet", parquet(item_id=["a"], timestamp=["2026-09-01"], target_value=[[1]]))
    rows = parquet(item_id=["a"], timestamp=["2026-09-01"], target_value=[1])
    status, message = run(chain, rows, Format="PARQUET")

    assert status == "CREATE_FAILED"
    assert "do not go together" in message


def test_what_is_not_parquet_fails_the_import(service, chain):
    status, message = run(chain, daily_rows(), Format="PARQUET")

    assert status == "CREATE_FAILED"
    assert "is not Parquet" in message


def test_times_with_hours_are_what_is_expected_where_nothing_is_said(service, chain):
    chain.data(rows="a,2026-09-01 01:00:00,1\n")
    chain.job = service.forecast.create_dataset_import_job(
        DatasetImportJobName="j",
        DatasetArn=chain.dataset,
        DataSource={"S3Config": {"Path": "s3://exchange/in/", "RoleArn": ROLE}},
    )["DatasetImportJobArn"]
    service.later(hours=1)

    found = described(chain)
    assert found["Status"] == "ACTIVE"
    assert found["TimestampFormat"] == WITH_TIME


@pytest.mark.parametrize(("frequency", "given"), [("H", "yyyy-MM-dd"), ("D", "dd/MM/yyyy")])
def test_rejects_a_format_that_does_not_suit(service, chain, frequency, given):
    chain.data(DataFrequency=frequency)
    code, message = service.refusal(
        "create_dataset_import_job",
        DatasetImportJobName="j",
        DatasetArn=chain.dataset,
        DataSource={"S3Config": {"Path": "s3://exchange/in/", "RoleArn": ROLE}},
        TimestampFormat=given,
    )

    assert code == "InvalidInputException"
    assert given in message


def test_rejects_an_import_into_a_dataset_that_is_being_imported(service, chain):
    chain.data().start_import()
    code, message = service.refusal(
        "create_dataset_import_job",
        DatasetImportJobName="second",
        DatasetArn=chain.dataset,
        DataSource={"S3Config": {"Path": "s3://exchange/in/", "RoleArn": ROLE}},
    )

    assert code == "ResourceInUseException"
    assert "UPDATE_PENDING" in message


def history(service, chain):
    """Return the values by date that a predictor would learn from."""
    rows = service.server.service.account.resources[chain.dataset].result
    return {f"{time:%m-%d}": value for time, value in zip(rows.timestamp, rows.target_value, strict=True)}


@pytest.mark.parametrize(
    ("mode", "expected"),
    [("FULL", {"09-02": 5.0, "09-03": 6.0}), ("INCREMENTAL", {"09-01": 1.0, "09-02": 5.0, "09-03": 6.0})],
)
def test_an_import_replaces_or_adds(service, chain, mode, expected):
    run(chain, "a,2026-09-01,1\na,2026-09-02,2\n")
    service.put("in/rows.csv", "a,2026-09-02,5\na,2026-09-03,6\n")
    chain.start_import("second", ImportMode=mode)
    service.later(hours=1)

    assert history(service, chain) == expected


def test_rows_that_are_gone_before_the_import_ends_fail_it(service, chain):
    chain.data().start_import()
    service.s3.delete_object(Bucket="exchange", Key="in/rows.csv")
    service.later(hours=1)

    assert chain.status()[0] == "CREATE_FAILED"


def test_a_bucket_that_is_gone_fails_the_export(service, chain):
    service.s3.create_bucket(Bucket="short-lived")
    chain.forecasted().start_export(path="s3://short-lived/out")
    service.s3.delete_bucket(Bucket="short-lived")
    service.later(hours=1)

    status, message = chain.status()
    assert status == "CREATE_FAILED"
    assert "s3://short-lived/out cannot be written: NoSuchBucket" in message


def test_related_rows_and_metadata_are_imported_too(service, chain):
    chain.imported()
    schema = {
        "Attributes": [
            {"AttributeName": "item_id", "AttributeType": "string"},
            {"AttributeName": "colour", "AttributeType": "string"},
        ]
    }
    target = chain.dataset
    created = service.forecast.create_dataset(
        DatasetName="items", Domain="CUSTOM", DatasetType="ITEM_METADATA", Schema=schema
    )
    chain.dataset = created["DatasetArn"]
    service.put("in/rows.csv", "a,red\nb,\n")
    chain.start_import("items")
    service.later(hours=1)
    arns = [target, chain.dataset]
    service.forecast.update_dataset_group(DatasetGroupArn=chain.group, DatasetArns=arns)
    chain.start_training()
    service.later(hours=3)

    answer = service.forecast.describe_auto_predictor(PredictorArn=chain.predictor)
    assert answer["Status"] == "ACTIVE"
    assert len(answer["DatasetImportJobArns"]) == 2
    assert all(f":{REGION}:" in arn for arn in answer["DatasetImportJobArns"])
    assert answer["CreationTime"].astimezone(UTC) < service.now
