"""All keys that a query may mean: as it stands, as its Latin is read, as other layouts would have it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from ..convert.transliterator import Transliterator, compile_table
from ..informal.decoder import decoder
from ..informal.model.file import Model, model
from ..informal.texts import decode
from ..table.library import heads
from .folding import fold
from .key_tables import Level, require_language

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
LATIN, CYRILLIC = re.compile("[A-Za-z\u00c0-\u024f]").search, re.compile("[\u0400-\u052f]").search
#: A word that is not listed may be one if its letters cost no more than this each, in nats.
LIKELY = 2.6
#: A reading of a single word is looked for too if it is at least so likely.
POSSIBLE = 0.02
#: How many keys there are at most.
MOST = 8


def query_variants(
    text: str, language: str = "bg", *, level: Level = "loose", keep_brands: bool = False, limit: int = MOST
) -> list[str]:
    """Return the keys to look for, likeliest first: `fold(text)`, its readings, and what other layouts make of it.

    Raises UnknownChoice.

    >>> query_variants("ofcnbt")
    ['ofcnbt', 'stastje']
    >>> query_variants("jena"), query_variants("zena")
    (['jena'], ['zena', 'jena', 'cena'])
    """
    require_language(language)
    meant = [text, *_readings(text, language), *_other_layouts(text, language)]
    if keep_brands:
        meant[1:1] = [text.upper(), text.title()]
    keys = (fold(each, language, level=level, keep_brands=keep_brands) for each in meant)
    return list(islice(dict.fromkeys(filter(None, keys)), limit))


def _readings(text: str, language: str) -> Iterator[str]:
    """Yield what Latin may be in Cyrillic, by the model of the language."""
    if not LATIN(text):
        return
    table = f"{language}-informal"
    yield decode(text, table, keep_english=False)
    if WORD.fullmatch(text):
        yield from (each.text for each in decoder(table).candidates(text) if each.probability > POSSIBLE)


def _other_layouts(text: str, language: str) -> Iterator[str]:
    """Yield what the same keys write with a layout on, or off, where that may be said in the language."""
    lexicon = model(language)
    if LATIN(text):
        typed = (layout.transliterate(text.lower()) for layout in _layouts(reverse=False))
        yield from (each for each in dict.fromkeys(typed) if _is_likely(_words(each), lexicon))
    if CYRILLIC(text) and not all(lexicon.share(word) for word in _words(text)):
        read = decoder(f"{language}-informal")
        for each in dict.fromkeys(layout.transliterate(text.lower()) for layout in _layouts(reverse=True)):
            if each.isascii() and all(read.reading(word).listed for word in _words(each)):
                yield each


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("ё", "е"))


def _is_likely(words: Iterable[str], lexicon: Model) -> bool:
    words = list(words)
    return bool(words) and all(
        CYRILLIC(word) and (lexicon.share(word) is not None or lexicon.spell(word) < LIKELY * (len(word) + 1))
        for word in words
    )


@cache
def _layouts(*, reverse: bool) -> tuple[Transliterator, ...]:
    found = (
        name
        for name, head in heads().items()
        if (head["kind"], head["usual"], head["source-script"], head["target-script"])
        == ("layout", True, "Latn", "Cyrl")
    )
    return tuple(compile_table(name, reverse=reverse) for name in found)
