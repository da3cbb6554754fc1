"""The extension is the same from build to build, whole, and asks no network."""

import json
import re
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest

from tools import build_extension
from translit.web.demo_pages import list_typing_tables


@pytest.mark.slow
def test_two_builds_are_alike(tmp_path: Path) -> None:
    for name in ("one", "two"):
        build_extension.build(tmp_path / name)
    archives = sorted((tmp_path / "one").glob("*.zip"))
    assert len(archives) == 2
    for archive in archives:
        assert archive.read_bytes() == (tmp_path / "two" / archive.name).read_bytes()
        with ZipFile(archive) as packed:
            assert {"manifest.json", "page.js", "popup.js"} <= set(packed.namelist())


@pytest.mark.slow
def test_all_that_is_named_is_there_and_nothing_is_far() -> None:
    files = build_extension.contents()
    named = json.loads(files["tables.json"])
    assert [table["id"] for table in named["tables"]] == list_typing_tables()
    assert all(f"tables/{table['id']}.json" in files for table in named["tables"])
    assert all(f"rules/{language}.json" in files for language in named["languages"])
    for name, content in files.items():
        if name.endswith((".js", ".html")):
            text = content.decode()
            for other in re.findall(r'(?:from |src=|href=)"(?:\./)?([\w./-]+)"', text):
                assert build_extension.place(name, other) in files, (name, other)
            assert not re.search(r'fetch\("?https?:|src="?https?:', text), name


def test_a_bookmarklet_fits_where_bookmarks_are_kept() -> None:
    for address in re.findall(
        r'href="(.*?)"', build_extension.bookmarklets(["bg-translit", "bg-phonetic-traditional"])
    ):
        assert unescape(address).startswith("javascript:(")
        # Firefox keeps no more than 65,536 characters.
        assert len(unescape(address)) < 1 << 16 and address.isascii()
