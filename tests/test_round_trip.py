"""There and back: schemes that promise it keep every text of their letters, the others what still tells in Latin."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.common_words import common_words, some_words
from tests.examples import examples
from translit import Table, compile_table, tables
from translit.text.kinds import kind

SCHEMES = [
    table for table in map(tables.__getitem__, tables) if table.kind == "scheme" and table.source_script == "Cyrl"
]
REVERSIBLE = [table for table in SCHEMES if table.reversible]
#: Of the Latin words that schemes write, so many of a thousand may change when they are read and written again.
MOST_CHANGED = 15

WordsOf = Callable[[str], tuple[str, ...]]


def sample(language: str) -> tuple[str, ...]:
    """Return a thousand words of a language, by day."""
    return some_words().get(language, ())


def ten_thousand(language: str) -> tuple[str, ...]:
    """Return all that the sample was taken of, by night."""
    return common_words(language, 10_000)


BY_DAY_AND_NIGHT = pytest.mark.parametrize("words_of", [sample, pytest.param(ten_thousand, marks=pytest.mark.slow)])


def usual(table: Table) -> str:
    """Return the language of a scheme, Russian for one of many languages."""
    return "ru" if table.language == "mul" else table.language


def in_every_case(words: tuple[str, ...]) -> str:
    """Return words small, in title case and in capitals, a line each; no rule reaches across a line end."""
    return "\n".join(form for word in words for form in (word, word.title(), word.upper()))


def alphabet(table: Table) -> list[str]:
    return sorted({c for rule in table.rules for c in rule.source if kind(c) == "l"})


@BY_DAY_AND_NIGHT
def test_a_reversible_scheme_gives_common_words_back_in_every_case(words_of: WordsOf) -> None:
    asked = 0
    for table in REVERSIBLE:
        letters = set(alphabet(table))
        words = tuple(w for w in words_of(usual(table)) if letters.issuperset(w.lower()) and is_cased(w))
        text = in_every_case(words)
        back = compile_table(table, reverse=True).transliterate(compile_table(table).transliterate(text))
        changed = [(a, b) for a, b in zip(text.split("\n"), back.split("\n"), strict=True) if a != b]
        assert changed == [], table.id
        asked += len(words)
    assert asked > 3 * len(words_of("ru"))


def is_cased(word: str) -> bool:
    """Tell whether a word has two letters at least: a sign behind a lone capital says nothing of its case."""
    return len(word) > 2 and word.lower() == word


@examples(60)
@given(data=st.data())
def test_a_reversible_scheme_gives_any_words_of_its_letters_back(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(REVERSIBLE))
    letters = alphabet(table)
    signs = {r.source for r in table.rules if not any(kind(c) in "Ul" for c in r.target)}
    first = st.sampled_from([c for c in letters if c not in signs])
    # A word begins with two letters that have case, and has no sign behind a sign: what a sign behind one capital was,
    # or behind another, nobody can tell.
    behind = st.builds(str.__add__, st.sampled_from(letters), first) | first
    rest = st.lists(behind, max_size=5).map("".join)
    word = st.builds(lambda a, b, rest, last: a + b + rest + last, first, first, rest, st.sampled_from(letters))
    words = data.draw(st.lists(word | word.map(str.title) | word.map(str.upper), min_size=20, max_size=60))
    text = "\n".join(words)
    assert compile_table(table, reverse=True).transliterate(compile_table(table).transliterate(text)) == text


@BY_DAY_AND_NIGHT
def test_what_comes_back_is_written_the_same_again(words_of: WordsOf) -> None:
    """Whatever a scheme loses, reading its Latin words and writing them again changes hardly any."""
    for table in SCHEMES:
        words = words_of(usual(table))
        if not words:
            continue
        there, back = compile_table(table), compile_table(table, reverse=True)
        latin = there.transliterate("\n".join(words))
        again = there.transliterate(back.transliterate(latin))
        changed = [(a, b) for a, b in zip(latin.split("\n"), again.split("\n"), strict=True) if a != b]
        assert 1000 * len(changed) <= MOST_CHANGED * len(words), (table.id, len(changed), changed[:20])
