"""Which files of a tree are meant: those that ripgrep would search."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ..checking.meant import matches, path_within
from ..errors import FileProblem, reason

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: What says which files are ignored, the last the loudest.
IGNORE_FILES = (".gitignore", ".ignore", ".rgignore")


def walk(
    root: Path,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    leave: Sequence[Path] = (),
    base: Path | None = None,
    hidden: bool = False,
) -> Iterator[Path | FileProblem]:
    """Yield the files below a folder, sorted, and a problem for each folder that cannot be read.

    Hidden files unless they are wanted, those that ignore files name, and symbolic links are left, and so is what lies
    in `leave`. `include` and `exclude` are patterns as shells have them: of a name, or if there is a slash in them, of
    a path below `base`, which is the folder itself unless it is named.
    """
    below = path_within(root, base or root)
    left = {path.resolve() for path in leave}
    rules = _outer_rules(root.resolve())
    yield from _below(root, f"{below}/" if below else "", rules, include, exclude, left, hidden)


#: A folder, with a slash, and what is said of the files below it.
_Ruled = tuple[str, "GitIgnoreSpec"]


def _below(
    folder: Path,
    within: str,
    rules: list[_Ruled],
    include: Sequence[str],
    exclude: Sequence[str],
    leave: set[Path],
    hidden: bool,
) -> Iterator[Path | FileProblem]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield FileProblem(str(folder), f"cannot read: {reason(error)}")
        return
    real = _with_slash(folder)
    rules = rules + _rules_in(folder)
    for entry in entries:
        name, is_folder = entry.name, entry.is_dir(follow_symlinks=False)
        if (
            (name.startswith(".") and not (hidden and name != ".git"))
            or entry.is_symlink()
            or _is_ignored(real + name, is_folder, rules)
        ):
            continue
        path = folder / name
        if any(matches(within + name, pattern) for pattern in exclude) or (leave and path.resolve() in leave):
            continue
        if is_folder:
            yield from _below(path, f"{within}{name}/", rules, include, exclude, leave, hidden)
        elif entry.is_file() and (not include or any(matches(within + name, pattern) for pattern in include)):
            yield path


def _with_slash(folder: Path) -> str:
    return folder.resolve().as_posix().rstrip("/") + "/"


def _is_ignored(path: str, is_folder: bool, rules: list[_Ruled]) -> bool:
    """Tell what the nearest folder whose rules speak of a path says."""
    for folder, spoken in reversed(rules):
        said = spoken.check_file(path[len(folder) :] + "/" * is_folder).include
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
    return [(_with_slash(folder), _read(spoken, folder))] if spoken else []


def _read(lines: list[str], folder: Path) -> GitIgnoreSpec:
    try:
        from pathspec import GitIgnoreSpec
    except ImportError:
        raise FileProblem(
            str(folder), "has ignore files, and to read them needs a library: pip install 'translit-toolkit[trees]'"
        ) from None
    return GitIgnoreSpec.from_lines(lines)
