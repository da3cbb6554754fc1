"""`translit export`: formats are found, not listed; a file is written whole or not at all, and is small."""

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from translit.cli.commands.export import command
from translit.convert.transliterator import compile_table
from translit.interchange import formats, load_format
from translit.interchange.json import machine
from translit.machine.finished import tabulate
from translit.machine.step import KINDS
from translit.rules.reading import DIRECTIONS, INVISIBLE
from translit.table.library import tables
from translit.text.kinds import kind
from translit.web.assets import asset

CONVERTING = [table_id for table_id in tables if tables[table_id].kind != "informal"]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, arguments)
    return result.exit_code, result.output


def test_json_to_stdout_and_to_a_file(tmp_path: Path) -> None:
    status, output = run("bg-phonetic", "--to", "json")
    assert status == 0
    assert json.loads(output)["id"] == "bg-phonetic-traditional"
    path = tmp_path / "table.json"
    assert run("bg-phonetic", "--to", "json", "-o", str(path)) == (0, "")
    assert path.read_text("utf-8") == output


def test_the_way_back_is_a_machine_of_its_own() -> None:
    _, output = run("bg-phonetic", "--to", "json", "-r")
    made = json.loads(output)
    assert (made["direction"], made["sourceScript"], made["targetScript"]) == ("reverse", "Cyrl", "Latn")
    row = made["states"][0]
    assert row[row.index("я") + 1] == "q"


def test_a_table_of_a_user_s_own(tmp_path: Path) -> None:
    path = tmp_path / "bg-mine.toml"
    path.write_text(
        'id = "bg-mine"\nkind = "scheme"\nname = { en = "Mine" }\nlanguage = "bg"\nsource-script = "Latn"\n'
        'target-script = "Cyrl"\ncase = "exact"\nsamples = [["ab", "аб"]]\n\n[map]\n"a" = "а"\n"b" = "б"\n',
        "utf-8",
    )
    status, output = run(str(path), "--to", "json")
    assert status == 0
    assert json.loads(output)["states"] == [["", "", 0, "a", "а", 0, "b", "б", 0]]


def is_in(char: str, runs: Sequence[tuple[int, int]]) -> bool:
    return any(start <= ord(char) <= end for start, end in runs)


class Reader:
    """Reads the states of an export as docs/machine-json.md says."""

    def __init__(self, made: dict[str, Any]) -> None:
        self.owed = [""]
        self.rows: list[dict[str | int, tuple[str, int]]] = []
        for state, row in enumerate(made["states"]):
            moves: dict[str | int, tuple[str, int]] = {}
            rest = iter([*row, ""])
            keys = next(rest)
            for change in rest:
                added = change.lstrip("\b")
                owed = self.owed[state].encode("utf-16-le")
                text = owed[: len(owed) - 2 * (len(change) - len(added))].decode("utf-16-le") + added
                following = next(rest)
                if isinstance(following, int):
                    to, then = following, next(rest, "")
                else:
                    settled, then = (following[0], next(rest)) if isinstance(following, list) else (0, following)
                    to = len(self.owed)
                    self.owed.append(text[settled:])
                if to >= 0:
                    text = text.removesuffix(self.owed[to])
                moves.update((key, (text, to)) for key in keys or range(4))
                keys = then
            self.rows.append(moves)
        self.named = {key for moves in self.rows for key in moves}

    def step(self, state: int, char: str) -> tuple[str, int]:
        row = self.rows[state]
        group = KINDS.index(kind(char))
        if char not in self.named:
            parts = unicodedata.normalize("NFD", char)
            if parts[0] in self.named:
                output = ""
                for part in parts:
                    more, state = self.step(state, part)
                    output += more
                return output, state
            if is_in(char, DIRECTIONS):
                return char, state
            if is_in(char, INVISIBLE):
                if 4 not in row:
                    return "" if self.owed[state] else char, state
                group = 4
            elif 0 < unicodedata.combining(char) < 230 and 6 in row:
                group = 6
        text, to = row[char] if char in row else row[group]
        if to < 0:
            more, then = self.step(-1 - to, char)
            return text + more, then
        return text if char in row else text + char, to


BOTH_WAYS = [(t, False) for t in CONVERTING] + [(t, True) for t in CONVERTING if tables[t].reversible]


@pytest.mark.parametrize(("table_id", "reverse"), BOTH_WAYS)
def test_what_is_written_is_the_machine_state_by_state(table_id: str, reverse: bool) -> None:
    compiled = compile_table(table_id, reverse=reverse)
    # What the browser is sent is made once for all tests.
    made = machine(compiled) if reverse else json.loads(asset(f"tables/{table_id}.json").content)
    finished, reader = tabulate(compiled._rules.lazy), Reader(made)
    numbers = {0: 0}
    todo = [0]
    for state in todo:
        assert reader.owed[numbers[state]] == finished.endings[state]
        for char, number in zip(finished.characters, finished.rows[state], strict=True):
            output, copy, following = finished.decode(number)
            text, to = reader.step(numbers[state], char)
            assert text == (output + char if copy else output), (state, char)
            if following not in numbers:
                todo.append(following)
            assert numbers.setdefault(following, to) == to, (state, char)
    assert len(todo) == len(reader.rows)


def test_an_unknown_format_names_those_there_are() -> None:
    status, output = run("bg-phonetic", "--to", "xml")
    assert status == 2
    assert "'xml' is not" in output and "json" in output
    with pytest.raises(LookupError, match="json"):
        load_format("xml")


def test_every_format_says_what_it_is() -> None:
    for name in formats():
        module = load_format(name)
        assert module.__doc__ and callable(module.export)
