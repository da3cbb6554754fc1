"""Textual widgets type by a table: real apps, without a terminal."""

from __future__ import annotations

import asyncio

import pytest
from textual import events
from textual.app import App, ComposeResult

from tests.sequences import Press, sequences, typed
from translit import compile_table
from translit.hosts.field import FieldTyping
from translit.hosts.textual import TableInput, TableTextArea

pytestmark = pytest.mark.slow
NAMES = {"\b": "backspace", " ": "space", "'": "apostrophe", ",": "comma", ".": "full_stop", "-": "minus"} | {
    "`": "grave_accent"
}
Field = TableInput | TableTextArea


class OneField(App[None]):
    """An app that is one field."""

    def __init__(self, field: Field) -> None:
        super().__init__()
        self.field = field

    def compose(self) -> ComposeResult:
        yield self.field


def text_of(field: Field) -> str:
    return field.value if isinstance(field, TableInput) else field.text


def clear(field: Field) -> None:
    field.typing.reset()
    field.clear()


def press(field: Field, runs: list[list[str]]) -> list[str]:
    """Return the text of the field after each run of keys, begun empty but for those that begin with "go on"."""

    async def run() -> list[str]:
        found = []
        async with OneField(field).run_test() as pilot:
            for keys in runs:
                if keys[:1] != ["go on"]:
                    clear(field)
                await pilot.press(*(NAMES.get(key, key) for key in keys if key != "go on"))
                found.append(text_of(field))
        return found

    return asyncio.run(run())


@pytest.mark.parametrize("table", ["bg-translit", "mk-cyrillic"])
@pytest.mark.parametrize("kind", [TableInput, TableTextArea])
def test_types_what_the_engine_types(kind: type[Field], table: str) -> None:
    compiled = compile_table(table)
    named = [presses for presses in sequences(compiled) if all(k in NAMES or k.isalnum() for k, _ in presses)]
    every = named[:: len(named) // 9]
    assert len(every) > 5
    answers = press(kind(FieldTyping(compiled)), [[key for key, _ in presses] for presses in every])
    assert answers == [typed(compiled, presses) for presses in every]


@pytest.mark.parametrize("kind", [TableInput, TableTextArea])
def test_alt_may_be_taken_for_altgr(kind: type[Field]) -> None:
    """What the parser of a terminal makes of Alt with a letter."""
    levels = {"q": "altgr", "E": "altgr-shift", "b": "altgr"}
    presses = [Press("a"), *(Press(key, level) for key, level in levels.items()), Press("x")]

    async def run(typing: FieldTyping) -> str:
        field = kind(typing)
        async with OneField(field).run_test() as pilot:
            for key, level in presses:
                alt = "alt+shift+" if key.isupper() else "alt+" if level else ""
                field.post_message(events.Key(alt + key.lower(), key))
            await pilot.pause()
        return text_of(field)

    compiled = compile_table("sr-cyrillic")
    assert asyncio.run(run(FieldTyping(compiled, alt_is_altgr=True))) == typed(compiled, tuple(presses))
    assert asyncio.run(run(FieldTyping(compiled))) == typed(compiled, tuple(Press(key) for key, _ in presses))


@pytest.mark.parametrize("kind", [TableInput, TableTextArea])
def test_a_caret_inside_the_text_and_a_selection(kind: type[Field]) -> None:
    runs = [[*"baba", "left", "left", *"sht"], ["go on", "home", "shift+end", *"sh"]]
    assert press(kind(FieldTyping("bg-translit")), runs) == ["бащба", "ш"]
