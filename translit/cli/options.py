"""Options that several commands have, said in the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Found(click.Choice[str]):
    """A choice among what there is, looked for only when help is asked for or something else than the default given."""

    def __init__(self, find: Callable[[], Iterable[str]]) -> None:
        self.case_sensitive = True
        self.find = find

    @property
    def choices(self) -> Sequence[str]:  # type: ignore[override]
        """Return what there is."""
        return tuple(self.find())

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a value that is the default, or one of what there is."""
        return str(value) if param is not None and value == param.default else super().convert(value, param, ctx)


def json_option(what: str) -> Callable[[_Command], _Command]:
    """Return the option `--json`, for a command that takes `as_json`; `what` says what is printed."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print JSON: {what}.")


def language_option(*, default: str) -> Callable[[_Command], _Command]:
    """Return the option `--language`, for one of the languages that the checker knows."""
    what = "Whose alphabet and words."
    return click.option("--language", type=Found(_languages), default=default, show_default=True, help=what)


def _languages() -> Iterable[str]:
    from ..checking.language import languages

    return languages()


def kinds() -> Iterable[str]:
    """Return the kinds of tables."""
    from ..table.value import KINDS

    return KINDS


def formats() -> Iterable[str]:
    """Return the formats that a table can be exported to."""
    from ..interchange import formats

    return formats()
