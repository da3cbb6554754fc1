"""Files that are more than text: read whole, their texts converted, all else as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

from ..convert.stream import Stream
from ..convert.transliterator import Transliterator
from ..documents import convert_document, has_columns, has_texts, kept, parts
from ..errors import FileProblem, Unreadable
from .archives import rewrite_archive
from .coding import hint
from .filters import PACKED, name_of, read_chunks
from .status import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..machine.by_rules import Errors
    from .coding import Coding

_CYRILLIC = re.compile("[\u0400-\u04ff]")


def format_by_name(path: str) -> str:
    """Return the format of a file by its name, compressed or not."""
    from ..documents import format_of

    suffix = next((suffix for suffix in PACKED if path.lower().endswith(suffix)), "")
    return format_of(path[: len(path) - len(suffix)])


def format_of_file(path: str, form: str) -> str:
    """Return the format that a file is taken for: the one that is named, or with `auto` that of its name."""
    return format_by_name(path) if form == "auto" else form


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
    """What a table makes of the texts of a document, and which are meant."""

    compiled: Transliterator
    errors: Errors
    keep: tuple[str, ...]
    columns: Collection[str]
    attributes: Collection[str]

    def convert(self, document: str, form: str) -> str:
        """Return a document with its texts converted. Raises Unreadable."""
        compiled = self.compiled
        convert = _converter(compiled, self.errors, (*self.keep, *kept(form)))
        script = compiled.table.source_script if compiled.reverse else compiled.table.target_script
        language = compiled.table.language
        return convert_document(document, form, convert, script, self.columns, self.attributes, language)

    @property
    def otherwise(self) -> str:
        """Return what else can be done with a document that can't be read."""
        return "" if self.columns else "; --format text converts all of it"


def rewrite_whole(
    path: str, coding: Coding | None, form: str, rewrite: Callable[[str, str], str], otherwise: str = ""
) -> bytes:
    """Return what becomes of a file in a format by `rewrite(document, form)`.

    Raises FileProblem if it is not in that format, or not UTF-8; it says what to do `otherwise`.
    """
    named = parts(form)
    if coding and named:
        coding.leave()
    content = b"".join(read_chunks(path, None if named else coding))

    def rewritten(content: bytes, name: str, form: str) -> bytes:
        document = _decoded(content, name)
        mark = "\ufeff" if document.startswith("\ufeff") else ""
        document = document.removeprefix(mark)
        try:
            after = rewrite(document, form)
            if after == document and not named and _CYRILLIC.search(document) and not has_texts(document, form):
                say(f"{name}: no text of this format is in it; --format text takes all of it")
            return (mark + after).encode("utf-8")
        except Unreadable as error:
            raise FileProblem(f"{name}:{error.line}", f"{error}{otherwise}") from None

    def of_archive(part: str, content: bytes) -> bytes:
        found = next((form for pattern, form in named.items() if re.fullmatch(pattern, part)), None)
        return rewritten(content, f"{name_of(path)}:{part}", found) if found else content

    if not named:
        return rewritten(content, name_of(path), form)
    try:
        return rewrite_archive(content, of_archive)
    except Unreadable as error:
        raise FileProblem(name_of(path), str(error)) from None


def _decoded(content: bytes, name: str) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        told = hint(content) or f"0x{content[error.start]:02X}"
        line = content.count(b"\n", 0, error.start) + 1
        raise FileProblem(f"{name}:{line}", f"not UTF-8: {told}") from None


def _converter(compiled: Transliterator, errors: Errors, kinds: tuple[str, ...]) -> Callable[[str], str]:
    def convert(text: str) -> str:
        content = text.encode("utf-8", "surrogatepass")
        stream = Stream(compiled, errors=errors, keep=kinds, beginning=content)
        return (stream.feed(content) + stream.close()).decode("utf-8", "surrogatepass")

    return convert
