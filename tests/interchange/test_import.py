"""Files of other programs become tables: what is exported is read back as it was, and the originals are asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.oracles.keyboard import cells_of
from tests.oracles.test_xkb import PAIRS, keymap
from translit import Table, compile_table, tables
from translit.cli.app import app
from translit.errors import FileProblem, Inexpressible, TableError
from translit.interchange import export, read_table
from translit.table.file import parse_table

LAYOUTS = [table_id for table_id in tables if tables[table_id].kind == "layout"]
SYSTEM = Path("/usr/share/X11/xkb/symbols")
#: Layouts that make another key of Caps Lock, or capitals that this X11 does not know.
OTHER_CAPS = {"ru(chu)", "ru(prxn)", "ru(rulemak)"}


def read(content: str | bytes, path: str, **options: str) -> tuple[Table, list[str]]:
    """Return the table that a file becomes, its samples proven, and what was lost."""
    made = read_table(content.encode() if isinstance(content, str) else content, path, **options)
    table = parse_table(made.text, path, made.table_id)
    compiled = compile_table(table)
    for sample in table.samples:
        if not sample.level:
            assert compiled.transliterate(sample.source) == sample.target
    return table, [str(loss) for loss in made.losses]


@pytest.mark.parametrize("form", ["xkb", "klc"])
def test_a_layout_that_is_exported_and_read_back_is_the_same(form: str) -> None:
    said = 0
    for table_id in LAYOUTS:
        try:
            exported = export(compile_table(table_id), form)
        except Inexpressible as error:
            assert all(error.losses)
            continue
        table, lost = read(exported.content, exported.file)
        assert table.keys == tables[table_id].keys, table_id
        assert lost == []
        said += 1
    assert said > 60


@pytest.mark.oracle
def test_layouts_of_x11_are_read_as_x11_types_them() -> None:
    for _, name in PAIRS[::3]:
        layout, _, variant = name.rstrip(")").partition("(")
        path = SYSTEM / layout
        made = read_table(path.read_bytes(), str(path), variant=variant)
        ours, theirs = cells_of(parse_table(made.text, name).keys), keymap(name).cells()
        for cell, text in theirs.items():
            # The key left of Z is not the file's, mostly.
            if cell[1] != "102nd" and not (name in OTHER_CAPS and cell[0].startswith("caps")):
                assert ours.get(cell, "") == text, (name, cell)


def test_what_is_no_symbol_and_no_key_is_said_with_its_line() -> None:
    text = (
        'xkb_symbols "a" {\n key <AD01> { [ Cyrillic_yaa, U0044F ] };\n key <KP7> { [ a ] };\n include "nowhere(x)"\n};'
    )
    table, lost = read(text, "bg-a.xkb")
    assert lost == [
        '4: include "nowhere(x)": there is no such file or section here',
        "2: key D01: Cyrillic_yaa is no symbol that types a text",
        "3: key <KP7>: no key of the letters, digits and signs",
    ]
    assert table.keys["shift"][1][0] == "я"


@pytest.mark.parametrize(
    ("content", "path", "said"),
    [
        ("", "a.xkb", "1: no layout '' in it: none at all"),
        ('xkb_symbols "a" { include "c(c)" };', "b", "there is no such file"),
        ('xkb_symbols "a" { include "b(a)" };', "b", "in a circle"),
        ('xkb_symbols "a" { key <AD01> ' + "{" * 50_000, "b.xkb", "nothing in it is a key"),
        (b"\xff\xfe\x00\xd8", "a.xkb", "not UTF-16"),
        (b"\xc0", "a.xkb", "1: not UTF-8"),
    ],
    ids=range(6),
)
def test_files_that_are_none_are_refused_in_one_line(content: str | bytes, path: str, said: str) -> None:
    with pytest.raises(TableError, match=said) as caught:
        read_table(content.encode() if isinstance(content, str) else content, path)
    assert str(caught.value).startswith(f"{path}:")


def test_a_format_that_is_not_known_is_to_be_said() -> None:
    with pytest.raises(FileProblem, match="say --from"):
        read_table(b"nothing", "a.bin")


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["import", *arguments])
    return result.exit_code, result.output


def test_the_command(tmp_path: Path) -> None:
    symbols, out = tmp_path / "mine", tmp_path / "bg-mine.toml"
    symbols.write_text('xkb_symbols "a" { name[Group1] = "Mine"; key <AD01> { [ Cyrillic_ya, NoSuch ] }; };', "utf-8")
    status, said = run(str(symbols), "-o", str(out))
    assert status == 0 and "mine:1: key D01: NoSuch" in said
    assert compile_table(str(out)).transliterate("q") == "я"
    assert "# Not read, line 1: key D01" in out.read_text("utf-8")
    assert run(str(symbols), "-o", str(out))[0] == 1
    assert run(str(symbols), "--id", "x")[0] == 2
    assert run(str(symbols), "--from", "nothing")[0] == 2
    assert 'id = "bg-other"' in run(str(symbols), "--id", "bg-other")[1]
