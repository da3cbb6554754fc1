"""Two tables side by side."""

from __future__ import annotations

from translit import tables
from translit.table.comparing import compare, cycles, differences


def test_the_phonetic_layouts_differ_by_one_cycle_of_seven_keys() -> None:
    """As docs/layouts.md has it: a text typed on the wrong one of the two can be put right letter by letter."""
    traditional, new = tables["bg-phonetic-traditional"], tables["bg-phonetic-2006"]
    (circle,) = cycles(differences(traditional, new))
    assert circle[circle.index("я") :] + circle[: circle.index("я")] == "ячюьжвш"
    assert compare(traditional, new).startswith("bg-phonetic-traditional → bg-phonetic-2006: 7 keys, one cycle\n")


def test_a_table_does_not_differ_from_itself() -> None:
    for name in ("bg-bds-2006", "uk-kmu-2010"):
        assert differences(tables[name], tables[name]) == []
        assert compare(tables[name], tables[name]).count("\n") == 0


def test_schemes_differ_by_letters_and_rules() -> None:
    found = {d.key: (d.first, d.second) for d in differences(tables["ru-icao-9303"], tables["ru-gost-779-2000-a"])}
    assert found["щ"] == ("shch", "ŝ") and found["ъ"] == ("ie", "ʺ") and "а" not in found
    only = differences(tables["uk-1996"], tables["uk-kmu-2010"])
    assert all((d.first is None) != (d.second is None) or d.first != d.second for d in only)
    assert "щ  " in compare(tables["ru-icao-9303"], tables["ru-gost-779-2000-a"])
