"""What the README and the docs promise is true: their examples run, and the commands are those there are."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.places import ROOT
from tools import draw_house, update_gallery, update_layout_pictures, update_table_lists
from tools.generated import arguments, outdated
from translit import tables

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples(page: Path) -> None:
    failed, _ = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert failed == 0


CONSOLE = [
    (command, expected)
    for page in PAGES
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    for command, expected in re.findall(r"^\$ (.*)\n((?:[^$\n].*\n)+)", block, re.MULTILINE)
]


@pytest.mark.parametrize(("command", "expected"), CONSOLE, ids=[command for command, _ in CONSOLE])
def test_console_examples(command: str, expected: str) -> None:
    shell = re.sub(r"(^|[|&] )translit ", rf"\1{sys.executable} -m translit ", command)
    result = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (result.stdout.strip(), result.stderr) == (expected.strip(), "")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path in re.findall(r"`((?:docs|layouts|tools|tests|examples|benchmarks)/[\w./-]+\.\w+)`", text):
        assert (ROOT / path).exists(), path
    for path, part in re.findall(r"\]\((?!\w+:)([\w./-]*)#?([\w-]*)\)", text):
        target = page.parent / path if path else page
        assert target.exists(), path
        assert not part or part in anchors(target), f"{path}#{part}"


def anchors(page: Path) -> set[str]:
    """Return where links to parts of a page may lead."""
    headings = re.findall(r"^#+ (.*)", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "tool", [draw_house, update_layout_pictures, update_table_lists], ids=lambda tool: tool.__name__
)
def test_what_is_generated_is_current(tool: ModuleType) -> None:
    assert outdated(tool.PAGES, tool.PART, tool.write) == [], f"python -m {tool.__name__}"


def test_the_gallery_is_current() -> None:
    assert [path.name for path in update_gallery.outdated()] == [], "python -m tools.update_gallery"


def test_the_gallery_has_a_part_for_each_table_and_leads_there() -> None:
    pages = update_gallery.pages()
    for name in tables:
        page = f"{tables[name].language}.md"
        assert f"]({page})" in pages[update_gallery.INDEX]
        assert f"\n## {name}\n" in pages[page] and f"(#{name})" in pages[page], name


@pytest.mark.parametrize("table_id", list(tables))
def test_a_table_is_listed_on_the_page_of_its_kind_and_some_in_the_readme(table_id: str) -> None:
    pages = {"layout": "layouts.md", "scheme": "schemes.md", "informal": "informal.md"}
    kind = tables[table_id].kind
    is_in_readme = kind == "informal" or (kind == "layout" and tables[table_id].usual)
    listing = [ROOT / "docs" / pages[kind], *([ROOT / "README.md"] if is_in_readme else [])]
    for page in listing:
        lists = [update_table_lists.write(each) for each in arguments(page.read_text("utf-8"), update_table_lists.PART)]
        assert any(f"| `{table_id}` " in each for each in lists), page.name
