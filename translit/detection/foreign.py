"""Languages that we have no model of: what a word costs if it is of one of them, and which of them words are of."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache

from ..informal import english
from ..resources import read_toml

#: What one of the commonest words of some language costs, in nats.
COMMON = 7.5
#: What any other word in Cyrillic costs, and each letter of it: hardly more than letters of our languages, for which
#: words of theirs look odd; a letter beyond the Russian ones, and a word without vowels.
WORD, A_LETTER, SPECIAL, NO_VOWEL = 1.5, 2.6, 1.0, 6.0
#: The same for a word in Latin, by the letters of English; a letter with a mark costs more.
LATIN_WORD, LIKE_ENGLISH, MARKED = 2.0, 0.78, 1.0
#: Nats against a letter that a language has not.
NOT_ITS_OWN = 8.0
UNMARKED = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
#: What a digit in a word costs.
DIGITS, DIGIT = 3.0, re.compile("[0-9]")
SPECIAL_LETTERS = re.compile("[^а-яё]")
VOWEL = re.compile("[аеёиоуыэюяіїєѣѫѭѵӏӑӕәӗӧөӱӳүұӓӹӣӯўæ]").search


def foreign(is_cyrillic: bool) -> Callable[[str], float]:
    """Return what a lower-case word costs in a language that we have no model of, in Cyrillic or in Latin.

    >>> foreign(True)("және") < foreign(True)("бөлмеде")
    True
    """
    common = frozenset().union(*_words("cyrillic" if is_cyrillic else "latin").values())
    other = _cost_in_cyrillic if is_cyrillic else _cost_in_latin
    return lambda word: COMMON if word in common else other(word)


def name(words: Iterable[str]) -> tuple[str, float]:
    """Return which language lower-case words in Cyrillic are of, and how probable that is among those that we name.

    >>> name(["менің", "атым", "айгүл"])[0], name(["дагда"])[1] < 0.5
    ('kk', True)
    """
    letters = {language: frozenset(said["letters"]) for language, said in _said("cyrillic").items()}
    costs = dict.fromkeys(letters, 0.0)
    for word in words:
        special = SPECIAL_LETTERS.findall(word)
        for language, common in _words("cyrillic").items():
            own = sum([letter in letters[language] for letter in special])
            costs[language] += NOT_ITS_OWN * (len(special) - own)
            costs[language] -= max(_cost_in_cyrillic(word) - COMMON, 0.0) if word in common else 0.0
    best = min(costs, key=costs.__getitem__)
    return best, 1 / sum([math.exp(costs[best] - cost) for cost in costs.values()])


@cache
def _said(script: str) -> dict[str, dict[str, str]]:
    return read_toml(f"detection/foreign_{script}.toml")


@cache
def _words(script: str) -> dict[str, frozenset[str]]:
    return {language: frozenset(said["words"].split()) for language, said in _said(script).items()}


def _cost_in_cyrillic(word: str) -> float:
    cost = WORD + A_LETTER * (1 + len(word)) + SPECIAL * len(SPECIAL_LETTERS.findall(word))
    return cost if VOWEL(word) else cost + NO_VOWEL


def _cost_in_latin(word: str) -> float:
    # Other languages in Latin put letters together more as English does than a wrong layout would.
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).translate(UNMARKED)
    marked = sum(c > "\x7f" for c in word)
    digits, plain = len(DIGIT.findall(plain)), DIGIT.sub("", plain)
    return DIGITS * digits + LATIN_WORD + LIKE_ENGLISH * english.english().spell(plain) + MARKED * marked
