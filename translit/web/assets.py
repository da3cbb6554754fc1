"""What a browser has to be sent: the modules, the style sheet, and tables and rules made when they are asked for."""

from __future__ import annotations

import re
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from ..checking import languages
from ..table.library import tables

HERE = Path(__file__).parent
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".ts": "text/plain"}
_FILE = re.compile(r"(?:[\w-]+/)?[\w.-]+\.(?:js|css|ts)")
_MADE = re.compile(r"(tables|rules)/([A-Za-z0-9-]+)\.json")


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
    found = [path.relative_to(HERE).as_posix() for path in HERE.rglob("*") if path.suffix in (".js", ".css")]
    made = [f"tables/{table_id}.json" for table_id in tables if tables[table_id].kind != "informal"]
    return sorted([*found, *made, *(f"rules/{language}.json" for language in languages())])


def asset_path(name: str = "") -> Path:
    """Return where a module or style sheet lies on disk, or the folder of all; raise LookupError if there is none."""
    path = HERE / name
    if name and (not _FILE.fullmatch(name) or not path.is_file()):
        raise LookupError(f"there is no asset {name!r}")
    return path


@cache
def asset(name: str) -> Asset:
    """Return an asset by name; raise LookupError if there is none, TableError for a table that can't be exported.

    >>> asset("tables/bg-phonetic.json").content_type
    'application/json; charset=utf-8'
    """
    found = _MADE.fullmatch(name)
    content = _made(*found.groups()) if found else asset_path(name or "?").read_bytes()
    kind = f"{TYPES[Path(name).suffix]}; charset=utf-8"
    return Asset(content, kind, f'"{sha256(content).hexdigest()[:16]}"')


def _made(folder: str, name: str) -> bytes:
    if folder == "rules":
        from .browser_rules import as_json

        return as_json(name)
    from ..convert.transliterator import compile_table
    from ..interchange.json import export

    return export(compile_table(name)).encode("utf-8")
