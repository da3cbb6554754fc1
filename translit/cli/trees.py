"""Folders rewritten, by `translit convert` and `translit fix`: each file by itself, and a summary."""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..checking.meant import matches
from ..errors import FileProblem, Misused, reason
from ..files import replace_file, write
from .binary import JUDGED, is_binary
from .convert_files import compile_first, filter_of, say_if_tentative
from .cores import on_cores
from .document_files import format_by_name, is_archive
from .filters import CHUNK, each_once, filter_files, written
from .progress import counted
from .status import make_way, say
from .termination import cleaning_up
from .walk import walk

if TYPE_CHECKING:
    from .coding import Coding
    from .convert_files import How, Made
    from .filters import Filter

    Make = Callable[[], tuple[Filter, Coding | None]]
    Spread = Callable[[int, Callable[["Job"], str], Iterable["Job"]], Iterator[str]]

#: A file up to this size is compared with what becomes of it, and left as it is if that is the same.
COMPARED = 1 << 24
#: What comes of a file, in the order that it is told in.
RESULTS = ("rewritten", "copied", "unchanged", "programs", "binary", "failed")
#: Programs and style sheets are no prose: names in them are known elsewhere. Whoever means them says so by a pattern.
PROGRAMS = frozenset(
    [
        *("css", "scss", "sass", "less", "js", "mjs", "cjs", "jsx", "ts", "mts", "cts", "tsx", "vue", "svelte", "wat"),
        *("c", "cc", "cpp", "cs", "cxx", "d", "dart", "ex", "exs", "f90", "go", "h", "hpp", "hs", "java", "jl", "kt"),
        *("lua", "m", "ml", "nim", "pas", "php", "pl", "pm", "ps1", "py", "pyi", "r", "rb", "rs", "scala", "sh", "sql"),
        *("swift", "tcl", "vb", "vim", "zig", "el", "lisp", "clj", "erl", "bat", "cmd", "bash", "zsh", "fish", "mk"),
    ]
)


@dataclass(frozen=True, slots=True)
class Tree:
    """What is asked for: where files go (`out`, or back in place), which are meant, and what is kept."""

    out: str | None = None
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    dry_run: bool = False
    backup: bool = False
    jobs: int = 1
    #: The format and the encoding that files have, as `filter_of` takes them: what is binary is told by these.
    form: str = "auto"
    encoding: str | None = None
    #: What a file is called that was rewritten.
    done: str = "converted"
    #: Whether what is left goes to `out`, too, as it is.
    copy: bool = False


class Job(NamedTuple):
    """A file, where it goes, and whether it is to be rewritten."""

    path: str
    target: str
    is_meant: bool = True


def convert_tree(table: str, names: Iterable[str], tree: Tree, made: Made, how: How) -> bool:
    """Convert files and all files below folders by a table that is made once, and tell whether all went well."""
    names = each_once(names)
    compiled = compile_first(table, names, **made)
    say_if_tentative(compiled, table)
    return rewrite_tree(names, tree, partial(filter_of, compiled, **how), on_cores)


def rewrite_tree(names: Iterable[str], tree: Tree, make: Make, spread: Spread) -> bool:
    """Rewrite files and all files below folders, print a summary, and tell whether all went well.

    `make()` returns what rewrites one file, and how it is read and written; `spread` gives work to several cores.
    Binary files are left, one bad file stops no other, and a file that stays the same is not written.
    """
    jobs: dict[str, Job] = {}
    results: Counter[str] = Counter()
    for found in targets(each_once(names), tree):
        problem = found if isinstance(found, FileProblem) else _clash(jobs.setdefault(found.target, found), found)
        if problem:
            say(str(problem))
            results["failed"] += 1
    rewrite = partial(_rewrite, make, tree)
    with cleaning_up():
        done = map(rewrite, jobs.values()) if tree.jobs < 2 else spread(tree.jobs, rewrite, jobs.values())
        results.update(counted(done, len(jobs), "files", "file"))
    sys.stdout.flush()
    say(_summary(results, tree))
    return not results["failed"]


def _clash(first: Job, found: Job) -> FileProblem | None:
    """Return what is wrong with a file that goes where another one does; the same file twice is none."""
    if os.path.realpath(first.path) == os.path.realpath(found.path):
        return None
    return FileProblem(found.path, f"not written: {found.target} is for {first.path}")


def _summary(results: Counter[str], tree: Tree) -> str:
    names = {"rewritten": tree.done, "copied": "copied", "programs": "left (programs)", "binary": "skipped (binary)"}
    would = ("rewritten", "copied") if tree.dry_run else ()
    told = [f"{results[one]} {'would be ' * (one in would)}{names.get(one, one)}" for one in RESULTS if results[one]]
    count_all = results.total()
    return f"{count_all} file{'s' * (count_all != 1)}: {', '.join(told)}" if told else "no files"


def targets(names: Sequence[str], tree: Tree) -> Iterator[Job | FileProblem]:
    """Yield each file and where it goes."""
    exclude = (*tree.exclude, *(("*.bak", "*.bak[0-9]") if tree.backup else ()))
    for name in names:
        if not os.path.isdir(name):  # noqa: PTH112
            yield Job(name, _target(tree, Path(name).name) or name)
            continue
        root = Path(name)
        above = "" if len(names) == 1 else root.resolve().name
        include = () if tree.copy else tree.include
        for found in walk(root, include, exclude, [Path(tree.out)] if tree.out else ()):
            if isinstance(found, FileProblem):
                yield found
                continue
            within = found.relative_to(root)
            yield Job(str(found), _target(tree, Path(above, within)) or str(found), _is_meant(within, tree))


def _is_meant(within: Path, tree: Tree) -> bool:
    """Tell whether a file of a folder is to be rewritten, by the patterns or, where there are none, by its name."""
    if tree.include:
        return any(matches(within.as_posix(), pattern) for pattern in tree.include)
    return tree.form != "auto" or within.suffix[1:].lower() not in PROGRAMS


def _target(tree: Tree, within: str | Path) -> str:
    return str(Path(tree.out, within)) if tree.out is not None else ""


def _rewrite(make: Make, tree: Tree, job: Job) -> str:
    """Rewrite one file and return how it went."""
    path, target, is_meant = job
    try:
        if not is_meant or is_binary_file(path, tree):
            return _left(tree, job)
        return _rewrite_text(make, tree, path, target)
    except Misused:
        raise
    except FileProblem as problem:
        say(str(problem))
    except OSError as error:
        say(str(FileProblem(path, f"cannot read: {reason(error)}")))
    return "failed"


def _left(tree: Tree, job: Job) -> str:
    """Leave a file as it is, or copy it, whole or not at all."""
    if not tree.copy:
        return "binary" if job.is_meant else "programs"
    if not tree.dry_run:
        _make_room(job.path, job.target, tree)
        with cleaning_up(), open(job.path, "rb") as source, replace_file(job.target) as file:  # noqa: PTH123
            while chunk := source.read(CHUNK):
                write(file, chunk)
        shutil.copystat(job.path, job.target)
    return "copied"


def _rewrite_text(make: Make, tree: Tree, path: str, target: str) -> str:
    run, coding = make()
    if os.path.getsize(path) > COMPARED:  # noqa: PTH202
        if tree.dry_run:
            return _said(path)
        _make_room(path, target, tree)
        done = filter_files([path], None if target == path else target, target == path, run, coding)
        return "rewritten" if done else "failed"
    pieces: list[bytes] = []
    if not written([path], target, pieces.append, run, coding):
        return "failed"
    content = b"".join(pieces)
    if target == path and content == Path(path).read_bytes():
        return "unchanged"
    if tree.dry_run:
        return _said(path)
    _make_room(path, target, tree)
    with cleaning_up(), replace_file(target, must_be_regular=target == path) as file:
        write(file, content)
    return "rewritten"


def _said(path: str) -> str:
    make_way()
    sys.stdout.write(f"{path}\n")
    return "rewritten"


def _make_room(path: str, target: str, tree: Tree) -> None:
    """Make the folder that a file goes to; with `backup` keep what lies there, in a file that is not there yet."""
    try:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        if tree.backup and os.path.exists(target):  # noqa: PTH110
            names = chain([f"{target}.bak"], (f"{target}.bak{number}" for number in count(2)))
            shutil.copy2(target, next(name for name in names if not os.path.lexists(name)))
    except OSError as error:
        raise FileProblem(target, f"cannot write: {reason(error)}") from None


def is_binary_file(path: str, tree: Tree) -> bool:
    """Tell whether a file is no text and no document. Raises OSError."""
    if tree.form == "auto" and is_archive(format_by_name(path)):
        return False
    with open(path, "rb") as file:  # noqa: PTH123
        return is_binary(path, file.read(JUDGED), tree.encoding)
