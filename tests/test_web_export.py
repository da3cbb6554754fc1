"""`translit export`: formats are found, not listed; a file is written whole or not at all."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from translit.commands.export import command
from translit.export import formats, load_format


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
    assert made["states"][0]["on"]["я"] == ["q"]


def test_a_table_of_a_user_s_own(tmp_path: Path) -> None:
    path = tmp_path / "bg-mine.toml"
    path.write_text(
        'id = "bg-mine"\nkind = "scheme"\nname = { en = "Mine" }\nlanguage = "bg"\nsource-script = "Latn"\n'
        'target-script = "Cyrl"\ncase = "exact"\nsamples = [["ab", "аб"]]\n\n[map]\n"a" = "а"\n"b" = "б"\n',
        "utf-8",
    )
    status, output = run(str(path), "--to", "json")
    assert status == 0
    (state,) = json.loads(output)["states"]
    assert (state["on"]["a"], state["on"]["b"]) == (["а"], ["б"])


def test_an_unknown_format_names_those_there_are() -> None:
    status, output = run("bg-phonetic", "--to", "xml")
    assert status == 2
    assert "'xml' is not one of" in output and "json" in output
    with pytest.raises(LookupError, match="json"):
        load_format("xml")


def test_every_format_says_what_it_is() -> None:
    for name in formats():
        module = load_format(name)
        assert module.__doc__ and callable(module.export)
