"""What a training is told: the question asked, and the one configuration of the forest."""

from dataclasses import dataclass
from itertools import pairwise

from forecast_platform.data.frequency import Frequency
from forecast_platform.errors import ForecastError
from forecast_platform.forest.grid import check_frequency

MAX_HORIZON = 1000  # the platform's own limit
LOWEST, HIGHEST = 0.01, 0.99  # beyond, a leaf's few samples say nothing


@dataclass(frozen=True)
class ForestSettings:
    """The question asked of a forest, and its configuration, which is the same for all data.

    Attributes:
        frequency: `H`, `D`, `W` (from Monday) or `M` (month starts).
        horizon: steps to forecast, 1 to 1000.
        quantiles: 0.01 to 0.99, rising.
        country: ISO 3166 code whose holidays count as Sundays (H and D only); none by default.
        seed: of every random choice, not negative.
        trees: trees of a full training.
        leaf: fewest training rows in a leaf.
        features: share of the features tried at a split, above 0 to 1.
        origins: most past origins per item that give training rows.
        rows: most training rows a tree draws, and most that a group of few items gives.
        group_rows: a group of many items gives at most this many times its items.

    Raises:
        ForecastError: UNKNOWN_FREQUENCY, HORIZON_OUT_OF_RANGE, QUANTILES_OUT_OF_RANGE or
            SETTING_OUT_OF_RANGE.

    """

    frequency: Frequency
    horizon: int
    quantiles: tuple[float, ...] = (0.1, 0.5, 0.9)
    country: str | None = None
    seed: int = 0
    trees: int = 40
    leaf: int = 8
    features: float = 0.4
    origins: int = 200
    rows: int = 4000
    group_rows: int = 1000

    def __post_init__(self) -> None:
        """Refuse what cannot be forecast."""
        check_frequency(self.frequency)
        if not 1 <= self.horizon <= MAX_HORIZON:
            raise ForecastError(
                "HORIZON_OUT_OF_RANGE",
                f"horizon is {self.horizon}, allowed are 1 to {MAX_HORIZON} steps",
                "shorten the horizon or choose a coarser frequency",
            )
        levels = self.quantiles
        rising = all(low < high for low, high in pairwise(levels))
        if not levels or not rising or levels[0] < LOWEST or levels[-1] > HIGHEST:
            raise ForecastError(
                "QUANTILES_OUT_OF_RANGE",
                f"quantiles are {str(levels)[:80]}, allowed are {LOWEST} to {HIGHEST}, rising",
                "sort the quantiles, drop those given twice and those out of range",
            )
        self._check_forest()

    def _check_forest(self) -> None:
        counts = ("trees", "leaf", "origins", "rows", "group_rows")
        wrong = [name for name in counts if getattr(self, name) < 1]
        wrong += ["features"] * (not 0 < self.features <= 1) + ["seed"] * (self.seed < 0)
        if wrong:
            raise ForecastError(
                "SETTING_OUT_OF_RANGE",
                f"{wrong[0]} is {getattr(self, wrong[0])}, allowed are counts from 1, a seed "
                "from 0 and a share of features above 0 to 1",
                f"leave {wrong[0]} at its default",
            )
