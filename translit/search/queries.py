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
SIGN = re.compile(r"[^\w\s]")
LATIN, CYRILLIC = re.compile("[A-Za-z\u00c0-\u024f]").search, re.compile("[\u0400-\u052f]").search
#: What was typed on another layout may be words if they cost no more than this a letter, in nats.
LIKELY = 3.0
#: And so much where a sign begins a word or stands in it, which is a letter of the layout: ,hfn, gfhj[jl, [elzr.
SIGNED, LIKELY_SIGNED = re.compile(r"[][;,.`\\{}]['’]?[A-Za-z]").search, 4.0
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
        most = LIKELY_SIGNED if SIGNED(text) else LIKELY
        likely = [each for each in dict.fromkeys(typed) if _is_likely(_words(each), lexicon, most)]
        listed = [each for each in likely if all(lexicon.share(word) is not None for word in _words(each))]
        # A layout that leaves signs where another has letters may find two words in one: дубове;ак.
        fewest = min(map(_signs, likely), default=0)
        whole = [each for each in likely if _signs(each) == fewest]
        yield from listed if listed and {*listed} <= {*whole} else dict.fromkeys(whole + listed)
    if CYRILLIC(text) and not all(lexicon.share(word) for word in _words(text)):
        read = decoder(f"{language}-informal")
        for each in dict.fromkeys(layout.transliterate(text.lower()) for layout in _layouts(reverse=True)):
            if each.isascii() and all(read.reading(word).listed for word in _words(each)):
                yield each


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("ё", "е"))


def _signs(text: str) -> int:
    return len(SIGN.findall(text))


def _is_likely(words: Iterable[str], lexicon: Model, most: float) -> bool:
    """Tell whether words may be of the language: what they cost, listed or by their letters, is little for so many."""
    words = list(words)
    if not words or not all(map(CYRILLIC, words)):
        return False
    cost = sum(share if (share := lexicon.share(word)) is not None else lexicon.spell(word) for word in words)
    return cost < most * sum(len(word) + 1 for word in words)


@cache
def _layouts(*, reverse: bool) -> tuple[Transliterator, ...]:
    found = (
        name
        for name, head in heads().items()
        if (head["kind"], head["usual"], head["source-script"], head["target-script"])
        == ("layout", True, "Latn", "Cyrl")
    )
    return tuple(compile_table(name, reverse=reverse) for name in found)
