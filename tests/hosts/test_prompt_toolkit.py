"""prompt_toolkit types by a table: real sessions, read from a pipe."""

from __future__ import annotations

import pytest
from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from tests.sequences import sequences, typed
from translit import compile_table
from translit.hosts.field import FieldTyping
from translit.hosts.prompt_toolkit import Candidates, bindings

LEFT = "\x1b[D"


def prompted(typing: FieldTyping, keys: str) -> str:
    """Return the line that a prompt gives for keys."""
    with create_pipe_input() as pipe:
        pipe.send_text(keys + "\r")
        session: PromptSession[str] = PromptSession(input=pipe, output=DummyOutput(), key_bindings=bindings(typing))
        return session.prompt()


@pytest.mark.parametrize("table", ["bg-translit", "bg-phonetic-traditional", "mk-cyrillic"])
def test_types_what_the_engine_types(table: str) -> None:
    compiled = compile_table(table)
    for presses in sequences(compiled)[:: 3 if table == "bg-translit" else 9]:
        keys = "".join(press.key for press in presses)
        if keys.isprintable() or "\b" in keys:
            assert prompted(FieldTyping(compiled), keys.replace("\b", "\x7f")) == typed(compiled, presses)


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
