"""What a word may be: every kind of text that we know, and what a word costs if it is that."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from ..informal import english
from ..informal.decoder import decoder
from ..informal.model.file import Model, find_modelled, model

INFORMAL = "-informal"
#: Nats against a reading before anything is read: how seldom each kind of text is met, and each language.
PRIOR = {"english": 0.0, "cyrillic": 0.0, "romanised": 0.7, "other": 5.0, "layout": 4.0}
RARER = {"bg": 0.6, "uk": 0.8, "sr": 0.3, "mk": 2.0, "be": 0.3}
#: How much likelier it is that a layout was left on: nobody means what comes of it.
LEFT_ON = 1.0
#: What an unlisted Cyrillic word costs above its letters, in nats, and how far these tell.
UNLISTED, BY_LETTERS = 3.4, 0.9
#: The same for a word in some other language in Latin, by the letters of English; a letter with a mark costs more.
OTHER_WORD, LIKE_ENGLISH, MARKED = 2.0, 0.78, 1.0
#: The Serbian lexicon comes from text in Latin, where foreign words keep their spelling. The letters of Serbian that
#: English may have written, and how many nats a word may look more English before it counts as one.
LETTER_BY_LETTER = str.maketrans("абвгдезијклмнопрстуфхц", "abvgdezijklmnoprstufhc")
AS_ENGLISH = 2.0
#: Words whose costs are remembered.
REMEMBERED = 50_000
#: What letters drawn out cost, in nats.
DRAWN_OUT = 2.0
ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
UNMARKED = str.maketrans({"ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe"})


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One thing that a text may be, and what a lower-case word costs if it is that: -ln of its probability."""

    kind: str
    language: str
    scheme: str
    cost: Callable[[str], float]

    @property
    def prior(self) -> float:
        left_on = self.kind == "layout" and self.language == "en"
        return PRIOR[self.kind] + RARER.get(self.language, 0.0) - (LEFT_ON if left_on else 0.0)


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that are told apart: each with an informal table and a model to read it by.

    >>> {"bg", "ru", "uk"} <= set(languages())
    True
    """
    from ..table.library import tables

    read = (table_id.removesuffix(INFORMAL) for table_id in tables if table_id.endswith(INFORMAL))
    return tuple(language for language in read if language in find_modelled())


@cache
def hypotheses(is_cyrillic: bool) -> tuple[Hypothesis, ...]:
    """Return what a word in Cyrillic letters, or in Latin ones, may be, wrong layouts apart."""
    if is_cyrillic:
        own = {"sr": in_serbian}
        return tuple(
            Hypothesis("cyrillic", language, "", own.get(language) or partial(native, model(language)))
            for language in languages()
        )
    romanised = (
        Hypothesis("romanised", language, f"{language}{INFORMAL}", _cost_romanised(language))
        for language in languages()
    )
    return (Hypothesis("english", "en", "", in_english), Hypothesis("other", "", "", _foreign), *romanised)


@cache
def costs_of(is_cyrillic: bool) -> Callable[[str], tuple[float, ...]]:
    """Return what a lower-case word costs by each of `hypotheses`.

    >>> [h.language for h, cost in zip(hypotheses(False), costs_of(False)("6te")) if cost < 8]
    ['bg']
    """
    every = hypotheses(is_cyrillic)
    return lru_cache(REMEMBERED)(lambda word: tuple([h.cost(word) for h in every]))


def totals(rows: Iterable[Sequence[float]]) -> list[float]:
    """Return costs of several words by the same hypotheses as costs of all of them.

    >>> totals([(1.0, 2.0), (3.0, 4.0)])
    [4.0, 6.0]
    """
    return [sum(column) for column in zip(*rows, strict=True)]


def native(lexicon: Model, word: str, by_letters: float = BY_LETTERS) -> float:
    """Return -ln of the probability of a lower-case word in a model's language; `by_letters`: how far letters tell.

    >>> native(model("ru"), "класс") < native(model("ru"), "клаааасс") < native(model("ru"), "клслсас")
    True
    """
    word = word.replace("ё", "е")
    share = lexicon.share(word)
    if share is not None:
        return share
    cost = UNLISTED + by_letters * lexicon.spell(word)
    if ELONGATED.search(word):
        short = (lexicon.share(ELONGATED.sub(kept, word)) for kept in (r"\1", r"\1\1"))
        return min([cost, *(share + DRAWN_OUT for share in short if share is not None)])
    return cost


def in_english(word: str) -> float:
    """Return the same for English, where a word may have an ending of its own: `Ivan's`."""
    return min(english.cost(word), native(english.english(), word))


def in_serbian(word: str) -> float:
    """Return the same for Serbian in Cyrillic, which does not write English words letter by letter.

    >>> in_serbian("гоогле") - native(model("sr"), "гоогле") > 5 > in_serbian("школа") - native(model("sr"), "школа")
    True
    """
    lexicon, foreign = model("sr"), english.english()
    cost = native(lexicon, word)
    latin = word.translate(LETTER_BY_LETTER)
    share = foreign.share(latin) if latin.isascii() else None
    if share is None or lexicon.share(word) is None:
        return cost
    return cost + math.log1p(math.exp(cost - share + lexicon.spell(word) - foreign.spell(latin) - AS_ENGLISH))


def _foreign(word: str) -> float:
    # Other languages in Latin put letters together more as English does than a wrong layout would.
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).translate(UNMARKED)
    marked = sum(c > "\x7f" for c in word)
    return OTHER_WORD + LIKE_ENGLISH * english.english().spell(plain) + MARKED * marked


def _cost_romanised(language: str) -> Callable[[str], float]:
    reader = decoder(f"{language}{INFORMAL}")
    # Each letter's most usual spelling is free: a language that has many ways to write a letter is no less likely.
    usual: dict[str, float] = {}
    for (letters, _), nats in reader.channel.costs.items():
        if len(letters) == 1:
            usual[letters] = min(nats, usual.get(letters, nats))

    def cost(word: str) -> float:
        found = reader.reading(word).found
        costs = [c - sum([usual.get(x, 0.0) for x in text.replace("ё", "е")]) for c, text in found]
        least = min(costs, default=math.inf)
        total = sum([math.exp(least - c) for c in costs])
        return min(least - math.log(total) if costs else least, 12 + 3.5 * len(word))

    return cost
