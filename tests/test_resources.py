"""Data files: found in a folder, in a checkout beside the package, and in a zip archive."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.places import PACKAGE, ROOT
from translit import Table, load_table, resources, tables
from translit.table.library import find_table

#: Modules that are looked for as modules, or sent to a browser from where they lie.


def test_only_one_module_looks_for_data() -> None:
    looking = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"__file__|importlib[._]resources|__loader__|pkgutil\.get", path.read_text(encoding="utf-8"))
    }
    assert looking == {"resources.py"}


@pytest.mark.parametrize("path", ["layouts/no-such.toml", "no/such.toml", "../pyproject.toml/x"])
def test_what_is_not_there_is_an_oserror(path: str) -> None:
    for read in (resources.read_bytes, resources.read_text, resources.map_file, resources.path_of):
        with pytest.raises(OSError):
            read(path)


def test_tables_lie_beside_the_package_in_a_checkout() -> None:
    assert resources.path_of("layouts") == ROOT / "layouts"
    assert resources.names("layouts") == sorted(path.stem for path in ROOT.glob("layouts/*.toml"))
    assert resources.read_bytes("layouts/bg-bds-2006.toml") == (ROOT / "layouts" / "bg-bds-2006.toml").read_bytes()


PROGRAM = """
import translit
from translit import resources
from translit.table.library import find_table
print(*translit.tables)
print(translit.transliterate("Щастие", "bg-streamlined-2009"), find_table("bg-phonetic").id)
print(resources.names("checking/policies"), resources.message_languages(), translit.check("щ"), end=" ")
print(type(resources.map_file("py.typed")).__name__)
try:
    resources.path_of("layouts")
except FileNotFoundError:
    print("in an archive")
"""


def test_everything_is_found_in_a_zip_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "app.zip", "w") as archive:
        for path in PACKAGE.rglob("*"):
            if path.is_file() and path.suffix not in (".bin", ".so", ".pyc"):
                archive.write(path, path.relative_to(ROOT))
        for path in ROOT.glob("layouts/*.toml"):
            archive.write(path, Path("translit") / path.relative_to(ROOT))
    program = f"import sys; sys.path.insert(0, {str(tmp_path / 'app.zip')!r})\n{PROGRAM}"
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, env={**os.environ, "PYTHONUTF8": "1"})
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        " ".join(tables),
        "Shtastie bg-phonetic-traditional",
        f"{resources.names('checking/policies')} {resources.message_languages()} [] bytes",
        "in an archive",
    ]


def test_a_table_is_found_by_id_alias_and_path(tmp_path: Path) -> None:
    own = tmp_path / "bg-own.toml"
    own.write_text(tables["bg-streamlined-2009"].text.replace("bg-streamlined-2009", "bg-own"), encoding="utf-8")
    assert find_table("bg-law") is find_table("bg-streamlined-2009") is find_table(tables["bg-streamlined-2009"])
    found: list[Table] = [find_table(own), find_table(str(own)), load_table(own), load_table(str(own))]
    assert {table.id for table in found} == {"bg-own"} and len(set(found)) == 1
