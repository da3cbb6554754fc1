"""Keyman's own compilers take what is exported for it, without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oracles import keyman
from tests.oracles.keyboard import US_PLAIN, US_SHIFT, pressed
from tests.sequences import Press, sequences, some, typed
from translit import compile_table, tables
from translit.convert.transliterator import Transliterator
from translit.interchange import export
from translit.machine.keys import drawn_levels
from translit.table.dead_keys import mark_of

LAYOUTS = some((table_id for table_id in tables if tables[table_id].kind == "layout"), 6)


@pytest.mark.browser
def test_keyboards_of_ldml_are_compiled(tmp_path: Path) -> None:
    files = []
    for table_id in LAYOUTS:
        exported = export(compile_table(table_id), "ldml")
        files.append(tmp_path / exported.file)
        files[-1].write_bytes(exported.content)
    assert keyman.compiled(files) == [(True, [])] * len(LAYOUTS)
    broken = tmp_path / "broken.xml"
    broken.write_bytes(files[0].read_bytes().replace(b'<row keys="', b'<row keys="no-such-key ', 1))
    assert not keyman.compiled([broken])[0][0]


#: Schemes with contexts too: each state is a dead key of Keyman.
SCHEMES = [("bg-translit", False), ("ru-translit-net", False), ("sr-latin", True), ("bg-streamlined-2009", True)]
KEYS = frozenset(US_PLAIN + US_SHIFT + " ")


@pytest.mark.browser
def test_keyboards_of_keyman_type_the_same(tmp_path: Path) -> None:
    every = [compile_table(table_id, reverse=reverse) for table_id, reverse in SCHEMES]
    every += [
        compile_table(table_id) for table_id in ("bg-phonetic-traditional", "sah-windows", "mk-cyrillic", "sr-cyrillic")
    ]
    files = []
    for compiled in every:
        exported = export(compiled, "kmn", lossy=True)
        files.append(tmp_path / exported.file)
        files[-1].write_bytes(exported.content)
    assert keyman.compiled(files) == [(True, [])] * len(every)
    for compiled, file in zip(every, files, strict=True):
        drawn = keys_of(compiled)
        wanted = [typed(compiled, keys) for keys in drawn]
        found = keyman.typed(file.with_suffix(".kmx"), [list(map(stroke, keys)) for keys in drawn])
        for keys, ours, theirs in zip(drawn, wanted, found, strict=True):
            assert theirs == ours, (compiled.table.id, keys)


def keys_of(compiled: Transliterator) -> list[tuple[Press, ...]]:
    """Return sequences of keys that an American keyboard has."""
    drawn = sequences(compiled, levels=list(compiled.table.keys), backspaces=False)
    dead = {
        key
        for level in compiled.table.keys
        for key, cell in drawn_levels(compiled.table)[level].items()
        if mark_of(cell)
    }
    # A dead key shows nothing before the next one is pressed.
    return [keys for keys in drawn if all(press.key in KEYS for press in keys) and keys[-1].key not in dead]


def stroke(press: Press) -> tuple[str, str]:
    """Return the level of a key, and what the key has plain."""
    level, key = pressed(press.key) if press.key != " " else ("plain", " ")
    return press.level or level, key
