"""Logs as JSON lines on stderr: what happened, never a row of data nor a secret."""

import json
import sys
import traceback

_context: dict[str, str] = {}


def set_context(**fields: str) -> None:
    """Give every later line these fields, such as `run_id`."""
    _context.update(fields)


def log(event: str, *, exc_info: BaseException | None = None, **fields: object) -> None:
    """Write one line.

    Args:
        event: what happened, a few words that can be searched.
        exc_info: a fault whose trace is wanted.
        fields: numbers and short texts: counts, versions, decisions, reasons.

    """
    line: dict[str, object] = {"event": event, **_context, **fields}
    if exc_info is not None:
        line["trace"] = traceback.format_exception(exc_info)
    sys.stderr.write(f"{json.dumps(line, default=str)}\n")
