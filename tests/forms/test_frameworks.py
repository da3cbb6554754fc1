"""Each framework has one home in `translit/forms`, knows no other, and is loaded only when it is asked for."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import PACKAGE

FORMS = PACKAGE / "forms"
#: What is built on what: Django REST framework is a part of Django projects.
BUILT_ON = {("rest_framework", "django")}


def homes(folder: Path) -> dict[str, list[Path]]:
    """Return the files of each framework, by the name of its module or package."""
    shared = {"__init__.py", "validation.py", "__pycache__"}
    return {
        path.stem: sorted(path.rglob("*.py")) if path.is_dir() else [path]
        for path in sorted(folder.iterdir())
        if path.name not in shared
    }


def imports(path: Path) -> set[str]:
    """Return the modules that a file imports, relative ones as they stand."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    return found


FRAMEWORKS = homes(FORMS)


def test_there_are_frameworks() -> None:
    assert {"django", "flask", "wtforms"} <= FRAMEWORKS.keys()


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_framework_knows_no_other(name: str) -> None:
    known = {module.strip(".").partition(".")[0] for path in FRAMEWORKS[name] for module in imports(path)}
    others = {other for other in FRAMEWORKS if other != name and (name, other) not in BUILT_ON}
    assert name in known
    assert not known & others


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_framework_is_loaded_only_when_it_is_asked_for(name: str) -> None:
    code = f"import sys, translit.forms.validation, translit.checking, translit.web; sys.exit({name!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_home_says_what_it_is_for(name: str) -> None:
    for path in FRAMEWORKS[name]:
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


def test_a_framework_is_one_file(tmp_path: Path) -> None:
    copy = tmp_path / "forms"
    shutil.copytree(FORMS, copy, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "bottle.py").write_text('"""Bottle."""\n\nfrom bottle import request\n', "utf-8")
    assert homes(copy).keys() == FRAMEWORKS.keys() | {"bottle"}
