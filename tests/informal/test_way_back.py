"""The way back by a scheme, with the lexicon of its language."""

from __future__ import annotations

import pickle
from functools import cache
from unicodedata import normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.common_words import some_words
from tests.strategies import texts_for
from translit import InputEngine, Stream, UnfitTable, compile_table, tables, transliterate
from translit.informal.way_back import Known, WayBack
from translit.machine.by_rules import RuleConversion

#: Schemes that lose letters, and how many of a thousand common words each reads again at least, out of context.
LOSSY = {
    "bg-streamlined-2009": 985,
    "bg-danchev-1989": 975,
    "uk-kmu-2010": 975,
    "uk-bgn-pcgn-1965": 995,
    "ru-icao-9303": 960,
    "ru-bgn-pcgn-1947": 995,
    "sr-ascii": 970,
}


@cache
def way_back(name: str) -> WayBack:
    return WayBack(tables[name])


def read(text: str, table: str) -> str:
    return transliterate(text, table, reverse=True, read=True)


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("bg-streamlined-2009", "Замъкът е висок. Тя видя къщата, ЗАЩОТО схемата е за изход, нали?"),
        ("bg-streamlined-2009", "Дойде пак, а после каза: „Върви си, ръка за ръка!“"),
        ("bg-streamlined-2009", "Млъкнах и преглътнах, а локомотивът прогърмя и въздъхна."),
        ("uk-kmu-2010", "Сьогодні п'ять комп'ютерів стоїть біля її дверей; Львів, НІЧ і день."),
        ("ru-icao-9303", "Подъезд и объявление: этот мальчик пьет чай, а дочь читает."),
        ("ru-bgn-pcgn-1947", "Подъезд, мой дом и этот сыр; «Юрьев» — ещё не всё."),
        ("ru-ala-lc", "Съешь ещё этих мягких французских булок."),
        ("be-icao-9303", "Яна ўзяла ваўка ў лесе, у «Зоры» ў Мінску — усё; на Украіне, ці па-ўкраінску, удзень."),
        ("be-icao-9303", "ЯНА ЖЫЛА Ў ВЁСЦЫ, А НЕ Ў ГОРАДЗЕ. У гэты дзень"),
        ("be-passport-2008", "Хто ў хаце? Ён уключыў святло і ўвайшоў у дом."),
        ("sr-ascii", "Ђорђе неће доћи; žао ми је што касни, шест људи чека.".replace("ž", "ж")),
    ],
)
def test_a_text_comes_back(table: str, text: str) -> None:
    assert read(transliterate(text, table), table) == text


def test_the_table_alone_does_not_say_so_much() -> None:
    assert transliterate("zamakat", "bg-law", reverse=True) == "замакат"
    assert read("zamakat", "bg-law") == "замъкът"


def test_a_name_has_a_capital() -> None:
    assert read("Shte varna kolata vav Varna.", "bg-law") == "Ще върна колата във Варна."


def test_an_unlisted_word_may_be_a_prefix_and_a_listed_one() -> None:
    word = "автокърпа"
    assert way_back("bg-law").model.share(word) is None
    assert read(transliterate(word, "bg-law"), "bg-law") == word


def test_a_common_word_behind_a_number_is_no_ending() -> None:
    assert read("Prez 1996 vav Varna, 24 m", "bg-law") == "През 1996 във Варна, 24 м"


@pytest.mark.parametrize(("table", "least"), LOSSY.items())
def test_common_words_come_back(table: str, least: int) -> None:
    words = some_words()[tables[table].language][::4]
    there = compile_table(table)
    found = sum(read(there.transliterate(word), table).replace("ё", "е") == word.replace("ё", "е") for word in words)
    assert found * 1000 >= least * len(words)


@pytest.mark.parametrize("table", LOSSY)
def test_a_word_is_only_read_as_one_that_the_scheme_writes_so(table: str) -> None:
    there, back = compile_table(table), compile_table(table, reverse=True)
    for word in some_words()[tables[table].language][::16]:
        for latin in (there.transliterate(form) for form in (word, word.title(), word.upper(), word + "ко")):
            got = read(latin, table)
            assert there.transliterate(got) == latin or got == back.transliterate(latin)


@pytest.mark.parametrize(
    ("table", "latin", "kept"),
    [
        ("bg-streamlined-2009", "XXI vek, Windows i Roskomnadzor v 7", "XXI век, Windows и Роскомнадзор в 7"),
        ("uk-kmu-2010", "u 1920-kh, XIX st.", "у 1920-х, XIX ст."),
        ("ru-icao-9303", "t. e. 3 g soli", "т. е. 3 г соли"),
        (
            "bg-streamlined-2009",
            "vizh https://a.bg/zamak i pishi na zamak@abv.bg",
            "виж https://a.bg/zamak и пиши на zamak@abv.bg",
        ),
        ("bg-streamlined-2009", "zadayte `zamak` ili zamak()", "задайте `zamak` или zamak()"),
        ("bg-streamlined-2009", "24 m", "24 м"),
        ("sr-ascii", "vetar 24 m/s, 30 l/m² za 24 h, KZS, u 5 s njim", "ветар 24 m/s, 30 l/m² за 24 h, КЗС, у 5 с њим"),
        ("sr-tanjug", r"zbir \(\sum I=0\) sstruja", r"збир \(\sum I=0\) штруја"),
    ],
)
def test_what_no_lexicon_has_a_say_in(table: str, latin: str, kept: str) -> None:
    assert read(latin, table) == kept


@cache
def without_lexicon(name: str) -> tuple[WayBack, RuleConversion]:
    silent, back = WayBack(tables[name]), RuleConversion(tables[name], reverse=True)

    def unread(word: str) -> Known:
        by_table = back.transliterate(word)
        return Known(by_table, by_table)

    silent.known = unread
    return silent, back


@given(st.data())
def test_without_a_lexicon_it_is_the_table(data: st.DataObject) -> None:
    silent, back = without_lexicon(data.draw(st.sampled_from(sorted(LOSSY))))
    text = data.draw(texts_for(back.meaning))
    assume(not silent.kept.search(text))
    assert silent.transliterate(text) == "".join(map(back.transliterate, text.splitlines(keepends=True)))


@given(st.data())
def test_a_stream_reads_as_a_text_does(data: st.DataObject) -> None:
    table = data.draw(st.sampled_from(sorted(LOSSY)))
    text = data.draw(texts_for(way_back(table).back.meaning))
    size = data.draw(st.integers(1, 9))
    stream = Stream(compile_table(table, reverse=True, read=True))
    content = text.encode("utf-8")
    pieces = [stream.feed(content[at : at + size]) for at in range(0, len(content), size)]
    assert b"".join([*pieces, stream.close()]).decode("utf-8") == read(text, table)


def test_normal_forms_are_read_alike() -> None:
    latin = transliterate("Съешь ещё мягких французских булок, объём", "ru-ala-lc")
    assert read(normalize("NFD", latin), "ru-ala-lc") == read(normalize("NFC", latin), "ru-ala-lc")


def test_it_can_be_pickled() -> None:
    compiled = compile_table("bg-law", reverse=True, read=True)
    assert pickle.loads(pickle.dumps(compiled)).transliterate("zamakat") == "замъкът"


@pytest.mark.parametrize("table", ["tt-ala-lc", "mul-iso-9-1995", "bg-informal", "bg-bekl"])
def test_a_table_without_a_lexicon(table: str) -> None:
    with pytest.raises(UnfitTable, match="are read with a lexicon: be, bg, mk, ru, sr, uk"):
        compile_table(table, reverse=True, read=True)


def test_the_way_there_needs_none() -> None:
    with pytest.raises(UnfitTable, match="reverse=True"):
        compile_table("bg-law", read=True)


@pytest.mark.parametrize(
    ("latin", "meant"),
    [
        ("Zamakat e visok, varvi po patya", "Замъкът е висок, върви по пътя"),
        ("vizh https://a.bg/zamak i pishi na zamak@abv.bg", "виж https://a.bg/zamak и пиши на zamak@abv.bg"),
        ("XXI vek, Windows i 24 m", "XXI век, Windows и 24 м"),
    ],
)
def test_what_is_typed_is_read_word_by_word(latin: str, meant: str) -> None:
    im, text = InputEngine(compile_table("bg-law", reverse=True, read=True)), ""
    for key in latin:
        text = im.feed(key).apply(text)
    assert text == meant
    while edit := im.backspace():
        text = edit.apply(text)
    assert text == ""


def test_words_of_ones_own_are_typed_too() -> None:
    compiled = compile_table("bg-law", reverse=True, read=True, keep_words=["zamak"])
    im, text = InputEngine(compiled), ""
    for key in "zamak, varvi":
        text = im.feed(key).apply(text)
    assert text == "zamak, върви" == compiled.transliterate("zamak, varvi")


def test_rules_are_of_the_table_alone() -> None:
    compiled = compile_table("bg-law", reverse=True, read=True)
    for ask in (lambda: list(compiled.matches("a")), lambda: compiled._rules):
        with pytest.raises(UnfitTable, match="bg-streamlined-2009"):
            ask()
