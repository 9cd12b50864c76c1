"""The kinds of resources, from the facts about the service in `facts.json`."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

KindName = Literal[
    "AutoPredictor", "Dataset", "DatasetGroup", "DatasetImportJob", "Forecast", "ForecastExportJob"
]


@dataclass(frozen=True)
class Kind:
    """What the service says of a kind of resource.

    Attributes:
        name: as in `Create<name>` and `Describe<name>`.
        noun: as in the fields `<noun>Arn` and `<noun>Name`, and in `Delete<noun>`.
        arn: the tail of its ARN.
        statuses: every one that it can have.
        deletable: in which of them it can be deleted.
        stoppable: whether StopResource takes it.
        estimated: whether Describe tells the time that remains.
        parallel: how many may be created at a time; none is no limit.
        most: how many an account may have.
        minutes: how long its creation takes, where a scenario says nothing else.

    """

    name: KindName
    noun: str
    arn: str
    statuses: tuple[str, ...]
    deletable: tuple[str, ...]
    stoppable: bool
    estimated: bool
    parallel: int | None
    most: int
    minutes: float


_FACTS = json.loads(Path(__file__).with_name("facts.json").read_text(encoding="utf-8"))

KINDS: dict[KindName, Kind] = {
    name: Kind(
        name=name,
        noun=facts["noun"],
        arn=facts["arn"],
        statuses=tuple(facts["statuses"]),
        deletable=tuple(facts["deletable"]),
        stoppable=facts["stoppable"],
        estimated=facts["estimated"],
        parallel=facts["parallel"],
        most=facts["most"],
        minutes=facts["minutes"],
    )
    for name, facts in _FACTS["kinds"].items()
}

BY_NOUN: dict[str, Kind] = {kind.noun: kind for kind in KINDS.values()}
