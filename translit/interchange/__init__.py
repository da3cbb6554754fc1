"""Tables for other programs: each module here is one format, found by its name.

A format module has a docstring whose first line says what it is, and `export(compiled) -> str`.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from ..errors import UnknownFormat

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator


class Format(Protocol):
    """What a format module offers."""

    def export(self, compiled: Transliterator) -> str:
        """Return the table as a file of this format; raise TranslitError if the format can't hold it."""


@cache
def formats() -> tuple[str, ...]:
    """Return the names of all formats.

    >>> "json" in formats()
    True
    """
    return tuple(sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_")))


def load_format(name: str) -> Format:
    """Return the module of one format; raise UnknownFormat for a name that `formats` does not list."""
    if name not in formats():
        raise UnknownFormat(name, formats())
    return cast(Format, import_module(f"{__name__}.{name}"))
