"""Words of one's own: in text, in streams, as they are typed; with endings, and in time that grows with the text."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.test_cli import bad, good
from tests.counting import calls_of
from translit import (
    FileProblem,
    InputEngine,
    Stream,
    Transliterator,
    UnfitTable,
    UnmappedCharacter,
    compile_table,
    tables,
    transliterate,
)
from translit.convert.words import endings_of, read_words
from translit.interchange import load_format

LAW = "bg-streamlined-2009"
TYPED = ["Google", "dj=диджей", "C++", "Coca-Cola", "iPhone"]
WRITTEN = ["Спрингфийлд=Springfield", "диджей=DJ", "фейсбук=facebook", "Оксана=Oxana"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Google", "Google"),
        ("google, GOOGLE", "google, GOOGLE"),
        ("ot Google!", "от Google!"),
        ("Google-a", "Google-а"),
        ("Googlea Googleta", "Googlea Googleta"),
        ("Googler", "Гооглер"),
        ("xGoogle", "ьГоогле"),
        ("dj Dj DJ", "диджей Диджей ДИДЖЕЙ"),
        ("djat dj-at", "диджейат диджей-ат"),
        ("C++ i C", "C++ и Ц"),
        ("Coca-Cola-ta", "Coca-Cola-та"),
        ("iPhone7", "иПхоне7"),
        ("(iPhone)", "(iPhone)"),
    ],
)
def test_words_that_are_typed(text: str, expected: str) -> None:
    assert transliterate(text, "bg-translit", keep_words=TYPED) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Спрингфийлд СПРИНГФИЙЛД спрингфийлд", "Springfield SPRINGFIELD Springfield"),
        ("Спрингфийлда", "Springfielda"),
        ("диджеят, диджеи, Диджеите", "DJyat, DJi, DJite"),
        ("Фейсбук, ФЕЙСБУК, фейсбука", "Facebook, FACEBOOK, facebooka"),
        ("фейсбукче", "feysbukche"),
        ("Google и България", "Google i Bulgaria"),
    ],
)
def test_words_that_are_written(text: str, expected: str) -> None:
    assert transliterate(text, LAW, keep_words=WRITTEN) == expected


def test_each_language_has_its_endings() -> None:
    assert transliterate("Оксани з Оксаною", "uk-kmu-2010", keep_words=WRITTEN) == "Oxany z Oxanoiu"
    assert transliterate("Вашингтоном", "ru-icao-9303", keep_words=["Вашингтон=Washington"]) == "Washingtonom"
    assert (
        transliterate("na Googleu i Google-u", "sr-latin", reverse=True, keep_words=["Google"])
        == "на Googleu и Google-у"
    )
    assert all(endings_of(language) for language in ("be", "bg", "mk", "ru", "sr", "uk"))


def test_what_may_be_given(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("\ufeff# mine\n\n Google \ndj = диджей\r\n", encoding="utf-8")
    for words in (["Google", "dj=диджей"], {"Google": "", "dj": "диджей"}, ("dj=диджей", "Google"), path):
        assert transliterate("dj Google", "bg-translit", keep_words=words) == "диджей Google"
    assert transliterate("шт", LAW, keep_words=[]) == "sht"
    with pytest.raises(TypeError, match=r"for a file write Path\('words.txt'\)"):
        transliterate("a", LAW, keep_words="words.txt")
    with pytest.raises(ValueError, match="expected one word, found 'New York'"):
        transliterate("a", LAW, keep_words=["New York"])
    path.write_text("good\n=x\ntwo words\n", encoding="utf-8")
    with pytest.raises(FileProblem) as caught:
        read_words(path)
    assert [line.partition(": expected")[0] for line in str(caught.value).splitlines()] == [
        f"{path}: line 2",
        f"{path}: line 3",
    ]
    path.write_bytes(b"\xff\n")
    with pytest.raises(FileProblem, match="not UTF-8"):
        read_words(path)


def test_strict_says_where_in_the_whole_text() -> None:
    compiled = compile_table(LAW, keep_words=["ы"])
    assert compiled.transliterate("а ы", errors="strict") == "a ы"
    with pytest.raises(UnmappedCharacter) as caught:
        compiled.transliterate("ы и э", errors="strict")
    assert (caught.value.start, caught.value.text) == (4, "ы и э")


def test_a_word_is_a_match_without_a_rule() -> None:
    found = list(compile_table(LAW, keep_words=WRITTEN).matches("от Спрингфийлда"))
    assert "".join(match.target for match in found) == "ot Springfielda"
    assert [(m.start, m.end, m.rule) for m in found if m.source == "Спрингфийлда"] == [(3, 15, None)]


def test_it_can_be_copied_and_pickled_but_not_exported() -> None:
    compiled = compile_table("bg-translit", keep_words=TYPED)
    for again in (pickle.loads(pickle.dumps(compiled)), copy.copy(compiled), copy.deepcopy(compiled)):
        assert again.transliterate("dj") == "диджей"
    with pytest.raises(UnfitTable, match="can't be exported"):
        load_format("json").export(compiled)


def test_with_a_fallback_the_way_back_and_informal_tables() -> None:
    assert transliterate("ы Google", LAW, fallback="icao", keep_words=["ы=Y"]) == "Y Google"
    assert transliterate("Google shtit", LAW, reverse=True, keep_words=["Google"]) == "Google щит"
    assert transliterate("kupih Google ot 6est", "bg-informal", keep_words=["Google"]).startswith("купих Google от")


def type_keys(engine: InputEngine, keys: str) -> str:
    text = ""
    for key in keys:
        text = engine.feed(key).apply(text)
    return text


PIECES = st.lists(st.sampled_from(["Google", "dj", "at", "a", " ", "-", "sh", "t", "C++", ".", "\n", "'"]), max_size=8)


@given(PIECES.map("".join), st.data())
def test_keys_pieces_and_the_whole_are_one(text: str, data: st.DataObject) -> None:
    compiled = compile_table("bg-translit", keep_words=TYPED)
    whole = compiled.transliterate(text)
    assert type_keys(InputEngine(compiled), text) == whole
    stream, out, rest = Stream(compiled), b"", text.encode()
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        out, rest = out + stream.feed(rest[:size]), rest[size:]
    assert (out + stream.close()).decode() == whole


@given(PIECES.map("".join), st.integers(0, 4))
def test_a_backspace_takes_back_a_key(text: str, back: int) -> None:
    engine = InputEngine(compile_table("bg-translit", keep_words=TYPED))
    shown = [""]
    for key in text:
        shown.append(engine.feed(key).apply(shown[-1]))
    now = shown[-1]
    for number in range(min(back, len(text))):
        edit = engine.backspace()
        assert edit is not None
        now = edit.apply(now)
        assert now == shown[-2 - number]


def test_levels_settle_what_was_typed() -> None:
    engine = InputEngine(compile_table("bg-phonetic-traditional", keep_words=["Google"]))
    text = type_keys(engine, "Google")
    assert text == "Google"
    text = engine.feed("x", "caps").apply(text)
    assert text == "GoogleЬ" and engine.preedit == ""
    edit = engine.backspace()
    assert edit and edit.apply(text) == "Google" and engine.commit() == "Google"


def test_ten_thousand_words_cost_no_more_than_ten() -> None:
    def calls(words: int, text: str) -> int:
        compiled: Transliterator = compile_table("bg-translit", keep_words=[f"word{n}x" for n in range(words)])
        compiled.transliterate(text)
        return calls_of(compiled.transliterate, text)

    text = "word5x i dj word77xa " * 50
    assert calls(10_000, text) < 2 * calls(100, text)
    assert calls(100, text * 4) < 6 * calls(100, text)


def test_one_endless_word_is_not_waited_for() -> None:
    stream = Stream(compile_table(LAW, keep_words=["щит"]))
    out = b"".join(stream.feed("щ".encode() * 40_000) for _ in range(5))
    assert len(out) > 300_000


def test_the_command(tmp_path: Path) -> None:
    words = tmp_path / "words.txt"
    words.write_text("Google\ndj=диджей\n", encoding="utf-8")
    assert good("convert", "bg-translit", "--keep-words", str(words), stdin=b"dj ot Google") == "диджей от Google"
    assert good("type", "bg-translit", "--keep-words", str(words), stdin=b"dj ot Googlx\be.") == "диджей от Google."
    text = tmp_path / "text"
    text.write_text("dj\n", encoding="utf-8")
    good("convert", "bg-translit", "--keep-words", str(words), "--in-place", "-j", "2", str(text))
    assert text.read_text(encoding="utf-8") == "диджей\n"
    assert "no such file" in bad(1, "convert", LAW, "--keep-words", str(tmp_path / "no"), stdin=b"")
    assert tables[LAW].language == "bg"
