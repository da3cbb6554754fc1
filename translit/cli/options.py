"""Options that several commands have, said in the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Found(click.Choice[str]):
    """A choice among what there is, looked for only when help is asked for or something else than the default given.

    `other` is what else may be given: whoever takes that says what is wrong with it.
    """

    def __init__(self, find: Callable[[], Iterable[str]], other: str = "") -> None:
        self.case_sensitive = True
        self.find = find
        self.other = other

    @property
    def choices(self) -> Sequence[str]:  # type: ignore[override]
        """Return what there is."""
        return (*self.find(), *filter(None, [self.other]))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a value that is the default, or one of what there is."""
        is_default = param is not None and value == param.default
        return str(value) if is_default or self.other else super().convert(value, param, ctx)


def json_option(what: str) -> Callable[[_Command], _Command]:
    """Return the option `--json`, for a command that takes `as_json`; `what` says what is printed."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print JSON: {what}.")


def languages() -> Iterable[str]:
    """Return the languages that texts are checked in."""
    from ..checking import languages

    return languages()


def policies() -> Iterable[str]:
    """Return the policies that come with the package."""
    from ..checking import policies

    return policies()


def message_languages() -> Iterable[str]:
    """Return the languages that messages are spoken in."""
    from ..resources import message_languages

    return message_languages()


def kinds() -> Iterable[str]:
    """Return the kinds of tables."""
    from ..table.value import KINDS

    return KINDS


def formats() -> Iterable[str]:
    """Return the formats that a table can be exported to."""
    from ..interchange import formats

    return formats()
