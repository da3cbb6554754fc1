"""Keyman's own compilers take what is exported for it, without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.oracles import keyman
from tests.sequences import some
from translit import compile_table, tables
from translit.interchange import export

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
