"""What the stand-in is told to be: durations, limits, and the faults it injects."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from fnmatch import fnmatchcase
from typing import Any, Literal

from forecast_service.kinds import KINDS, KindName

FaultName = Literal["fail", "limit", "throttle", "deny", "expire", "drop", "report"]

_FAULT_FIELDS: dict[str, frozenset[str]] = {
    "fail": frozenset({"kind", "phase", "message"}),
    "limit": frozenset({"kind"}),
    "throttle": frozenset({"operation"}),
    "deny": frozenset({"action", "resource"}),
    "expire": frozenset({"operation"}),
    "drop": frozenset({"operation"}),
    "report": frozenset({"resource", "status"}),
}
_MINUTES: Mapping[str, float] = {
    **{kind.name: kind.minutes for kind in KINDS.values()},
    "DatasetGroupUpdate": 0,
    "Stop": 1,
    "Delete": 1,
}
# What each of the fields that hold a value by name can name.
_NAMES: Mapping[str, frozenset[str]] = {
    "minutes": frozenset(_MINUTES),
    "parallel": frozenset(KINDS),
    "most": frozenset(KINDS),
}


@dataclass
class Fault:
    """One fault.

    Attributes:
        fault: `fail` a creation, update or deletion; `limit`: others have all that may be created at a
            time; `throttle`; `deny` an action; `expire` the token; `drop` the answer after the call was
            done; `report` another status.
        nth: which of the occasions that fit, from 1; none is each of them.
        kind: of resource, for `fail` and `limit`.
        phase: `create`, `update` or `delete`, for `fail`.
        message: what the failed resource says.
        operation: pattern of the operations, for `throttle`, `expire` and `drop`.
        action: pattern such as `forecast:Create*`, for `deny`.
        resource: pattern of ARNs, for `deny` and `report`.
        status: for `report`.
        occasions: how often it could have happened so far.

    """

    fault: FaultName
    nth: int | None = None
    kind: KindName | None = None
    phase: Literal["create", "update", "delete"] = "create"
    message: str = "An internal error occurred."
    operation: str = "*"
    action: str = "*"
    resource: str = "*"
    status: str = ""
    occasions: int = 0

    def strikes(self, **facts: str) -> bool:
        """Tell whether it happens on this occasion, and count the occasion where it fits."""
        if not all(fnmatchcase(value, getattr(self, name) or "*") for name, value in facts.items()):
            return False
        self.occasions += 1
        return self.nth is None or self.occasions == self.nth


@dataclass(frozen=True)
class Scenario:
    """How the service behaves; every field has a default that is the service's own or a measured one.

    Attributes:
        minutes: how long each kind takes; also `DatasetGroupUpdate` (0), `Stop` (1), `Delete` (1).
        pending_seconds: how long a job is pending, counted in its minutes.
        estimates: whether Describe estimates the time that remains.
        estimate_error: largest relative error of an estimate, 0.2 for 20 %; drawn by resource.
        seed: of those errors.
        closed: whether the account is no customer of the service.
        parallel: how many of a kind may be created at a time.
        most: how many of a kind there may be.
        not_ready: the code for what is asked of a resource that is not ready yet, which nobody
            has documented.
        delete_stopped: whether stopped jobs can be deleted, which nobody has documented.
        rows_per_part: rows of a file of an export.
        faults: what goes wrong.

    """

    minutes: Mapping[str, float] = field(default_factory=dict)
    pending_seconds: float = 30
    estimates: bool = True
    estimate_error: float = 0
    seed: int = 1
    closed: bool = False
    parallel: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)
    not_ready: Literal["ResourceInUseException", "InvalidInputException"] = "ResourceInUseException"
    delete_stopped: bool = False
    rows_per_part: int = 1000
    faults: tuple[Fault, ...] = ()

    def minutes_of(self, what: str) -> float:
        """Return how long something takes."""
        return self.minutes.get(what, _MINUTES[what])

    def struck(self, fault: FaultName, **facts: str) -> Fault | None:
        """Return the first fault of a name that happens on this occasion."""
        named = [each for each in self.faults if each.fault == fault]
        return next((each for each in named if each.strikes(**facts)), None)


def changed(scenario: Scenario, given: Mapping[str, Any]) -> Scenario:
    """Return a scenario with what is given, in the names of JSON (`pendingSeconds`).

    Raises:
        ValueError: a name that is none, or a fault that lacks something.

    """
    names = {_camel(each.name): each.name for each in fields(Scenario)}
    unknown = sorted(set(given) - set(names))
    if unknown:
        raise ValueError(f"a scenario has no {', '.join(unknown)}; it has {', '.join(names)}")
    for name, allowed in _NAMES.items():
        wrong = sorted(set(given.get(name, {})) - allowed)
        if wrong:
            raise ValueError(f"{name} has no {', '.join(wrong)}; it has {', '.join(sorted(allowed))}")
    values = {names[name]: value for name, value in given.items()}
    if "faults" in given:
        values["faults"] = tuple(_fault(each) for each in given["faults"])
    return replace(scenario, **values)


def _fault(given: Mapping[str, Any]) -> Fault:
    name = given.get("fault", "")
    if name not in _FAULT_FIELDS:
        raise ValueError(f"there is no fault {name!r}; there are {', '.join(_FAULT_FIELDS)}")
    unknown = sorted(set(given) - _FAULT_FIELDS[name] - {"fault", "nth"})
    if unknown:
        raise ValueError(f"the fault {name!r} has no {', '.join(unknown)}")
    return Fault(**given)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(word.capitalize() for word in rest)
