"""The library as programs use it: copies that go on by themselves, and arguments of a wrong type."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import translit
from translit import InputEngine, Stream, Transliterator, compile_table, tables

LAW = "bg-streamlined-2009"


def pickled(value: Any) -> Any:
    return pickle.loads(pickle.dumps(value))


COPIES = (copy.copy, copy.deepcopy, pickled)
TABLES = (LAW, "bg-translit", "bg-phonetic-traditional", "uk-kmu-2010", "bg-informal")


def type_keys(engine: InputEngine, keys: str, text: str = "") -> str:
    for key in keys:
        edit = engine.backspace() if key == "\b" else engine.feed(key)
        text = text[:-1] if edit is None else edit.apply(text)
    return text


@pytest.mark.parametrize("again", COPIES)
@pytest.mark.parametrize("table", TABLES)
@given(keys=st.text(st.sampled_from("shtayq64 зщиЯ\b'")), more=st.text(st.sampled_from("ht аи\b"), max_size=9))
def test_a_copy_of_an_engine_types_on_by_itself(again: Callable[[Any], Any], table: str, keys: str, more: str) -> None:
    engine = InputEngine(table)
    text = type_keys(engine, keys)
    other: InputEngine = again(engine)
    assert other.preedit == engine.preedit and other.table == engine.table
    expected = type_keys(engine, more, text)
    assert type_keys(other, more, text) == expected
    assert [c.text for c in other.candidates()] == [c.text for c in engine.candidates()]
    # What is typed there is not typed here.
    before = engine.preedit
    type_keys(other, "sht")
    assert engine.preedit == before


def test_a_copy_of_a_writer_has_learned_as_much() -> None:
    engine = InputEngine("bg-informal", profile=translit.Profile())
    type_keys(engine, "6te doida v 6est za6toto pi6a 4esto na 4asovnika i u4a " * 3)
    for again in COPIES:
        other = again(engine)
        assert other.profile == engine.profile and engine.profile
        type_keys(other, "ima ")
    session = translit.Session("bg-informal")
    session.feed("6")
    assert pickled(session).candidates() == session.candidates()


def test_what_was_typed_ten_thousand_keys_ago_is_no_part_of_a_copy() -> None:
    engine = InputEngine("bg-translit")
    text = type_keys(engine, "shta " * 3_000)
    other = pickled(engine)
    assert type_keys(other, "\bsht", text) == type_keys(engine, "\bsht", text)


@pytest.mark.parametrize("again", COPIES)
def test_a_copy_of_a_transliterator(again: Callable[[Any], Any]) -> None:
    for table, settings in (
        (LAW, {"reverse": True}),
        ("bg-informal", {"style": "digits"}),
        (LAW, {"fallback": "icao"}),
    ):
        compiled = compile_table(table, **settings)
        other = again(compiled)
        assert isinstance(other, Transliterator) and other.reverse == compiled.reverse
        assert other.transliterate("Щит ы shtit") == compiled.transliterate("Щит ы shtit")


def test_a_stream_is_made_of_whatever_names_a_table() -> None:
    path = Path("layouts") / f"{LAW}.toml"
    for table in (LAW, "bg-law", tables[LAW], path, str(path), compile_table(LAW)):
        stream = Stream(table)
        assert stream.feed("Щит ".encode()) + stream.close() == b"Shtit "
    back = Stream(LAW, reverse=True)
    assert back.feed(b"shtit ").decode() == "щит "
    with pytest.raises(TypeError, match="a compiled one has its own"):
        Stream(compile_table(LAW), reverse=True)
    own = Stream(LAW, fallback="icao", keep_words=["щит=Shield"])
    assert own.feed("Щит ы ".encode()) == b"Shield y "
    with pytest.raises(TypeError, match="a compiled one has its own"):
        Stream(compile_table(LAW), keep_words=["щит"])
    read = Stream(LAW, reverse=True, read=True)
    assert (read.feed(b"zama") + read.feed(b"kat ") + read.close()).decode() == "замъкът "
    with pytest.raises(TypeError, match="a compiled one has its own"):
        Stream(compile_table(LAW, reverse=True), read=True)
    with pytest.raises(translit.TableNotFound):
        Stream("bg-no")


WRONG = (None, 5, b"a", ["a"])


@pytest.mark.parametrize("wrong", WRONG, ids=repr)
@pytest.mark.parametrize(
    "call",
    [
        lambda wrong: translit.transliterate(wrong, LAW),
        lambda wrong: translit.transliterate(wrong, LAW, errors="strict"),
        lambda wrong: translit.transliterate(wrong, "bg-informal"),
        lambda wrong: translit.transliterate("а", wrong),
        lambda wrong: list(compile_table(LAW).matches(wrong)),
        lambda wrong: compile_table(wrong),
        lambda wrong: InputEngine(wrong),
        lambda wrong: InputEngine(LAW).feed(wrong),
        lambda wrong: InputEngine("bg-informal").feed(wrong),
        lambda wrong: Stream(wrong),
        lambda wrong: translit.check(wrong),
        lambda wrong: translit.repair(wrong),
        lambda wrong: translit.repair_and_explain(wrong),
        lambda wrong: translit.repair_layout(wrong),
        lambda wrong: translit.explain_informal(wrong),
        lambda wrong: translit.detect(wrong),
        lambda wrong: translit.suggest(wrong, "bg-informal"),
        lambda wrong: translit.check_script(wrong),
        lambda wrong: translit.slug(wrong),
    ],
)
def test_what_is_no_text_and_no_table_is_named(call: Callable[[Any], object], wrong: Any) -> None:
    with pytest.raises(TypeError, match=rf"^expected a .*, found {type(wrong).__name__}(: decode it first)?$"):
        call(wrong)


def test_other_wrong_types() -> None:
    for wrong in ("щит", None, 5):
        with pytest.raises(TypeError, match=r"^expected bytes, found"):
            Stream(LAW).feed(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"found str: keep=\['url'\]"):
        Stream(LAW, keep="url")
    with pytest.raises(TypeError, match="expected a Profile, found str: load one"):
        compile_table("bg-informal", profile="me.json")  # type: ignore[arg-type]
    nobody: list[Any] = [None, 5]
    assert not [each for each in nobody if each in tables]
