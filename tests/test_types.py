"""Types as users meet them: every public one is known, and a program of theirs is checked by mypy and pyright."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.places import ROOT, WEB

pytestmark = pytest.mark.slow

PROGRAM = Path(__file__).with_name("typed_program.py")
PYRIGHT = WEB / "node_modules" / "pyright" / "index.js"


def pyright(folder: Path, *arguments: str) -> str:
    """Return what pyright says, run outside the checkout; it asks Python where packages are."""
    node = shutil.which("node")
    assert node, "pyright needs node: see tools/system-packages.txt"
    assert PYRIGHT.exists(), "pyright is not installed: npm --prefix tests/web ci --ignore-scripts"
    # It looks for a `python` itself, whatever it is told.
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    command = [node, str(PYRIGHT), "--pythonpath", sys.executable, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=env)
    return done.stdout + done.stderr


def test_every_public_type_is_known(tmp_path: Path) -> None:
    said = pyright(tmp_path, "--verifytypes", "translit", "--ignoreexternal")
    assert re.search(r"Symbols exported by \"translit\": \d{3}", said), said
    assert "Type completeness score: 100%" in said, said


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """Return a program that lies where a user's would: away from the package it imports."""
    return Path(shutil.copy(PROGRAM, tmp_path / "program.py"))


def test_a_program_is_right_by_pyright(program: Path) -> None:
    (program.parent / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', encoding="utf-8")
    said = pyright(program.parent, "program.py")
    assert "0 errors, 0 warnings" in said, said


def test_a_program_is_right_by_mypy(program: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(program.parent / "cache"), "program.py"]
    env = {**os.environ, "MYPYPATH": str(ROOT)}
    done = subprocess.run(command, cwd=program.parent, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_mistake_in_it_is_noticed(program: Path) -> None:
    program.write_text(program.read_text(encoding="utf-8").replace("engine.choose(", "engine.chose("), encoding="utf-8")
    assert 'Cannot access attribute "chose"' in pyright(program.parent, "program.py")


def test_a_program_runs(program: Path) -> None:
    command = [sys.executable, "program.py"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=program.parent, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "Shtastie"
