"""Writes tables so that a reader sees the old ones or the new ones, never a part.

Everything is written beside its place under a name that begins with a dot, which readers of
data lakes leave out, and moved there when it is complete.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq


def write_table(table: pd.DataFrame, path: Path) -> None:
    """Write a table, without its index, to a `.parquet` or a `.csv` file.

    Parquet: Snappy, naive times as local timestamps in microseconds. CSV: UTF-8, comma, header,
    lines end in a line feed, missing values blank. Missing folders are made.

    Raises:
        ValueError: the path has another suffix.

    """
    writers: dict[str, Callable[[pd.DataFrame, Path], None]] = {
        ".csv": _write_csv,
        ".parquet": _write_parquet,
    }
    writer = writers.get(path.suffix.lower())
    if writer is None:
        message = f'suffix of "{path}" is not one of {", ".join(writers)}'
        raise ValueError(message)
    with _beside(path) as unfinished:
        writer(table, unfinished / path.name)
        (unfinished / path.name).replace(path)


def write_text(text: str, path: Path) -> None:
    """Write a text as UTF-8; missing folders are made."""
    with _beside(path) as unfinished:
        (unfinished / path.name).write_text(text, encoding="utf-8")
        (unfinished / path.name).replace(path)


@contextmanager
def written_parts(path: Path) -> Iterator[Path]:
    """Give a folder for `part-*.parquet`; what is in it at the end becomes the path's content.

    A folder cannot be replaced in one step: for a moment, between two renames, there is none. A
    process killed in that moment leaves the old one in `.<name of the folder>.*/old`.

    Args:
        path: a `.parquet` or `.csv` file, for which the parts are joined one by one, so that never
            all of them are in memory; else a folder, which is replaced.

    """
    with _beside(path) as unfinished:
        parts, whole, old = unfinished / "parts", unfinished / path.name, unfinished / "old"
        parts.mkdir()
        yield parts
        if path.suffix.lower() in _JOINED:
            _JOINED[path.suffix.lower()](sorted(parts.iterdir(), key=_part_number), whole)
            whole.replace(path)
        else:
            _replace_folder(path, parts, old)


def _part_number(part: Path) -> int:
    return int(part.stem.removeprefix("part-"))


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """Make a folder on the same file system, and remove it with what is left in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(mkdtemp(prefix=f".{path.name}.", dir=path.parent))
    try:
        yield unfinished
    finally:
        shutil.rmtree(unfinished)


def _replace_folder(folder: Path, new: Path, old: Path) -> None:
    if folder.exists():
        folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        if old.exists():
            old.rename(folder)
        raise


def _join_parquet(parts: Sequence[Path], whole: Path) -> None:
    with pq.ParquetWriter(whole, pq.read_schema(parts[0])) as writer:
        for part in parts:
            writer.write_table(pq.read_table(part))


def _join_csv(parts: Sequence[Path], whole: Path) -> None:
    for number, part in enumerate(parts):
        pd.read_parquet(part).to_csv(whole, mode="a", header=number == 0, index=False, lineterminator="\n")


_JOINED = {".parquet": _join_parquet, ".csv": _join_csv}


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    table.to_csv(path, index=False, lineterminator="\n")


def _write_parquet(table: pd.DataFrame, path: Path) -> None:
    # pandas 2 has nanoseconds, which neither Spark nor Data Factory takes for a time.
    pq.write_table(pa.Table.from_pandas(table, preserve_index=False), path, coerce_timestamps="us")
