"""Tables for IBus and Fcitx are compiled by their own tools and hold all sequences; Vim's commands follow a langmap."""

from __future__ import annotations

import random
import sqlite3
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.oracles import ibus_table
from tests.oracles.missing import program
from translit import compile_table
from translit.convert.transliterator import Transliterator
from translit.errors import Inexpressible
from translit.interchange import export
from translit.machine.trie import apart, with_beginnings, written_as_sequences
from translit.table.positions import keys_of

TABLES = [
    ("bg-phonetic-traditional", False),
    ("ru-jcuken", False),
    ("mk-odni-2015", True),
    ("be-icao-9303", True),
    ("ru-translit-m17n", False),
]
WAYS = pytest.mark.parametrize("compiled", [compile_table(t, reverse=r) for t, r in TABLES], ids=[t for t, _ in TABLES])


def exported(compiled: Transliterator, form: str, folder: Path) -> tuple[Path, dict[str, str]]:
    """Write the file of a format; return it, and the sequences that it has to hold."""
    made = export(compiled, form, lossy=True)
    path = folder / made.file
    path.write_bytes(made.content)
    written = with_beginnings(written_as_sequences(compiled._rules).written)
    held = {typed: text for typed, text in written.items() if f"{typed!r} → " not in "\n".join(made.losses)}
    assert len(held) > 50
    return path, held


def test_ibus_table_holds_all_sequences_and_types_the_same(tmp_path: Path) -> None:
    asked, wanted = [], []
    for table_id, reverse in TABLES:
        compiled = compile_table(table_id, reverse=reverse)
        path, held = exported(compiled, "ibus-table", tmp_path)
        database = path.with_suffix(".db")
        command = [program("ibus-table-createdb", "ibus-table"), "-n", str(database), "-s", str(path)]
        home = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
        ran = subprocess.run(command, capture_output=True, timeout=60, env=home)
        assert ran.returncode == 0, ran.stderr.decode()
        with sqlite3.connect(database) as made:
            assert dict(made.execute("select tabkeys, phrase from phrases")) == held
        rng = random.Random(table_id)
        keys = sorted({key for typed in held for key in typed})
        texts = [*held, *("".join(rng.choices(keys, k=rng.randrange(1, 9))) for _ in range(60))]
        asked.append((str(database), texts))
        wanted.append([apart(text, held) for text in texts])
    for (name, texts), ours, theirs in zip(asked, wanted, ibus_table.ask(asked), strict=True):
        for text, here, there in zip(texts, ours, theirs, strict=True):
            assert there == here, (name, text)


@WAYS
def test_fcitx_takes_all_sequences(compiled: Transliterator, tmp_path: Path) -> None:
    path, held = exported(compiled, "fcitx", tmp_path)
    tool, made, again = program("libime_tabledict", "libime-bin"), tmp_path / "made.dict", tmp_path / "again.txt"
    for command in ([tool, str(path), str(made)], [tool, "-d", str(made), str(again)]):
        ran = subprocess.run(command, capture_output=True, timeout=60)
        assert ran.returncode == 0, ran.stderr.decode()
    lines = again.read_text("utf-8").partition("[Data]\n")[2].splitlines()
    assert {tuple(line.split(" ")) for line in lines} == set(held.items())


def marks(setting: Path, keys: str) -> dict[str, int]:
    """Return the marks that Vim sets in Normal mode where `m` and each of the keys are typed, by their lines from 1."""
    with TemporaryDirectory() as folder:
        answers, script = Path(folder, "answers"), Path(folder, "try.vim")
        typed = "\n".join(f"call cursor({line}, 1)\ncall feedkeys('m{key}', 'tx')" for line, key in enumerate(keys, 1))
        script.write_text(
            f"set encoding=utf-8\nsource {setting}\ncall setline(1, range({len(keys)}))\n{typed}\n"
            f"let g:all = map(getmarklist() + getmarklist(bufnr()), 'v:val.mark[1] . \" \" . v:val.pos[1]')\n"
            f"call writefile(g:all, '{answers}')\nqall!\n",
            "utf-8",
        )
        command = [program("vim", "vim"), "-u", "NONE", "-i", "NONE", "-N", "-es", "-S", str(script)]
        subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        lines = (line.split(" ") for line in answers.read_text("utf-8").splitlines())
        return {mark: int(line) for mark, line in lines if mark.isalpha()}


@pytest.mark.parametrize("table_id", ["ru-jcuken", "bg-phonetic-traditional", "uk-winkeys"])
def test_letters_are_the_commands_on_their_keys(table_id: str, tmp_path: Path) -> None:
    compiled = compile_table(table_id)
    made = export(compiled, "langmap", lossy=True)
    setting = tmp_path / made.file
    setting.write_bytes(made.content)
    # Vim looks up mappings before it reads a letter of several bytes: its own commands are what follows.
    pairs: dict[str, str] = {}
    for key in keys_of(compiled.table):
        for level, base in (("plain", key.base), ("shift", key.shifted)):
            if base and len(text := key.levels.get(level, "")) == 1 and base.isalpha() and not text.isascii():
                pairs.setdefault(text, base)
    assert len(pairs) == 52
    wanted = {base: line for line, base in enumerate(pairs.values(), 1)}
    assert marks(setting, "".join(pairs)) == wanted
    with pytest.raises(Inexpressible, match="only a layout"):
        export(compile_table("bg-translit"), "langmap", lossy=True)
