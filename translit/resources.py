"""Data files that come with the package, from a folder or from a zip archive: no other module looks for any.

Nothing heavy is imported to read one. The tables are in the package, or beside it in a checkout.
"""

from __future__ import annotations

import os
import sys
from errno import ENOENT

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from gettext import NullTranslations
    from mmap import mmap
    from pathlib import Path
    from typing import Any

#: What lies beside the package in a checkout, and in it wherever it is installed.
BESIDE = "layouts"


def read_toml(path: str) -> dict[str, Any]:
    """Return what a TOML file of the package says; raises OSError.

    >>> read_toml("checking/policies/comment.toml")["max_length"]
    2000
    """
    text = read_text(path)
    try:
        return plain_toml(text)
    except NotPlain:
        import tomllib

        return tomllib.loads(text)


def read_text(path: str) -> str:
    """Return a text file of the package; raises OSError.

    >>> read_text("checking/policies/comment.toml").count("max_length")
    1
    """
    return read_bytes(path).decode("utf-8").replace("\r\n", "\n")


def read_bytes(path: str) -> bytes:
    """Return a file of the package; raises OSError."""
    # As pkgutil.get_data does, which works in a zip archive too.
    read = sys.modules["translit"].__loader__.get_data  # type: ignore[union-attr]
    try:
        return bytes(read(_place(path)))
    except OSError:
        if path.split("/")[0] != BESIDE:
            raise
        return bytes(read(_place(path, beside=True)))


def file_of(package: str, name: str) -> AbstractContextManager[Path]:
    """Return what gives the path of a file of another package; raises ImportError, and OSError once it is asked."""
    from importlib.resources import as_file, files

    return as_file(files(package) / name)


def map_file(path: str) -> bytes | mmap:
    """Return a file of the package mapped into memory, or read where it is in a zip archive; raises OSError.

    >>> bytes(map_file("checking/policies/comment.toml")) == read_bytes("checking/policies/comment.toml")
    True
    """
    from mmap import ACCESS_READ, mmap

    try:
        with open(_place(path), "rb") as file:  # noqa: PTH123
            return mmap(file.fileno(), 0, access=ACCESS_READ)
    except (FileNotFoundError, NotADirectoryError):
        return read_bytes(path)


def path_of(path: str) -> Path:
    """Return where a file or a folder of the package lies on disk; raises FileNotFoundError in a zip archive."""
    from pathlib import Path

    found = Path(_place(path))
    if not found.exists() and path.split("/")[0] == BESIDE:
        found = Path(_place(path, beside=True))
    if not found.exists():
        raise FileNotFoundError(ENOENT, os.strerror(ENOENT), str(found))
    return found


def names(folder: str, ending: str = ".toml") -> list[str]:
    """Return the names of the files in a folder of the package that end so, without the ending.

    >>> "comment" in names("checking/policies"), names("locale/bg/LC_MESSAGES", ".po")
    (True, ['translit'])
    """
    return sorted(name.removesuffix(ending) for name in _entries(folder) if name.endswith(ending))


def _place(path: str, *, beside: bool = False) -> str:
    package = sys.modules["translit"].__path__[0]
    return os.path.join(os.path.dirname(package) if beside else package, *path.split("/"))  # noqa: PTH118, PTH120


def _entries(folder: str) -> list[str]:
    for place in (_place(folder), _place(folder, beside=True)):
        if os.path.isdir(place):  # noqa: PTH112
            return os.listdir(place)  # noqa: PTH208
    from importlib_resources import files  # for a zip archive

    return [entry.name for entry in files("translit").joinpath(folder).iterdir()]


def catalogue(language: str) -> NullTranslations:
    """Return the texts of one language (BCP 47; its region is not looked at), the English ones being their keys.

    A language that there is no catalogue for is answered in English.

    >>> catalogue("bg-BG").gettext("Cyrillic"), catalogue("fi").gettext("Cyrillic")
    ('кирилица', 'Cyrillic')
    """
    code = language.partition("-")[0].lower()
    if code not in _catalogues:
        from gettext import GNUTranslations, NullTranslations
        from io import BytesIO

        # Anybody may ask for any name: only what there is may be kept.
        if code != "en" and code not in message_languages():
            return catalogue("en")
        try:
            _catalogues[code] = GNUTranslations(BytesIO(read_bytes(f"locale/{code}/LC_MESSAGES/translit.mo")))
        except OSError:
            _catalogues[code] = NullTranslations()
    return _catalogues[code]


def message_languages() -> list[str]:
    """Return the codes of the languages that messages are spoken in: English, and each that has a catalogue.

    >>> message_languages()
    ['bg', 'de', 'en', 'mk', 'ru', 'sr', 'uk']
    """
    return sorted(["en", *(name for name in _entries("locale") if "." not in name)])


_catalogues: dict[str, NullTranslations] = {}


class NotPlain(ValueError):
    """There is more to a file than this module reads."""


def plain_toml(text: str) -> dict[str, Any]:
    r"""Return what a file of comments, tables, strings, numbers and truth values says; others are an error.

    >>> plain_toml('a = 1\n[b]\nc = "d"\ne = \"\"\"\nf\ng\n\"\"\"\n')
    {'a': 1, 'b': {'c': 'd', 'e': 'f\ng\n'}}
    """
    said: dict[str, Any] = {}
    table = said
    lines = iter(text.split("\n"))
    for line in lines:
        key, equals, value = line.partition(" = ")
        if not line or line.startswith("#"):
            continue
        if equals and _is_bare(key):
            table[key] = _several_lines(lines) if value == '"""' else _value(value)
        elif line[0] == "[" and line[-1] == "]" and _is_bare(line[1:-1]):
            table = said.setdefault(line[1:-1], {})
        else:
            raise NotPlain(line)
    return said


def _is_bare(key: str) -> bool:
    return key.isascii() and key.replace("-", "").replace("_", "").isalnum()


def _several_lines(lines: Iterator[str]) -> str:
    rows: list[str] = []
    for row in lines:
        if row == '"""':
            return "".join(rows)
        if "\\" in row or '"' in row:
            break
        rows.append(f"{row}\n")
    raise NotPlain('"""')


def _value(value: str) -> Any:
    if value[:1] == value[-1:] == '"' and len(value) > 1 and not ("\\" in value or '"' in value[1:-1]):
        return value[1:-1]
    whole, dot, fraction = value.partition(".")
    if value.isascii() and whole.isdigit() and (whole == "0" or whole[0] != "0") and (fraction.isdigit() or not dot):
        return float(value) if dot else int(value)
    if value in ("true", "false"):
        return value == "true"
    raise NotPlain(value)
