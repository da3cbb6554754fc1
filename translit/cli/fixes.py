"""Files put right: written, written back, or shown as a diff; folders too."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from functools import partial

from ..checking.repairs import Repair
from ..checking.stream import repair_stream
from ..errors import FileProblem
from ..text.undecoded import NOTED, Places
from .binary import Text
from .coding import coding_of, say_invalid
from .cores import in_processes
from .filters import each_once, filter_files, may_have_format, name_of, read_chunks
from .status import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..text.edits import Change
    from .coding import Coding
    from .filters import Filter
    from .trees import Tree

Mend = Callable[[str], Repair]


@dataclass(frozen=True, slots=True)
class Fixing:
    """How files are put right, and how they are read and written."""

    mend: Mend
    #: Whether each change is said.
    explain: bool = False
    encoding: str | None = None
    output_encoding: str | None = None
    #: The format of files, `text`, or `auto`: as their names say.
    form: str = "auto"
    #: Whether all of a file is meant, and formats are asked only where it is an archive.
    is_whole: bool = False


def fix_files(files: Iterable[str], fixing: Fixing, *, out: str | None, in_place: bool) -> bool:
    """Write files, or stdin, put right; return whether all went well."""
    return filter_files(files, out, in_place, *fixer(fixing))


def fix_tree(names: Iterable[str], tree: Tree, fixing: Fixing) -> bool:
    """Put right files and all files below folders, print a summary, and return whether all went well."""
    from .trees import rewrite_tree

    return rewrite_tree(names, tree, partial(fixer, fixing), in_processes)


def fixer(fixing: Fixing) -> tuple[Filter, Coding | None]:
    """Return what puts one file right, and how files are read and written."""
    coding = coding_of(fixing.encoding, fixing.output_encoding)

    def run(path: str, emit: Callable[[bytes], None]) -> bool:
        if (form := _format(path, fixing)) != "text":
            emit(_fixed_document(path, form, fixing, coding))
            return True
        text = Text(path, coding)
        invalid = Places(NOTED)
        for _, after in _mended(path, text, fixing, invalid):
            emit(after.encode("utf-8", "surrogateescape"))
        for chunk in text.rest:
            emit(chunk)
        # A file with bytes that are no text may be no text at all: it is not written back.
        return not invalid.count and not text.is_binary

    return run, coding


def _mended(path: str, text: Text, fixing: Fixing, invalid: Places) -> Iterator[tuple[str, str]]:
    """Yield the blocks of a text as they were and as they are put right, and say what is to be said."""
    for before, after, changes in repair_stream(text, fixing.mend, invalid):
        yield before, after
        for place, change in changes if fixing.explain else ():
            _say_change(f"{name_of(path)}:{place.line}:{place.column}", change)
    say_invalid(name_of(path), invalid.invalid, invalid.count, text.sample)


def _format(path: str, fixing: Fixing) -> str:
    if not may_have_format(path, fixing.form):
        return "text"
    from .document_files import format_of_file, is_archive

    form = format_of_file(path, fixing.form)
    return "text" if fixing.is_whole and not is_archive(form) else form


def _fixed_document(path: str, form: str, fixing: Fixing, coding: Coding | None) -> bytes:
    from ..documents import attributes, convert_document
    from .document_files import rewrite_whole

    whole = ""

    def mended(text: str) -> str:
        nonlocal whole
        repaired = fixing.mend(text)
        # Where tags cut a word, parts of what was mended are asked for again.
        if fixing.explain and not ("<" in whole and text in whole):
            for change in repaired.changes:
                _say_change(name_of(path), change)
        whole = text if "<" in text else whole
        return repaired.text

    def fixed(document: str, form: str) -> str:
        # What is put right is no other script, so nothing is said of that.
        return convert_document(document, form, mended, "", (), [name for name in attributes() if name != "lang"])

    return rewrite_whole(path, coding, form, fixed, "; --format text takes all of it")


def _say_change(where: str, change: Change) -> None:
    say(f"{where}: {_visible(change.before)} -> {_visible(change.after)} ({change.why})")


def _visible(text: str) -> str:
    return text if text.isprintable() and text else ascii(text)


def diff_files(names: Sequence[str], tree: Tree, fixing: Fixing) -> bool:
    """Print what would change in files, and in all files below folders, as a unified diff.

    Returns whether anything would, or a file could not be read.
    """
    from .trees import Job, is_binary_file, targets

    differs = False
    for found in targets(each_once(names), tree) if names else [Job("-", "")]:
        try:
            if isinstance(found, FileProblem):
                raise found
            path = found.path
            if path in names or path == "-" or (found.is_meant and not is_binary_file(path, tree)):
                differs |= _diff(path, fixing)
        except FileProblem as problem:
            say(str(problem))
            differs = True
    sys.stdout.buffer.flush()
    return differs


def _diff(path: str, fixing: Fixing) -> bool:
    """Print what would change in one file, and tell whether anything would, or it is no text."""
    coding = coding_of(fixing.encoding)
    if (form := _format(path, fixing)) == "text":
        invalid, text = Places(NOTED), Text(path, coding)
        blocks = list(_mended(path, text, fixing, invalid))
        if text.is_binary:
            return True
        return _print_diff(path, *("".join(each) for each in zip(*blocks, strict=True))) or invalid.count > 0
    from .document_files import is_archive

    after = _fixed_document(path, form, fixing, coding)
    before = b"".join(read_chunks(path, None if is_archive(form) else coding))
    if before != after and is_archive(form):
        sys.stdout.buffer.write(os.fsencode(f"Binary files {path} and {path} differ\n"))
        return True
    return before != after and _print_diff(path, before.decode(), after.decode())


def _print_diff(path: str, before: str = "", after: str = "") -> bool:
    # As diff itself does: behind a name with a blank in it there is a tab, or patch takes the first word.
    name = name_of(path) + ("\t" if " " in path else "")
    differs = False
    for line in unified_diff(_lines(before), _lines(after), name, name):
        differs = True
        ending = "" if line.endswith("\n") else "\n\\ No newline at end of file\n"
        sys.stdout.buffer.write((line + ending).encode("utf-8", "surrogateescape"))
    return differs


def _lines(text: str) -> list[str]:
    # str.splitlines would also cut at characters that are no line ends in a file.
    return re.findall(r"[^\n]*\n|[^\n]+", text)
