"""prompt_toolkit types by a table: real sessions, read from a pipe."""

from __future__ import annotations

import pytest
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from tests.examples import is_night
from tests.sequences import TYPED, on_base, sequences, some, typed
from translit import compile_table
from translit.hosts.field import FieldTyping
from translit.hosts.prompt_toolkit import Candidates, bindings
from translit.table.value import ISO_KEY

LEFT = "\x1b[D"


def prompted(typing: FieldTyping, keys: str) -> str:
    """Return the line that a prompt gives for keys."""
    with create_pipe_input() as pipe:
        pipe.send_text(keys + "\r")
        session: PromptSession[str] = PromptSession(input=pipe, output=DummyOutput(), key_bindings=bindings(typing))
        return session.prompt()


@pytest.mark.parametrize("table", some(TYPED, len(TYPED)))
def test_types_what_the_engine_types(table: str) -> None:
    """Levels of AltGr with Alt; a terminal has no others."""
    compiled = compile_table(table)
    levels = [level for level in compiled.table.keys if level.startswith("altgr")]
    every = [p for p in sequences(compiled, levels=levels) if ISO_KEY not in {press.key for press in p}]
    checked = 0
    for presses in every if is_night() else every[::10] + [p for p in every if any(press.level for press in p)][::20]:
        keys = "".join(f"\x1b{on_base(press)}" if press.level else press.key for press in presses)
        if all(char.isprintable() or char in "\b\x1b" for char in keys):
            typing = FieldTyping(compiled, alt_is_altgr=True)
            assert prompted(typing, keys.replace("\b", "\x7f")) == typed(compiled, presses)
            checked += 1
    assert checked > 10


def test_alt_is_a_command_where_nobody_says_otherwise() -> None:
    assert prompted(FieldTyping("sr-cyrillic"), "aba\x1bbv") == "ваба"
    assert prompted(FieldTyping("sr-cyrillic", alt_is_altgr=True), "aba\x1bbv") == "аба{в"


def test_a_caret_inside_the_line() -> None:
    assert prompted(FieldTyping("bg-translit"), f"baba{LEFT}{LEFT}sht") == "бащба"


def test_a_backspace_by_key_and_then_by_letter() -> None:
    assert prompted(FieldTyping("bg-translit"), "sh\x7fa") == "са"
    assert prompted(FieldTyping("bg-translit"), f"sha{LEFT}\x7f") == "а"


def test_a_key_switches_it_off_and_on() -> None:
    assert prompted(FieldTyping("bg-translit"), "sha\x14 sha \x14sha") == "ша sha ша"


def test_pasted_text_stays_as_it_is() -> None:
    assert prompted(FieldTyping("bg-translit"), "sha \x1b[200~pasted\x1b[201~ sha") == "ша pasted ша"


def test_candidates_complete_the_word() -> None:
    typing, text = FieldTyping("bg-informal"), "аз "
    for key in "koi":
        text = typing.key(text, key).apply(text)
    found = list(Candidates(typing, 2).get_completions(Document(text), CompleteEvent()))
    assert [(each.text, each.start_position) for each in found] == [("кой", -3), ("кои", -3)]
