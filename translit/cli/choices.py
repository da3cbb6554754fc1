"""Names that an option takes, asked for only when they are needed: whoever adds one adds a file, and no help text."""

from __future__ import annotations

from collections.abc import Callable

import click


class Names(click.ParamType):  # type: ignore[type-arg] # generic in later versions of click only
    """One of the names that a function lists; with `other`, something else that it may be is not looked at here."""

    name = "name"

    def __init__(self, names: Callable[[], list[str]], other: str = "") -> None:
        self._names = names
        self._other = other

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the names as help shows them."""
        return f"[{'|'.join([*self._names(), *filter(None, [self._other])])}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name; fail if there is no such one."""
        # The default is one of them; listing takes longer than a short check.
        default = param is not None and value == param.default
        if not (self._other or default or value in self._names()):
            self.fail(f"{value!r}: expected one of {', '.join(self._names())}", param, ctx)
        return value


def _languages() -> list[str]:
    from ..checking import languages

    return languages()


def _policies() -> list[str]:
    from ..checking import policies

    return policies()


def _message_languages() -> list[str]:
    from ..resources import message_languages

    return message_languages()


#: Languages that texts are checked in, policies, and languages that messages are written in.
LANGUAGE = Names(_languages)
POLICY = Names(_policies, other="FILE.toml")
MESSAGES = Names(_message_languages)
