"""The data files at a path, as data lakes lay them out."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from forecast_platform.data.rows import REQUIRED
from forecast_platform.errors import ForecastError

SUFFIXES: dict[str, Literal["csv", "parquet"]] = {
    ".csv": "csv",
    ".csv.gz": "csv",
    ".parquet": "parquet",
}
"""Endings that make a file a data file, in any case; others in a folder are not read."""

# What Hive and Spark write for a missing value.
_HIVE_NULL = "__HIVE_DEFAULT_PARTITION__"


@dataclass(frozen=True)
class DataFile:
    """A file to read.

    Attributes:
        path: where it is.
        name: the path relative to the folder read, with `/`; the file's name if a file was given.
        kind: how it is read, from its suffix.
        partition: values of required columns from folder names such as `item_id=A`. Other keys,
            such as `year=2014`, are layout and no column: the same rows in another layout are
            the same data.

    """

    path: Path
    name: str
    kind: Literal["csv", "parquet"]
    partition: dict[str, str | None]


def data_files(path: Path) -> list[DataFile]:
    """Return the data files at a path, sorted by name.

    In a folder, files and folders whose name starts with `_` or `.` are left out, as Spark does.

    Raises:
        ForecastError: `DATA_PATH_MISSING`, `DATA_FILE_KIND` (a file with another suffix) or
            `DATA_FOLDER_EMPTY`.

    """
    if not path.exists():
        raise ForecastError(
            "DATA_PATH_MISSING",
            f'there is no file or folder "{path}"',
            "give the path of a CSV or Parquet file or of a folder of them",
        )
    if path.is_file():
        found = _data_files([path], path.parent)
    else:
        visible = (name for name in sorted(path.rglob("*")) if not _hidden(name, path))
        found = _data_files(visible, path)
    if found:
        return found
    allowed = ", ".join(SUFFIXES)
    if path.is_file():
        raise ForecastError(
            "DATA_FILE_KIND",
            f'file "{path.name}" has no known suffix, allowed are {allowed}',
            "convert or rename the file",
        )
    raise ForecastError(
        "DATA_FOLDER_EMPTY",
        f'folder "{path}" has no file that ends in {allowed} (names in _ or . are left out)',
        "check the path, and that the delivery has arrived",
    )


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(("_", ".")) for part in path.relative_to(root).parts)


def _data_files(paths: Iterable[Path], root: Path) -> list[DataFile]:
    files = []
    for path in paths:
        kind = next((SUFFIXES[end] for end in SUFFIXES if path.name.lower().endswith(end)), None)
        if kind is not None and path.is_file():
            name = path.relative_to(root)
            files.append(DataFile(path, name.as_posix(), kind, _partition(name.parts[:-1])))
    return files


def _partition(folders: tuple[str, ...]) -> dict[str, str | None]:
    pairs = (folder.split("=", 1) for folder in folders if "=" in folder)
    return {key: None if value == _HIVE_NULL else unquote(value) for key, value in pairs if key in REQUIRED}
