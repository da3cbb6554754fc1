"""A table for Fcitx 5 (libime): sequences of keys, the longest of which wins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..machine.trie import written_for_tables

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

FILE = "{id}.txt"
INSTALL = """\
`libime_tabledict bg-phonetic-traditional.txt bg-phonetic-traditional.main.dict`, copy the .dict file to
~/.local/share/fcitx5/table, and beside it, in ~/.local/share/fcitx5/inputmethod, a bg-phonetic-traditional.conf:

[InputMethod]
Name=Bulgarian phonetic
LangCode=bg
Addon=table
Configurable=True

[Table]
File=table/bg-phonetic-traditional.main.dict
AutoSelect=True
AutoSelectLength=1
NoMatchAutoSelectLength=1
CommitInvalidSegment=True
FirstCandidateAsPreedit=True
IgnorePunc=True
OrderPolicy=No"""
#: What lines of special kinds begin with: of these the first three that no key is are taken.
SPECIAL = "@&^~|_#$%*`{}<>?!QXJZ"


def export(compiled: Transliterator) -> str:
    """Return the source of the table, as `libime_tabledict` takes it."""
    written = written_for_tables(compiled._rules).written
    keys = sorted({key for typed in written for key in typed})
    # No line of data may look like one of these.
    pinyin, prompt, phrase = _free(written)
    lines = [
        f"KeyCode={''.join(keys)}",
        f"Length={max(map(len, written), default=1)}",
        *(f"Pinyin={pinyin}", f"Prompt={prompt}", f"ConstructPhrase={phrase}"),
        "[Data]",
        *(f"{typed} {text}" for typed, text in sorted(written.items())),
    ]
    return "\n".join([*lines, ""])


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield what sequences of keys can't say, and what such a table can't hold."""
    yield from written_for_tables(compiled._rules).losses


def _free(written: dict[str, str]) -> list[str]:
    begun = {typed[0] for typed in written}
    free = [char for char in SPECIAL if char not in begun]
    return [*free, *map(chr, range(1, 4))][:3]
