"""The house: its floors are those of the contract, nothing goes in circles, and its plan is true.

`lint-imports` (run by tools/check.sh) proves that every arrow goes down.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from tests.places import PACKAGE, ROOT
from tools.draw_house import PAGES, STORES, House

HOUSE = House()
#: A house of more rooms than this wants another plan, and one of fewer has rooms in which everything stands.
FEWEST, MOST = 25, 40


def contracts(kind: str) -> list[dict[str, Any]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        listed = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return [contract for contract in listed if contract["type"] == kind]


def test_the_contract_has_every_floor_once() -> None:
    (layers,) = contracts("layers")
    assert layers["exhaustive"] and layers["containers"] == ["translit"]
    named = [room for floor in HOUSE.floors for room in floor]
    assert len(named) == len(set(named))
    standing = {path.stem for path in PACKAGE.glob("*.py")} | {path.parent.name for path in PACKAGE.glob("*/*.py")}
    standing.discard("__init__")
    assert standing <= set(named)
    optional = set(re.findall(r"\((\w+)\)", " ".join(layers["layers"])))
    assert set(named) - optional <= standing


def test_imports_for_types_only_count() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    assert "exclude_type_checking_imports" not in settings
    assert "translit.informal.profile" in HOUSE.imports["translit.engine"]


def test_commands_formats_and_frameworks_do_not_know_each_other() -> None:
    apart = {contract["modules"][0] for contract in contracts("independence")}
    rooms = ("cli.commands", "interchange", "documents", "forms", "hosts")
    assert apart == {f"translit.{room}.*" for room in rooms}


def test_no_module_imports_one_that_imports_it() -> None:
    assert HOUSE.circles == [], "\n".join(" <-> ".join(circle) for circle in HOUSE.circles)


def test_there_are_as_many_rooms_as_one_can_know() -> None:
    plan = [f"{a} -> {b} ({len(imports)})" for (a, b), imports in sorted(HOUSE.arrows.items())]
    assert FEWEST <= len(HOUSE.rooms) <= MOST, "\n".join([*HOUSE.rooms, f"{len(plan)} arrows:", *plan])


@pytest.mark.parametrize("room", HOUSE.rooms)
def test_a_room_says_what_it_is_for(room: str) -> None:
    assert len(HOUSE.rooms[room].story) > 15
    assert room in STORES or room == "translit" or any(room in arrow for arrow in HOUSE.arrows)


WALKS = re.findall(r"^\*\*(One [^*]+)\*\*(.*?)\n\n", PAGES[0].read_text("utf-8"), re.MULTILINE | re.DOTALL)


def test_there_is_a_walk_for_each_thing_that_passes_through() -> None:
    assert [name for name, _ in WALKS] == ["One keystroke.", "One chunk of bytes.", "One finding.", "One table file."]


@pytest.mark.parametrize(("name", "walk"), WALKS, ids=[name for name, _ in WALKS])
def test_a_walk_enters_rooms_that_stand_and_none_twice(name: str, walk: str) -> None:
    """A step is bold: a room, or the module of it that one comes by."""
    steps = re.findall(r"\*\*`([\w/]+)`\*\*", walk)
    entered = [step if step in HOUSE.rooms else step.rpartition("/")[0] for step in steps]
    assert len(entered) > 2
    assert len(entered) == len(set(entered))
    for step, room in zip(steps, entered, strict=True):
        assert step == room or step.rpartition("/")[2] in HOUSE.rooms[room].modules, step
