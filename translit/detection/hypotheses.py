"""What a word may be: every kind of text that we know, and what a word costs if it is that."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial

from ..informal import english
from ..informal.decoder import decoder
from ..informal.model.file import Model, find_modelled, model
from .foreign import foreign
from .spellings import Spelling, spellings

INFORMAL = "-informal"
#: Nats against a reading before anything is read: how seldom each kind of text is met, and each language.
PRIOR = {"english": 0.0, "cyrillic": 0.0, "romanised": 0.7, "other": 5.0, "layout": 4.0}
#: The same for any other language in Cyrillic.
OTHER_CYRILLIC = 6.0
RARER = {"bg": 0.6, "uk": 0.8, "sr": 0.3, "mk": 2.0, "be": 0.3}
#: How much likelier it is that a layout was left on: nobody means what comes of it.
LEFT_ON = 1.0
#: What an unlisted Cyrillic word costs above its letters, in nats, and how far these tell.
UNLISTED, BY_LETTERS = 3.4, 0.9
#: The Serbian lexicon comes from text in Latin, where foreign words keep their spelling. The letters of Serbian that
#: English may have written, and how many nats a word may look more English before it counts as one.
LETTER_BY_LETTER = str.maketrans("абвгдезијклмнопрстуфхц", "abvgdezijklmnoprstufhc")
AS_ENGLISH = 2.0
#: What each letter of Cyrillic costs that none of our languages has ever had, in nats: қ, ә, һ.
STRANGE_CYRILLIC = re.compile("[\u0492-\u052f]")
#: What a letter that nobody writes a language with costs in it, in nats; stress may stand on any vowel.
STRANGE, STRESSED = 6.0, "áéíóúýàèìòùỳ"
#: The same against a stress mark, which few put on a romanised word: words of other languages have such letters.
MARKED_STRESS = 2.5
#: Words whose costs are remembered.
REMEMBERED = 50_000
#: What letters drawn out cost, in nats.
DRAWN_OUT = 2.0
ELONGATED = re.compile(r"([^\W\d_])\1{2,}")
#: What a word costs above its usual spelling if it is spelled otherwise, and if it ought to be and is not.
OLD_WORD, USUAL_WORD = 1.0, 4.0


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One thing that a text may be, and what a lower-case word costs if it is that: -ln of its probability."""

    kind: str
    language: str
    scheme: str
    #: Threads may have made it twice: it is the same all the same.
    cost: Callable[[str], float] = field(compare=False)
    #: Nats against it before anything is read.
    prior: float = 0.0
    #: A BCP 47 variant: the spelling, where it is not the usual one.
    variant: str = ""


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
    prior = OTHER_CYRILLIC if is_cyrillic else PRIOR["other"]
    other = Hypothesis("other", "", "", foreign(is_cyrillic), prior)
    return (*(_in_cyrillic() if is_cyrillic else _in_latin()), other)


def _in_cyrillic() -> Iterator[Hypothesis]:
    for language in languages():
        cost = {"sr": in_serbian, "be": in_belarusian}.get(language) or by_itself(language)
        yield Hypothesis("cyrillic", language, "", cost, prior_of("cyrillic", language))
    for spelling in spellings():
        prior = prior_of("cyrillic", spelling.language) + spelling.rare
        yield Hypothesis("cyrillic", spelling.language, "", _cost_respelled(spelling), prior, spelling.variant)


def _in_latin() -> Iterator[Hypothesis]:
    yield Hypothesis("english", "en", "", in_english, prior_of("english", "en"))
    for language in languages():
        scheme = f"{language}{INFORMAL}"
        yield Hypothesis("romanised", language, scheme, _cost_romanised(language), prior_of("romanised", language))


def prior_of(kind: str, language: str) -> float:
    """Return nats against a kind of text in a language before anything is read."""
    return PRIOR[kind] + RARER.get(language, 0.0)


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


@cache
def by_itself(language: str) -> Callable[[str], float]:
    """Return what a lower-case word costs in a language in its own script; the last few are remembered."""
    return lru_cache(8)(partial(_in_cyrillic_letters, model(language)))


def _in_cyrillic_letters(lexicon: Model, word: str) -> float:
    return native(lexicon, word) + STRANGE * len(STRANGE_CYRILLIC.findall(word))


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


def in_belarusian(word: str) -> float:
    """Return the same for Belarusian, whose lexicon has no word as it is written behind a vowel.

    >>> in_belarusian("ўжо") == in_belarusian("ужо")
    True
    """
    return by_itself("be")("у" + word[1:] if word.startswith("ў") else word)


def in_serbian(word: str) -> float:
    """Return the same for Serbian in Cyrillic, which does not write English words letter by letter.

    >>> in_serbian("гоогле") - native(model("sr"), "гоогле") > 5 > in_serbian("школа") - native(model("sr"), "школа")
    True
    """
    lexicon, foreign = model("sr"), english.english()
    cost = by_itself("sr")(word)
    latin = word.translate(LETTER_BY_LETTER)
    share = foreign.share(latin) if latin.isascii() else None
    if share is None or lexicon.share(word) is None:
        return cost
    return cost + math.log1p(math.exp(cost - share + lexicon.spell(word) - foreign.spell(latin) - AS_ENGLISH))


def _cost_respelled(spelling: Spelling) -> Callable[[str], float]:
    usual_cost = by_itself(spelling.language)

    def cost(word: str) -> float:
        usual = spelling.usual(word)
        if usual == [word]:
            return usual_cost(word) + (USUAL_WORD if spelling.is_unusual(word) else 0.0)
        return min([usual_cost(word), *(OLD_WORD + usual_cost(text) for text in usual)])

    return cost


def _cost_romanised(language: str) -> Callable[[str], float]:
    reader = decoder(f"{language}{INFORMAL}")
    # Each letter's most usual spelling is free: a language that has many ways to write a letter is no less likely.
    usual: dict[str, float] = {}
    for (letters, _), nats in reader.channel.costs.items():
        if len(letters) == 1:
            usual[letters] = min(nats, usual.get(letters, nats))
    written = "".join(spelling for _, spelling in reader.channel.costs)
    strange = re.compile(rf"[^{re.escape(written)}\W\d_{STRESSED}]")
    stressed = re.compile(f"[{''.join(sorted({*STRESSED} - {*written}))}]")

    def cost(word: str) -> float:
        found = reader.reading(word).found
        costs = [c - sum([usual.get(x, 0.0) for x in text.replace("ё", "е")]) for c, text in found]
        least = min(costs, default=math.inf)
        total = sum([math.exp(least - c) for c in costs])
        marked = 0.0
        if not word.isascii():
            marked = STRANGE * len(strange.findall(word)) + MARKED_STRESS * len(stressed.findall(word))
        return min(least - math.log(total) if costs else least, 12 + 3.5 * len(word)) + marked

    return cost
