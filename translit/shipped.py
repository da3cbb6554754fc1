"""Data files that come with the package, from a folder or from a zip archive, and nothing heavy imported for them."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def read_toml(path: str) -> dict[str, Any]:
    """Return what a TOML file of the package says; raises OSError.

    >>> read_toml("policies/comment.toml")["max_length"]
    2000
    """
    from .plain_toml import NotPlain, plain_toml

    text = read_text(path)
    try:
        return plain_toml(text)
    except NotPlain:
        import tomllib

        return tomllib.loads(text)


def read_text(path: str) -> str:
    """Return a text file of the package; raises OSError.

    >>> read_text("policies/comment.toml").count("max_length")
    1
    """
    return read_bytes(path).decode("utf-8").replace("\r\n", "\n")


def read_bytes(path: str) -> bytes:
    """Return a file of the package; raises OSError."""
    package = sys.modules["translit"]
    # As pkgutil.get_data does, which works in a zip archive too.
    return bytes(package.__loader__.get_data(os.path.join(package.__path__[0], *path.split("/"))))  # type: ignore[union-attr] # noqa: PTH118


def names(folder: str) -> list[str]:
    """Return the names of the TOML files in a folder of the package.

    >>> names("policies")[0]
    'comment'
    """
    from importlib.resources import files

    entries = (files("translit") / folder).iterdir()
    return sorted(entry.name.removesuffix(".toml") for entry in entries if entry.name.endswith(".toml"))
