"""Addresses typed live stay as they are: what stands there is what a batch that leaves them alone makes of the keys."""

from __future__ import annotations

import random

import pytest

from translit import InputEngine, Transliterator, compile_table, tables
from translit.convert.keep import leave_alone
from translit.machine import addresses
from translit.machine.addresses import LONGEST
from translit.text.segments import ADDRESSES, Segment, find_addresses, find_kept

WAYS = [
    compile_table(table_id, reverse=reverse)
    for table_id in tables
    if tables[table_id].kind != "informal"
    for reverse in (False, True)
    if not reverse or tables[table_id].reversible
]
PIECES = [
    *[
        "vizh",
        "https://dir.bg",
        "Kak",
        "si?",
        "ivan@abv.bg",
        "@ivan,",
        "www.abc.com/x(y)",
        "(abv.bg).",
        "shtastie",
        "e.g.",
        "dir.bga",
        "a@b",
    ],
    *["http://", "x.y.bg:80/q", "1.5", "B2.bg", "мн.бг", "Щука!", "😀", "ftp://a.b", "ivan.petrov+x@mail.example.org"],
]


def source(way: Transliterator) -> str:
    return way.table.target_script if way.reverse else way.table.source_script


@pytest.mark.parametrize("way", WAYS, ids=lambda way: f"{way.table.id}{'-reverse' if way.reverse else ''}")
def test_every_prefix_is_what_a_batch_makes_of_it_and_backspace_goes_back(way: Transliterator) -> None:
    rng = random.Random(way.table.id)
    is_spelt = way.table.kind == "scheme" and not way.table.base and source(way) == "Latn"
    batch = leave_alone(way, "keep", ADDRESSES if is_spelt else ())
    # Behind a Cyrillic letter signs stay as they are, which a batch can't know.
    pieces = [piece for piece in PIECES if source(way) != "Latn" or piece.isascii()]
    for _ in range(4):
        keys = " ".join(rng.choices(pieces, k=4))
        engine, shown = InputEngine(way), [""]
        for number, key in enumerate(keys, 1):
            shown.append(engine.feed(key).apply(shown[-1]))
            assert shown[-1] == batch.convert(keys[:number])
        for before, text in zip(shown[-2::-1], shown[:0:-1], strict=True):
            edit = engine.backspace()
            assert edit is not None
            if edit.apply(text) != before:  # a picture of several keys
                break


def typed(engine: InputEngine, keys: str) -> str:
    text = ""
    for key in keys:
        text = engine.feed(key).apply(text)
    return text


def test_layouts_leave_addresses_alone_on_request_and_schemes_do_not() -> None:
    keys = "Vij https://dir.bg "
    assert typed(InputEngine("bg-phonetic-traditional"), keys) == "Жий хттпс://дир.бг "
    assert typed(InputEngine("bg-phonetic-traditional", addresses=True), keys) == "Жий https://dir.bg "
    assert typed(InputEngine("bg-translit", addresses=False), keys) == "Вий хттпс://дир.бг "


@pytest.mark.parametrize("keys", ["https://dir.bg/novini/2009/x?y=z", "e.g.,shtastie...", "ivan@abv.bg:x"])
def test_addresses_are_looked_for_once_a_key(keys: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def watched(text: str) -> list[Segment]:
        looked.append(text)
        return list(find_addresses(text))

    monkeypatch.setattr(addresses, "find_addresses", watched)
    engine = InputEngine("bg-translit")
    typed(engine, keys)
    assert len(looked) == len(set(looked)) > 0
    looked.clear()
    while engine.backspace():
        pass
    assert len(looked) == len(set(looked)) > 0


def test_many_keys_without_a_blank_are_an_address_up_to_a_limit() -> None:
    engine = InputEngine("bg-translit")
    address = "https://dir.bg/" + "a" * (LONGEST - 15)
    shown = typed(engine, address + "aaa")
    assert shown == address + "aаа"
    for _ in range(3):
        edit = engine.backspace()
        assert edit is not None
        shown = edit.apply(shown)
    assert shown == address


def test_an_address_goes_on_after_a_blank_was_taken_back() -> None:
    engine, text = InputEngine("bg-translit"), ""
    for key in "https://dir.bg \b/novini":
        edit = engine.backspace() if key == "\b" else engine.feed(key)
        assert edit is not None
        text = edit.apply(text)
    assert text == "https://dir.bg/novini"


@pytest.mark.parametrize("piece", PIECES)
def test_what_has_no_blank_is_cut_as_every_text_is(piece: str) -> None:
    assert list(find_addresses(piece)) == list(find_kept(piece, ADDRESSES))


def test_a_scheme_that_reads_keys_has_no_addresses() -> None:
    """The at sign is ё on that keyboard."""
    engine, text = InputEngine("ru-yawerty"), ""
    for key in "@lka sam@t.ru":
        text = engine.feed(key).apply(text)
    assert text == "ёлка самёт.ру"
