from datetime import datetime

import pandas as pd
import pytest

from forecast_platform.data import Frequency, reaches


def history(**last: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "item_id": [item for item in last for _ in range(2)],
            "timestamp": pd.to_datetime(
                [time for end in last.values() for time in ("2013-12-30", end)], format="ISO8601"
            ).astype("datetime64[us]"),
            "target_value": 1.0,
        }
    )


def test_history_up_to_the_step_before_the_period_reaches_it() -> None:
    reach = reaches(history(A="2014-01-04", B="2014-01-09"), datetime(2014, 1, 5), "D")

    assert reach.reached
    assert reach.needed == pd.Timestamp("2014-01-04")
    assert reach.late.empty


def test_late_items_are_told_with_the_steps_they_lack() -> None:
    reach = reaches(history(B="2014-01-02", A="2014-01-03", C="2014-01-04"), datetime(2014, 1, 5), "D")

    assert not reach.reached
    assert reach.late.to_dict("records") == [
        {"item_id": "A", "last": pd.Timestamp("2014-01-03"), "missing_steps": 1},
        {"item_id": "B", "last": pd.Timestamp("2014-01-02"), "missing_steps": 2},
    ]


@pytest.mark.parametrize(("share", "reached"), [(0.5, True), (0.51, False)])
def test_a_share_of_the_items_can_be_enough(share: float, reached: bool) -> None:  # noqa: FBT001
    late = history(A="2014-01-01", B="2014-01-04")

    assert reaches(late, datetime(2014, 1, 5), "D", share=share).reached is reached


@pytest.mark.parametrize(
    ("frequency", "last", "reached"),
    [
        ("H", "2014-01-31 23:00", True),
        ("H", "2014-01-31 22:00", False),
        ("W", "2014-01-27", False),
        ("M", "2014-01-01", True),
    ],
)
def test_the_step_before_is_one_of_the_frequency(
    frequency: Frequency,
    last: str,
    reached: bool,  # noqa: FBT001
) -> None:
    period = datetime(2014, 2, 10) if frequency == "W" else datetime(2014, 2, 1)

    assert reaches(history(A=last), period, frequency).reached is reached


def test_no_history_reaches_nothing() -> None:
    assert not reaches(history(A="2014-01-04").iloc[:0], datetime(2014, 1, 5), "D", share=0).reached
