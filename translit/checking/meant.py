"""Which files the patterns of a project mean."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath


def is_meant(path: Path, include: Sequence[str], exclude: Sequence[str], base: Path) -> bool:
    """Tell whether a walk over `base` could come by a file, as far as patterns say.

    >>> [is_meant(Path("a/b/c.py"), ["*.py"], exclude, Path("a")) for exclude in ([], ["b/"], ["b/*"], ["d"])]
    [True, False, False, True]
    """
    within = path_within(path, base)
    left = any(is_at_or_below(within, pattern) for pattern in exclude)
    return not left and (not include or any(matches(within, pattern) for pattern in include))


def is_at_or_below(within: str, pattern: str) -> bool:
    """Tell whether a path below the root fits a pattern, or a folder fits that it is in.

    >>> [is_at_or_below("locale/ru/a.po", pattern) for pattern in ("locale/ru", "ru/", "*.po", "locale/r*/**", "a")]
    [True, True, True, True, False]
    """
    above = [within, *(parent.as_posix() for parent in PurePosixPath(within).parents)]
    return any(matches(part, pattern) for part in above)


def path_within(path: Path, base: Path) -> str:
    """Return a path from a folder on, "" for the folder itself and what is not below it."""
    real, folder = path.resolve(), base.resolve()
    return real.relative_to(folder).as_posix() if real != folder and real.is_relative_to(folder) else ""


def matches(within: str, pattern: str) -> bool:
    """Tell whether a path below the root fits a pattern; `**/` in front is any folder, or none.

    >>> matches("a/b.po", "*.po"), matches("a/b.po", "a/*"), matches("a/b.po", "b/*"), matches("a/c", "a/")
    (True, True, False, False)
    >>> matches("a/ru/b.po", "**/ru/*.po"), matches("ru/b.po", "**/ru/*.po"), matches("ru/b.po", "ru/**")
    (True, True, True)
    """
    pattern = pattern.rstrip("/")
    if pattern.startswith("**/") and fnmatchcase(within, pattern[3:]):
        return True
    return fnmatchcase(within if "/" in pattern else within.rpartition("/")[2], pattern.lstrip("/"))
