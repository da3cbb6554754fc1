"""Tables for other programs: each module here is one format, found by its name.

A format module has a docstring whose first line says what it is, and `export(compiled) -> str`. `lost(compiled)` says
what of a table the format can't; `FILE` is where its file goes among others of a package, `INSTALL` what to do with it.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from ..errors import Inexpressible, UnknownFormat

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

#: Formats whose names are no names of modules.
_SPELLED = {"ibus_table": "ibus-table", "jquery_ime": "jquery.ime"}


class Format(Protocol):
    """What a format module offers."""

    def export(self, compiled: Transliterator) -> str:
        """Return the table as a file of this format, without what is `lost`; raise TranslitError if it can't be."""


class Exported(NamedTuple):
    """A file of a format, where it goes in a package, and what the table says that it does not."""

    content: bytes
    file: str
    losses: tuple[str, ...]


@cache
def formats() -> tuple[str, ...]:
    """Return the names of all formats.

    >>> "json" in formats()
    True
    """
    modules = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted(_SPELLED.get(name, name) for name in modules))


def load_format(name: str) -> Format:
    """Return the module of one format; raise UnknownFormat for a name that `formats` does not list."""
    if name not in formats():
        raise UnknownFormat(name, formats())
    module = next((module for module, spelled in _SPELLED.items() if spelled == name), name)
    return cast(Format, import_module(f"{__name__}.{module}"))


def export(compiled: Transliterator, name: str, *, lossy: bool = False) -> Exported:
    """Write a table in a format; raise Inexpressible for one that says more than the format can, unless `lossy`.

    >>> from translit.convert.transliterator import compile_table
    >>> export(compile_table("bg-phonetic"), "xkb").file
    'symbols/bg-phonetic-traditional'
    """
    module: Any = load_format(name)
    losses = tuple(module.lost(compiled)) if hasattr(module, "lost") else ()
    if losses and not lossy:
        raise Inexpressible(name, compiled.table.id, losses)
    named = compiled.table.id + "-reverse" * compiled.reverse
    file = getattr(module, "FILE", f"{{id}}.{name}").format(id=named, ident=named.replace("-", "_"))
    return Exported(module.export(compiled).encode(getattr(module, "ENCODING", "utf-8")), file, losses)
