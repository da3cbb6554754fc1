"""What the README and the docs promise is true: their examples run, and the commands are those there are."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from zipfile import ZipFile

import pytest

from tests.places import ROOT
from tools import draw_house, update_gallery, update_layout_pictures, update_table_lists
from tools.generated import arguments, outdated
from translit import tables
from translit.table import library

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # A table that a page adds is known until the process ends, and other tests run in it.
    monkeypatch.setattr(library, "_added", {})
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


def test_the_lines_of_the_readme_that_people_copy_run_as_they_stand(tmp_path: Path) -> None:
    lines = (
        (ROOT / "README.md").read_text("utf-8").partition("\n## Files\n")[2].partition("```sh\n")[2].partition("```")[0]
    )
    assert len(lines.splitlines()) >= 5
    write_files(tmp_path)
    shell = re.sub("^translit ", f"{sys.executable} -m translit ", lines, flags=re.MULTILINE)
    where = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["bash", "-ec", shell], capture_output=True, text=True, cwd=tmp_path, env=where, check=False)
    assert (done.returncode, done.stdout) == (0, "Привет\n"), done.stderr
    read = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert read["site-latin/index.html"].decode() == '<html lang="bg-Latn"><img src="щ.png" alt="Shtit">Shtit'
    assert read["site-latin/щ.png"] == read["site/щ.png"] and read["site-latin/a.css"] == read["site/a.css"]
    with ZipFile(tmp_path / "knjiga.epub") as book:
        assert book.read("a.xhtml").decode() == "<html><p>Njiva</p></html>"
    assert read["sr@latin.po"].decode() == 'msgid "a"\nmsgstr "njiva %s"\n'
    assert read["film-latin.srt"].decode() == "1\n00:01 --> 00:02\nShte doyda utre sledobed\n"
    assert (read["docs/a.txt"].decode(), read["docs/a.txt.bak"].decode()) == ("Shtit", "Щит")
    assert read["docs/a.md"].decode() == "Щит"


def write_files(folder: Path) -> None:
    """Write what the README names: a site, a book, translations, subtitles, notes and a letter that was read wrong."""
    for name, content in {
        "site/index.html": '<html><img src="щ.png" alt="Щит">Щит'.encode(),
        "site/a.css": ".щ {}".encode(),
        "site/щ.png": b"\x89PNG\0",
        "sr.po": 'msgid "a"\nmsgstr "њива %s"\n'.encode(),
        "film.srt": "1\n00:01 --> 00:02\nЩе дойда утре следобед\n".encode("cp1251"),
        "docs/a.txt": "Щит".encode(),
        "docs/a.md": "Щит".encode(),
        "mail.txt": "РџСЂРёРІРµС‚\n".encode(),
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    with ZipFile(folder / "kniga.epub", "w") as book:
        book.writestr("mimetype", "application/epub+zip")
        book.writestr("a.xhtml", "<html><p>Њива</p></html>")


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
