"""A JSON document as an option of a command."""

from pathlib import Path

from forecast_platform.errors import ForecastError


def document_text(given: str) -> str:
    """Return JSON that is given itself, or in a file.

    Raises:
        ForecastError: DOCUMENT_UNREADABLE.

    """
    if given.lstrip().startswith("{"):
        return given
    try:
        return Path(given).read_text(encoding="utf-8")
    except OSError as error:
        raise ForecastError(
            "DOCUMENT_UNREADABLE", f'"{given[:80]}" is neither JSON nor a file', "give one of the two"
        ) from error
