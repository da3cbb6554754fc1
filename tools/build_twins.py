"""Write the words that Latin look-alikes alone can spell: `python -m tools.build_twins`, once the models are made anew.

They are the words of a language's model that its lists lack. What looks the same as a word of English, or of any other
language in Latin letters that wordfreq counts, is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from translit.checking.facts import rules
from translit.checking.language import languages, load_language
from translit.checking.twin_words import HERE, KINDS, NOWHERE, SHARED, SIGNS, TWO_SIGNS, ArcKind
from translit.checking.words import known_words
from translit.informal.model.file import model

FOLDER = Path(__file__).parents[1] / "translit" / "informal" / "data"
HEAD = "# By tools/build_twins.py: words of {code}.bin, without those that wordfreq 3.1.1 has in Latin. CC BY-SA 4.0.\n"
#: Fewer letters are an acronym more often than a word, and so many are unless the word is common, in nats.
SHORTEST, COMMON = 4, 15.5
#: What wordfreq calls the other languages in Latin letters.
LATIN = "en de fr es it pt nl pl cs sk sl sh hu ro ca sv da nb fi is lt lv tr id ms fil vi"
#: Sounds that are drawn out: аааа, хахаха.
_DRAWN_OUT = re.compile(r"(.)\1\1|(..)\2\2")
#: What looks like the name of a package for Python.
_PACKAGE = re.compile("ру.{2,3}")
#: Stands behind a word in a tree.
_END = ""

Tree = dict[str, "Tree"]


class Arc(NamedTuple):
    """A letter, the number of the row behind it, and whether a word ends between."""

    letter: str
    goal: int
    ends: int


@cache
def latin_words() -> frozenset[str]:
    """Return the words of other languages that no word of ours may look like."""
    from wordfreq import get_frequency_dict

    english = (word for word, _ in model("en").words())
    return rules().latin_twins.union(english, *(get_frequency_dict(code, "best") for code in LATIN.split()))


def twin_words(code: str) -> list[str]:
    """Return the words of a language that are to be packed, in alphabetical order."""
    listed, latin = known_words(load_language(code)), latin_words()
    twins = str.maketrans({cyrillic: twin.lower() for cyrillic, twin in rules().to_latin.items() if cyrillic.isupper()})
    words = (
        word
        for word, nats in model(code).words()
        if len(word) > SHORTEST or (len(word) == SHORTEST and nats <= COMMON)
        if word not in listed and not _DRAWN_OUT.search(word) and not _PACKAGE.fullmatch(word)
    )
    looks = ((word, word.upper().translate(twins)) for word in words)
    return sorted(word for word, look in looks if look.isascii() and look.isalpha() and look not in latin)


def rows_of(words: Iterable[str]) -> list[tuple[Arc, ...]]:
    """Return the rows of the smallest automaton that knows these words, each behind those that it leads to.

    >>> rows_of(["ра", "рука", "ка"])[-1]
    (Arc(letter='к', goal=1, ends=0), Arc(letter='р', goal=3, ends=0))
    """
    tree: Tree = {}
    for word in words:
        row = tree
        for letter in word:
            row = row.setdefault(letter, {})
        row[_END] = {}
    numbers: dict[tuple[Arc, ...], int] = {}

    def number(row: Tree) -> int:
        arcs = tuple(
            Arc(letter, number(row[letter]), int(_END in row[letter])) for letter in sorted(row) if letter != _END
        )
        return numbers.setdefault(arcs, len(numbers))

    number(tree)
    return [*numbers]


def pack(words: Iterable[str]) -> str:
    """Return the text that `TwinWords` reads.

    >>> from translit.checking.twin_words import TwinWords
    >>> sorted(TwinWords(pack(["метро", "ветра", "ветром", "метром"])))
    ['ветра', 'ветром', 'метро', 'метром']
    """
    rows = rows_of(words)
    letters = "".join(letter for letter, _ in Counter(arc.letter for row in rows for arc in row).most_common())
    led_to = Counter(arc.goal for row in rows for arc in row if rows[arc.goal])
    ranks = {goal: rank for rank, (goal, times) in enumerate(led_to.most_common()) if times > 1}

    def written(number: int) -> Iterator[str]:
        for place, (letter, goal, ends) in enumerate(rows[number], 1):
            leads = SHARED if goal in ranks else HERE if rows[goal] else NOWHERE
            kind = KINDS.index(ArcKind(leads, ends, int(place == len(rows[number]))))
            yield signs_of(kind * len(letters) + letters.index(letter))
            yield from [signs_of(ranks[goal])] if leads == SHARED else written(goal)

    return f"{letters} {''.join(sign for number in (*ranks, len(rows) - 1) for sign in written(number))}"


def signs_of(number: int) -> str:
    """Return a number as one sign, or two.

    >>> signs_of(0), signs_of(79), signs_of(80), signs_of(172)
    ('#', 'r', 's#', 't#')
    """
    if number < TWO_SIGNS:
        return SIGNS[number]
    first, second = divmod(number - TWO_SIGNS, len(SIGNS))
    return SIGNS[TWO_SIGNS + first] + SIGNS[second]


def main() -> None:
    """Write the files."""
    for code in languages():
        path = FOLDER / f"{code}-twins.txt"
        path.write_text(f"{HEAD.format(code=code)}{pack(twin_words(code))}\n", "utf-8")
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
