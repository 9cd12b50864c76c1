"""What jobs and models are called: hyphens and no underscores, and 32 characters at most.

<prefix>-<forecast>-<period>           where that fits
<prefix>-<forecast's beginning>-<digest>   else
<...>-<number>                         after the one before has failed
"""

import hashlib
from dataclasses import dataclass

from forecast_platform.backends.step import Step

LONGEST = 32
"""https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateAutoMLJobV2.html, read 2026-11-23."""

_NUMBER = len("-9")
_DIGEST = 8
_PERIODS = {"H": "%Y%m%d%H"}
_DAY = "%Y%m%d"


@dataclass(frozen=True)
class Names:
    """The names of a run's jobs.

    Attributes:
        prefix: the environment's, such as `forecast-dev`.
        forecast: the forecast's own name.
        period: the first step that is forecast, as text.

    """

    prefix: str
    forecast: str
    period: str

    @classmethod
    def of(cls, prefix: str, step: Step) -> "Names":
        """Return the names of a step's run."""
        return cls(prefix, step.forecast.name, step.period.strftime(_PERIODS.get(step.frequency, _DAY)))

    @property
    def common(self) -> str:
        """What the names of all jobs of the forecast begin with, and perhaps another forecast's too."""
        room = LONGEST - _NUMBER - _DIGEST - 1
        return f"{self.prefix}-{self.forecast}"[:room].rstrip("-")

    def numbered(self, number: int = 1) -> str:
        """Return the name of a run's job; the number, 1 to 9, is left out of the first one's."""
        whole = f"{self.prefix}-{self.forecast}-{self.period}"
        digest = hashlib.sha256(whole.encode()).hexdigest()[:_DIGEST]
        # Two hyphens in a row are allowed inside of a name, none at its end.
        base = whole if len(whole) <= LONGEST - _NUMBER else f"{self.common}-{digest}"
        return base if number == 1 else f"{base}-{number}"

    @property
    def folder(self) -> str:
        """The run's folder below each prefix of the exchange bucket, with a slash at its end."""
        return f"{self.forecast}/{self.period}/"
