"""Write detections for people and for programs, line by line as they are read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from ..detection.lines import Detection, detect_line
from ..errors import FileProblem
from .coding import hint
from .filters import name_of, read_lines
from .status import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .coding import Coding


def as_data(found: Detection) -> dict[str, Any]:
    """Return a detection as plain data, its words included.

    >>> as_data(detect_line("kak si"))["kind"]
    'romanised'
    """
    data: dict[str, Any] = {
        "text": found.text,
        "start": found.start,
        "end": found.end,
        "start16": found.start16,
        "end16": found.end16,
        "kind": found.kind,
        "script": found.script,
        "language": found.language,
        "variant": found.variant,
        "scheme": found.scheme,
        "score": round(found.score, 4),
    }
    if found.words:
        data["words"] = [as_data(word) for word in found.words]
    return data


def describe(found: Detection) -> str:
    """Return a detection in a few words.

    >>> describe(detect_line("Ще дойда утре"))
    'cyrillic bg 1.00'
    """
    language = f"{found.language}-{found.variant}" if found.variant else found.language
    names = [
        found.kind,
        language if found.kind != "english" else "",
        found.scheme if found.kind == "layout" else "",
    ]
    return " ".join([name for name in names if name] + [f"{found.score:.2f}"])


def report(
    name: str, several: bool, *, words: bool = False, as_json: bool = False, coding: Coding | None = None
) -> bool:
    """Print what each line of a file is (`-`: stdin); False, with a message, if it can't be read.

    Positions count from the start of the line. Bytes that are not UTF-8 count as one unknown character each, but a file
    with bytes that no text has is none.
    """
    output, told = sys.stdout.buffer, False
    try:
        for number, raw in enumerate(read_lines(name, coding), 1):
            if b"\0" in raw:
                likely = hint(raw)
                found = f": {likely}" if likely else " (UTF-16, or a binary file)"
                say(f"{name_of(name)}: line {number} is no text{found}")
                return False
            line = raw.decode("utf-8", "replace").rstrip("\r\n")
            if "\ufffd" in line and not told and (likely := hint(raw)):
                told = True
                say(f"{name_of(name)}: line {number} is not UTF-8; {likely}")
            for row in _rows(line, number, name if several else "", words, as_json):
                # A name that is no UTF-8 has lone surrogates.
                output.write(row.encode("utf-8", "backslashreplace") + b"\n")
            if name == "-":
                output.flush()
    except FileProblem as problem:
        say(str(problem))
        return False
    return True


def _rows(line: str, number: int, name: str, words: bool, as_json: bool) -> Iterator[str]:
    if not line.strip():
        return
    found = detect_line(line)
    if as_json:
        yield json.dumps({**({"file": name} if name else {}), "line": number, **as_data(found)}, ensure_ascii=False)
        return
    where = f"{name}:{number}" if name else str(number)
    yield f"{where}\t{describe(found)}\t{line}"
    if words:
        for word in found.words:
            yield f"{where}:{word.start + 1}\t{describe(word)}\t{word.text}"
