"""A name as each scheme, each decade's passport and people write it in Latin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..convert.transliterator import Transliterator, compile_table
from ..informal.texts import decode
from ..informal.writing import scheme_of, styles
from ..table.library import heads, tables
from .key_tables import require_language

CYRILLIC = re.compile("[\u0400-\u052f]").search
#: What a spelling weighs that the official scheme writes, another in force, one that is no standard or none any more,
#: and people.
OFFICIAL, IN_FORCE, CUSTOM, SUPERSEDED, INFORMAL = 20.0, 4.0, 2.0, 1.5, 1.0


@dataclass(frozen=True, slots=True)
class Variant:
    """One spelling of a name, with the schemes and styles (`bg-informal:mail`) that write it so."""

    text: str
    schemes: tuple[str, ...]


def variants(name: str, language: str = "bg") -> list[Variant]:
    """Return the Latin spellings of a name, the most usual first; one in Latin is read first. Raises UnknownChoice.

    >>> [v.text for v in variants("Юлия")][:3], variants("Юлия")[0].schemes[0]
    (['Yulia', 'Iuliia', 'Yuliya'], 'bg-streamlined-2009')
    >>> variants("Pushkin", "ru")[-1]
    Variant(text='Pouchkine', schemes=('ru-mvd-310-1997-fr',))
    """
    require_language(language)
    text = name if CYRILLIC(name) else decode(name, f"{language}-informal", keep_english=False)
    found: dict[str, list[tuple[float, str]]] = {}
    for weight, scheme, writer in _writers(language):
        found.setdefault(writer.transliterate(text), []).append((weight, scheme))
    ranked = sorted(found.items(), key=lambda item: -sum(weight for weight, _ in item[1]))
    return [Variant(spelling, tuple(scheme for _, scheme in sorted(by, reverse=True))) for spelling, by in ranked]


@cache
def _writers(language: str) -> tuple[tuple[float, str, Transliterator], ...]:
    return tuple(_schemes(language)) + tuple(_styles(language))


def _schemes(language: str) -> Iterator[tuple[float, str, Transliterator]]:
    official = tables[f"{language}-informal"].extra["styles"]["official"]["scheme"]
    for name, head in heads().items():
        if head["kind"] != "scheme" or head["language"] not in (language, "mul"):
            continue
        if (head["source-script"], head["target-script"]) == ("Cyrl", "Latn"):
            status = tables[name].status
            weight = {"": CUSTOM, "in-force": IN_FORCE}.get(status.state if status else "", SUPERSEDED)
            yield OFFICIAL if name == official else weight, name, compile_table(name)


def _styles(language: str) -> Iterator[tuple[float, str, Transliterator]]:
    table = f"{language}-informal"
    for style in styles(table):
        if scheme_of(table, style) is None:
            yield INFORMAL, f"{table}:{style}", compile_table(table, style=style)
