"""Laws over every table, both ways: how a letter is composed, and what cannot be seen, change nothing."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.strategies import texts_for
from tests.ways import walked
from translit import Rule, Stream, Transliterator, UnmappedCharacter, compile_table
from translit.convert.keep import leave_alone
from translit.machine import file
from translit.machine.entities import EntityMachine
from translit.machine.finished import tabulate
from translit.machine.lazy import LazyMachine
from translit.machine.stored import StoredMachine
from translit.rules.meaning import Meaning
from translit.rules.reading import DIRECTIONS, INVISIBLE, kind

if TYPE_CHECKING:
    from translit.machine._loop import Machine as CompiledMachine

WAYS = walked(("scheme", "layout"))
EVERY_WAY = pytest.mark.parametrize("way", WAYS, ids=lambda w: f"{w.table.id}{'-reverse' if w.reverse else ''}")


def is_by_keys(way: Transliterator) -> bool:
    """Tell whether each letter is read alone: a keyboard without dead keys."""
    return way.table.kind == "layout" and all(len(rule.source) == 1 for rule in way.table.rules)


def group(way: Transliterator) -> str:
    """Return what a way is asked with: such keyboards are many and much alike, so those of a language are one."""
    what = f"{way.table.language}-keyboards" if is_by_keys(way) else way.table.id
    return f"{what}{'-reverse' if way.reverse else ''}"


GROUPS = {name: list(ways) for name, ways in groupby(sorted(WAYS, key=group), group)}
EVERY_GROUP = pytest.mark.parametrize("ways", GROUPS.values(), ids=GROUPS)
#: Few for each of two hundred ways: together they are many.
CASES = examples(8)
#: All characters that have a canonical decomposition, but for the syllables of Hangul.
COMPOSED = [
    char for point in range(sys.maxunicode + 1) if unicodedata.decomposition(char := chr(point))[:1] not in ("", "<")
]
MARKS = [char for char in map(chr, range(0x300, 0x370)) if unicodedata.combining(char)]
#: What stands before and behind a letter: nothing, a word, a capital, a word's end that counts.
AROUND = [
    ("", ""),
    ("а", "я"),
    ("x", "a"),
    ("", "ия"),
    ("Щ", "Щ"),
    ("з", "г"),
    ("d", "ž"),
]


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def seen(text: str) -> str:
    return "".join(c for c in text if kind(c) not in "id")


def test_the_law_is_asked_of_every_letter() -> None:
    assert {"ё", "Ќ", "й", "â", "ȕ", "ế", "\N{KELVIN SIGN}", "ᾂ", "\N{GREEK VARIA}", "𑂚"} < set(COMPOSED)


@cache
def content_of(way: Transliterator) -> bytes:
    return way._rules.build()


@cache
def stored(way: Transliterator) -> StoredMachine:
    return StoredMachine(content_of(way))


@cache
def compiled_of(way: Transliterator) -> CompiledMachine:
    """Return the machine that runs in C, however long it takes to build."""
    compiled = file.load(content_of(way))
    assert compiled is not None
    return compiled


@EVERY_WAY
def test_every_composed_letter_is_its_parts(way: Transliterator) -> None:
    compiled = compiled_of(way)
    for before, behind in AROUND[:2] if is_by_keys(way) else AROUND:
        text = "\n".join(f"{before}{char}{behind}" for char in COMPOSED)
        whole = compiled.convert(text)
        if not before + behind:
            assert way._rules.lazy.convert(text) == stored(way).convert(text) == whole
        assert compiled.run(text.encode(), 0, True)[0].decode() == whole
        for form in (nfc, nfd):
            other = compiled.convert(form(text)).split("\n")
            broken = [char for char, a, b in zip(COMPOSED, whole.split("\n"), other, strict=True) if nfd(a) != nfd(b)]
            assert broken == [], (before, behind)


@EVERY_WAY
def test_a_low_mark_behind_any_composed_letter_is_before_its_marks(way: Transliterator) -> None:
    compiled = compiled_of(way)
    letters = [char for char in COMPOSED if nfd(char)[0] in way._rules.meaning.bases]
    for behind in ("\u031c", "\u0304\u031c", "\u0323a"):
        results = []
        for form in (nfc, nfd):
            text = "\n".join(form(f"j{char}{behind}") for char in letters)
            results.append(compiled.convert(text).split("\n"))
            assert way._rules.lazy.convert(text).split("\n") == results[-1]
        broken = [char for char, a, b in zip(letters, *results, strict=True) if nfd(a) != nfd(b)]
        assert broken == [], behind


@pytest.mark.parametrize("mark", ["\u0f73", "\u0f75", "\u0f81"])
@pytest.mark.parametrize("table", ["bg-streamlined-2009", "kk-latin-2018"])
def test_a_sign_composed_of_low_marks_is_one_of_them(table: str, mark: str) -> None:
    way = compile_table(table)
    compiled = compiled_of(way)
    text = f"край{mark} Ё{mark}е"
    assert way._rules.lazy.convert(text) == stored(way).convert(text) == compiled.convert(text)
    assert nfd(compiled.convert(text)) == nfd(compiled.convert(nfd(text)))


@EVERY_WAY
def test_what_no_rule_reads_is_left_as_it_is_composed(way: Transliterator) -> None:
    kept = [char for char in COMPOSED if nfd(char)[0] not in way._rules.meaning.bases]
    kept = [char for char in kept if char not in way._rules.meaning.characters]
    assert way.transliterate("\n".join(kept)).split("\n") == kept


def equivalent_texts(way: Transliterator) -> st.SearchStrategy[str]:
    letters = st.sampled_from([*way._rules.meaning.characters, *COMPOSED, *" ия\n"])
    marks = st.sampled_from(MARKS)
    return st.lists(texts_for(way._rules.meaning, 3) | letters | marks, max_size=12).map("".join)


@EVERY_GROUP
@CASES
@given(data=st.data())
def test_equivalent_texts_give_equivalent_results(ways: list[Transliterator], data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(ways))
    text = data.draw(equivalent_texts(way))
    results = {nfd(way.transliterate(form(text))) for form in (nfc, nfd)}
    assert len(results) == 1, results


@EVERY_GROUP
@CASES
@given(data=st.data())
def test_strict_refuses_a_letter_however_it_is_composed(ways: list[Transliterator], data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(ways))
    char = data.draw(st.sampled_from(COMPOSED))
    refused = []
    for form in (nfc(char), nfd(char)):
        try:
            way.transliterate(form, errors="strict")
            refused.append(False)
        except UnmappedCharacter:
            refused.append(True)
    assert refused in ([True, True], [False, False])


ACCENTS = "\u0300\u0301\u0302\u0304\u030f\u0311"


@given(st.text(st.sampled_from("абвгдђежзијклљмнњопрстћуфхцчџшАЕИОУЉЏ " + ACCENTS), max_size=20))
def test_serbian_comes_back_from_its_normal_forms(text: str) -> None:
    written = compile_table("sr-latin").transliterate(text)
    back = compile_table("sr-latin", reverse=True)
    assert nfd(back.transliterate(nfc(written))) == nfd(back.transliterate(nfd(written)))
    if not any(mark in text for mark in "\u0301"):  # ć, ś and ź are other letters than c, s, z with an accent
        assert nfd(back.transliterate(nfc(written))) == nfd(back.transliterate(written))


IGNORED = [chr(point) for start, end in INVISIBLE + DIRECTIONS for point in range(start, min(end, start + 40) + 1)]


@EVERY_WAY
def test_nothing_invisible_splits_a_word(way: Transliterator) -> None:
    samples = [s.source for s in way.table.samples if not s.level and s.reverse == way.reverse]
    for number, sample in enumerate(samples):
        ignored = IGNORED[number % len(IGNORED)], "\xad"
        expected = seen(way.transliterate(sample))
        for at in range(len(sample)):
            if at and unicodedata.combining(sample[at]):
                continue  # between a letter and its mark it is no longer the same text
            for sign in ignored:
                text = f"{sample[:at]}{sign}{sample[at:]}"
                assert seen(way.transliterate(text)) == expected, (sign, at)
        text = "\xad".join(nfc(sample))
        assert seen(way.transliterate(text)) == seen(way.transliterate(nfc(sample)))


@EVERY_GROUP
@CASES
@given(data=st.data())
def test_what_cannot_be_seen_changes_nothing_else(ways: list[Transliterator], data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(ways))
    pieces = data.draw(st.lists(st.sampled_from([*way._rules.meaning.characters, *COMPOSED, *IGNORED]), max_size=14))
    text = "".join(
        p for i, p in enumerate(pieces) if not (i and kind(pieces[i - 1]) in "id" and unicodedata.combining(p))
    )
    result = way.transliterate(text)
    assert seen(result) == way.transliterate(seen(text))
    assert [c for c in result if kind(c) == "d"] == [c for c in text if kind(c) == "d"]
    assert "".join(m.target for m in way.matches(text)) == result
    assert "".join(m.source for m in way.matches(text)) == text


@EVERY_GROUP
@CASES
@given(data=st.data())
def test_any_chunks_and_any_machine_give_the_same(ways: list[Transliterator], data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(ways))
    text = data.draw(
        st.lists(st.sampled_from([*way._rules.meaning.characters, *COMPOSED, *IGNORED]), max_size=14).map("".join)
    )
    content, stream, size = text.encode(), Stream(way), data.draw(st.integers(1, 7))
    out = b"".join(stream.feed(content[at : at + size]) for at in range(0, len(content), size)) + stream.close()
    expected = way.transliterate(text)
    assert out.decode() == expected
    assert way._rules.lazy.convert(text) == way._rules._swept(text) == stored(way).convert(text) == expected
    compiled = compiled_of(way)
    assert compiled.convert(text) == expected


@pytest.mark.parametrize("sign", "'’ʼ‘‛`´′ʹˈʻ＇\"”")
def test_every_sign_for_an_apostrophe_is_one_between_letters(sign: str) -> None:
    table = compile_table("uk-kmu-2010")
    for word, expected in (
        ("п{}ять", "piat"),
        ("В{}ячеслав", "Viacheslav"),
        ("ОБ{}ЇЗД", "OBIZD"),
        ("з{}\xadєднати", "ziednaty"),
    ):
        text = word.format(sign)
        assert seen(table.transliterate(text)) == expected
        assert seen(table._rules._swept(text)) == expected
    assert table.transliterate(f"{sign}Юрій{sign} 5{sign}") == f"{sign}Yurii{sign} 5{sign}"


ENTITIES = ["&shy;", "&#173;", "&#xAD;", "&zwj;", "&ZeroWidthSpace;", "&#x200b;"]


@EVERY_GROUP
@CASES
@given(data=st.data())
def test_an_invisible_character_may_be_spelled_as_html_does(ways: list[Transliterator], data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(ways))
    letters = st.sampled_from(["&", "&shy", "&sh", "&amp;", *ENTITIES, *way._rules.meaning.characters])
    text = data.draw(st.lists(letters, max_size=14).map("".join))
    hidden = text
    for number, entity in enumerate(ENTITIES):
        hidden = hidden.replace(entity, chr(0xFFF0 + number))
    expected = way.transliterate(hidden)
    for number, entity in enumerate(ENTITIES):
        expected = expected.replace(chr(0xFFF0 + number), entity)
    assert way.transliterate(text) == "".join(m.target for m in way.matches(text)) == expected
    assert "".join(m.source for m in way.matches(text)) == text
    content, stream, size = text.encode(), Stream(way), data.draw(st.integers(1, 7))
    out = b"".join(stream.feed(content[at : at + size]) for at in range(0, len(content), size)) + stream.close()
    assert out.decode() == expected
    compiled = compiled_of(way)
    machine, held, state, out = EntityMachine(compiled), b"", 0, b""
    for at in range(0, len(content) + size, size):
        held += content[at : at + size]
        written, state, used, _ = machine.run(held, state, at >= len(content))
        held, out = held[used:], out + written
    assert out.decode() == expected


def test_a_soft_hyphen_of_html_is_kept_whole_on_the_way_back() -> None:
    assert compile_table("bg-streamlined-2009", reverse=True).transliterate("Bal&shy;gar &amp;") == "Бал&shy;гар &амп;"
    assert seen(compile_table("uk-kmu-2010").transliterate("Юрі&shy;й")) == "Yuri&shy;i"
    with pytest.raises(UnmappedCharacter) as caught:
        compile_table("bg-streamlined-2009").transliterate("щ&shy;ы", errors="strict")
    assert (caught.value.start, caught.value.end) == (6, 7)


@pytest.mark.parametrize("entity", ENTITIES)
def test_it_splits_no_rule_where_markup_is_kept(entity: str) -> None:
    table = compile_table("bg-streamlined-2009", reverse=True)
    convert = leave_alone(table, "keep", ["html"]).convert
    alone = table.transliterate(f"s{entity}htuka")
    assert alone.replace(entity, "") == "щука"
    assert convert(f"<b>s{entity}htuka</b> &amp; Bal{entity}gar") == f"<b>{alone}</b> &amp; Бал{entity}гар"


def test_a_letter_of_three_parts_is_one_in_every_spelling() -> None:
    meaning = Meaning([Rule("ế", "4"), Rule("ê", "3"), Rule("e", "2"), Rule("n", "5")], {}, follow=False)
    machine = LazyMachine(meaning, "own")
    for text, expected in (
        ("nến", "545"),
        ("ê é e", "3 2\u0301 2"),
        ("e\u0302", "3"),
        ("ê\u0301", "4"),
        ("ệ ế\u0323", "2\u0323\u0302 2\u0323\u0302\u0301"),
    ):
        for spelled in (text, nfc(text), nfd(text)):
            assert nfd(machine.convert(spelled)) == nfd(tabulate(machine).convert(spelled)) == nfd(expected)
