"""A table of one's own is read by its own spellings, whatever it is called: text, keys, lists and styles."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.places import ROOT
from translit import InputEngine, load_table, suggest, transliterate
from translit.cli.app import app
from translit.informal import decode, write
from translit.informal.profile import Profile

SHIPPED = (ROOT / "layouts" / "bg-informal.toml").read_text(encoding="utf-8")


@pytest.fixture(params=["bg-informal", "bg-mine"])
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Write a table in which щ is zq, under the shipped one's id or its own."""
    text = SHIPPED.replace('id = "bg-informal"', f'id = "{request.param}"', 1)
    head, brace, rest = text.partition("[spellings.common]\n")
    assert brace
    path = tmp_path / f"{request.param}.toml"
    path.write_text(head + brace + rest.replace('"щ" = "sht 6t"', '"щ" = "zq"', 1), encoding="utf-8")
    return path


def test_text_keys_lists_and_styles(own: Path) -> None:
    path, table = str(own), load_table(own)
    assert transliterate("zqastie", path) == decode("zqastie", table) == "щастие"
    assert transliterate("щастие", path, reverse=True) == write("щастие", table) == "zqastie"
    assert suggest("zqastie", path, 1)[0].text == "щастие"
    engine, text = InputEngine(path), ""
    for key in "zqastie ":
        text = engine.feed(key).apply(text)
    assert text == "щастие "
    profile = Profile.learn("zqastie, zqastliv, ozqe, kazqa, zqedro, gora i pole, dobre", path)
    assert profile.counts["щ", "zq"] > 1
    # The shipped table is what it was.
    assert transliterate("щастие", "bg-informal", reverse=True) == "shtastie"


def test_the_command_line(own: Path) -> None:
    run = CliRunner()
    assert run.invoke(app, ["suggest", str(own), "zqastie"]).output.startswith("zqastie\tщастие ")
    assert run.invoke(app, ["convert", "--style", "digits", str(own)], input="щ\n").output == "6t\n"
    assert run.invoke(app, ["type", str(own)], input="zqastie ").output == "щастие "
