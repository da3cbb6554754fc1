"""What a posted form says: newlines normalised, then converted if nobody has yet, then checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..checking.budget import BUDGET, PLAIN_SHARE
from ..checking.length import normalise_newlines
from ..convert.transliterator import compile_table
from ..engine import InputEngine
from ..text.scripts import script_of
from .field import TABLES, name_of

if TYPE_CHECKING:
    from pathlib import Path

    from ..checking import Finding, Policy


class Cleaned(NamedTuple):
    """A text ready to be stored, and the errors that stand against it."""

    text: str
    errors: list[Finding]


def clean(
    form: Mapping[str, str],
    name: str = "comment",
    *,
    tables: Iterable[str | Path] = TABLES,
    policy: str | Path | Policy = "comment",
) -> Cleaned:
    """Return the text of one field of a posted form, converted and checked.

    >>> clean({"comment": "zdrawejte\\r\\n", "comment-mode": "bg-phonetic-traditional", "comment-by": "server"})
    Cleaned(text='здравейте\\n', errors=[])
    >>> [error.code for error in clean({"comment": " "}).errors]
    ['required']

    Only the `tables` named, by id or by the path of a file of your own, may convert: what else a form asks for is
    ignored. Raises PolicyError, and for a table what `add_table` does.
    """
    from .findings import find_blocking

    text = convert_posted(
        form.get(name, ""), mode=form.get(f"{name}-mode", ""), by=form.get(f"{name}-by", ""), tables=tables
    )
    return Cleaned(text, find_blocking(text, policy))


def convert_posted(text: str, *, mode: str, by: str, tables: Iterable[str | Path] = TABLES) -> str:
    """Return a posted text with newlines as LF, converted by the table `mode` unless the browser has done so.

    >>> convert_posted("iPhone", mode="bg-phonetic-traditional", by="client")
    'iPhone'
    """
    text = normalise_newlines(text)
    # Nothing of that length is looked into once it is converted, either.
    if by == "client" or mode not in set(map(name_of, tables)) or len(text) > BUDGET * PLAIN_SHARE:
        return text
    table = compile_table(mode)
    if not _has_letters_of(table.table.target_script, text):
        return table.transliterate(text)
    # Part of it was typed in its own letters, by whom punctuation is meant as it stands.
    keys, written = InputEngine(table, addresses=False), list[str]()
    for key in text:
        edit = keys.feed(key)
        del written[len(written) - edit.delete :]
        written += edit.insert
    return "".join(written)


def _has_letters_of(script: str, text: str) -> bool:
    """Tell whether a text has a letter of a script already.

    >>> _has_letters_of("Cyrl", "iPhone и"), _has_letters_of("Cyrl", "123")
    (True, False)
    """
    return any(script_of(char) == script for char in set(text) if char.isalpha())
