"""Files that are more than text, for `translit convert`: read whole, their texts converted, all else as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from ..convert.stream import Stream
from ..convert.transliterator import Transliterator
from ..documents import convert_document, has_columns, kept, parts
from ..errors import FileProblem, Unreadable
from .archives import rewrite_archive
from .coding import hint
from .filters import PACKED, name_of, read_chunks

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..machine.by_rules import Errors
    from .coding import Coding


def format_by_name(path: str) -> str:
    """Return the format of a file by its name, compressed or not."""
    from ..documents import format_of

    suffix = next((suffix for suffix in PACKED if path.lower().endswith(suffix)), "")
    return format_of(path[: len(path) - len(suffix)])


def is_archive(form: str) -> bool:
    """Tell whether a format is an archive, which has an encoding of its own."""
    return form != "text" and bool(parts(form))


def all_have_columns(files: Iterable[str], form: str) -> bool:
    """Tell whether all files are in formats of columns, by their names if `form` says no other.

    >>> all_have_columns(["a.csv", "b.jsonl"], "auto"), all_have_columns(["a.parquet"], "auto")
    (True, False)
    """
    named = (form if form not in ("auto", "text") else format_by_name(name) for name in files)
    return all(name != "text" and has_columns(name) for name in named)


class Texts(NamedTuple):
    """What becomes of the texts of a document, and which are meant."""

    compiled: Transliterator
    errors: Errors
    keep: tuple[str, ...]
    columns: Collection[str]
    attributes: Collection[str]


def convert_whole(path: str, coding: Coding | None, form: str, texts: Texts) -> bytes:
    """Return what a file in a format becomes; raise FileProblem if it is not in that format, or not UTF-8."""
    named = parts(form)
    if coding and named:
        coding.leave()
    content = b"".join(read_chunks(path, None if named else coding))
    if not named:
        return _convert_text(content, path, form, texts)

    def rewrite(name: str, part: bytes) -> bytes:
        found = next((form for pattern, form in named.items() if re.fullmatch(pattern, name)), None)
        return _convert_text(part, f"{path}:{name}", found, texts) if found else part

    try:
        return rewrite_archive(content, rewrite)
    except Unreadable as error:
        raise FileProblem(name_of(path), str(error)) from None


def _convert_text(content: bytes, path: str, form: str, texts: Texts) -> bytes:
    try:
        document = content.decode("utf-8")
    except UnicodeDecodeError as error:
        told = hint(content) or f"0x{content[error.start]:02X}"
        line = content.count(b"\n", 0, error.start) + 1
        raise FileProblem(f"{name_of(path)}:{line}", f"not UTF-8: {told}") from None
    mark = "\ufeff" if document.startswith("\ufeff") else ""
    compiled, columns = texts.compiled, texts.columns
    convert = _converter(compiled, texts.errors, (*texts.keep, *kept(form)))
    script = compiled.table.source_script if compiled.reverse else compiled.table.target_script
    document, language = document.removeprefix(mark), compiled.table.language
    try:
        after = convert_document(document, form, convert, script, columns, texts.attributes, language)
    except Unreadable as error:
        where = f"{name_of(path)}:{error.line}"
        raise FileProblem(where, f"{error}{'' if columns else '; --format text converts all of it'}") from None
    return (mark + after).encode("utf-8")


def _converter(compiled: Transliterator, errors: Errors, kinds: tuple[str, ...]) -> Callable[[str], str]:
    def convert(text: str) -> str:
        content = text.encode("utf-8", "surrogatepass")
        stream = Stream(compiled, errors=errors, keep=kinds, beginning=content)
        return (stream.feed(content) + stream.close()).decode("utf-8", "surrogatepass")

    return convert
