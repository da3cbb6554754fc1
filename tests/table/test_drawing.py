"""The keyboards that docs/layouts.md shows are those that the tables draw."""

from __future__ import annotations

import doctest

from tools.update_layout_pictures import PAGE, PICTURE, redraw
from translit import tables


def test_every_bulgarian_and_russian_layout_is_shown_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    shown = {found[2] for found in PICTURE.finditer(page)}
    layouts = {name for name in tables if tables[name].kind == "layout" and tables[name].language in ("bg", "ru")}
    assert layouts <= shown
    assert redraw(page) == page


def test_its_example_runs() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert result.attempted > 0
    assert result.failed == 0


def test_the_seven_keys_are_one_permutation() -> None:
    traditional, new = (tables[name].keys["plain"] for name in ("bg-phonetic-traditional", "bg-phonetic-2006"))
    swapped = {a: b for old, fresh in zip(traditional, new, strict=True) for a, b in zip(old, fresh, strict=True)}
    moved = {a: b for a, b in swapped.items() if a != b}
    circle = ["я"]
    while (following := moved[circle[-1]]) != "я":
        circle.append(following)
    assert circle == list("ячюьжвш")
    assert len(moved) == 7
