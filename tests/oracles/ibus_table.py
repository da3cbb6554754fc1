"""The table engine of IBus as an oracle: its own code, with no bus, in the Python that Debian has it for."""

import json
import os
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.oracles.missing import OracleMissing

PACKAGES = ("ibus-table", "ibus-table-rustrad", "ibus-table-translit", "ibus-table-translit-ua", "ibus-table-yawerty")
GI_PACKAGE = "gir1.2-ibus-1.0"
PYTHON = "/usr/bin/python3"
ENGINE, TABLES = Path("/usr/share/ibus-table/engine"), Path("/usr/share/ibus-table/tables")


def ask(asked: Sequence[tuple[str, Sequence[str]]]) -> list[list[str]]:
    """Return what is typed by many tables, in one run, what waits settled at the end; a table is named, or a .db file.

    >>> ask([("translit", ["shhuka"])])
    [['щука']]
    """
    for name, _ in asked:
        _path(name)
    with TemporaryDirectory() as folder:
        question, answers = Path(folder, "asked"), Path(folder, "answers")
        question.write_text(json.dumps(asked), encoding="utf-8")
        script = Path(__file__).with_name("ibus_table_engine.py")
        run = subprocess.run(
            [PYTHON, str(script), str(question), str(answers)], stdin=subprocess.DEVNULL, capture_output=True,
            timeout=120, env={"PATH": os.defpath, "HOME": folder, "GSETTINGS_BACKEND": "memory", "LANG": "C.UTF-8"},
        )  # fmt: skip
        if not answers.exists():
            raise RuntimeError(f"the engine wrote nothing: {run.stderr.decode()[-2000:]}")
        found: list[list[str]] = json.loads(answers.read_text(encoding="utf-8"))
    return found


def known(names: Sequence[str]) -> list[list[str]]:
    """Return the sequences of keys that each table has a letter for.

    >>> [keys for keys in known(["translit"])[0] if len(keys) == 3 and keys.isascii()]
    ['Shh', 'SHH', 'shh']
    """
    found = []
    for name in names:
        with sqlite3.connect(f"file:{_path(name)}?mode=ro&immutable=1", uri=True) as database:
            found.append([keys for (keys,) in database.execute("SELECT tabkeys FROM phrases ORDER BY id")])
    return found


def _path(name: str) -> Path:
    path = Path(name) if name.endswith(".db") else TABLES / f"{name}.db"
    if not (ENGINE / "table.py").exists() or not path.exists():
        raise OracleMissing(f"ibus-table's {name}", f"{PACKAGES[0]} ibus-table-{name}")
    return path
