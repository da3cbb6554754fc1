"""Every scheme from Cyrillic has, in its own samples, what people ask first: one test says which scheme lacks what."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from tests.oracles.proven import exercised
from translit import Table, tables
from translit.text.kinds import kind

SCHEMES = [
    table for table in map(tables.__getitem__, tables) if table.kind == "scheme" and table.source_script == "Cyrl"
]
#: The letters that standards differ in most.
ASKED = "цщеёэєїьъ"


def words(table: Table) -> list[str]:
    """Return the words of the samples of the way there."""
    return [word for sample in table.samples if not sample.reverse for word in sample.source.split()]


def letters(table: Table) -> set[str]:
    """Return the letters that a table reads, small."""
    return {c for rule in table.rules for c in rule.source.lower() if kind(c) in "lc" and not unicodedata.combining(c)}


def shows_letter(char: str) -> Callable[[Table], bool]:
    """Return whether a letter stands in a sample, one of the table or not."""
    return lambda table: any(char in unicodedata.normalize("NFC", word.lower()) for word in words(table))


def is_composed(char: str) -> bool:
    """Tell whether Unicode has a letter as one character and as two."""
    return unicodedata.normalize("NFD", char) != char


def shows_form(form: Literal["NFC", "NFD"]) -> Callable[[Table], bool]:
    """Return whether a letter with a mark stands in a sample in this normal form, if the table has any such letter."""

    def shows(table: Table) -> bool:
        composed = [c for c in letters(table) if is_composed(c)]
        spelled = [unicodedata.normalize(form, c) for c in composed]
        return not composed or any(letter in word.lower() for letter in spelled for word in words(table))

    return shows


def cases(word: str) -> str:
    return "".join(k for c in word if (k := kind(c)) in "Ul")


KINDS: Mapping[str, Callable[[Table], bool]] = {
    **{char: shows_letter(char) for char in ASKED},
    "an apostrophe": lambda table: any(sign in word[1:-1] for word in words(table) for sign in "'’ʼ"),
    "Title case": lambda table: any(len(c := cases(w)) > 1 and c == "U" + "l" * (len(c) - 1) for w in words(table)),
    "ALL CAPS": lambda table: any(len(c := cases(w)) > 1 and set(c) == {"U"} for w in words(table)),
    "a lone capital": lambda table: any(cases(word) == "U" for word in words(table)),
    "a letter outside the alphabet": lambda table: any(
        c.lower() not in letters(table) and unicodedata.normalize("NFD", c.lower())[0] not in letters(table)
        for word in words(table)
        for c in word
        if kind(c) in "Ul"
    ),
    "NFC": shows_form("NFC"),
    "NFD": shows_form("NFD"),
}


def missing() -> Iterator[tuple[str, list[str]]]:
    """Yield the schemes that lack samples, and of which kinds."""
    for table in SCHEMES:
        lacking = [name for name, shows in KINDS.items() if not shows(table)]
        if lacking:
            yield table.id, lacking


def test_every_scheme_has_a_sample_of_each_kind() -> None:
    assert dict(missing()) == {}


def test_every_rule_is_exercised_by_a_sample() -> None:
    schemes = [table for table in map(tables.__getitem__, tables) if table.kind == "scheme"]
    untried = {table.id: {rule.key for rule in table.rules} - exercised(table) for table in schemes}
    assert {name: rules for name, rules in untried.items() if rules} == {}


def test_the_kinds_are_told_apart() -> None:
    assert KINDS["ALL CAPS"](tables["uk-kmu-2010"])
    bare = tables["uk-kmu-2010"]
    assert [c for c in ASKED if c in letters(bare)] == list("цщеєїь")
    assert cases("Щука") == "Ulll" and cases("1984") == ""
    assert is_composed("й") and not is_composed("щ")
