"""Where tables are found, loaded and kept; the only module that touches the disk for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import Problem, TableError, TableNotFound, UnfitTable, UnknownChoice, wrong_type
from ..files import read_whole
from ..resources import file_of, names, read_bytes

if TYPE_CHECKING:
    from typing import Any

    from .value import Table

_FOLDER = "layouts"
#: What an installed package names its tables by: `bg-news = "my_package"` is its file `bg-news.toml`.
ENTRY_POINTS = "translit.tables"


def load_table(path: str | Path) -> Table:
    """Read a table file of your own; raise TableError with all its problems, OSError if it can't be read.

    >>> from pathlib import Path
    >>> load_table(Path("no/such.toml"))
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] No such file or directory: 'no/such.toml'
    """
    path = Path(path)
    return _load(path, ())


def _load(path: Path, extended_by: tuple[str, ...]) -> Table:
    return _parse(read_whole(path), str(path), path.name.removesuffix(".toml"), extended_by)


def find_table(table: Table | str | Path) -> Table:
    """Return the table for an id, an alias or a path (anything with a slash or ending in `.toml`), or itself.

    Raises TableNotFound, TableError, or OSError for a path that can't be read.

    >>> find_table("bg-phonetic") is find_table(find_table("bg-phonetic-traditional"))
    True
    """
    if isinstance(table, Path):
        return load_table(table)
    if not isinstance(table, str):
        from .value import Table

        if not isinstance(table, Table):
            raise wrong_type("a table: its id, the path of a file, or a Table", table)
        return table
    if is_path(table):
        return load_table(table)
    return tables[table]


def is_path(name: str) -> bool:
    """Tell whether a name is that of a table file of one's own, and no id."""
    return "/" in name or "\\" in name or name.endswith(".toml")


def add_table(table: Table | str | Path) -> Table:
    """Make a table of your own known by its id to all that takes one, servers too, until the process ends.

    >>> add_table("bg-phonetic").id  # one that is known already
    'bg-phonetic-traditional'

    Takes what `find_table` takes and raises what it raises, and UnfitTable if another table is found by its id or by
    one of its aliases. A file is read once.
    """
    if isinstance(table, Path) or (isinstance(table, str) and is_path(table)):
        table = _read_own(str(Path(table).resolve()))
    found = find_table(table)
    if found.id not in _ids() or found != tables[found.id]:
        names = (found.id, *found.aliases)
        for name in names:
            _require_free(name, found)
        _added.update(dict.fromkeys(names, found))
    return found


def added_tables() -> Mapping[str, Table]:
    """Return the tables that were added, by id."""
    return {table.id: table for table in tuple(_added.values())}


def find_offered(name: str) -> Table:
    """Return a table that anybody may ask a server for, by id or alias: a shipped one, or one that was added.

    A path is no name here. Raises TableNotFound.

    >>> find_offered("layouts/bg-law.toml")
    Traceback (most recent call last):
        ...
    translit.errors.TableNotFound: there is no table 'layouts/bg-law.toml' (`translit list` shows all)
    """
    return _added.get(name) or _load_shipped(name)


_added: dict[str, Table] = {}


@cache
def _read_own(path: str) -> Table:
    return load_table(path)


def _require_free(name: str, table: Table) -> None:
    other = tables.get(name, table)
    if other != table and name in (other.id, *other.aliases):
        raise UnfitTable(table.id, f"there is another table {name!r} already; give yours a name of its own")


class Tables(Mapping[str, "Table"]):
    """The shipped tables by id, parsed when first asked for; aliases are found too but not listed.

    So are those that were added (`add_table`), and those of installed packages (the entry points `translit.tables`).

    >>> tables["bg-phonetic"].id
    'bg-phonetic-traditional'

    What another program calls a table finds it, too, behind the name of that program, or alone if it is more than a
    word and means one table.

    >>> tables["quail:russian-computer"].id, tables["xkb:mk"].id, tables["russian-computer"].id
    ('ru-jcuken', 'mk-cyrillic', 'ru-jcuken')
    """

    def __getitem__(self, table_id: str) -> Table:
        if not isinstance(table_id, str):
            raise KeyError(table_id)
        try:
            return find_offered(table_id)
        except TableNotFound:
            if table_id in _installed():
                return _load_installed(table_id)
            raise

    def __iter__(self) -> Iterator[str]:
        return iter(_ids())

    def __len__(self) -> int:
        return len(_ids())

    def __repr__(self) -> str:
        return f"<{len(self)} tables: {', '.join(self)}>"


tables: Mapping[str, Table] = Tables()


@cache
def heads() -> Mapping[str, Mapping[str, Any]]:
    """Return what each shipped table says of itself, by id, without reading its rules.

    >>> heads()["sr-latin"]["language"]
    'sr'
    """
    from .head import read_head

    found = {table_id: read_head(_content(table_id).decode("utf-8")) for table_id in _ids()}
    return {table_id: head if head["kind"] else _whole_head(table_id) for table_id, head in found.items()}


def _whole_head(table_id: str) -> dict[str, Any]:
    """Return the summary of a table that leaves much to the one that it extends."""
    from .drawing import summary

    return summary(tables[table_id])


@cache
def usual_table(language: str) -> str:
    """Return the id of the scheme that a language alone means; raise UnknownChoice, with suggestions.

    >>> usual_table("bg"), usual_table("uk-UA")
    ('bg-streamlined-2009', 'uk-kmu-2010')
    """
    from .head import read_head

    primary = language.lower().replace("_", "-").partition("-")[0]
    ids = [table_id for table_id in _ids() if table_id.startswith(f"{primary}-")]
    found = _usual(read_head(_content(table_id).decode("utf-8")) for table_id in ids)
    if found:
        return found
    known = sorted(usual_tables())
    raise UnknownChoice("language", language, known, near_languages(language, known))


@cache
def usual_tables() -> Mapping[str, str]:
    """Return the scheme that each language alone means.

    >>> usual_tables()["sr"]
    'sr-latin'
    """
    by_language: dict[str, list[Mapping[str, Any]]] = {}
    for head in heads().values():
        by_language.setdefault(head["language"], []).append(head)
    found = {language: _usual(its) for language, its in by_language.items()}
    return {language: table_id for language, table_id in found.items() if table_id}


def _usual(tables_of_language: Iterable[Mapping[str, Any]]) -> str:
    """Return the scheme that says it is the usual one, or else the only one in force; `""` if neither is there."""
    schemes = [
        head
        for head in tables_of_language
        if (head["kind"], head["source-script"], head["target-script"]) == ("scheme", "Cyrl", "Latn")
    ]
    marked = [head["id"] for head in schemes if head["usual"]]
    in_force = [head["id"] for head in schemes if head["status"].get("state") == "in-force"]
    return str((marked or (in_force if len(in_force) == 1 else []) or [""])[0])


def near_languages(language: str, known: Sequence[str]) -> list[str]:
    """Return the codes among those `known` that may be meant: they look alike, or names of their tables have the word.

    >>> near_languages("Bulgarian", ["bg", "ru", "uk"]), near_languages("ukr", ["bg", "ru", "uk"])
    (['bg'], ['uk'])
    """
    from collections import Counter
    from difflib import get_close_matches

    named = [
        head["language"]
        for head in heads().values()
        if any(language.casefold() in f"{name.casefold()} " for name in head["name"].values()) and len(language) > 3
    ]
    found = [code for code, _ in Counter(named).most_common() if code in known]
    return (found or get_close_matches(language.lower(), known, cutoff=0.5))[:3]


@cache
def _ids() -> tuple[str, ...]:
    return tuple(names(_FOLDER))


@cache
def _load_shipped(table_id: str) -> Table:
    if table_id in _ids():
        return _parse(_content(table_id), f"{table_id}.toml", table_id)
    program, _, theirs = table_id.rpartition(":")
    encoded = theirs.encode("utf-8", "surrogatepass")
    named = re.compile(rb'^(?:aliases|counterparts) = .*["\s]%s["\s]' % re.escape(encoded), re.MULTILINE)
    originals: dict[str, Table] = {}
    for other in _ids():
        # A table is parsed only where it can have this name: most lookups are by id.
        content = _content(other)
        if encoded in content and named.search(content):
            table = _load_shipped(other)
            if table_id in table.aliases:
                return table
            programs = [each for each, names_there in table.counterparts.items() if theirs in names_there.split()]
            originals |= {f"{each}:{theirs}": table for each in programs}
    if table_id in originals:
        return originals[table_id]
    if table_id.isalpha():
        # A word alone may mean anything: `serbian` is a method of Vim.
        raise TableNotFound(table_id, _near(table_id) or list(originals)[:3])
    if not program and table_id not in _installed() and len({table.id for table in originals.values()}) == 1:
        return next(iter(originals.values()))
    raise TableNotFound(table_id, list(originals)[:3] or _near(table_id))


@cache
def _installed() -> Mapping[str, str]:
    """Return the packages that tables lie in which others have installed, by table id."""
    from importlib.metadata import entry_points

    return {point.name: point.module for point in entry_points(group=ENTRY_POINTS)}


@cache
def _load_installed(table_id: str) -> Table:
    package, name = _installed()[table_id], f"{table_id}.toml"
    try:
        with file_of(package, name) as path:
            return load_table(path)
    except (ImportError, FileNotFoundError):
        raise UnfitTable(
            table_id, f"an entry point of {ENTRY_POINTS} says it is in {package}, where no {name} is"
        ) from None


def may_be_tentative(name: str) -> bool:
    """Tell whether a table's standard might be a draft or pending: False at a glance at its file, without parsing it.

    >>> may_be_tentative("sr-latin")
    False
    """
    try:
        content = _content(name)
    except OSError:
        return True
    return b'"draft"' in content or b'"pending"' in content


def _content(table_id: str) -> bytes:
    return read_bytes(f"{_FOLDER}/{table_id}.toml")


def _near(table_id: str) -> list[str]:
    from .names import near

    return near(table_id, heads(), [*added_tables(), *_installed()])


def _parse(content: bytes, path: str, expected_id: str, extended_by: tuple[str, ...] = ()) -> Table:
    from .file import parse_table

    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Problem(line, "", f"not UTF-8: {error.reason} at byte {error.start} of the file")
        raise TableError(path, [problem]) from None
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    chain = (*extended_by, _place(path))
    return parse_table(text, path, expected_id, lambda name: _find_base(name, Path(path).parent, chain))


def _find_base(name: str, folder: Path, extended_by: tuple[str, ...]) -> Table:
    """Return the table that one in a folder extends: a shipped one, or a file named by its path from there."""
    path = folder / name if is_path(name) else None
    place = _place(str(path) if path else f"{_id_of(name)}.toml")
    if place in extended_by:
        circle = [Path(each).stem for each in (*extended_by[extended_by.index(place) :], place)]
        raise UnfitTable(circle[0], f"a circle: {' extends '.join(circle)}")
    if path:
        return _load(path, extended_by)
    return _parse(_content(Path(place).stem), place, Path(place).stem, extended_by)


def _place(path: str) -> str:
    """Return what tells one file from another; a shipped one has no folder."""
    return path if Path(path).name == path and Path(path).stem in _ids() else str(Path(path).resolve())


def _id_of(name: str) -> str:
    return name if name in _ids() else _load_shipped(name).id
