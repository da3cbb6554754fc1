"""Capitals that are not Unicode's: İ of i and I of ı, there and back, in every machine."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit import InputEngine, Stream, Table, TableError, Transliterator, UnmappedCharacter, compile_table, tables
from translit.lint import lint_table
from translit.machine.by_rules import RuleConversion
from translit.machine.file import available
from translit.machine.finished import tabulate
from translit.table.file import parse_table

TEXT = """\
id = "az-follow"
kind = "scheme"
name = { en = "Azerbaijani, capitals derived" }
language = "az"
source-script = "Cyrl"
target-script = "Latn"
case = "follow"
capitals = { i = "İ", "ı" = "I" }
reversible = true
samples = [
  ["АЗӘРБАЈҸАН ИСМАЈЫЛЛЫ Ибраһим Ы и ы", "AZƏRBAYCAN İSMAYILLI İbrahim I i ı"],
  { in = "İbrahim ISMAYILLI ıi", out = "Ибраһим ЫСМАЈЫЛЛЫ ыи", reverse = true },
]
[map]
"""
EXACT = tables["az-latin-1991"]


@pytest.fixture(scope="module")
def table() -> Table:
    """Return the Azerbaijani table, written small: but for capitals it is the one that ships."""
    small = [f'"{r.source}" = "{r.target}"' for r in EXACT.rules if r.source == r.source.lower() != r.source.upper()]
    return parse_table(TEXT + "\n".join(small) + "\n", "az-follow.toml")


def test_it_says_what_the_table_with_every_capital_says(table: Table) -> None:
    assert lint_table(table) == []
    assert dict(table.capitals) == {"i": "İ", "ı": "I"}
    for reverse in (False, True):
        mine, theirs = (compile_table(each, reverse=reverse) for each in (table, EXACT))
        for text in ("Бакы ИСМАЈЫЛЛЫ Ибраһим Ыи", "BAKI İSMAYILLI İbrahim Iı"):
            assert mine.transliterate(text) == theirs.transliterate(text)


LETTERS = "".join(r.source for r in EXACT.rules) + "iİıI ab"


@given(st.text(st.sampled_from(LETTERS + "\u0307"), max_size=8))
@pytest.mark.parametrize("reverse", [False, True])
def test_all_machines_agree(table: Table, reverse: bool, text: str) -> None:
    conversion = RuleConversion(table, reverse=reverse)
    expected = "".join(match.target for match in conversion.matches(text))
    assert conversion.lazy.convert(text) == expected
    assert conversion._swept(text) == expected
    assert tabulate(conversion.lazy)
    compiled: Transliterator = compile_table(table, reverse=reverse)
    engine, typed = InputEngine(compiled), ""
    for key in text:
        typed = engine.feed(key).apply(typed)
    assert typed == expected
    if available() and conversion.compiled:
        assert conversion.compiled.convert(text) == expected
    stream = Stream(compiled)
    assert (stream.feed(text.encode()) + stream.close()).decode() == expected


@given(st.text(st.sampled_from("İIiıБ \u0301"), max_size=8))
def test_both_normal_forms_are_one(table: Table, text: str) -> None:
    back = compile_table(table, reverse=True)
    composed, apart = (back.transliterate(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert unicodedata.normalize("NFC", composed) == unicodedata.normalize("NFC", apart)


def test_strict_knows_them(table: Table) -> None:
    back = compile_table(table, reverse=True)
    assert back.transliterate("İI", errors="strict") == "ИЫ"
    with pytest.raises(UnmappedCharacter):
        back.transliterate("w", errors="strict")


def test_a_table_of_letters_that_write_several(tmp_path: Path) -> None:
    text = TEXT.replace('["АЗӘ', '["ЧИ Чи Ч", "ÇİX Çix"],\n["АЗӘ')
    mine = compile_table(parse_table(text + '"ч" = "çix"\n"и" = "i"\n', "az-follow.toml"))
    assert mine.transliterate("ЧИ Чи Ч чи") == "ÇİXİ Çixi Çix çixi"


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ('{ ij = "IJ" }', "expected one letter for one letter"),
        ('{ i = "I", "ı" = "I" }', "two letters have the same capital"),
        ("5", "expected a table of texts such as"),
    ],
)
def test_what_is_no_capital_is_told(said: str, why: str) -> None:
    with pytest.raises(TableError, match=f"8: capitals: {why}"):
        parse_table(TEXT.replace('{ i = "İ", "ı" = "I" }', said) + '"и" = "i"\n', "az-follow.toml")
    with pytest.raises(TableError, match='only where case = "follow"'):
        parse_table(TEXT.replace('"follow"', '"exact"') + '"и" = "i"\n', "az-follow.toml")
