"""What is typed into every host and every exported file: the same keys, so that all give the same text.

A table gets 200 sequences: its samples, letters that collide, dead ends, capitals, backspaces, and for a layout the
levels of its keyboard. They are drawn by the table's own id, so that a failure comes again.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from tests.examples import is_night
from translit import tables
from translit.convert.transliterator import Transliterator
from translit.engine import InputEngine
from translit.machine.keys import drawn_levels
from translit.table.dead_keys import mark_of
from translit.table.value import BASES

COUNT = 200
BACKSPACE = "\b"
#: What no table names: it ends whatever was pending.
STRANGE = " .,-7ß"


class Press(NamedTuple):
    """A key, named by the character that the base keyboard gives; the level is named where that does not tell it."""

    key: str
    level: str = ""


#: Tables that are typed by most, or have what few others have: contexts, dead keys, two letters on a key.
NAMED = (
    *("bg-translit", "ru-translit-net", "bg-phonetic-traditional", "bg-streamlined-2009", "sah-windows", "sr-latin"),
    "sr-cyrillic",
)

Sequence_ = tuple[Press, ...]


#: What sequences are typed by: keys that are guessed are typed elsewhere.
TYPED = [table_id for table_id in tables if tables[table_id].kind != "informal"]


def some(tables: Iterable[str], every: int) -> list[str]:
    """Return the tables that are named, and by day one in so many of the others: there are hundreds, all alike."""
    found = sorted(tables)
    return [table_id for place, table_id in enumerate(found) if is_night() or table_id in NAMED or place % every == 0]


def sequences(compiled: Transliterator, *, levels: Sequence[str] = (), backspaces: bool = True) -> list[Sequence_]:
    """Return what to type by a table; with `levels` a layout's keys are pressed on these, too."""
    rng = random.Random(compiled.table.id)
    letters = alphabet(compiled)
    drawn = list(_samples(compiled))[: COUNT // 2]
    while len(drawn) < COUNT:
        kind = len(drawn) % 4
        text = "".join(rng.choices(letters, k=rng.randrange(1, 12)))
        if kind == 1:
            text = rng.choice([text.upper(), text.title()])
            text = "".join(char for char in text if char in letters) or rng.choice(letters)
        if kind == 2:
            text = "".join(char + rng.choice(["", "", rng.choice(STRANGE)]) for char in text)
        presses = [Press(key) for key in text]
        if kind == 3 and levels:
            presses = [each for press in presses for each in _on_levels(press, compiled, levels, rng)]
        elif kind == 3 and backspaces:
            presses = [each for press in presses for each in (press, *_taken_back(rng))]
        drawn.append(tuple(presses))
    return drawn


def typed(compiled: Transliterator, presses: Sequence_, *, addresses: bool | None = None) -> str:
    """Return the text that the engine of this package gives.

    >>> from translit import compile_table
    >>> typed(compile_table("bg-translit"), (Press("s"), Press("h"), Press(BACKSPACE), Press("a")))
    'са'
    """
    engine, text = InputEngine(compiled, addresses=addresses), ""
    for key, level in presses:
        edit = engine.backspace() if key == BACKSPACE else engine.feed(key, level)
        text = text[:-1] if edit is None else edit.apply(text)
    return text


def alphabet(compiled: Transliterator) -> list[str]:
    """Return the characters that a table reads, and that a keyboard may have."""
    table = compiled.table
    if table.kind == "layout":
        return [char for row in BASES[table.base] for chars in row for char in chars]
    read = compiled._rules.lazy.meaning.facts.alphabet
    return sorted({c for letter in read for c in (letter, letter.upper()) if len(c) == 1 and c.isprintable()})


def on_base(press: Press) -> str:
    """Return the character that a key of a level of AltGr gives without it, Shift held as it is there."""
    rows = [(row.plain, row.shift) for rows in BASES.values() for row in rows]
    small, big = ("".join(side) for side in zip(*rows, strict=True))
    other = big if press.level.endswith("shift") else small
    return other[(small if press.key in small else big).index(press.key)]


def _samples(compiled: Transliterator) -> Iterator[Sequence_]:
    for sample in compiled.table.samples:
        if sample.reverse == compiled.reverse and not sample.level and "\n" not in sample.source:
            yield tuple(map(Press, sample.source[:60]))


def _on_levels(press: Press, compiled: Transliterator, levels: Sequence[str], rng: random.Random) -> Iterator[Press]:
    """Yield a key, maybe on a level, and before it maybe a dead one of those that levels have."""
    drawn = drawn_levels(compiled.table)
    # Those of other levels are the key itself, which twice is one sign: a sequence may have it by both names.
    dead = [each for each in dead_keys(compiled, levels) if "altgr" in each.level]
    if dead and rng.random() < 0.3:
        yield rng.choice(dead)
    level = rng.choice(["", *levels])
    yield Press(press.key, level) if press.key in drawn.get(level, {}) else press


def dead_keys(compiled: Transliterator, levels: Sequence[str]) -> list[Press]:
    """Return the keys of levels that put a mark on what comes behind them."""
    drawn = drawn_levels(compiled.table) if levels else {}
    return [Press(key, level) for level in levels for key, cell in drawn.get(level, {}).items() if mark_of(cell)]


def _taken_back(rng: random.Random) -> Iterator[Press]:
    if rng.random() < 0.3:
        yield from [Press(BACKSPACE)] * rng.randrange(1, 3)
