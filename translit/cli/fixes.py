"""Files put right: written, written back, or shown as a diff."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from difflib import unified_diff

from ..checking.repairs import Repair
from ..checking.stream import repair_stream
from ..errors import FileProblem
from ..text.undecoded import NOTED, Places
from .binary import Text
from .filters import filter_files, name_of
from .findings import say_invalid
from .status import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .coding import Coding

Mend = Callable[[str], Repair]


def fix_files(
    files: Iterable[str],
    mend: Mend,
    *,
    out: str | None,
    in_place: bool,
    explain: bool,
    coding: Coding | None = None,
) -> bool:
    """Write files, or stdin, as `mend` puts them right; return whether all went well."""

    def convert(path: str, emit: Callable[[bytes], None]) -> bool:
        invalid = Places(NOTED)
        text = Text(path, coding)
        for _, after, changes in repair_stream(text, mend, invalid):
            emit(after.encode("utf-8", "surrogateescape"))
            for place, change in changes if explain else ():
                where = f"{name_of(path)}:{place.line}:{place.column}"
                say(f"{where}: {_visible(change.before)} -> {_visible(change.after)} ({change.why})")
        for chunk in text.rest:
            emit(chunk)
        # A file with bytes that are no text may be no text at all: it is not written back.
        return not say_invalid(path, invalid, text.sample) and not text.is_binary

    return filter_files(files, out, in_place, convert, coding)


def _visible(text: str) -> str:
    return text if text.isprintable() and text else ascii(text)


def diff_files(files: Iterable[str], mend: Mend, coding: Coding | None = None) -> bool:
    """Print what would change as a unified diff; return whether anything would, or a file could not be read."""
    differs = False
    for path in list(files) or ["-"]:
        before, after = [], []
        invalid = Places(NOTED)
        try:
            text = Text(path, coding)
            for old, new, _ in repair_stream(text, mend, invalid):
                before.append(old)
                after.append(new)
        except FileProblem as problem:
            say(str(problem))
            differs = True
            continue
        differs |= say_invalid(path, invalid, text.sample) or text.is_binary
        if text.is_binary:
            continue
        # As diff itself does: behind a name with a blank in it there is a tab, or patch takes the first word.
        name = name_of(path) + ("\t" if " " in path else "")
        old_lines, new_lines = _lines("".join(before)), _lines("".join(after))
        for line in unified_diff(old_lines, new_lines, name, name):
            differs = True
            ending = "" if line.endswith("\n") else "\n\\ No newline at end of file\n"
            sys.stdout.buffer.write((line + ending).encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
    return differs


def _lines(text: str) -> list[str]:
    # str.splitlines would also cut at characters that are no line ends in a file.
    return re.findall(r"[^\n]*\n|[^\n]+", text)
