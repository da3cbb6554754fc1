"""The laws: everything that runs a table agrees with an independent reading of its rules."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.reference import Reference
from tests.strategies import small_tables, texts_for
from tests.ways import walked
from translit import InputEngine, Rule, TableError, Transliterator, compile_table
from translit.convert.stream import Stream
from translit.machine.codepage import sweep
from translit.machine.finished import tabulate
from translit.machine.lazy import LazyMachine
from translit.rules.meaning import Meaning
from translit.rules.reading import kind

LAYOUTS = ("bg-phonetic-traditional", "bg-bds-2006", "mk-cyrillic")
COMPILED = [*walked(("scheme",)), *(compile_table(name, reverse=back) for name in LAYOUTS for back in (False, True))]
EVERY_TABLE = pytest.mark.parametrize(
    "compiled", COMPILED, ids=lambda c: f"{c.table.id}{'-reverse' if c.reverse else ''}"
)
#: Few for each of two hundred ways: together they are many.
CASES = examples(8)


def reference_of(meaning: Meaning) -> Reference:
    rules = [*meaning.facts.rules, *(Rule(mark, target) for mark, target in meaning.facts.mark_output.items())]
    facts = meaning.facts
    return Reference(rules, facts.classes, facts.follow, facts.stress, facts.capitals)


def seen(text: str) -> str:
    """Return a text without what cannot be seen."""
    return "".join(c for c in text if kind(c) not in "id")


def is_alike(one: str, other: str) -> bool:
    """Tell whether two texts are canonically equivalent, but for what cannot be seen."""
    return unicodedata.normalize("NFD", seen(one)) == unicodedata.normalize("NFD", seen(other))


@EVERY_TABLE
@CASES
@given(data=st.data())
def test_all_that_runs_a_table_agrees(compiled: Transliterator, data: st.DataObject) -> None:
    text = data.draw(texts_for(compiled._rules.meaning))
    expected = "".join(m.target for m in compiled.matches(text))
    # In Unicode, what cannot be seen ends a letter with its marks: without it a mark behind would compose.
    if not any(unicodedata.combining(mark) for hidden, mark in pairwise(text) if kind(hidden) in "id"):
        assert is_alike(expected, reference_of(compiled._rules.meaning).convert(seen(text)))
    assert "".join(m.source for m in compiled.matches(text)) == text
    assert compiled._rules.lazy.convert(text) == expected
    assert compiled.transliterate(text) == expected
    swept = sweep(compiled._rules.meaning, compiled._rules.lazy.convert)
    assert swept is None or swept(text) == expected


@EVERY_TABLE
@CASES
@given(data=st.data())
def test_a_line_end_ends_everything(compiled: Transliterator, data: st.DataObject) -> None:
    one, two = (data.draw(texts_for(compiled._rules.meaning, 10)) for _ in range(2))
    convert = compiled.transliterate
    assert convert(f"{one}\n{two}") == f"{convert(one)}\n{convert(two)}"


@EVERY_TABLE
@CASES
@given(data=st.data())
def test_chunks_give_the_whole(compiled: Transliterator, data: st.DataObject) -> None:
    text = data.draw(texts_for(compiled._rules.meaning))
    content = text.encode("utf-8")
    stream, at, out = Stream(compiled), 0, b""
    for size in data.draw(st.lists(st.integers(1, 9), max_size=12)):
        out += stream.feed(content[at : at + size])
        at += size
    out += stream.feed(content[at:]) + stream.close()
    assert out.decode("utf-8") == compiled.transliterate(text)


@EVERY_TABLE
@CASES
@given(data=st.data())
def test_edits_give_the_batch_and_backspace_undoes_one_key(compiled: Transliterator, data: st.DataObject) -> None:
    keys = data.draw(texts_for(compiled._rules.meaning, 12))
    engine, shown = InputEngine(compiled), [""]
    for key in keys:
        shown.append(engine.feed(key).apply(shown[-1]))
        assert shown[-1].endswith(engine.preedit)
    assert shown[-1] == compiled.transliterate(keys)
    back = data.draw(st.integers(0, len(keys)))
    text = shown[-1]
    for before in reversed(shown[len(keys) - back : -1] if back else []):
        edit = engine.backspace()
        assert edit is not None
        text = edit.apply(text)
        assert text == before
    for key in keys[len(keys) - back :]:
        text = engine.feed(key).apply(text)
    assert text == shown[-1]


@EVERY_TABLE
def test_the_tabulated_machine_is_the_machine(compiled: Transliterator) -> None:
    tabulated = tabulate(compiled._rules.lazy)

    @CASES
    @given(texts_for(compiled._rules.meaning))
    def check(text: str) -> None:
        assert tabulated.convert(text) == compiled._rules.lazy.convert(text)

    check()


def test_a_letter_that_may_become_another_leaves_the_rules_before_it_open() -> None:
    rules = [
        Rule("ш", "1", after="а"),
        Rule("ш", "2"),
        Rule("ши", "3"),
        *(Rule(letter, letter.upper()) for letter in "абий"),
    ]
    machine = LazyMachine(Meaning(rules, {}, follow=False), "open")
    low = "ши\u0323\u0306"
    for text, expected in (("ашй", "А1Й"), ("бшй", "Б2Й"), ("аши", "А3"), ("бши", "Б3"), (low, "3\u0323\u0306")):
        assert machine.convert(unicodedata.normalize("NFD", text)) == expected
        assert tabulate(machine).convert(unicodedata.normalize("NFD", text)) == expected
    assert machine.convert("шй\u0323") == tabulate(machine).convert("шй\u0323") == "3\u0306\u0323"


def test_a_sweep_sees_as_far_as_the_longest_rule_that_could_have_fitted() -> None:
    rules = [Rule("м", "", after="^"), Rule("маааб", "1", before="$"), Rule("а", "2"), Rule("аа", "3", before="ммм")]
    meaning = Meaning(rules, {}, follow=False)
    convert = sweep(meaning, LazyMachine(meaning, "far").convert)
    assert convert is not None
    for text in ("маааба", " - маааб", " - маааба", " - мааа"):
        assert convert(text) == reference_of(meaning).convert(text)


def test_a_stress_mark_is_no_letter_to_the_rule_behind_it() -> None:
    meaning = Meaning([Rule("'", "", after="b")], {}, follow=False)
    assert LazyMachine(meaning, "mark").convert("b\u0300'") == reference_of(meaning).convert("b\u0300'") == "b\u0300"


@pytest.fixture
def few_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("translit.machine.lazy.MAX_STATES", 150)


@pytest.mark.slow
@settings(examples(400), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(small_tables(), st.data())
@pytest.mark.usefixtures("few_states")
def test_random_tables(drawn: tuple[list[Rule], dict[str, str], bool], data: st.DataObject) -> None:
    rules, classes, follow = drawn
    meaning = Meaning(rules, classes, follow=follow)
    machine = LazyMachine(meaning, "random")
    swept = sweep(meaning, machine.convert)
    assert swept is not None
    tabulated = None
    with suppress(TableError):
        tabulated = tabulate(machine)
    for text in data.draw(st.lists(texts_for(meaning, 14), min_size=1, max_size=8)):
        expected = "".join(match.target for match in meaning.matches(text))
        assert is_alike(expected, reference_of(meaning).convert(seen(text)))
        assert machine.convert(text) == expected
        assert tabulated is None or tabulated.convert(text) == expected
        assert swept(text) == expected


@EVERY_TABLE
@CASES
@given(data=st.data())
def test_nfc_and_nfd_give_the_same(compiled: Transliterator, data: st.DataObject) -> None:
    meaning = compiled._rules.meaning
    if not meaning.facts.stress:
        return
    letters = sorted(meaning.facts.alphabet | {c.upper() for c in meaning.facts.alphabet if len(c.upper()) == 1})
    # Marks out of order are another matter: nothing is sorted.
    text = unicodedata.normalize("NFC", "".join(data.draw(st.lists(st.sampled_from(letters), max_size=12))))
    for form in ("NFC", "NFD"):
        assert is_alike(compiled.transliterate(unicodedata.normalize(form, text)), compiled.transliterate(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PODʺEZD", "ПОДЪЕЗД"),
        ("podʺezd Podʺezd", "подъезд Подъезд"),
        ("KONʹ", "КОНЬ"),
        ("Konʹ", "Конь"),
        ("MʹANMA", "МЬАНМА"),
        ("Mʹanma", "Мьанма"),
        ("ʺE", "ЪЕ"),
        ("ʺe ʺ", "ъе ъ"),
        ("KONʹ-KONʹ konʹ", "КОНЬ-КОНЬ конь"),
    ],
)
def test_a_sign_among_capitals_comes_back_as_a_capital(text: str, expected: str) -> None:
    """Latin has no capital of ʹ and ʺ: what stands beside one decides."""
    back = compile_table("ru-gost-779-2000-a", reverse=True)
    assert back.transliterate(text) == expected
    assert back._rules.lazy.convert(text) == back._rules._swept(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("кӏант кӀант", "khant khant"),
        ("КӀант КӀАНТ", "Khant KHANT"),
        ("Ӏаж ӏаж ӀАЖ", "Jaz\u0335 jaz\u0335 JAZ\u0335"),
        ("магӀа МАГӀА", "maġa MAĠA"),
        ("ЦӀумада", "Ċumada"),
    ],
)
def test_a_palochka_is_written_large_in_small_words_too(text: str, expected: str) -> None:
    there = compile_table("ce-bgn-pcgn-2008")
    assert there.transliterate(text) == expected
    assert there._rules.lazy.convert(text) == there._rules._swept(text) == expected


def test_a_table_may_have_capitals_that_unicode_does_not_know() -> None:
    there, back = compile_table("az-latin-1991"), compile_table("az-latin-1991", reverse=True)
    for text, latin in (("ИСМАЈЫЛЛЫ", "İSMAYILLI"), ("Ибраһим", "İbrahim"), ("Ыи ыИ", "Ii ıİ")):
        for form in ("NFC", "NFD"):
            assert there.transliterate(text) == latin
            assert back.transliterate(unicodedata.normalize(form, latin)) == text
    assert [f for f in back._rules.meaning.facts.capitals_of("i")] == ["İ"]
