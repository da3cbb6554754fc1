"""Data files that come with the package, from a folder or from a zip archive, and nothing heavy imported for them."""

from __future__ import annotations

import re
from pkgutil import get_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_STEM = re.compile(r"[a-z][a-z0-9_-]*")


def read_toml(path: str) -> dict[str, Any]:
    """Return what a TOML file of the package says; raises FileNotFoundError.

    >>> read_toml("policies/comment.toml")["max_length"]
    2000
    """
    import tomllib

    data = get_data("translit", path)
    if data is None:
        raise FileNotFoundError(path)
    return tomllib.loads(data.decode("utf-8"))


def read_named(folder: str, stem: str) -> dict[str, Any] | None:
    """Return the TOML file of a folder with that name, or None if there is none.

    >>> read_named("policies", "no-such") is read_named("policies", "../policies/comment") is None
    True
    """
    if not _STEM.fullmatch(stem):
        return None
    try:
        return read_toml(f"{folder}/{stem}.toml")
    except FileNotFoundError:
        return None


def names(folder: str) -> list[str]:
    """Return the names of the TOML files in a folder of the package.

    >>> names("policies")[0]
    'comment'
    """
    from importlib.resources import files

    entries = (files("translit") / folder).iterdir()
    return sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml"))
