"""What the law of the keys is asked of, every scheme and style of a language, and what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from translit import tables
from translit.convert.transliterator import compile_table
from translit.informal.writing import styles
from translit.search.folding import folding
from translit.search.key_tables import Level, deviations


class Writer(NamedTuple):
    """A scheme, or a style of an informal table, as what it makes of Cyrillic."""

    name: str
    is_scheme: bool
    write: Callable[[str], str]


@cache
def writers(language: str) -> tuple[Writer, ...]:
    """Return everybody who writes a language in Latin: found in the tables, so that new ones are covered."""
    found = [
        Writer(name, True, compile_table(name).transliterate)
        for name, table in tables.items()
        if table.kind == "scheme" and table.language in (language, "mul")
        if (table.source_script, table.target_script) == ("Cyrl", "Latn")
    ]
    informal = f"{language}-informal"
    found += [
        Writer(style, False, compile_table(informal, style=style).transliterate)
        for style in styles(informal)
        if "scheme" not in tables[informal].extra["styles"][style]
    ]
    return tuple(found)


def excused(language: str, level: Level, writer: Writer, text: str) -> bool:
    """Tell whether a recorded exception says that this writer's key of a text may be another."""
    found = [each for each in deviations(language) if each.by in (writer.name, "*") and each.level in ("", level)]
    return any(letters in f"{text.lower()}$" for each in found for letters in each.letters)


class Broken(NamedTuple):
    """A word that a writer's Latin is not found by."""

    writer: str
    text: str
    latin: str
    key: str
    other: str


def broken(
    language: str, level: Level, words: tuple[str, ...], *, excuse: bool = True, by: str = "*"
) -> Iterator[Broken]:
    """Yield where the law does not hold and no exception says so; strict keys promise nothing of informal styles."""
    key = folding(language, level)
    keys = [(word, key(word)) for word in words]
    for writer in writers(language):
        if (level == "strict" and not writer.is_scheme) or by not in ("*", writer.name):
            continue
        for word, wanted in keys:
            latin = writer.write(word)
            if (found := key(latin)) != wanted and not (excuse and excused(language, level, writer, word)):
                yield Broken(writer.name, word, latin, wanted, found)
