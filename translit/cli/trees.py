"""`translit convert` over folders: each file by itself, and a summary."""

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
from typing import TYPE_CHECKING, Any

from ..errors import FileProblem, Misused, reason
from ..files import replace_file, write
from .binary import JUDGED, is_binary
from .convert_files import compile_first, filter_of, say_if_tentative
from .document_files import format_by_name, is_archive
from .filters import each_once, filter_files, written
from .status import say
from .termination import cleaning_up
from .walk import walk

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator
    from .convert_files import How

#: A file up to this size is compared with what becomes of it, and left as it is if that is the same.
COMPARED = 1 << 24
#: What is told of files, in this order.
RESULTS = ("converted", "unchanged", "binary", "failed")
_TOLD = {"converted": "converted", "unchanged": "unchanged", "binary": "skipped (binary)", "failed": "failed"}


@dataclass(frozen=True, slots=True)
class Tree:
    """What is asked for: where files go (`out`, or back in place), which are meant, and what is kept."""

    #: How each file is converted, as `filter_of` takes it.
    how: How
    out: str | None = None
    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    dry_run: bool = False
    backup: bool = False
    jobs: int = 1


def convert_tree(table: str, names: Iterable[str], tree: Tree, **made: Any) -> bool:
    """Convert files and all files below folders, print a summary, and tell whether all went well.

    The table is `made` as `compile_first` has it, once. Binary files are left, one bad file stops no other, and a file
    that stays the same is not written.
    """
    names = each_once(names)
    compiled = compile_first(table, names, **made)
    say_if_tentative(compiled, table)
    jobs: list[tuple[str, str]] = []
    results: Counter[str] = Counter()
    for found in _targets(names, tree):
        if isinstance(found, FileProblem):
            say(str(found))
            results["failed"] += 1
        else:
            jobs.append(found)
    with cleaning_up():
        results.update(_each(partial(_convert, compiled, tree), jobs, tree.jobs))
    will = "would be " if tree.dry_run else ""
    told = [f"{results[one]} {will if one == 'converted' else ''}{_TOLD[one]}" for one in RESULTS if results[one]]
    sys.stdout.flush()
    count_all = results.total()
    say(f"{count_all} file{'s' * (count_all != 1)}: {', '.join(told)}" if told else "no files")
    return not results["failed"]


def _targets(names: Sequence[str], tree: Tree) -> Iterator[tuple[str, str] | FileProblem]:
    """Yield each file and where it goes."""
    exclude = (*tree.exclude, *(("*.bak", "*.bak[0-9]") if tree.backup else ()))
    for name in names:
        if not os.path.isdir(name):  # noqa: PTH112
            yield name, _target(tree, Path(name).name) or name
            continue
        root = Path(name)
        above = "" if len(names) == 1 else root.resolve().name
        for found in walk(root, tree.include, exclude, [Path(tree.out)] if tree.out else ()):
            if isinstance(found, FileProblem):
                yield found
            else:
                yield str(found), _target(tree, Path(above, found.relative_to(root))) or str(found)


def _target(tree: Tree, within: str | Path) -> str:
    return str(Path(tree.out, within)) if tree.out is not None else ""


def _each(convert: Callable[[tuple[str, str]], str], jobs: list[tuple[str, str]], cores: int) -> Iterator[str]:
    if cores < 2:
        return iter([convert(job) for job in jobs])
    from .convert_files import on_cores

    return on_cores(cores, convert, jobs)


def _convert(compiled: Transliterator, tree: Tree, job: tuple[str, str]) -> str:
    """Convert one file and return how it went."""
    path, target = job
    try:
        if _is_binary(path, tree.how):
            return "binary"
        return _convert_text(compiled, tree, path, target)
    except Misused:
        raise
    except FileProblem as problem:
        say(str(problem))
    except OSError as error:
        say(str(FileProblem(path, f"cannot read: {reason(error)}")))
    return "failed"


def _convert_text(compiled: Transliterator, tree: Tree, path: str, target: str) -> str:
    run, coding = filter_of(compiled, **tree.how)
    if os.path.getsize(path) > COMPARED:  # noqa: PTH202
        if tree.dry_run:
            return _said(path)
        _make_room(path, target, tree)
        done = filter_files([path], None if target == path else target, target == path, run, coding)
        return "converted" if done else "failed"
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
    return "converted"


def _said(path: str) -> str:
    sys.stdout.write(f"{path}\n")
    return "converted"


def _make_room(path: str, target: str, tree: Tree) -> None:
    """Make the folder that a file goes to; with `backup` keep what lies there, in a file that is not there yet."""
    Path(target).parent.mkdir(parents=True, exist_ok=True)
    if tree.backup and os.path.exists(target):  # noqa: PTH110
        names = chain([f"{target}.bak"], (f"{target}.bak{number}" for number in count(2)))
        shutil.copy2(target, next(name for name in names if not os.path.lexists(name)))


def _is_binary(path: str, how: How) -> bool:
    if how.get("form", "auto") == "auto" and is_archive(format_by_name(path)):
        return False
    with open(path, "rb") as file:  # noqa: PTH123
        return is_binary(path, file.read(JUDGED), how.get("encoding"))
