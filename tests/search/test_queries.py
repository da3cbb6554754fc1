"""What a query may mean beside what it says."""

from __future__ import annotations

import pytest

from translit import UnknownChoice, compile_table, fold, query_variants, tables

LAYOUTS = [name for name, table in tables.items() if table.kind == "layout" and table.usual]


WORDS = {
    "be": "шчасце каханне мінск",
    "bg": "щастие любов пловдив",
    "mk": "среќа љубов скопје",
    "ru": "счастье привет москва",
    "sr": "срећа љубав београд",
    "uk": "щастя любов київ",
}


@pytest.mark.parametrize("language", list(WORDS))
@pytest.mark.parametrize("layout", LAYOUTS)
def test_words_typed_with_a_layout_off_are_found(language: str, layout: str) -> None:
    words = WORDS[language].split()
    back = compile_table(layout, reverse=True)
    for word in words:
        typed = back.transliterate(word)
        if typed.isascii():
            assert fold(word, language) in query_variants(typed, language), typed


@pytest.mark.parametrize(
    ("query", "language", "meant"),
    [
        ("zena", "bg", "жена"),
        ("ofcnbt", "bg", "щастие"),
        ("koja", "bg", "коя"),
        ("gfhj[jl", "ru", "пароход"),
        ("OFCNBT", "bg", "щастие"),
        ("ofcnbt b k.,jd", "bg", "щастие и любов"),
        ("bara dubove;ak", "sr", "Бара Дубовечак"),
        ("mateo [imuni'", "sr", "Матео Шимунић"),
        ("sawa ;ukman", "sr", "Сања Чукман"),
        ("jh[bg [elzr", "uk", "Орхип Худяк"),
    ],
)
def test_what_is_meant_is_among_them(query: str, language: str, meant: str) -> None:
    assert fold(meant, language) in query_variants(query, language)


def test_punctuation_is_no_layout() -> None:
    for query in ("hello, world", "rock'n'roll", "guns n' roses", "e.g. windows", "ac;dc; abba"):
        assert len(query_variants(query)) <= 2, query_variants(query)


def test_the_first_is_the_key_of_the_query_itself_and_none_stands_twice() -> None:
    for query in ("щастие", "6tastie", "ofcnbt", "lg"):
        found = query_variants(query)
        assert found[0] == fold(query) and len(set(found)) == len(found)
    assert query_variants("щастие") == [fold("щастие")]
    assert query_variants("zena", limit=2) == query_variants("zena")[:2] != query_variants("zena")
    assert query_variants("") == query_variants(" ?!") == []


def test_a_brand_is_looked_for_in_any_capitals() -> None:
    assert {fold("LG", keep_brands=True), fold("ЛГ")} <= set(query_variants("lg", keep_brands=True))


def test_a_language_without_keys_is_refused() -> None:
    with pytest.raises(UnknownChoice, match="unknown language 'de'"):
        query_variants("a", "de")
