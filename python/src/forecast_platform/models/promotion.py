"""Who is in charge: from candidate to challenger to champion, and one step back."""

from dataclasses import dataclass

from forecast_platform.errors import ForecastError
from forecast_platform.models.registry import Registry, Version

VALIDATION = "validation"
"""The tag of a version that says how its validation ended: `passed` or `failed`."""

STAGE = "stage"
"""The tag that names the stage of MLflow's classic registry, for those who look for it."""


@dataclass(frozen=True)
class Approval:
    """What a person decided, as the run log recorded it.

    Attributes:
        model_version: the version that it is about.
        decision: `approved` or `refused`.
        decided_by: who.
        decided_at: when, ISO 8601, UTC.

    """

    model_version: str
    decision: str
    decided_by: str
    decided_at: str


def challenge(registry: Registry, version: Version, *, passed: bool) -> None:
    """Write how a validation ended; who passed is the challenger."""
    registry.tag(version, {VALIDATION: "passed" if passed else "failed"})
    if passed:
        registry.tag(version, {STAGE: "Staging"})
        registry.give("challenger", version)


def promote(registry: Registry, version: Version, approval: Approval | None, *, required: bool) -> bool:
    """Make a version the champion, and the champion before it `previous`.

    Args:
        registry: of the model.
        version: who passed validation.
        approval: a person's decision; none where there is none.
        required: whether there has to be one.

    Returns:
        False where the version was the champion already.

    Raises:
        ForecastError: MODEL_NOT_VALIDATED, MODEL_NOT_APPROVED.

    """
    _refuse_unvalidated(registry, version)
    _refuse_unapproved(registry, version, approval, required=required)
    champion = registry.holder("champion")
    if champion is not None and champion.number == version.number:
        return False
    if approval is not None:
        registry.tag(version, {"approved_by": approval.decided_by, "approved_at": approval.decided_at})
    if champion is not None:
        registry.give("previous", champion)
        registry.tag(champion, {STAGE: "Archived"})
    registry.give("champion", version)
    registry.tag(version, {STAGE: "Production"})
    challenger = registry.holder("challenger")
    if challenger is not None and challenger.number == version.number:
        registry.take("challenger")
    return True


def rollback(registry: Registry) -> Version:
    """Make the previous champion the champion again; the one before it becomes `previous`.

    Raises:
        ForecastError: MODEL_NO_PREVIOUS.

    """
    champion, previous = registry.holder("champion"), registry.holder("previous")
    if previous is None:
        raise ForecastError(
            "MODEL_NO_PREVIOUS",
            f"model {registry.model} has no champion before the one in charge",
            "train a model and promote it",
        )
    registry.give("champion", previous)
    registry.tag(previous, {STAGE: "Production"})
    if champion is not None:
        registry.give("previous", champion)
        registry.tag(champion, {STAGE: "Archived"})
    return previous


def _refuse_unvalidated(registry: Registry, version: Version) -> None:
    found = version.tags.get(VALIDATION, "missing")
    if found != "passed":
        raise ForecastError(
            "MODEL_NOT_VALIDATED",
            f"version {version.number} of model {registry.model}: its validation is {found}, not passed",
            "validate it first, or promote another version",
        )


def _refuse_unapproved(
    registry: Registry, version: Version, approval: Approval | None, *, required: bool
) -> None:
    if approval is None:
        if required:
            raise ForecastError(
                "MODEL_NOT_APPROVED",
                f"version {version.number} of model {registry.model} has no recorded approval",
                "run approve-model: its promotion job is given the approval",
            )
        return
    if approval.decision != "approved" or approval.model_version != version.number:
        raise ForecastError(
            "MODEL_NOT_APPROVED",
            f"the approval {approval.decision[:20]!r} is about version {approval.model_version[:20]!r}, "
            f"not an approval of version {version.number}",
            "give the approval of this very version",
        )
