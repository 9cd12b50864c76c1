"""Logs as JSON lines on stderr: what happened, never a row of data nor a secret."""

import json
import logging
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


def take_over() -> None:
    """Write the warnings and errors of libraries as lines of ours, and nothing else of theirs.

    To be called once they are imported: MLflow gives its loggers handlers of their own, and prints
    what it registers.
    """
    logging.captureWarnings(capture=True)
    logging.basicConfig(level=logging.WARNING, handlers=[_Lines()], force=True)
    for name in ("mlflow", "alembic", "sqlalchemy.engine"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
        logger.setLevel(logging.WARNING)
    if "mlflow" in sys.modules:
        from mlflow.utils.logging_utils import disable_logging  # noqa: PLC0415 - seconds, if it is not used

        disable_logging()  # type: ignore[no-untyped-call]


class _Lines(logging.Handler):
    """Writes a record of a library as a line."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line."""
        log("library", logger=record.name, level=record.levelname, message=record.getMessage()[:500])
