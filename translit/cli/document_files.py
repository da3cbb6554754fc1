"""Files that are more than text, for `translit convert`: read whole, their texts converted, all else as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..convert.stream import Stream
from ..convert.transliterator import Transliterator
from ..documents import convert_document, kept
from ..errors import FileProblem, Unreadable
from .coding import hint
from .filters import PACKED, name_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..machine.by_rules import Errors


def format_by_name(path: str) -> str:
    """Return the format of a file by its name, compressed or not."""
    from ..documents import format_of

    suffix = next((suffix for suffix in PACKED if path.lower().endswith(suffix)), "")
    return format_of(path[: len(path) - len(suffix)])


def convert_whole(
    path: str, chunks: Iterable[bytes], form: str, compiled: Transliterator, errors: Errors, kinds: Iterable[str]
) -> bytes:
    """Return what a file in a format becomes; raise FileProblem if it is not in that format, or not UTF-8."""
    content = b"".join(chunks)
    try:
        document = content.decode("utf-8")
    except UnicodeDecodeError as error:
        told = hint(content) or f"0x{content[error.start]:02X}"
        line = content.count(b"\n", 0, error.start) + 1
        raise FileProblem(f"{name_of(path)}:{line}", f"not UTF-8: {told}") from None
    mark = "\ufeff" if document.startswith("\ufeff") else ""
    convert = _converter(compiled, errors, (*kinds, *kept(form)))
    script = compiled.table.source_script if compiled.reverse else compiled.table.target_script
    try:
        return (mark + convert_document(document.removeprefix(mark), form, convert, script)).encode("utf-8")
    except Unreadable as error:
        where = f"{name_of(path)}:{error.line}"
        raise FileProblem(where, f"{error}; --format text converts all of it") from None


def _converter(compiled: Transliterator, errors: Errors, kinds: tuple[str, ...]) -> Callable[[str], str]:
    def convert(text: str) -> str:
        content = text.encode("utf-8", "surrogatepass")
        stream = Stream(compiled, errors=errors, keep=kinds, beginning=content)
        return (stream.feed(content) + stream.close()).decode("utf-8", "surrogatepass")

    return convert
