"""One new thing is one file: each is added to a copy of the checkout, where the suite then runs as it stands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.places import ROOT

pytestmark = pytest.mark.slow

FAST = "not browser and not wheel and not slow and not oracle"
#: What writes the lists on pages.
TOOLS = ("update_table_lists", "update_layout_pictures", "update_gallery", "draw_house")
#: The parts of the suite that walk over all tables, or over whatever else there is.
PAGES = ("tests/test_docs.py", "tests/test_repository.py", "tests/test_house.py")
TABLES = ("tests/test_tables.py", "tests/table", "tests/rules", "tests/machine", "tests/convert", "tests/detection")
INFORMAL_TABLES = (
    "tests/test_tables.py",
    "tests/informal",
    "tests/detection",
    "translit/informal",
    "translit/detection",
)
FORMATS = ("tests/interchange", "translit/interchange")
COMMANDS = ("tests/cli/test_app.py", "translit/cli")
LEFT_BEHIND = (".*", "__pycache__", "node_modules", "build", "dist", "*.egg-info")

LAYOUT = '''\
id = "mn-toy"
kind = "layout"
name = { en = "Mongolian, made for a test", mn = "Монгол" }
language = "mn"
source-script = "Latn"
target-script = "Cyrl"
standard = "None: made for a test"
reversible = true
samples = [["zdrawe", "здраве"], ["Oj", "Ой"]]

[keys]
plain = """
` 1 2 3 4 5 6 7 8 9 0 - =
я в е р т ъ у и о п ө ү э
а с д ф г х й к л ж ы
з ь ц щ б н м ч ш ю
"""
shift = """
~ ! @ # $ % ^ & * ( ) _ +
Я В Е Р Т Ъ У И О П Ө Ү Э
А С Д Ф Г Х Й К Л Ж Ы
З Ь Ц Щ Б Н М Ч Ш Ю
"""
'''

INFORMAL = """\
id = "mn-informal"
kind = "informal"
name = { en = "Mongolian in Latin, made for a test", mn = "Монгол" }
language = "mn"
source-script = "Latn"
target-script = "Cyrl"
standard = "None: made for a test"
samples = [["bi", "би"]]

[spellings.common]
"б" = "b"
"и" = "i"

[styles.short]
"и" = "i"
"""

FORMAT = '''\
"""The rules of a table, one a line."""

from __future__ import annotations

from ..convert.transliterator import Transliterator

FILE = "{id}.txt"
INSTALL = "One file a table, for whoever wants to read its rules: put it anywhere."


def export(compiled: Transliterator) -> str:
    """Return the rules of a table as lines of text.

    >>> from ..convert.transliterator import compile_table
    >>> export(compile_table("ru-jcuken")).splitlines()[0]
    '` → ё'
    """
    return "".join(f"{rule}\\n" for rule in compiled.table.rules)
'''

COMMAND = '''\
"""`translit hello`: a word to begin with."""

from __future__ import annotations

import click


@click.command()
def command() -> None:
    """Greet whoever asks.

    \\b
    translit hello
    """
    click.echo("здравей")
'''


class Checkout:
    """A copy of this checkout, to which something is added."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT_BEHIND))

    def add(self, path: str, text: str) -> None:
        """Write one new file."""
        file = self.folder / path
        assert not file.exists()
        file.write_text(text, encoding="utf-8")

    def python(self, *arguments: str, text: str = "", status: int = 0) -> str:
        """Run Python on the copy, and return what it says."""
        return python(self.folder, *arguments, text=text, status=status)

    def translit(self, *arguments: str, text: str = "", status: int = 0) -> str:
        """Run the command."""
        return self.python("-m", "translit", *arguments, text=text, status=status)

    def suite(self, *what: str) -> None:
        """Bring the pages up to date, and run the fast tests that are new, or that walk over all there is."""
        for tool in TOOLS:
            self.python("-m", f"tools.{tool}")
        before = set(fast_in(ROOT, what))
        changed = [test for test in fast_in(self.folder, what) if test not in before or "[" not in test]
        assert not before.issuperset(changed)
        asked = self.folder / "asked.txt"
        asked.write_text("\n".join(changed), encoding="utf-8")
        self.python("-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", f"@{asked.name}")
        asked.unlink()

    def floors(self) -> None:
        """Prove that the copy keeps to the contract."""
        program = Path(sys.executable).with_name("lint-imports")
        subprocess.run([program, "--no-cache"], check=True, capture_output=True, cwd=self.folder)


def python(folder: Path, *arguments: str, text: str = "", status: int = 0) -> str:
    """Run Python on a checkout, and return what it says."""
    environment = os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, *arguments]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", env=environment, cwd=folder)
    assert done.returncode == status, done.stdout[-8000:] + done.stderr[-2000:]
    return done.stdout + done.stderr


def fast_in(folder: Path, what: Sequence[str]) -> list[str]:
    """Return the names of the fast tests of a checkout."""
    said = python(folder, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-m", FAST, *what)
    return [line for line in said.splitlines() if "::" in line]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "translit-toolkit")


def test_a_layout_of_a_new_language(checkout: Checkout) -> None:
    checkout.add("layouts/mn-toy.toml", LAYOUT)
    assert checkout.translit("lint", "mn-toy") == ""
    assert checkout.translit("convert", "mn-toy", text="zdrawe") == "здраве"
    assert "mn-toy" in checkout.translit("list", "--language", "mn")
    checkout.suite(*PAGES, *TABLES, *FORMATS, "tests/cli/test_cli.py", "tests/web", "translit/table")
    assert "`mn-toy`" in (checkout.folder / "docs" / "layouts.md").read_text("utf-8")


def test_an_informal_table_of_a_language_without_a_model(checkout: Checkout) -> None:
    """It is there like every other, and only who wants to read by it is told what is missing."""
    checkout.add("layouts/mn-informal.toml", INFORMAL)
    assert "styles" in checkout.translit("show", "mn-informal", "--json")
    assert "4: language: there is no model of 'mn'" in checkout.translit("lint", "mn-informal", status=1)
    assert "no such model" in checkout.translit("convert", "mn-informal", text="bi", status=1)
    checkout.suite(*PAGES, *INFORMAL_TABLES, "tests/cli/test_informal.py")


def test_a_format(checkout: Checkout) -> None:
    checkout.add("translit/interchange/lines.py", FORMAT)
    assert checkout.translit("export", "ru-jcuken", "--to", "lines").startswith("` → ё\n")
    assert "lines" in checkout.translit("export", "ru-jcuken", "--to", "nothing", status=2)
    checkout.suite(
        "tests/interchange", "tests/cli", "tests/test_house.py", "tests/test_docs.py", "translit/interchange"
    )


def test_a_command(checkout: Checkout) -> None:
    checkout.add("translit/cli/commands/hello.py", COMMAND)
    assert checkout.translit("hello") == "здравей\n"
    assert "Greet whoever asks." in checkout.translit("--help")
    checkout.suite(*PAGES, *COMMANDS)
    checkout.floors()
