"""List the tables in the README and in docs/: `python -m tools.update_table_lists [--check]`.

`<!-- tables KIND: COLUMN … -->` is a list of the tables of one kind, of the `usual` layouts or of `all`, with these
columns of what they say of themselves. `<!-- tables methods -->` are the input methods of other programs that tables
stand for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tools.generated import ROOT, arguments, update
from translit import Table, tables
from translit.table.keyboard import on_base
from translit.table.value import BASES, KINDS

PAGES = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if arguments(page.read_text(), "tables")
]
PART = "tables"
#: Programs with input methods that our tables stand for.
PROGRAMS = ("quail", "m17n", "vim", "ibus-table", "jquery.ime")


def write(argument: str) -> str:
    """Return a list as Markdown.

    >>> print(write("usual: q x table").splitlines()[3])
    | , | й | `bg-bds-1978` (`bg-typewriter`) |
    """
    kind, _, named = argument.partition(":")
    columns = named.split() or ["method", "table", "where it differs"]
    found = methods() if kind == "methods" else ([COLUMNS[name](table) for name in columns] for table in of_kind(kind))
    rows = [[cell.replace("|", "\\|") for cell in row] for row in found]
    return "\n".join(f"| {' | '.join(row)} |" for row in [columns, ["---"] * len(columns), *rows])


def of_kind(kind: str) -> Iterator[Table]:
    """Yield the tables of a kind, the `usual` layouts or `all`, kind by kind; in each as their ids are ordered."""
    for each in KINDS:
        found = (table for table in map(tables.__getitem__, tables) if table.kind == each)
        yield from (t for t in found if kind in (each, "all") or (kind == "usual" and t.usual and t.keys))


def methods() -> Iterator[list[str]]:
    """Yield the input methods of programs, program by program: the table that each is, and on which keys it differs."""
    for program in PROGRAMS:
        named = [(name, t) for t in map(tables.__getitem__, tables) for name in t.counterparts.get(program, "").split()]
        for name, table in sorted(named, key=lambda each: each[0]):
            apart = [deviation.source for deviation in table.deviations if deviation.oracle == program]
            keys = " ".join(f"`` {key} ``" if key != " " else "blank" for key in apart)
            yield [f"`{program}:{name}`", f"`{table.id}`", keys]


def own_name(table: Table) -> str:
    """Return what a table is called in its own language."""
    return table.name.get(table.language, "")


def standard(table: Table) -> str:
    """Return what a table follows, and where that can be read."""
    return f"[{table.standard}]({table.url})" if table.url else table.standard


def on_x11(table: Table) -> str:
    """Return what X11 calls a layout."""
    return ", ".join(f"`{name}`" for name in table.counterparts.get("xkb", "").split())


def typed_by(key: str) -> Callable[[Table], str]:
    """Return a column that shows what a key of a layout types."""

    def cell(table: Table) -> str:
        for row, cells in zip(BASES[table.base], table.keys["plain"], strict=True):
            if key in row.plain:
                return on_base(cells, row)[row.plain.index(key)]
        raise LookupError(key)

    return cell


def styles(table: Table) -> str:
    """Return the styles of an informal table, each with the scheme that it is, if it is one."""
    found = sorted(table.extra.get("styles", {}).items())
    return ", ".join(f"`{name}`" + (f" = `{said['scheme']}`" if "scheme" in said else "") for name, said in found)


COLUMNS: dict[str, Callable[[Table], str]] = {
    "table": lambda table: (
        f"`{table.id}`" + (f" ({', '.join(f'`{alias}`' for alias in table.aliases)})" if table.aliases else "")
    ),
    "id": lambda table: f"`{table.id}`",
    "kind": lambda table: table.kind,
    "language": lambda table: table.language,
    "scripts": lambda table: f"{table.source_script} → {table.target_script}",
    "name": lambda table: table.name["en"],
    "called": own_name,
    "X11": on_x11,
    "follows": standard,
    "status": lambda table: str(table.status) if table.status else "",
    "styles": styles,
    "q": typed_by("q"),
    "x": typed_by("x"),
}

if __name__ == "__main__":
    update(PAGES, PART, write)
