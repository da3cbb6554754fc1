"""Write the gallery of all tables, a page for each language: `python -m tools.update_gallery [--check]`.

A page shows each table of its language: what it is called and follows, its keyboard or letters, samples, the tables
beside it and in what they differ, and how much of it other programs prove.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from tests.oracles.proven import count
from tools.generated import ROOT
from tools.update_layout_pictures import picture
from tools.update_table_lists import own_name, standard
from translit import Table, tables
from translit.table.comparing import compare, differences
from translit.table.drawing import chart
from translit.table.value import KINDS

FOLDER = ROOT / "docs" / "gallery"
INDEX = "README.md"
HEAD = """\
# The tables, language by language

Each page shows all tables of a language: their letters or keys, samples, sources, the tables beside them and how much
other programs prove. `python -m tools.update_gallery` writes these pages from the tables; do not edit them.

| language | layouts | schemes | informal | page |
|---|---|---|---|---|
"""
#: What is named in a table's name behind its language.
MORE = re.compile(r"(?: \(| in | Cyrillic| Latin| BDS| phonetic| names| geographic| to |,).*")
#: The language of tables that are for several.
SEVERAL = "mul"
#: So many tables of the same kind are compared, the nearest first; with so many differences, all are shown.
NEAREST, FEW = 4, 12
#: So many samples are shown.
SAMPLES = 8


def pages() -> Mapping[str, str]:
    """Return each page by its name: the index and one for each language.

    >>> {"README.md", "bg.md", "sr.md"} <= set(pages())
    True
    """
    by_language = {
        code: list(found)
        for code, found in groupby(
            sorted(map(tables.__getitem__, tables), key=attrgetter("language")), attrgetter("language")
        )
    }
    index = HEAD + "".join(row(code, found) for code, found in by_language.items())
    return {INDEX: index} | {f"{code}.md": page(code, found) for code, found in by_language.items()}


def language_name(code: str, found: list[Table]) -> str:
    """Return what the tables of a language call it in English.

    >>> language_name("kk", [tables["kk-latin-2021"], tables["kk-ala-lc"]])
    'Kazakh'
    """
    if code == SEVERAL:
        return "Several languages"
    return Counter(MORE.sub("", table.name["en"]) for table in found).most_common(1)[0][0]


def row(code: str, found: list[Table]) -> str:
    """Return the line of a language in the index."""
    kinds = Counter(table.kind for table in found)
    numbers = " | ".join(str(kinds[kind] or "") for kind in KINDS)
    return f"| {language_name(code, found)} | {numbers} | [`{code}`]({code}.md) |\n"


def page(code: str, found: list[Table]) -> str:
    """Return the page of a language: its tables, kind by kind."""
    ordered = sorted(found, key=lambda table: (KINDS.index(table.kind), table.id))
    listed = [f"- [`{table.id}`](#{table.id}): {table.name['en']}" for table in ordered]
    head = [f"# {language_name(code, found)} (`{code}`)", "", f"[All languages]({INDEX})", "", *listed]
    parts = ["\n".join(head), *("\n".join(part(table, ordered)).rstrip() for table in ordered)]
    return "\n\n".join(parts) + "\n"


def part(table: Table, beside: list[Table]) -> Iterator[str]:
    """Yield the lines of one table; `beside` are the tables of its language."""
    yield f"## {table.id}\n"
    yield from said(table)
    yield f"\n{picture(table).rstrip()}\n" if table.keys else "\n".join(["\n```text", *chart(table), "```\n"])
    shown = [s for s in table.samples if not (s.fails or s.level or "\n" in s.source + s.target)]
    if shown := shown[:SAMPLES]:
        yield "```text"
        yield from (f"{s.source}  {'←' if s.reverse else '→'}  {s.target}" for s in shown)
        yield "```\n"
    yield from neighbours(table, beside)


def said(table: Table) -> Iterator[str]:
    """Yield what a table says of itself, an item each."""
    own = own_name(table)
    yield f"- **{table.name['en']}**" + (f" · {own}" if own and own != table.name["en"] else "")
    also = f", also called {', '.join(f'`{alias}`' for alias in table.aliases)}" if table.aliases else ""
    yield f"- {table.kind}, {table.source_script} → {table.target_script}{also}"
    if table.standard:
        yield f"- source: {standard(table)}"
    if table.status:
        yield f"- status: {table.status}"
    if table.licence_note:
        yield f"- licence: {table.licence_note}"
    if table.counterparts:
        yield f"- proven by {proven_by(table)}"


def proven_by(table: Table) -> str:
    """Return which programs are asked about a table, and how much of it they prove.

    >>> proven_by(tables["bg-bekl"])
    'xkb `bg(bekl)`: 228 of 228 cells; 2 recorded deviations'
    """
    names = ", ".join(f"{oracle} `{name}`" for oracle, name in table.counterparts.items())
    counted = count(table)
    proven = f"{names}: {counted.proven} of {counted.whole} {'cells' if table.keys else 'rules'}"
    apart = len(table.deviations)
    return proven + (f"; {apart} recorded deviation{'s'[: apart > 1]}" if apart else "")


def neighbours(table: Table, beside: list[Table]) -> Iterator[str]:
    """Yield the comparison with the tables of the same kind that differ least."""
    if table.kind == "informal":
        return
    alike = [
        other
        for other in beside
        if other is not table
        and (other.kind, other.source_script, other.base) == (table.kind, table.source_script, table.base)
    ]
    nearest = sorted(alike, key=lambda other: (len(differences(table, other)), other.id))[:NEAREST]
    if not nearest:
        return
    yield "```text"
    for other in nearest:
        lines = compare(table, other).splitlines()
        rounds = [line for line in lines if line.count("→") > 1]
        yield "\n".join(lines if len(lines) <= FEW else [lines[0], *rounds])
    yield "```\n"


def outdated() -> dict[Path, str | None]:
    """Return the pages that are not what would be written now, with their text; None where there should be none."""
    wanted = {FOLDER / name: text for name, text in pages().items()}
    there = {path: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    old = {path: text for path, text in wanted.items() if there.get(path) != text}
    return {**old, **{path: None for path in there.keys() - wanted.keys()}}


def main() -> None:
    """Write the pages, or with `--check` on the command line exit with 1 if one is out of date."""
    old = outdated()
    checking = sys.argv[1:] == ["--check"]
    for path, text in sorted(old.items()):
        print(f"{path.relative_to(ROOT)} {'is out of date' if checking else 'is written anew'}")
        if checking:
            continue
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    sys.exit(1 if checking and old else 0)


if __name__ == "__main__":
    main()
