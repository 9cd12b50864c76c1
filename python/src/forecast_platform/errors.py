"""What a user can do something about."""

from forecast_platform.contract import Retry


class ForecastError(Exception):
    """A failure with a code that can be searched, and what repairs it.

    Attributes:
        code: upper case with underscores, unique in this package.
        message: what, where, the value given, what is allowed.
        repair: what the reader can do.
        retry: whether another try can help: `never`, `soon`, or `quota`.

    """

    def __init__(self, code: str, message: str, repair: str, retry: Retry = "never") -> None:
        """Keep all four as arguments, so that the error can come back from another process."""
        super().__init__(code, message, repair, retry)
        self.code = code
        self.message = message
        self.repair = repair
        self.retry = retry

    def __str__(self) -> str:
        """Return the code, the message and the repair as one line."""
        return f"[{self.code}] {self.message}; {self.repair}"

    def to_json(self) -> dict[str, str]:
        """Return what a command answers with."""
        return {"code": self.code, "message": self.message, "repair": self.repair}
