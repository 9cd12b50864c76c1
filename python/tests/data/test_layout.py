"""Neither the order of rows nor the layout of files changes what is read."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs import DAILY, HEADER

from forecast_platform.data import CheckedData, checksum, examine, read

LINES = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "é", " ", '"x,y"']),
        st.sampled_from(["2014-01-01", "2014-01-02T00:00", "2014-01-03", "2014-01-03 05:00", "?"]),
        st.sampled_from(["1", "1.0", "2.5", "-0", "-3", "", "nan"]),
        st.sampled_from(["", "5", "5.0", "red"]),
    ).map(",".join),
    min_size=1,
    max_size=25,
)


def examined(*files: list[str]) -> CheckedData:
    with TemporaryDirectory() as folder:
        for number, lines in enumerate(files):
            text = "\n".join([f"{HEADER},colour", *lines, ""])
            (Path(folder) / f"part-{number}.csv").write_text(text, encoding="utf-8")
        return examine(read(Path(folder)), DAILY)


def problem_counts(checked: CheckedData) -> Counter[str]:
    return Counter(checked.quarantine["problem"])


@settings(max_examples=60, deadline=None)
@given(lines=LINES, data=st.data())
def test_shuffled_and_split_rows_are_the_same_data(lines: list[str], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(lines))
    cut = data.draw(st.integers(0, len(lines)))

    whole = examined(lines)
    parts = examined(shuffled[:cut], shuffled[cut:])

    pd.testing.assert_frame_equal(whole.history, parts.history)
    assert checksum(whole.history) == checksum(parts.history)
    assert problem_counts(whole) == problem_counts(parts)


@settings(max_examples=60, deadline=None)
@given(lines=LINES)
def test_each_row_is_in_the_history_or_in_the_quarantine(lines: list[str]) -> None:
    checked = examined(lines)

    assert len(checked.history) + len(checked.quarantine) == len(lines)
    assert not checked.quarantine["row"].duplicated().any()
    assert checked.quarantine["problem"].ne("").all()
    assert not checked.history.duplicated(["item_id", "timestamp"]).any()
    counted = sum(problem.count for problem in checked.problems if problem.file)
    assert counted == sum(len(codes.split()) for codes in checked.quarantine["problem"])
