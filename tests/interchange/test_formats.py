"""One table, every format, the same keys, the same text: each file is loaded by the program it is for, and typed into.

What a format can't say it refuses, rule by rule; where Backspace is its program's own, keys are taken back as far as
it does that by key.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unicodedata import combining

import pytest
from click.testing import CliRunner

from tests.oracles import emacs, icu, m17n, vim, xkb
from tests.oracles.keyboard import US_PLAIN, US_SHIFT, cells_of, pressed
from tests.sequences import BACKSPACE, Press, sequences, some, typed
from translit import compile_table, tables
from translit.cli.commands.export import command
from translit.convert.transliterator import Transliterator
from translit.errors import Inexpressible
from translit.interchange import export, formats
from translit.table.dead_keys import CIRCLE

LAYOUTS = [table_id for table_id in tables if tables[table_id].kind == "layout"]
#: Tables, and ways back that people type by.
WAYS = [
    # Sequences that break off late, capitals with letters that have no case, and capitals that are not Unicode's.
    *(("ru-translit-m17n", False), ("ess-ala-lc", False), ("az-latin-1991", True)),
    *((table_id, False) for table_id in some((t for t in tables if tables[t].kind == "scheme"), 4)),
    *((table_id, True) for table_id in ("sr-latin", "bg-streamlined-2009", "uk-kmu-2010", "ru-gost-779-2000-b")),
    *((table_id, False) for table_id in some(LAYOUTS, 4)),
]


@cache
def compiled(table_id: str, reverse: bool) -> Transliterator:
    return compile_table(table_id, reverse=reverse)


def expressible(name: str) -> Iterator[Transliterator]:
    """Yield the tables that a format can say; of the others it has to say why."""
    for table_id, reverse in WAYS:
        table = compiled(table_id, reverse)
        try:
            export(table, name)
        except Inexpressible as error:
            assert error.losses and all(error.losses)
            continue
        yield table


def keys_of(table: Transliterator) -> list[str]:
    """Return sequences of keys as texts: no levels, no backspaces, no marks, nothing unseen."""
    texts = ["".join(press.key for press in presses) for presses in sequences(table, backspaces=False)]
    read = table._rules.meaning.parts
    texts = [text for text in texts if not any(combining(c) or not c.isprintable() or read(c) for c in text)]
    # The engine leaves addresses alone, and no other program does: there it is not what the rules alone give.
    return [text for text in texts if typed(table, tuple(map(Press, text))) == table._rules.lazy.convert(text)]


def keys_before(table: Transliterator, highest: int) -> list[str]:
    """Return those of them that have no sign that a program can't name a key by, such as ’."""
    return [keys for keys in keys_of(table) if all(ord(key) < highest for key in keys)]


def taken_back(table: Transliterator) -> list[tuple[str, str]]:
    """Return keys with Backspaces behind letters that are still undecided, and what they give."""
    rules = table._rules
    found = []
    for keys in keys_before(table, 128)[:120]:
        for length in range(1, min(len(keys), 8) + 1):
            part = keys[:length]
            _, before = rules.lazy.run(part[:-1], 0)
            step = rules.lazy.step(before, part[-1])
            if not step.output and not step.copy and rules.lazy.owed(step.state):
                found.append((part + BACKSPACE, typed(table, tuple(map(Press, part[:-1])), addresses=False)))
                break
    return found


def pairs_of(table: Transliterator, highest: int) -> list[tuple[str, str]]:
    """Return keys, those with Backspaces last, and what each of them gives."""
    keys = keys_before(table, highest)
    return list(zip(keys, wanted(table, keys), strict=True)) + taken_back(table)


def wanted(table: Transliterator, texts: list[str]) -> list[str]:
    # No format knows an address.
    return [typed(table, tuple(map(Press, keys)), addresses=False) for keys in texts]


@pytest.mark.parametrize("name", [name for name in formats() if name not in ("json", "c", "js")])
def test_every_format_says_where_its_file_goes_and_what_to_do_with_it(name: str) -> None:
    from translit.interchange import load_format

    module = load_format(name)
    assert len(module.INSTALL) > 40  # type: ignore[attr-defined]
    assert "{id" in module.FILE  # type: ignore[attr-defined]


@pytest.mark.parametrize("table_id", LAYOUTS)
def test_xkb_types_the_same_on_every_level(table_id: str, tmp_path: Path) -> None:
    table = compiled(table_id, False)
    try:
        exported = export(table, "xkb")
    except Inexpressible as error:
        assert table_id == "sah-windows" and "'нь'" in str(error)
        return
    file = tmp_path / exported.file
    file.parent.mkdir()
    file.write_bytes(exported.content)
    keymap = xkb.Keymap(table_id, folder=tmp_path)
    cells = cells_of(tables[table_id].keys)
    theirs = keymap.cells()
    assert {cell: theirs[cell] for cell in cells} == cells
    if any(CIRCLE in cell for cell in cells.values()):
        return  # What a dead key makes of a letter is up to Compose: tests/oracles/test_xkb.py compares that.
    for presses in sequences(table, levels=list(tables[table_id].keys), backspaces=False):
        text = ""
        if any(not (level or key not in US_PLAIN + US_SHIFT or cells.get(pressed(key))) for key, level in presses):
            continue  # A key that gives nothing: here its Latin sign comes through.
        for key, level in presses:
            # The blank, and letters that this keyboard has not.
            text += keymap.typed(level or pressed(key)[0], pressed(key)[1]) if key in US_PLAIN + US_SHIFT else key
        assert text == typed(table, presses)


@pytest.mark.slow
def test_m17n_types_the_same(tmp_path: Path) -> None:
    """Schemes with contexts too: each state of the machine is one of the input method."""
    every = [compiled(table_id, reverse) for table_id, reverse in WAYS]
    every = [table for table in every if not {"a", "o"}.isdisjoint(table._rules.meaning.facts.alphabet)]
    assert {"bg-translit", "ru-translit-net", *some(LAYOUTS, 4)} <= {table.table.id for table in every}
    asked = []
    for table in every:
        exported = export(table, "m17n", lossy=True)
        (tmp_path / exported.file).write_bytes(exported.content)
        texts = keys_before(table, 128) + [keys for keys, _ in taken_back(table)]
        asked.append((table.table.language, exported.file.removesuffix(".mim"), texts))
    for table, texts in zip(every, m17n.typed(tmp_path, asked), strict=True):
        for (keys, ours), theirs in zip(pairs_of(table, 128), texts, strict=True):
            assert theirs == ours, (table.table.id, table.reverse, keys)


@pytest.mark.slow
def test_emacs_types_the_same(tmp_path: Path) -> None:
    every = list(expressible("quail"))
    assert "bg-phonetic-traditional" in {table.table.id for table in every}
    for table in every:
        exported = export(table, "quail")
        package = tmp_path / exported.file
        package.write_bytes(exported.content)
        pairs = pairs_of(table, 256)
        texts = emacs.typed(package.stem, [keys.replace("\b", "\x7f") for keys, _ in pairs], package=package)
        for (keys, ours), theirs in zip(pairs, texts, strict=True):
            assert theirs == ours, (table.table.id, table.reverse, keys)


@pytest.mark.slow
def test_vim_types_the_same(tmp_path: Path) -> None:
    for table in expressible("vim"):
        exported = export(table, "vim")
        file = tmp_path / exported.file
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(exported.content)
        name = file.name.removesuffix("_utf-8.vim")
        texts = vim.typed(name, keys_of(table), folder=tmp_path)
        for keys, ours, theirs in zip(keys_of(table), wanted(table, keys_of(table)), texts, strict=True):
            assert theirs == ours, (table.table.id, table.reverse, keys)


def test_icu_writes_the_same() -> None:
    for table in expressible("icu"):
        exported = export(table, "icu")
        texts = [keys for keys in keys_of(table) if keys.strip()]
        answers = icu.transformed(exported.content.decode(), texts)
        for keys, ours, theirs in zip(texts, wanted(table, texts), answers, strict=True):
            assert theirs == ours, (table.table.id, table.reverse, keys)


def test_what_a_format_cannot_say_is_told_rule_by_rule_and_left_out_on_request() -> None:
    table = compiled("bg-translit", False)
    with pytest.raises(Inexpressible, match="sh → сх after \\^ before od") as caught:
        export(table, "vim")
    assert len(caught.value.losses) > 30
    exported = export(table, "vim", lossy=True)
    assert exported.losses == caught.value.losses
    assert "\nsh ш\n" in exported.content.decode()
    with pytest.raises(Inexpressible, match="only a layout"):
        export(table, "xkb", lossy=True)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, arguments)
    return result.exit_code, result.output


def test_a_package_of_all_that_a_format_can_say(tmp_path: Path) -> None:
    assert run("--all", "--to", "xkb", "-o", str(tmp_path))[0] == 0
    written = {path.name for path in (tmp_path / "symbols").iterdir()}
    assert written == {*LAYOUTS} - {"sah-windows"}
    about = (tmp_path / "README.txt").read_text("utf-8")
    assert "setxkbmap" in about
    assert "bg-translit: XKB has one letter a key" in about


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.vim"
    assert run("bg-translit", "--to", "vim", "-o", str(path))[0] == 1
    assert not path.exists()
    status, said = run("bg-translit", "--to", "vim", "--lossy", "-o", str(path))
    assert status == 0 and "left out: sh → сх after ^ before od" in said
    assert path.exists()


@pytest.mark.parametrize("wrong", [["--to", "xkb"], ["--all", "--to", "xkb"], ["bg-translit", "--all", "--to", "xkb"]])
def test_wrong_usage(wrong: list[str]) -> None:
    assert run(*wrong)[0] == 2
