"""Thousands of rules are linted, compiled and run in proportion to their number: calls are counted, never seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice, product

import pytest

from tests.counting import bytes_of, calls_of, lines_of
from translit import InputEngine, Rule, Sample, Stream, Table, TableError, compile_table, transliterate
from translit.lint import lint_table
from translit.machine.finished import tabulate
from translit.rules.directions import inverse
from translit.table.mapping import LONGEST

LATIN, CYRILLIC = "abcdefghijklmnopqrstuvwxyz", "абвгдежзийклмнопрстуфхцчшщъьюя"


def table(rules: list[Rule], *, case: str = "exact", reversible: bool = False) -> Table:
    numbered = [Rule(r.source, r.target, r.after, r.before, f"rules[{n}]") for n, r in enumerate(rules)]
    return Table(
        *("bg-x", "scheme", {"en": "X"}, "bg", "Latn", "Cyrl"),
        case=case,
        reversible=reversible,
        rules=tuple(numbered),
        samples=(Sample(rules[0].source, rules[0].target),),
    )


def words(letters: str, length: int) -> Iterator[str]:
    """Yield different words whose first letters differ as much as their last."""
    return ("".join(word)[::-1] for word in product(letters, repeat=length))


def syllables(count: int) -> Table:
    return table([Rule(*pair) for pair in islice(zip(words(LATIN, 3), words(CYRILLIC, 3), strict=False), count)])


def redundant(count: int) -> Table:
    pairs = zip(LATIN, CYRILLIC, strict=False)
    rules = [Rule(latin, cyrillic) for latin, cyrillic in pairs]
    written = str.maketrans(LATIN, CYRILLIC[:26])
    return table([*rules, *(Rule(word, word.translate(written)) for word in islice(words(LATIN, 3), count))])


def ideographs(count: int) -> Table:
    return table([Rule(chr(0x4E00 + n), word) for n, word in zip(range(count), words(CYRILLIC, 3), strict=False)])


def composed(count: int) -> Table:
    return table([Rule(chr(0xAC00 + n), word) for n, word in zip(range(count), words(CYRILLIC, 3), strict=False)])


def contexts(count: int) -> Table:
    beside = islice(zip(words(LATIN, 2), words(CYRILLIC, 2), strict=False), count)
    return table([Rule(word, f"{written}ж", before=word[0]) for word, written in beside])


def before_letters(count: int) -> Table:
    return table([Rule("a", "а"), *(Rule("a", f"ж{n}", before=chr(0x4E00 + n)) for n in range(count))])


def after_letters(count: int) -> Table:
    return table([Rule("a", "а"), *(Rule("a", f"ж{n}", after=chr(0x4E00 + n)) for n in range(count))])


def between_words(count: int) -> Table:
    beside = islice(zip(words("bcdefghijk", 4), words("lmnopqrstu", 4), strict=True), count)
    return table([Rule("a", "а"), *(Rule("a", f"ж{n}", *each) for n, each in enumerate(beside))])


def between_letters(count: int) -> Table:
    beside = ((chr(0x4E00 + n), chr(0x5E00 + n)) for n in range(count))
    return table([Rule("a", "а"), *(Rule("a", f"ж{n}", *each) for n, each in enumerate(beside))])


def before_pairs(count: int) -> Table:
    pairs = (chr(0x4E00 + n) + chr(0x5E00 + n) for n in range(count))
    return table([Rule("a", "а"), *(Rule("a", f"ж{n}", before=pair) for n, pair in enumerate(pairs))])


def going_on(count: int) -> Table:
    return table([Rule("a", "а"), *(Rule("ab", f"ж{n}", after=chr(0x4E00 + n)) for n in range(count))])


def many_problems(count: int) -> Table:
    return table([Rule(word, word) for word in islice(words(LATIN, 3), count)])


def compile_both_ways(table: Table) -> object:
    return [compile_table(table, reverse=reverse).transliterate("abc абв") for reverse in (False, True)]


@pytest.mark.parametrize("function", [lint_table, compile_both_ways])
@pytest.mark.parametrize("kind", [syllables, redundant, ideographs, composed, contexts, many_problems])
def test_three_times_the_rules_are_three_times_the_work(
    kind: Callable[[int], Table], function: Callable[[Table], object]
) -> None:
    tables = [kind(count) for count in (30, 90, 270)]
    function(tables[-1])
    few, some, many = (calls_of(function, each) for each in tables)
    assert some < 3.6 * few + 20_000 and many < 3.6 * some + 20_000
    assert bytes_of(function, tables[2]) < 4 * bytes_of(function, tables[1]) + 500_000


def test_the_way_back_is_derived_in_proportion() -> None:
    few, many = (lines_of(inverse, syllables(count)) for count in (200, 600))
    assert many < 3.6 * few


def use_every_context(table: Table) -> object:
    text = " ".join(rule.after + rule.source + rule.before for rule in table.rules)
    compiled = compile_table(table)
    typed = InputEngine(table)
    for key in text[:300]:
        typed.feed(key)
    return [compiled.transliterate(text), list(compiled.matches(text)), compiled._rules.lazy.convert(text)]


@pytest.mark.parametrize("kind", [before_letters, after_letters, between_words, going_on, contexts])
def test_three_times_the_contexts_of_one_letter_are_three_times_the_work(kind: Callable[[int], Table]) -> None:
    tables = [kind(count) for count in (100, 300, 900)]
    for rule in tables[0].rules[1:]:
        assert transliterate(f"{rule.after}{rule.source}{rule.before}", tables[0]).count(rule.target) == 1
    few, some, many = (calls_of(use_every_context, each) for each in tables)
    assert some < 3.6 * few + 20_000 and many < 3.6 * some + 20_000
    assert bytes_of(use_every_context, tables[2]) < 4 * bytes_of(use_every_context, tables[1]) + 500_000


@pytest.mark.parametrize(
    "kind", [before_letters, between_words, after_letters, going_on, between_letters, before_pairs]
)
def test_a_machine_of_many_contexts_is_built_in_proportion(kind: Callable[[int], Table]) -> None:
    _build(kind(30))
    few, some, many = (calls_of(_build, kind(count)) for count in (30, 90, 270))
    assert some < 4 * few + 20_000 and many < 4 * some + 20_000


@pytest.mark.parametrize("kind", [between_letters, before_pairs, before_letters, going_on])
def test_a_machine_of_many_contexts_does_what_the_rules_say(kind: Callable[[int], Table]) -> None:
    """Also where a context is half there, or one rule's past stands before another one's letters."""
    conversion = compile_table(kind(40))._rules
    finished = tabulate(conversion.lazy)
    rules = conversion.table.rules[1::7]
    for after, before in product({r.after for r in rules}, {r.before for r in rules}):
        for source in {r.source for r in rules}:
            for text in (after + source + before, after + source + before[:1] + "a", source + before * 2):
                expected = "".join(match.target for match in conversion.matches(text))
                assert finished.convert(text) == expected, text


def test_letters_that_rules_ask_for_are_grouped_without_asking_all_of_them_again() -> None:
    lint_table(before_letters(30))
    few, many = (lines_of(lint_table, before_letters(count)) for count in (100, 300))
    assert many < 3.6 * few


def _build(table: Table) -> None:
    conversion = compile_table(table)._rules
    with suppress(TableError):
        conversion.build()


@pytest.mark.parametrize("case", ["exact", "follow"])
@pytest.mark.parametrize("letters", ["abcdefgh", "a", "ab"])
def test_longer_rules_are_not_much_more_work(letters: str, case: str) -> None:
    def one_long(length: int) -> Table:
        key = (letters * length)[:length]
        return table([Rule(letters[0], "а"), Rule(key, "ж")], case=case)

    lint_table(one_long(LONGEST))
    short, long = (calls_of(lint_table, one_long(length)) for length in (LONGEST // 4, LONGEST))
    # The square, and no more; which is why there is a longest rule.
    assert long < 25 * short and long < 2_000_000


def test_a_reversible_table_of_many_letters_is_tried_on_some() -> None:
    few, many = (
        calls_of(lint_table, table([Rule(chr(0x4E00 + n), chr(0xAC00 + n)) for n in range(count)], reversible=True))
        for count in (500, 1_500)
    )
    assert many < 3.6 * few


def test_thousands_of_words_are_typed_and_streamed() -> None:
    rules = [Rule(word, word.upper()) for word in islice(words("abcdefghij", 5), 0, 100_000, 10)]
    large = table(rules)
    text = " ".join(rule.source for rule in rules)
    expected = " ".join(rule.target for rule in rules)
    assert transliterate(text, large) == expected
    stream = Stream(compile_table(large))
    assert b"".join(stream.feed(text[at : at + 99].encode()) for at in range(0, len(text), 99)) + stream.close() == (
        expected.encode()
    )
    engine, shown = InputEngine(large), ""
    for key in text:
        edit = engine.feed(key)
        shown = shown[len(shown) - 20 :]
        shown = edit.apply(shown)
    assert shown == expected[-len(shown) :]


@pytest.mark.parametrize(
    "letters", ["一", "𐐨", "𐐀", "一丁", "𐐨𐐩", "\u0301一", "".join(map(chr, range(0x4E00, 0x9FF0, 3)))]
)
def test_a_table_may_map_any_letter(letters: str) -> None:
    """Also those that stand for the letters which no table maps."""
    strange = table([*(Rule(letter, "ж") for letter in letters), Rule("a", "а", before="一")])
    compiled = compile_table(strange)
    text = f"a{letters}a 一丂𐐀𐐨𐐩 Ꙗ" * 2
    expected = "".join(match.target for match in compiled.matches(text))
    assert expected.count("ж") >= 2 * len(letters.replace("\u0301", ""))
    assert compiled.transliterate(text) == expected == compiled._rules.lazy.convert(text)
    machine = compiled._rules.compiled
    assert machine is None or machine.convert(text) == expected
    assert lint_table(strange)
