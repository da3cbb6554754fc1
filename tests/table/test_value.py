"""Tables and what they are made of are values: they travel, compare and serve as keys."""

from __future__ import annotations

import copy
import pickle
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

from translit import Rule, Sample, Table, load_table, tables, transliterate
from translit.rules.meaning import Match
from translit.text.edits import Candidate, Change, Edit

RULE = Rule("щ", "sht", after="^")
VALUES = [
    RULE,
    Sample("щит", "shtit", shows=("s", "sh")),
    Match(0, 1, "щ", "sht", RULE),
    Edit(1, "щ"),
    Change(0, 1, 0, 1, "a", "а", "mixed_script_confusable"),
    Candidate("ще", 0.9),
]


@pytest.mark.parametrize("value", [*VALUES, *tables.values()], ids=lambda value: getattr(value, "id", str(type(value))))
def test_values_travel(value: Any) -> None:
    protocols = range(pickle.HIGHEST_PROTOCOL + 1)
    for other in [copy.copy(value), copy.deepcopy(value), *(pickle.loads(pickle.dumps(value, n)) for n in protocols)]:
        assert type(other) is type(value)
        assert other == value and hash(other) == hash(value)
        assert repr(other) == repr(value)


@pytest.mark.parametrize("table_id", ["bg-streamlined-2009", "bg-phonetic-traditional", "bg-informal"])
def test_a_table_that_travelled_still_works_and_still_cannot_be_changed(table_id: str) -> None:
    table = pickle.loads(pickle.dumps(tables[table_id]))
    assert transliterate("Щастие", table, reverse=True) == transliterate("Щастие", table_id, reverse=True)
    assert (table.text, table.path) == (tables[table_id].text, tables[table_id].path)
    with pytest.raises(TypeError):
        table.name["en"] = "another"
    with pytest.raises(FrozenInstanceError):
        table.id = "another"


def test_tables_are_equal_by_what_they_say(tmp_path: Path) -> None:
    table = tables["bg-streamlined-2009"]
    own = tmp_path / "bg-streamlined-2009.toml"
    own.write_text(table.text, encoding="utf-8")
    assert load_table(own) == table and load_table(own).path != table.path
    assert {load_table(own): 1}[table] == 1
    assert table != tables["bg-phonetic-traditional"] and table != table.id
    # Made by hand, or changed, a table may say something else than the file it keeps.
    assert replace(table, case="exact") != table
    assert Table("bg-x", "scheme", {"en": "x"}, "bg", "Cyrl", "Latn", rules=(RULE,)) != Table(
        "bg-x", "scheme", {"en": "x"}, "bg", "Cyrl", "Latn"
    )


def test_a_table_keeps_no_mapping_that_others_can_change() -> None:
    name = {"en": "x"}
    table = Table("bg-x", "scheme", name, "bg", "Cyrl", "Latn")
    name["en"] = "y"
    assert table.name["en"] == "x"
