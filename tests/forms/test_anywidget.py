"""A notebook has a text area that types by a table: JupyterLab itself, in a browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.oracles.missing import program
from tests.places import ROOT
from translit import TableNotFound
from translit.forms.anywidget import TableTextarea

CELLS = [
    'from translit.forms.anywidget import TableTextarea\narea = TableTextarea("bg-translit")\narea',
    "import json; print(json.dumps(area.value, ensure_ascii=False))",
    "print(json.dumps(area.enabled))",
    'area.table, area.enabled, area.value = "ru-jcuken", True, "Ново "',
]


def test_all_of_the_widget_is_in_one_module() -> None:
    source = str(TableTextarea._esm)
    # A field that is contenteditable is the only one that asks for more, and the widget has none.
    assert re.findall(r"""\bfrom ?["']|\bimport ?["'(][^)]*""", source) == ['import("./editable.js"']


@contextmanager
def lab(folder: Path) -> Iterator[str]:
    """Run JupyterLab in a folder; give its address."""
    told = {
        name: str(folder / name.lower()) for name in ("HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    environment = {**os.environ, **told, "PYTHONPATH": str(ROOT), "JUPYTER_PREFER_ENV_PATH": "1"}
    options = [
        "--no-browser",
        "--allow-root",
        "--IdentityProvider.token=",
        "--ServerApp.port=0",
        f"--ServerApp.root_dir={folder}",
    ]
    quiet = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command = [sys.executable, "-m", "jupyterlab", *options, *quiet]
    process = subprocess.Popen(
        command, env=environment, cwd=folder, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        yield answering(folder / "jupyter_runtime_dir", process)
    finally:
        process.terminate()
        process.wait(20)


def answering(runtime: Path, process: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            address = str(json.loads(path.read_text("utf-8"))["url"])
            with suppress(URLError):
                urlopen(f"{address}api").close()
                return address
        time.sleep(0.05)
    raise AssertionError(f"JupyterLab did not answer ({process.poll()})")


@pytest.mark.slow
@pytest.mark.browser
def test_a_cell_types_and_python_has_its_text(tmp_path: Path) -> None:
    cells: list[dict[str, Any]] = [
        {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": cell, "id": f"c{n}"}
        for n, cell in enumerate(CELLS)
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "typed.ipynb").write_text(json.dumps(notebook), "utf-8")
    with lab(tmp_path) as address:
        script = [
            program("node", "nodejs"),
            str(ROOT / "tests" / "forms" / "notebook.mjs"),
            f"{address}doc/tree/typed.ipynb",
        ]
        ran = subprocess.run(script, capture_output=True, timeout=120)
    assert ran.returncode == 0, ran.stderr.decode()
    assert json.loads(ran.stdout) == {
        "shown": "щастие ivan@abv.bg да",
        "value": '"щастие ivan@abv.bg да"',
        "enabled": "false",
        "layout": "Ново Привет",
        "errors": [],
    }


def test_a_table_is_sent_when_it_is_named() -> None:
    area = TableTextarea("bg-translit", value="да")
    assert json.loads(area._machine)["id"] == "bg-translit"
    area.table = "bg-phonetic"
    assert (area.table, json.loads(area._machine)["id"]) == ("bg-phonetic-traditional", "bg-phonetic-traditional")
    with pytest.raises(TableNotFound):
        area.table = "bg-nothing"
    assert area.value == "да"


def test_the_module_needs_no_other() -> None:
    source = TableTextarea._esm
    assert "import{" not in str(source) and "import {" not in str(source)
    assert str(source).count("import(") == 1, "editable.js, which a text area does not ask for"
