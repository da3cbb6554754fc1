"""Files renamed, and called again as they were: each is written down, and on the disk, before it is done."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import FileProblem, reason
from .files import Rename

#: What the first line of a journal says.
HEAD: dict[str, object] = {"format": "translit-rename", "version": 1}


def rename_all(renames: Iterable[Rename], journal: Path) -> Iterator[Rename | FileProblem]:
    """Rename, and yield what was done, or why it was not; the journal is a new file, which `undo` reads.

    Raises FileProblem if the journal can't be written: then nothing is renamed any more.
    """
    try:
        with journal.open("x", encoding="utf-8") as file:
            _write(file.fileno(), HEAD)
            _save_folder(journal.parent)
            for each in renames:
                # Both whole: whoever reads it may stand elsewhere.
                old, new = (str(path.parent.resolve() / path.name) for path in (each.old, each.new))
                _write(file.fileno(), {"old": old, "new": new})
                yield _rename(Path(old), Path(new)) or each
    except OSError as error:
        if isinstance(error, FileProblem):
            raise
        raise FileProblem(str(journal), f"cannot write: {reason(error)}") from None


def undo(journal: Path) -> Iterator[Rename | FileProblem]:
    """Call files again as they were, the last first, and yield what was done, or why it was not.

    What is called as it was is passed over, so that an end in the middle does no harm. Raises FileProblem for no
    journal.
    """
    for each in reversed(_read(journal)):
        if os.path.lexists(each.old) and not os.path.lexists(each.new):
            continue
        yield _rename(each.new, each.old) or Rename(each.new, each.old)


def _rename(old: Path, new: Path) -> FileProblem | None:
    try:
        # Where a name is found by its capitals or its other normal form it is there already, and no other file.
        if os.path.lexists(new) and not (os.path.lexists(old) and os.path.samestat(old.lstat(), new.lstat())):
            return FileProblem(str(old), f"not renamed: {new.name} is there already")
        os.rename(old, new)  # noqa: PTH104
    except OSError as error:
        return FileProblem(str(old), f"cannot rename: {reason(error)}")
    return None


def _write(descriptor: int, said: dict[str, object]) -> None:
    data = memoryview(json.dumps(said).encode("ascii") + b"\n")
    while data:
        data = data[os.write(descriptor, data) :]
    os.fsync(descriptor)


def _save_folder(folder: Path) -> None:
    """Have on the disk that there is a new file in a folder, where a system knows how."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        except OSError:
            pass  # A file system that can't do it with folders.
        finally:
            os.close(descriptor)


def _read(journal: Path) -> list[Rename]:
    try:
        lines = journal.read_bytes().split(b"\n")
    except OSError as error:
        raise FileProblem(str(journal), f"cannot read: {reason(error)}") from None
    try:
        if json.loads(lines[0]) != HEAD:
            raise ValueError
        # A last line that does not end was cut off before anything was renamed.
        found = [json.loads(line) for line in lines[1:-1]]
        return [Rename(Path(each["old"]), Path(each["new"])) for each in found]
    except (ValueError, KeyError, TypeError):
        raise FileProblem(str(journal), "no journal of translit rename") from None
