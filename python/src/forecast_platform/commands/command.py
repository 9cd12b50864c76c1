"""What a command is."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """What a command ends with.

    Attributes:
        document: its one JSON document.
        failed: whether it did not do what it was asked for, so that the exit code is 1.
        text: what a person is shown instead of the document; default none.

    """

    document: object
    failed: bool = False
    text: str | None = None


@dataclass(frozen=True)
class Command:
    """A command of the package.

    Attributes:
        name: how it is called.
        example: a call of it.
        add_options: declares its options.
        run: does it.

    """

    name: str
    example: str
    add_options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], Answer]
