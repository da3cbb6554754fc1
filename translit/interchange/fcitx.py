"""A table for Fcitx 5 (libime): sequences of keys, the longest of which wins."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..machine.trie import with_first_keys, written_as_sequences

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
AutoSelectLength=-1
NoMatchAutoSelectLength=-1
CommitRawInput=True"""
TYPABLE = frozenset(map(chr, range(0x21, 0x7F)))
#: What lines of special kinds begin with: of these the first three that no key is are taken.
SPECIAL = "@&^~|_#$%*`{}<>?!QXJZ"


def export(compiled: Transliterator) -> str:
    """Return the source of the table, as `libime_tabledict` takes it."""
    sequences = with_first_keys(written_as_sequences(compiled._rules).written)
    written = {typed: text for typed, text in sequences.items() if _fits(typed, text)}
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
    sequences = written_as_sequences(compiled._rules)
    yield from sequences.losses
    for typed, text in sorted(sequences.written.items()):
        if not _fits(typed, text):
            yield f"{typed!r} → {text!r}: keys are what is seen in ASCII, and a text is neither empty nor a blank"


def _free(written: dict[str, str]) -> list[str]:
    begun = {typed[0] for typed in written}
    free = [char for char in SPECIAL if char not in begun]
    return [*free, *map(chr, range(1, 4))][:3]


def _fits(typed: str, text: str) -> bool:
    return TYPABLE.issuperset(typed) and not any(char.isspace() for char in text) and bool(text)
