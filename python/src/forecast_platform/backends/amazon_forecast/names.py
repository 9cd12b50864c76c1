"""What resources are called: a name is the service's only key against making a thing twice.

<prefix>_<forecast>                      dataset group and dataset, one each for a forecast
<prefix>_<forecast>_<period>             import, predictor, forecast and export of a run
<prefix>_<forecast>_<period>_<number>    after the one before has ended in a failed state
"""

import hashlib
import re
from dataclasses import dataclass

from forecast_platform.backends.step import Step

LONGEST = 63
"""Characters of a name, which are letters, digits and underscores and begin with a letter.

https://docs.aws.amazon.com/forecast/latest/dg/API_CreateForecast.html, read 2026-11-23.
"""

_DIGEST = 8
_PERIODS = {"H": "%Y%m%dT%H"}
_DAY = "%Y%m%d"


@dataclass(frozen=True)
class Names:
    """The names of a run's resources.

    Attributes:
        prefix: the environment's, such as `forecast_dev`.
        forecast: the forecast's own name; its hyphens become underscores.
        period: the first step that is forecast, as text.

    """

    prefix: str
    forecast: str
    period: str

    @classmethod
    def of(cls, prefix: str, step: Step) -> "Names":
        """Return the names of a step's run."""
        period = step.period.strftime(_PERIODS.get(step.frequency, _DAY))
        return cls(prefix, step.forecast.name, period)

    @property
    def data(self) -> str:
        """The name of the dataset group and of the dataset."""
        return data_name(self.prefix, self.forecast)

    def numbered(self, number: int = 1) -> str:
        """Return the name of a run's resource; the number is left out of the first one's."""
        base = _fitted(f"{self.prefix}_{_word(self.forecast)}_{self.period}", room=len("_99"))
        return base if number == 1 else f"{base}_{number}"

    def number_of(self, name: str) -> int | None:
        """Return the number of a name, none where it is another run's."""
        found = re.fullmatch(rf"{self.numbered()}(?:_(\d+))?", name)
        return int(found[1] or 1) if found else None

    @property
    def folder(self) -> str:
        """The run's folder below each prefix of the exchange bucket, with a slash at its end."""
        return f"{self.forecast}/{self.period}/"


def data_name(prefix: str, forecast: str) -> str:
    """Return the name of a forecast's dataset group and of its dataset."""
    return _fitted(f"{prefix}_{_word(forecast)}")


def _word(text: str) -> str:
    return text.replace("-", "_")


def _fitted(name: str, room: int = 0) -> str:
    """Return a name that fits; what is cut off lives on in a digest, so that two stay two."""
    longest = LONGEST - room
    if len(name) <= longest:
        return name
    digest = hashlib.sha256(name.encode()).hexdigest()[:_DIGEST]
    return f"{name[: longest - _DIGEST - 1]}_{digest}"
