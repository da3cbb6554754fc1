"""The texts of unpacked packages: the strings that a program shows, and manual pages as `man` shows them."""

from __future__ import annotations

import os
import re
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

#: A paragraph is a line, whatever the terminal: no word is cut, and a label holds on every machine.
LINE = 2000
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def strings(folders: list[Path], language: str) -> Iterator[str]:
    """Yield every string of a language in the catalogues and registries of programs."""
    for folder in folders:
        for catalogue in sorted(folder.rglob(f"{language}/LC_MESSAGES/*.mo")):
            yield from translations(catalogue.read_bytes())
        # Where LibreOffice keeps its menus.
        for registry in sorted(folder.rglob("*.xcd")):
            yield from registered(registry, language)


def translations(catalogue: bytes) -> Iterator[str]:
    """Yield the translations of a .mo file, the forms of a plural one by one; its header is none."""
    order = "<" if catalogue.startswith(b"\xde\x12\x04\x95") else ">"
    count, originals, translated = struct.unpack_from(f"{order}3I", catalogue, 8)
    # The header comes first, as the translation of nothing.
    encoding = "utf-8"
    for number in range(count):
        (length_before,) = struct.unpack_from(f"{order}I", catalogue, originals + 8 * number)
        length, start = struct.unpack_from(f"{order}2I", catalogue, translated + 8 * number)
        translation = catalogue[start : start + length]
        if length_before:
            yield from translation.decode(encoding).split("\0")
        elif named := re.search(rb"charset=([\w-]+)", translation):
            encoding = named[1].decode()


def registered(registry: Path, language: str) -> Iterator[str]:
    """Yield the values of a language in a registry of LibreOffice."""
    for _, element in ElementTree.iterparse(registry):
        if element.get(LANGUAGE) == language:
            yield element.text or ""


def pages(folders: list[Path], language: str) -> Iterator[str]:
    """Yield every manual page of a language as `man` shows it, a paragraph a line."""
    for folder in folders:
        for page in sorted(folder.rglob(f"man/{language}/man*/*.gz")):
            # `man` takes far longer than the checker, and its answer never changes.
            kept = page.with_suffix(".txt")
            if not kept.exists():
                kept.write_bytes(_shown(page))
            yield kept.read_text("utf-8")


def _shown(page: Path) -> bytes:
    layout = {"MANWIDTH": str(LINE), "LC_ALL": "C.UTF-8"}
    asked = ["man", "--no-hyphenation", "--no-justification", "--local-file", str(page.resolve())]
    return subprocess.run(asked, env={**os.environ, **layout}, capture_output=True, check=True).stdout
