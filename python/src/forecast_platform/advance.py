"""One step of a run, from the document that the run log gives to the file that the pipeline reads."""

from forecast_platform.backends.by_name import backend_of
from forecast_platform.backends.step import Step, StepAnswer, read_step
from forecast_platform.data.write import write_text
from forecast_platform.errors import ForecastError
from forecast_platform.json_text import to_json
from forecast_platform.logs import log, set_context


def advance(parameters: str, settings: str, store: str | None = None) -> str:
    """Take one step and write its answer to the lake; a step that has an answer is left as it is.

    Args:
        parameters: JSON text, see `read_step`.
        settings: JSON text, see `read_step`.
        store: MLflow's tracking URI; default as `default_store`.

    Returns:
        The answer, JSON text. A failure of the step is an answer too.

    Raises:
        ForecastError: those of `read_step`, when nobody can be answered.

    """
    step = read_step(parameters, settings)
    set_context(run_id=step.run_id, step_id=step.step_id)
    if step.answer_path.exists():
        log("answered before")
        return step.answer_path.read_text(encoding="utf-8")
    text = to_json(_take(step, settings, store).to_json())
    write_text(text, step.answer_path)
    return text


def _take(step: Step, settings: str, store: str | None) -> StepAnswer:
    try:
        return backend_of(step.backend, settings, store).advance(step)
    except ForecastError as error:
        log("failed", code=error.code)
        return StepAnswer.failed(step.stage, step.state, error)
