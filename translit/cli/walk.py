"""Which files of a tree are meant: those that ripgrep would search."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import FileProblem, reason

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: What says which files are ignored, the last the loudest.
IGNORE_FILES = (".gitignore", ".ignore", ".rgignore")


def walk(
    root: Path, include: Sequence[str] = (), exclude: Sequence[str] = (), leave: Sequence[Path] = ()
) -> Iterator[Path | FileProblem]:
    """Yield the files below a folder, sorted, and a problem for each folder that cannot be read.

    Hidden files, those that ignore files name, and symbolic links are left, and so is what lies in `leave`. `include`
    and `exclude` are patterns as shells have them: of a name, or if there is a slash in them, of a path below `root`.
    """
    yield from _below(root, root, _outer_rules(root.resolve()), include, exclude, {path.resolve() for path in leave})


_Ruled = tuple[Path, "GitIgnoreSpec"]


def _below(
    folder: Path,
    root: Path,
    rules: list[_Ruled],
    include: Sequence[str],
    exclude: Sequence[str],
    leave: set[Path],
) -> Iterator[Path | FileProblem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield FileProblem(str(folder), f"cannot read: {reason(error)}")
        return
    rules = rules + _rules_in(folder)
    real = folder.resolve()
    for entry in entries:
        path = folder / entry.name
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") or entry.is_symlink() or _is_ignored(real / entry.name, is_folder, rules):
            continue
        within = path.relative_to(root).as_posix()
        if any(_matches(within, pattern) for pattern in exclude) or (leave and path.resolve() in leave):
            continue
        if is_folder:
            yield from _below(path, root, rules, include, exclude, leave)
        elif entry.is_file() and (not include or any(_matches(within, pattern) for pattern in include)):
            yield path


def _matches(within: str, pattern: str) -> bool:
    """Tell whether a path below the root fits a pattern.

    >>> _matches("a/b.po", "*.po"), _matches("a/b.po", "a/*"), _matches("a/b.po", "b/*"), _matches("a/c", "a/")
    (True, True, False, False)
    """
    pattern = pattern.rstrip("/")
    return fnmatchcase(within if "/" in pattern else within.rpartition("/")[2], pattern.lstrip("/"))


def _is_ignored(path: Path, is_folder: bool, rules: list[_Ruled]) -> bool:
    """Tell what the nearest folder whose rules speak of a path says."""
    for folder, spoken in reversed(rules):
        said = spoken.check_file(path.relative_to(folder).as_posix() + "/" * is_folder).include
        if said is not None:
            return said
    return False


def _outer_rules(root: Path) -> list[_Ruled]:
    """Return the rules of the folders above a root, as far as its repository, if it is in one, reaches."""
    above = (root, *root.parents)
    depth = next((number for number, folder in enumerate(above) if (folder / ".git").exists()), 0)
    return [ruled for folder in reversed(above[1 : depth + 1]) for ruled in _rules_in(folder)]


def _rules_in(folder: Path) -> list[_Ruled]:
    files = [folder / ".git" / "info" / "exclude", *(folder / name for name in IGNORE_FILES)]
    lines = [line for file in files if file.is_file() for line in file.read_text("utf-8", "replace").splitlines()]
    spoken = [line for line in lines if line.strip() and not line.startswith("#")]
    return [(folder.resolve(), _read(spoken, folder))] if spoken else []


def _read(lines: list[str], folder: Path) -> GitIgnoreSpec:
    try:
        from pathspec import GitIgnoreSpec
    except ImportError:
        raise FileProblem(
            str(folder), "has ignore files, and to read them needs a library: pip install 'translit-toolkit[trees]'"
        ) from None
    return GitIgnoreSpec.from_lines(lines)
