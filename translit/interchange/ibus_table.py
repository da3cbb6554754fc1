"""A table for ibus-table, the table engine of IBus: sequences of keys, the longest of which wins."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..machine.trie import written_for_tables

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

FILE = "{id}.txt"
INSTALL = """\
`ibus-table-createdb -n bg-phonetic-traditional.db -s bg-phonetic-traditional.txt`, copy the .db file to
/usr/share/ibus-table/tables (or ~/.local/share/ibus-table/tables), and restart IBus (`ibus restart`)."""
#: The same table has the same number everywhere.
_SPACE = uuid.UUID("6a1ad1a5-6a52-4a0c-8ac4-1d2b7f0c5f5e")


def export(compiled: Transliterator) -> str:
    """Return the source of the table, as `ibus-table-createdb` takes it."""
    table = compiled.table
    written = written_for_tables(compiled._rules).written
    name = f"{table.id}{'-reverse' * compiled.reverse}"
    told = {
        "NAME": table.name["en"],
        "UUID": str(uuid.uuid5(_SPACE, name)),
        "SERIAL_NUMBER": "20260101",
        "LANGUAGES": table.language,
        "SYMBOL": table.language,
        "DESCRIPTION": f"{name}, of translit-toolkit",
        "LICENSE": " ".join(table.licence_note.split()),
        "VALID_INPUT_CHARS": "".join(sorted({key for typed in written for key in typed})),
        "MAX_KEY_LENGTH": str(max(map(len, written), default=1)),
        "LAYOUT": "us",
        "AUTO_COMMIT": "TRUE",
        "AUTO_SELECT": "TRUE",
        "AUTO_WILDCARD": "TRUE",
        "DEF_FULL_WIDTH_PUNCT": "FALSE",
        "DEF_FULL_WIDTH_LETTER": "FALSE",
        "USER_CAN_DEFINE_PHRASE": "FALSE",
        "PINYIN_MODE": "FALSE",
        "DYNAMIC_ADJUST": "FALSE",
        "SELECT_KEYS": "F1,F2,F3,F4,F5,F6,F7,F8,F9",
    }
    lines = ["### File header must not be modified", "SCIM_Generic_Table_Phrase_Library_TEXT", "VERSION_1_0"]
    lines += ["BEGIN_DEFINITION", *(f"{key} = {value}" for key, value in told.items() if value), "END_DEFINITION"]
    lines += ["BEGIN_TABLE", *(f"{typed}\t{text}\t0" for typed, text in sorted(written.items())), "END_TABLE"]
    return "\n".join([*lines, ""])


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield what sequences of keys can't say, and what such a table can't hold."""
    yield from written_for_tables(compiled._rules).losses
