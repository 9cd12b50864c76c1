"""Many machines, or all cores of one: Spark gives each group to a Python worker.

The driver sees no row: files are read, rows are sorted into groups and groups are worked on by the
workers, which write what is large themselves and answer with what is small.
"""

import os
import pickle
import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from subprocess import DEVNULL

import numpy as np
import pandas as pd
import pyarrow as pa
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as column

from forecast_platform.data.files import DataFile, data_files
from forecast_platform.data.header import check_names
from forecast_platform.data.read import no_rows, read_file
from forecast_platform.data.rows import REQUIRED, RawRows, as_text
from forecast_platform.errors import ForecastError
from forecast_platform.groups.engine import Answer, Rows
from forecast_platform.groups.grouping import hashes

_ROW = (
    "item_id string, timestamp string, target_value string, "
    "file string, row bigint, ragged string, hash bigint, fault binary"
)
_BATCH_ROWS = 50_000
_ANSWER = "group bigint, answer binary"


class SparkEngine:
    """The engine of many workers: the cluster's session, or one with all cores of this machine."""

    def __init__(self) -> None:
        """Take the session that is there, or start one.

        Raises:
            ForecastError: SPARK_UNAVAILABLE.

        """
        self.session = SparkSession.getActiveSession() or _local_session()

    def split(
        self,
        rows: Rows,
        groups: Callable[[int], int],
        take: Callable[[int, RawRows], Answer],
        work: Path,
    ) -> list[Answer]:
        """Read each file in a worker, and give each group its rows by a shuffle."""
        if rows.columns is not None:
            check_names(rows.columns, "option --columns")
        files = [(pickle.dumps(file),) for file in data_files(rows.path)]
        listed = self.session.createDataFrame(files, "file binary").repartition(len(files))
        # Written once: parsing CSV costs more than anything after it, and two passes need the rows.
        place = str(work / "rows")
        listed.mapInArrow(_reader(rows.columns), _ROW).write.parquet(place)
        read = self.session.read.schema(_ROW).parquet(place)
        _raise_first(read)
        items = read.where("trim(item_id) <> ''").select("hash").distinct().count()
        if not items and read.isEmpty():
            raise no_rows(rows.path)
        count = groups(items)
        grouped = read.withColumn("group", column.col("hash") % count).repartition(count, "group")
        return _answers(grouped.groupBy("group").applyInPandas(_taker(take), _ANSWER))

    def each(self, groups: Sequence[int], work: Callable[[int], Answer]) -> list[Answer]:
        """Work on the groups, as many at a time as there are workers."""
        # A given number of partitions, since adaptive execution would join what is as small as this.
        listed = self.session.createDataFrame([(group,) for group in groups], "group bigint")
        grouped = listed.repartition(len(groups), "group").groupBy("group")
        return _answers(grouped.applyInPandas(_worker(work), _ANSWER))


def _reader(
    columns: Sequence[str] | None,
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Return what reads files in a worker; a file that cannot be read is one row with the error."""

    def read_files(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            for pickled in batch.column("file").to_pylist():
                yield from _rows(pickle.loads(pickled), columns)  # noqa: S301 - our own, from `split`

    return read_files


def _rows(file: DataFile, columns: Sequence[str] | None) -> Iterator[pa.RecordBatch]:
    try:
        yield from _table(read_file(file, columns)).to_batches(_BATCH_ROWS)
    except ForecastError as error:
        faults = pa.array([pickle.dumps(error)], pa.binary())
        values = [faults if name == "fault" else pa.nulls(1, kind) for name, kind in _SCHEMA.items()]
        yield pa.RecordBatch.from_arrays(values, list(_SCHEMA))


def _taker(take: Callable[[int, RawRows], Answer]) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Return what gives a group its rows, in the order of the files."""

    def take_group(found: pd.DataFrame) -> pd.DataFrame:
        group = int(found["group"].iloc[0])
        found = found.sort_values(["file", "row"], ignore_index=True)
        file, files = pd.factorize(found["file"])
        rows = RawRows(
            table=pa.table({name: pa.array(found[name], pa.string(), from_pandas=True) for name in REQUIRED}),
            files=tuple(files),
            file=file.astype(np.int32),
            row=found["row"].to_numpy(np.int64),
            ragged={int(str(at)): text for at, text in found["ragged"].dropna().items()},
        )
        return _answer(group, lambda: take(group, rows))

    return take_group


def _worker(work: Callable[[int], Answer]) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Return what works on a group."""

    def work_on(found: pd.DataFrame) -> pd.DataFrame:
        group = int(found["group"].iloc[0])
        return _answer(group, lambda: work(group))

    return work_on


_SCHEMA = {
    "item_id": pa.string(),
    "timestamp": pa.string(),
    "target_value": pa.string(),
    "file": pa.string(),
    "row": pa.int64(),
    "ragged": pa.string(),
    "hash": pa.int64(),
    "fault": pa.binary(),
}


def _table(rows: RawRows) -> pa.Table:
    ragged = [rows.ragged.get(at) for at in range(len(rows.row))] if rows.ragged else [None] * len(rows.row)
    columns = {
        **{name: as_text(rows.table[name]) for name in REQUIRED},
        "file": pa.array(np.array(rows.files, dtype=np.object_)[rows.file], pa.string()),
        "row": pa.array(rows.row),
        "ragged": pa.array(ragged, pa.string()),
        "hash": pa.array(hashes(rows)),
        "fault": pa.nulls(len(rows.row), pa.binary()),
    }
    return pa.table(columns, schema=pa.schema(list(_SCHEMA.items())))


def _answer(group: int, work: Callable[[], object]) -> pd.DataFrame:
    """Return what a worker answers: an error of the user's too, since Spark would keep its text only."""
    try:
        answer: tuple[object, ForecastError | None] = (work(), None)
    except ForecastError as error:
        answer = (None, error)
    return pd.DataFrame({"group": [group], "answer": [pickle.dumps(answer)]})


def _answers(answered: DataFrame) -> list[Answer]:
    rows = sorted(answered.collect(), key=lambda row: int(row["group"]))
    answers: list[Answer] = []
    for row in rows:
        answer, error = pickle.loads(row["answer"])  # noqa: S301 - from our own workers
        if error is not None:
            raise error
        answers.append(answer)
    return answers


def _raise_first(read: DataFrame) -> None:
    fault = read.where("fault is not null").select("fault").first()
    if fault is not None:
        error: ForecastError = pickle.loads(fault["fault"])  # noqa: S301 - from our own workers
        raise error


def _local_session() -> SparkSession:
    """Start Spark in this process: all cores, this very Python, and no word on stderr."""
    from pyspark.conf import SparkConf  # noqa: PLC0415 - not there with Spark Connect
    from pyspark.core.context import SparkContext  # noqa: PLC0415
    from pyspark.java_gateway import launch_gateway  # noqa: PLC0415

    # Text, numbers and bytes are all that is exchanged, which pandas 3 gives as pandas 2 does.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = (
        SparkConf()
        .setMaster(os.environ.get("SPARK_MASTER", "local[*]"))
        .setAppName("forecast-platform")
        .set("spark.ui.enabled", "false")
        .set("spark.ui.showConsoleProgress", "false")
        .set("spark.sql.shuffle.partitions", str(2 * (os.cpu_count() or 1)))
    )
    try:
        # Java's own words would stand between the JSON lines of the log.
        gateway = launch_gateway(conf, popen_kwargs={"stderr": DEVNULL})  # type: ignore[no-untyped-call]
        return SparkSession(SparkContext(conf=conf, gateway=gateway))
    except (PySparkException, OSError) as error:
        raise ForecastError(
            "SPARK_UNAVAILABLE",
            f"Spark cannot be started: {str(error)[:200]}",
            "install Java 17 or 21, or choose --engine pandas",
        ) from error
