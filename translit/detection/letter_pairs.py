"""How likely a text is Cyrillic by each two neighbouring characters: fast, for a text read in a hundred ways."""

from __future__ import annotations

import unicodedata
from functools import cache

from ..informal.model.file import Model, model
from .hypotheses import languages

#: What is odd costs so many nats: a letter of no language here, Latin with a mark, a sign of print, any other sign.
RARE_LETTER, MARKED_LATIN, PRINTED, ODD = 7.0, 5.0, 4.0, 9.0
#: A capital inside a word, one at its start, letters of two scripts side by side.
INNER_CAPITAL, CAPITAL, MIXED = 8.0, 2.0, 6.0
SIGNS = frozenset("«»„“”‘’–—…№§°\xa0•€©")
#: Signs that never stand beside a letter without a blank, and what one costs that does.
STICKING, STUCK = frozenset("€£¥¤·•°±÷≈≤≥¬¦"), 4.0
#: What stands before a line.
BEGINNING = "\n"
#: Pairs remembered.
KEPT = 50_000


def is_cyrillic(letter: str) -> bool:
    """Tell whether a character is a letter of the Cyrillic blocks that code pages have.

    >>> is_cyrillic("ж"), is_cyrillic("z")
    (True, False)
    """
    return "\u0400" <= letter <= "\u052f"


def oddness(character: str) -> float:
    """Return what a character costs in Cyrillic text, letters of our languages and ASCII being free.

    >>> oddness("я"), oddness("z"), oddness("╨") > oddness("»") > 0
    (0.0, 0.0, True)
    """
    if character.isascii():
        return 0.0 if character.isprintable() or character in "\t\n\r" else ODD
    if is_cyrillic(character):
        return 0.0 if character.lower() in _letters() else RARE_LETTER
    if character in SIGNS:
        return PRINTED
    return MARKED_LATIN if character.isalpha() and "LATIN" in unicodedata.name(character, "") else ODD


def misfit(first: str, second: str) -> float:
    """Return what two neighbours cost by their cases and scripts.

    >>> misfit("а", "Б"), misfit("А", "б"), misfit("r", "б")
    (8.0, 0.0, 6.0)
    """
    if not second.isalpha():
        return STUCK if second in STICKING and first.isalpha() else 0.0
    if not first.isalpha():
        if first in STICKING:
            return STUCK
        return CAPITAL if first != BEGINNING and second.isupper() and is_cyrillic(second) else 0.0
    if is_cyrillic(first) != is_cyrillic(second):
        return MIXED
    return INNER_CAPITAL if is_cyrillic(second) and first.islower() and second.isupper() else 0.0


class _Pairs(dict[tuple[str, str], float]):
    """Two neighbours -> what the second one costs behind the first, in nats."""

    def __missing__(self, pair: tuple[str, str]) -> float:
        if len(self) >= KEPT:
            self.clear()
        first, second = pair
        cost = self[pair] = oddness(second) + misfit(first, second) + _cost(first.lower(), second.lower())
        return cost


def _cost(first: str, second: str) -> float:
    if not is_cyrillic(first) and not is_cyrillic(second):
        return 0.0
    return min([_in_language(model(language), first, second) for language in languages()])


def _in_language(lexicon: Model, first: str, second: str) -> float:
    """Return what a letter costs behind another, a word behind what is no letter, or its end before such."""
    before = lexicon.code.get(first, 0) if is_cyrillic(first) else lexicon.edge
    code = lexicon.code.get(second, 0) if is_cyrillic(second) else lexicon.edge
    if not code:
        return 12.0
    start = lexicon.start if before == lexicon.edge else lexicon.spelled.empty
    state = start if before in (0, lexicon.edge) else lexicon.step(start, before)[1]
    return lexicon.step(state, code)[0]


@cache
def _letters() -> frozenset[str]:
    return frozenset().union(*alphabets())


@cache
def alphabets() -> tuple[frozenset[str], ...]:
    """Return the letters of each of our languages.

    >>> [language for language, letters in zip(languages(), alphabets()) if "ѓ" in letters]
    ['mk']
    """
    return tuple(
        frozenset([*model(language).letters, *("ё" if "э" in model(language).letters else "")])
        for language in languages()
    )


_pairs = _Pairs()


def cost_by_pairs(text: str) -> float:
    """Return what a text costs, in nats, if it is Cyrillic of our languages; ASCII is free.

    >>> cost_by_pairs("Привет") < cost_by_pairs("оПХБЕР")
    True
    """
    return sum(map(_pairs.__getitem__, zip(BEGINNING + text, f"{text} ", strict=True)))


def average_cost(text: str) -> float:
    """Return the same for each character that is not ASCII; nothing where all are.

    >>> average_cost("Ще дойда утре") < 4 < average_cost("бНОПНЯ")
    True
    """
    count = sum([not character.isascii() for character in text])
    return cost_by_pairs(text) / count if count else 0.0
