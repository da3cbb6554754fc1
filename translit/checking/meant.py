"""Which files the patterns of a project mean."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path


def is_meant(path: Path, include: Sequence[str], exclude: Sequence[str], base: Path) -> bool:
    """Tell whether a walk over `base` could come by a file, as far as patterns say.

    >>> [is_meant(Path("a/b/c.py"), ["*.py"], exclude, Path("a")) for exclude in ([], ["b/"], ["b/*"], ["d"])]
    [True, False, False, True]
    """
    within = path_within(path, base)
    above = [within, *(parent.as_posix() for parent in Path(within).parents)]
    left = any(matches(part, pattern) for part in above for pattern in exclude)
    return not left and (not include or any(matches(within, pattern) for pattern in include))


def path_within(path: Path, base: Path) -> str:
    """Return a path from a folder on, "" for the folder itself and what is not below it."""
    real, folder = path.resolve(), base.resolve()
    return real.relative_to(folder).as_posix() if real != folder and real.is_relative_to(folder) else ""


def matches(within: str, pattern: str) -> bool:
    """Tell whether a path below the root fits a pattern.

    >>> matches("a/b.po", "*.po"), matches("a/b.po", "a/*"), matches("a/b.po", "b/*"), matches("a/c", "a/")
    (True, True, False, False)
    """
    pattern = pattern.rstrip("/")
    return fnmatchcase(within if "/" in pattern else within.rpartition("/")[2], pattern.lstrip("/"))
