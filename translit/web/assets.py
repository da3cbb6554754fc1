"""What a browser has to be sent: modules, the style sheet, and tables, rules, words and keys made when asked for."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from ..checking import languages
from ..errors import TableNotFound, UnknownAsset
from ..resources import message_languages, names, path_of, read_bytes, read_text
from ..search.key_tables import fold_languages
from ..table.library import added_tables, find_offered, heads
from .join import ENTRIES, join, parts

#: The folders of modules and style sheets.
FOLDERS = ("web", "web/check", "web/editors", "web/generated")
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".ts": "text/plain"}
_FILE = re.compile(r"(?:[\w-]+/)?[\w.-]+\.(?:js|css|ts)")
_MADE = re.compile(r"(tables|rules|words|keys)/([A-Za-z0-9-]+)\.json")


class Asset(NamedTuple):
    """One file for the browser."""

    content: bytes
    #: With the charset, ready for a Content-Type header.
    content_type: str
    #: Ready for an ETag header, quotes included; changes with the content.
    etag: str


def asset_names() -> list[str]:
    """Return the names of all assets, tables included.

    >>> {"translit.js", "translit.css", "tables/bg-phonetic-traditional.json"} <= set(asset_names())
    True
    """
    return sorted([*file_names(), *made_names()])


def file_names() -> list[str]:
    """Return the names of the modules and style sheets; what a module is joined of is not sent by itself.

    >>> {"engine.js", "translit.js", "rules.js"} & set(file_names()) == {"translit.js", "rules.js"}
    True
    """
    inner = {part for entry in ENTRIES for part in parts(entry, _read) if part != entry}
    found = (
        f"{folder}/{name}{ending}".removeprefix("web/")
        for folder in FOLDERS
        for ending in (".js", ".css")
        for name in names(folder, ending)
    )
    return sorted(name for name in found if name not in inner)


def made_names() -> list[str]:
    """Return the names of the tables, rules, words and what makes search keys."""
    return [
        *(f"tables/{table_id}.json" for table_id, head in heads().items() if head["kind"] != "informal"),
        *(f"tables/{table_id}.json" for table_id, own in added_tables().items() if own.kind != "informal"),
        *(f"rules/{language}.json" for language in languages()),
        *(f"words/{language}.json" for language in message_languages()),
        *(f"keys/{language}.json" for language in fold_languages()),
    ]


def asset_path(name: str = "") -> Path:
    """Return where a module or style sheet lies on disk, or the folder of all; raise UnknownAsset if there is none."""
    if not name:
        return path_of("web")
    if not _FILE.fullmatch(name):
        raise UnknownAsset(name)
    try:
        return path_of(f"web/{name}")
    except FileNotFoundError:
        raise UnknownAsset(name) from None


def asset(name: str) -> Asset:
    """Return an asset by name; raise UnknownAsset if there is none, TableError for a table that can't be exported.

    >>> asset("tables/bg-phonetic.json").content_type
    'application/json; charset=utf-8'
    """
    # Some take a second to make: who asks meanwhile waits for the first to be done.
    with _making.setdefault(name, Lock()):
        try:
            return _prepare(name)
        finally:
            _making.pop(name, None)


_making: dict[str, Lock] = {}


@cache
def _prepare(name: str) -> Asset:
    found = _MADE.fullmatch(name)
    if found:
        content = _make(*found.groups())
    elif name in ENTRIES:
        content = join(name, _read).encode("utf-8")
    else:
        content = _read_file(name)
    kind = f"{TYPES[Path(name).suffix]}; charset=utf-8"
    return Asset(content, kind, f'"{sha256(content).hexdigest()[:16]}"')


def _read(name: str) -> str:
    return read_text(f"web/{name}")


def _read_file(name: str) -> bytes:
    if not _FILE.fullmatch(name):
        raise UnknownAsset(name)
    try:
        return read_bytes(f"web/{name}")
    except OSError:
        raise UnknownAsset(name) from None


def _make(folder: str, name: str) -> bytes:
    if folder == "tables":
        return _make_table(name)
    if name not in {"rules": languages, "words": message_languages, "keys": fold_languages}[folder]():
        raise UnknownAsset(f"{folder}/{name}.json")
    if folder == "rules":
        from .browser_rules import as_json

        return as_json(name)
    if folder == "keys":
        from .browser_keys import as_json as keys

        return keys(name)
    from .words import as_json as words

    return words(name)


def _make_table(name: str) -> bytes:
    from ..convert.transliterator import compile_table
    from ..interchange.json import export

    try:
        table = find_offered(name)
    except TableNotFound:
        raise UnknownAsset(f"tables/{name}.json") from None
    if table.kind == "informal":
        raise UnknownAsset(f"tables/{name}.json")
    return export(compile_table(name)).encode("utf-8")
