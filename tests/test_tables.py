"""Every table there is: each file is its own set of test cases."""

from __future__ import annotations

import json
import tomllib
from html import escape

import jsonschema
import pytest

import translit
from tests.places import ROOT
from translit import InputEngine, Sample, Table, tables
from translit.checking import languages
from translit.checking.language import load_language
from translit.informal.model.file import find_modelled
from translit.lint import lint_table
from translit.table.dead_keys import mark_of, put_on
from translit.table.drawing import draw, draw_svg

#: Letters that layouts have no key for where they come from either.
UNTYPABLE = {
    "mk-jus": "ЀЍѐѝ",
    "mk-no-dead-keys": "ЀЍѐѝ",
    "mk-windows": "ЀЍѐѝ",
    "ru-phonetic-azerty": "ЁЪёъ",
    "ru-phonetic-french": "Ъъ",
}
TABLES = [tables[table_id] for table_id in tables if tables[table_id].kind != "informal"]


@pytest.mark.parametrize(
    ("table", "sample"),
    [(t, s) for t in TABLES for s in t.samples if s.shows],
    ids=lambda v: getattr(v, "id", None),
)
def test_sample_shows(table: Table, sample: Sample) -> None:
    engine, text, shown = InputEngine(table.id), "", []
    for key in sample.source:
        text = engine.feed(key).apply(text)
        shown.append(text)
    assert tuple(shown) == sample.shows


def test_names_are_unique() -> None:
    names = [name for table_id in tables for name in (table_id, *tables[table_id].aliases)]
    assert len(names) == len(set(names))


def test_every_alias_is_found() -> None:
    for table_id in tables:
        for alias in tables[table_id].aliases:
            assert translit.tables[alias].id == table_id


@pytest.mark.parametrize("table_id", list(tables))
def test_the_schema_for_editors_accepts_it(table_id: str) -> None:
    schema = json.loads((ROOT / "docs" / "table.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(tomllib.loads(tables[table_id].text), schema)


def test_the_schema_for_editors_refuses_a_bad_table() -> None:
    schema = json.loads((ROOT / "docs" / "table.schema.json").read_text(encoding="utf-8"))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(tomllib.loads(tables["ru-jcuken"].text.replace('"layout"', '"scheme"')), schema)


@pytest.mark.parametrize(
    "table_id", [t for t in tables if tables[t].kind != "informal" or tables[t].language in find_modelled()]
)
def test_lint_finds_nothing(table_id: str) -> None:
    """Its samples come out as they say, among all else: a known gap that is closed is found, too."""
    assert [str(problem) for problem in lint_table(tables[table_id])] == []


@pytest.mark.parametrize(
    "table",
    [table for table in TABLES if table.kind == "layout" and table.language in languages()],
    ids=lambda table: table.id,
)
def test_every_letter_of_the_alphabet_can_be_typed(table: Table) -> None:
    """Of the alphabet that the checker goes by, where it knows the language."""
    cells = {cell for rows in table.keys.values() for row in rows for cell in row}
    dead = {put_on(mark, letter) for mark in map(mark_of, cells) for letter in cells if mark and letter}
    assert load_language(table.language).alphabet - cells - dead == frozenset(UNTYPABLE.get(table.id, ""))


@pytest.mark.parametrize("table_id", [table.id for table in TABLES if table.kind == "layout"])
def test_a_drawing_has_every_key(table_id: str) -> None:
    """Dead keys, marks and keys of two letters included."""
    drawing, picture = draw(tables[table_id]), draw_svg(tables[table_id])
    for level, rows in tables[table_id].keys.items():
        for cell in (cell for row in rows for cell in row if cell and cell.isprintable() and not cell.isspace()):
            assert cell in drawing, (level, cell)
            assert escape(cell) in picture or level.startswith("caps"), (level, cell)
