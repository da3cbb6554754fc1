"""Say what is renamed, and write it down."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from pathlib import Path

from ..errors import FileProblem, Misused, reason
from ..names.files import JOURNAL, Rename
from ..names.journal import rename_all, undo
from .status import say


def show_renames(planned: Iterable[Rename]) -> bool:
    """Say what would be renamed; True if all could be looked at."""
    count = 0
    for each in _listed(planned):
        count += 1
        _print(each)
    say(f"{count} would be renamed; --apply does it" if count else "there is nothing to rename")
    return True


def rename_files(planned: Iterable[Rename], journal: str | None) -> bool:
    """Rename and say so; True if all of it could be done."""
    # All is looked at before anything is done.
    wanted = _listed(planned)
    if not wanted:
        say("there is nothing to rename")
        return True
    path = Path(journal) if journal else Path(f"{JOURNAL}{datetime.now():%Y%m%d-%H%M%S}-{os.getpid()}.jsonl")
    done = _report(rename_all(wanted, path))
    say(f"written down in {path}; to undo: translit rename --undo {path}")
    return done


def undo_renames(journal: str) -> bool:
    """Undo what a journal has, or the newest here; True if all of it could be done."""
    path = (
        Path(journal)
        if journal
        else max(Path().glob(f"{JOURNAL}*.jsonl"), key=lambda p: p.stat().st_mtime_ns, default=None)
    )
    if path is None:
        raise Misused(f"there is no journal ({JOURNAL}*.jsonl) in this folder: name one")
    undone = iter(undo(path))
    first = next(undone, None)
    if first is None:
        say(f"{path}: nothing is left to undo")
        return True
    return _report(chain([first], undone))


def _listed(planned: Iterable[Rename]) -> list[Rename]:
    try:
        return list(planned)
    except OSError as error:
        if isinstance(error, FileProblem):
            raise
        raise FileProblem(str(error.filename), f"cannot read: {reason(error)}") from None


def _report(done: Iterable[Rename | FileProblem]) -> bool:
    well = True
    for each in done:
        if isinstance(each, FileProblem):
            say(str(each))
            well = False
        else:
            _print(each)
    return well


def _print(each: Rename) -> None:
    sys.stdout.buffer.write(b" -> ".join(os.fsencode(path) for path in (each.old, each.new.name)) + b"\n")
    sys.stdout.flush()
