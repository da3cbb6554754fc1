"""There and back: schemes that promise it keep every text of their letters, the others what still tells in Latin."""

from __future__ import annotations

from functools import cache
from heapq import nsmallest
from operator import itemgetter

from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from translit import Table, compile_table, tables
from translit.informal.model.file import find_modelled, model
from translit.text.kinds import kind

SCHEMES = [
    table for table in map(tables.__getitem__, tables) if table.kind == "scheme" and table.source_script == "Cyrl"
]
REVERSIBLE = [table for table in SCHEMES if table.reversible]
#: So many of the commonest words of a language go there and back.
COMMON = 10_000
#: Of the Latin words that schemes write, so many of ten thousand may change when they are read and written again.
MOST_CHANGED = 150


@cache
def words_of(language: str) -> tuple[str, ...]:
    """Return the commonest words of a language, those of Russian for a scheme of many languages."""
    language = "ru" if language == "mul" else language
    if language not in find_modelled():
        return ()
    return tuple(word for word, _ in nsmallest(COMMON, model(language).words(), itemgetter(1)))


def in_every_case(words: tuple[str, ...]) -> str:
    """Return words small, in title case and in capitals, a line each; no rule reaches across a line end."""
    return "\n".join(form for word in words for form in (word, word.title(), word.upper()))


def alphabet(table: Table) -> list[str]:
    return sorted({c for rule in table.rules for c in rule.source if kind(c) == "l"})


def test_a_reversible_scheme_gives_ten_thousand_words_back_in_every_case() -> None:
    asked = 0
    for table in REVERSIBLE:
        letters = set(alphabet(table))
        words = tuple(w for w in words_of(table.language) if letters.issuperset(w.lower()) and is_cased(w))
        text = in_every_case(words)
        back = compile_table(table, reverse=True).transliterate(compile_table(table).transliterate(text))
        changed = [(a, b) for a, b in zip(text.split("\n"), back.split("\n"), strict=True) if a != b]
        assert changed == [], table.id
        asked += len(words)
    assert asked > 3 * COMMON


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
    # A word begins with two letters that have case: what a sign behind one capital was, nobody can tell.
    word = st.builds(lambda a, b, rest: a + b + rest, first, first, st.text(st.sampled_from(letters), max_size=8))
    words = data.draw(st.lists(word | word.map(str.title) | word.map(str.upper), min_size=20, max_size=60))
    text = "\n".join(words)
    assert compile_table(table, reverse=True).transliterate(compile_table(table).transliterate(text)) == text


def test_what_comes_back_is_written_the_same_again() -> None:
    """Whatever a scheme loses, reading its Latin words and writing them again changes hardly any."""
    for table in SCHEMES:
        words = words_of(table.language)
        if not words:
            continue
        there, back = compile_table(table), compile_table(table, reverse=True)
        latin = there.transliterate("\n".join(words))
        again = there.transliterate(back.transliterate(latin))
        changed = [(a, b) for a, b in zip(latin.split("\n"), again.split("\n"), strict=True) if a != b]
        assert len(changed) <= MOST_CHANGED, (table.id, len(changed), changed[:20])
