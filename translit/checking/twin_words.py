"""Words that Latin look-alikes alone can spell and that no list names: an automaton, one or two signs an arc.

A row is one arc after another. An arc is a number: its kind times how many letters there are, plus the place of its
letter. Behind it stands the row that it leads to, or, where several arcs lead to that row, its number. Those rows come
first, by their numbers, and last the row that words begin in. `tools/build_twins.py` writes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, Union

from ..resources import read_text
from .language import Language

#: What an arc leads to: no more letters, the row behind it, a row that others lead to.
NOWHERE, HERE, SHARED = range(3)


class ArcKind(NamedTuple):
    """What an arc leads to, whether a word ends behind it, and whether it is its row's last."""

    goal: int
    ends: int
    last: int


#: The kinds by their numbers, common ones first.
KINDS = (
    ArcKind(NOWHERE, 1, 0),
    ArcKind(SHARED, 0, 0),
    ArcKind(HERE, 0, 1),
    ArcKind(SHARED, 0, 1),
    ArcKind(NOWHERE, 1, 1),
    ArcKind(HERE, 0, 0),
    ArcKind(SHARED, 1, 0),
    ArcKind(SHARED, 1, 1),
    ArcKind(HERE, 1, 0),
    ArcKind(HERE, 1, 1),
)
#: A number is one of these signs, or two of them if it is not below this.
SIGNS = "".join(map(chr, range(ord("#"), 127)))
TWO_SIGNS = 80

#: The letters of a row, each with the row that it leads to, or its number, and whether a word ends there.
Row = dict[str, tuple[Union["Row", int], int]]


class TwinWords:
    """The words of one packed text, unpacked when first asked for."""

    __slots__ = ("_rows", "packed")

    def __init__(self, packed: str) -> None:
        #: The letters, a blank, and the rows.
        self.packed: str = packed
        self._rows: list[Row] = []

    def __contains__(self, word: str) -> bool:
        rows = self._rows = self._rows or _unpack(self.packed)
        row, ends = rows[-1], 0
        for letter in word:
            if letter not in row:
                return False
            goal, ends = row[letter]
            row = rows[goal] if isinstance(goal, int) else goal
        return bool(ends)

    def __iter__(self) -> Iterator[str]:
        rows = self._rows = self._rows or _unpack(self.packed)
        ways: list[tuple[str, Row]] = [("", rows[-1])]
        while ways:
            head, row = ways.pop()
            for letter, (goal, ends) in row.items():
                if ends:
                    yield head + letter
                ways.append((head + letter, rows[goal] if isinstance(goal, int) else goal))


def _unpack(packed: str) -> list[Row]:
    letters, _, signs = packed.partition(" ")
    numbers, rows = _numbers(signs), list[Row]()
    while row := _read_row(numbers, letters):
        rows.append(row)
    return rows or [{}]


def _numbers(signs: str) -> Iterator[int]:
    coming = map(SIGNS.index, signs)
    for number in coming:
        yield number if number < TWO_SIGNS else TWO_SIGNS + (number - TWO_SIGNS) * len(SIGNS) + next(coming)


def _read_row(numbers: Iterator[int], letters: str) -> Row:
    row: Row = {}
    for number in numbers:
        kind, letter = divmod(number, len(letters))
        goal, ends, last = KINDS[kind]
        row[letters[letter]] = next(numbers) if goal == SHARED else _read_row(numbers, letters) if goal else {}, ends
        if last:
            break
    return row


@cache
def twin_words(language: Language) -> TwinWords:
    """Return the words of a language; none if nobody has made a file of them.

    >>> from translit.checking.language import load_language
    >>> "ресторану" in twin_words(load_language("ru")), "рестарану" in twin_words(load_language("ru"))
    (True, False)
    """
    try:
        text = read_text(f"informal/data/{language.code}-twins.txt")
    except OSError:
        text = ""
    return TwinWords(text.partition("\n")[2].rstrip("\n"))


BROWSER: dict[str, object] = {
    "arc_kinds": KINDS,
    "arc_signs": SIGNS,
    "two_signs": TWO_SIGNS,
    "packed_twin_words": lambda language: twin_words(language).packed,
}
