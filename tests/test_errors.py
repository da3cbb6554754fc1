"""Errors: in one place, under one root, whole after a trip to another process, and readable at its end."""

from __future__ import annotations

import copy
import os
import pickle
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import translit
from translit import errors
from translit.errors import Problem, TranslitError

#: One of each, as it is raised.
MADE: list[TranslitError] = [
    TranslitError("the table is too large"),
    errors.Misused("the text is empty"),
    errors.TableNotFound("bg-streamlined", ["bg-streamlined-2009"]),
    errors.TableError("my.toml", [Problem(1, "kind", "missing"), Problem(2, "", "not TOML")]),
    errors.UnmappedCharacter("Добре ы", 6, 7, "bg-streamlined-2009"),
    errors.UnknownScript("Cyr"),
    errors.UnknownLanguage("fi", ["bg", "ru"]),
    errors.UnknownChoice("errors", "stricht", ["keep", "strict"]),
    errors.UnknownChoice("language", "bulgarian", ["bg", "ru"], ["bg"]),
    errors.UnfitTable("bg-bds-1978", "a fallback needs a scheme"),
    errors.UnknownKey("ab"),
    errors.UnknownKey("a", "hyper", "ru-jcuken", ["plain", "shift"]),
    errors.PolicyError("my.toml", ["max_lenght: no such setting"]),
    errors.GraphemesMissing(),
    errors.NotInformal("bg-streamlined-2009", "scheme"),
    errors.NoRules("bg-informal"),
    errors.NoKeys("bg-translit"),
    errors.UnknownStyle("bg-informal", "chatty", ["chat"]),
    errors.UnknownFormat("jsn", ["json"]),
    errors.Inexpressible("vim", "bg-translit", ["sh → сх after ^: no contexts"]),
    errors.UnknownAsset("translit.jss"),
    errors.ProfileError("expected a profile of version 1, found 2", "me.json"),
    errors.ModelError(Path("data") / "bg.bin", "there is no such model"),
    errors.FileProblem("a.txt", "cannot read: permission denied"),
    errors.Unreadable("is no table: a quote is never closed", 7),
]


def every_module() -> Iterator[Any]:
    for found in pkgutil.walk_packages(translit.__path__, "translit."):
        if not found.name.endswith("__main__"):
            yield import_module(found.name)


def children(kind: type[TranslitError]) -> set[type[TranslitError]]:
    return {kind}.union(*(children(child) for child in kind.__subclasses__()))


def test_all_errors_are_in_one_module_and_in_this_test() -> None:
    for module in every_module():
        assert module
    assert children(TranslitError) == {type(error) for error in MADE}
    assert {kind.__module__ for kind in children(TranslitError)} == {"translit.errors"}


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_errors_pickle(error: TranslitError, protocol: int) -> None:
    same(error, pickle.loads(pickle.dumps(error, protocol)))


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_errors_copy(error: TranslitError) -> None:
    same(error, copy.copy(error))
    same(error, copy.deepcopy(error))


def same(error: TranslitError, other: TranslitError) -> None:
    assert type(other) is type(error)
    assert str(other) == str(error) and repr(other) == repr(error)
    assert other.args == error.args
    assert vars(other) == vars(error)
    for name in ("errno", "filename", "msg", "name"):
        assert getattr(other, name, None) == getattr(error, name, None)


def test_what_is_added_to_an_error_travels_with_it() -> None:
    error = errors.UnmappedCharacter("Добре ы", 6, 7, "bg-streamlined-2009")
    error.line, error.column = 3, 7
    error.add_note("in the third file")
    other = pickle.loads(pickle.dumps(error))
    assert (other.line, other.column, other.__notes__) == (3, 7, ["in the third file"])


@pytest.mark.parametrize("error", MADE, ids=lambda error: type(error).__name__)
def test_messages_are_sentences_for_people(error: TranslitError) -> None:
    assert str(error) == error.args[0]
    assert len(str(error)) > 10 and not str(error).startswith(("'", '"', "("))


def test_a_problem_is_a_value() -> None:
    problem = Problem(3, "rules[2].before", "expected a string")
    assert problem == Problem(3, "rules[2].before", "expected a string") != Problem(4, "rules[2].before", "")
    assert hash(problem) == hash(copy.deepcopy(problem)) and problem != (3, "rules[2].before", "expected a string")
    assert repr(problem) == "Problem(line=3, key='rules[2].before', message='expected a string')"
    assert eval(repr(problem), {"Problem": Problem}) == problem
    assert pickle.loads(pickle.dumps(problem)) == problem
    assert str(problem) == "3: rules[2].before: expected a string" and str(Problem(3, "", "no")) == "3: no"
    match problem:
        case Problem(line, key, _):
            assert (line, key) == (3, "rules[2].before")
    with pytest.raises(AttributeError, match="can't be changed"):
        problem.line = 4
    with pytest.raises(AttributeError, match="can't be changed"):
        del problem.line
    with pytest.raises(AttributeError):
        problem.column = 4


def test_a_table_that_is_not_there_is_asked_about_as_in_any_mapping() -> None:
    assert "nope" not in translit.tables
    assert translit.tables.get("nope") is None
    with pytest.raises(KeyError) as caught:
        translit.tables["bg-streamlined-209"]
    assert str(caught.value).startswith("there is no table 'bg-streamlined-209'; did you mean 'bg-streamlined-2009'")


@pytest.mark.parametrize("pure", ["", "1"])
def test_an_error_in_a_worker_is_told_as_anywhere(pure: str, tmp_path: Path) -> None:
    bad = tmp_path / "bg-bad.toml"
    bad.write_text('id = "bg-bad"\nkind = "schem"\n', encoding="utf-8")
    files = [tmp_path / "a.txt", tmp_path / "b.txt"]
    for file in files:
        file.write_text("Щастие\n", encoding="utf-8")
    arguments = ["convert", str(bad), "-j", "2", "--in-place", *map(str, files)]
    command = [sys.executable, "-m", "translit", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "TRANSLIT_PURE": pure})
    assert done.returncode == 1
    assert 'kind: expected "layout", "scheme" or "informal", found \'schem\'' in done.stderr
    assert "Traceback" not in done.stderr and "BrokenProcessPool" not in done.stderr
    assert [file.read_text(encoding="utf-8") for file in files] == ["Щастие\n", "Щастие\n"]
