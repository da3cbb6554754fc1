"""This repository keeps to its own rules: no look-alike in its pages or its tables."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.places import ROOT
from translit.checking import check

#: Not the gallery, which shows keyboards and letters of both scripts and is made of the tables.
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/**/*.txt")])
TABLES = sorted(ROOT.glob("layouts/*.toml"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_is_clean(page: Path) -> None:
    findings = check(page.read_text(encoding="utf-8"), "text")
    assert [str(finding) for finding in findings if finding.severity != "info"] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_a_table_is_clean(table: Path) -> None:
    data = tomllib.loads(table.read_text(encoding="utf-8"))
    # Classes are sets of letters, some of them of both scripts, and no words.
    data.pop("classes", None)
    # What another program answers may be half in one script and half in the other: that is why it stands there.
    for deviation in data.get("deviations", ()):
        del deviation["out"]
    found = [finding for text in strings(data) for finding in check(text, "text") if finding.severity == "error"]
    # Standards strike letters through (z̵ in Chechen) or underline them (d̲z̲h̲ in Komi).
    faults = [str(finding) for finding in found if finding.code != "excessive_marks"]
    assert faults == []


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_there_is_something_to_check() -> None:
    assert PAGES and TABLES
    assert check("срещ\N{LATIN SMALL LETTER A}", "text")


def test_no_property_stays_as_it_is_by_night() -> None:
    known = {ROOT / "tests" / name for name in ("conftest.py", "examples.py", "test_repository.py")}
    own = [path.name for path in {*ROOT.glob("tests/**/*.py")} - known if "max_examples" in path.read_text("utf-8")]
    assert own == []
