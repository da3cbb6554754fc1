"""A langmap for Vim: commands by the keys of a layout, while it is on; what is typed as text stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..table.positions import keys_of
from . import require_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..convert.transliterator import Transliterator

FILE = "{id}.vim"
INSTALL = """\
`:source` the file of your layout in your vimrc. In Normal mode the letters of that layout are then the commands on
their keys; signs that Latin keyboards have too stay what they are."""

#: Why no scheme is written.
WHY = "a langmap has one letter for one key: only a layout can be written"


def export(compiled: Transliterator) -> str:
    """Return the setting; raise Inexpressible for a table that is no layout."""
    table = compiled.table
    require_layout(compiled, "langmap", WHY)
    pairs = (f"{_escaped(letter)}{_escaped(key)}" for letter, key in _pairs(compiled).items())
    return "\n".join(
        [f'" {table.id}: {table.name["en"]}', "let &langmap = '" + ",".join(pairs) + "'", "set nolangremap", ""]
    )


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield letters that stand on two keys: one of them is its command."""
    if compiled.table.kind != "layout":
        return
    pairs = _pairs(compiled)
    for key in keys_of(compiled.table):
        for level, base in (("plain", key.base), ("shift", key.shifted)):
            letter = key.levels.get(level, "")
            if pairs.get(letter, base) != base:
                yield f"key {key.place}, {level}: {letter} is {pairs[letter]} already"


def _pairs(compiled: Transliterator) -> dict[str, str]:
    """Return the keys by what they type, but for what Latin keyboards type, too."""
    found: dict[str, str] = {}
    for key in keys_of(compiled.table):
        for level, base in (("plain", key.base), ("shift", key.shifted)):
            letter = key.levels.get(level, "")
            if base and len(letter) == 1 and not letter.isascii():
                found.setdefault(letter, base)
    return found


def _escaped(char: str) -> str:
    """Return a character as the option takes it, in a text in single quotation marks.

    >>> _escaped("я"), _escaped(","), _escaped("'")
    ('я', '\\\\,', "''")
    """
    return "''" if char == "'" else f"\\{char}" if char in ';,"|\\' else char
