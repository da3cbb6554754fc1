"""Files in other encodings than UTF-8: decoded as they are read, encoded as they are written, in flat memory."""

from __future__ import annotations

from codecs import BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Sequence

from ..detection.code_pages import guess_encoding
from ..errors import FileProblem
from ..text.places import LineColumn
from ..text.undecoded import InvalidBytes
from .status import say

#: Behind the first letter that is not ASCII so many bytes are looked at to tell an encoding.
JUDGED = 1 << 16
#: So many bytes of ASCII are no beginning of UTF-16.
ASCII_ENOUGH = 1 << 10
#: The encodings with a byte order that no name tells, and how each order is marked.
ORDERS = {
    "utf-16": {BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"},
    "utf-32": {BOM_UTF32_LE: "utf-32-le", BOM_UTF32_BE: "utf-32-be"},
}
_BIG_ENOUGH = 4


class Coding:
    """How a file is read and written: `read` and `written` name encodings; the one may be `auto`, the other `same`."""

    def __init__(self, read: str | None, written: str | None) -> None:
        self.read: str = read or "utf-8"
        self._written = written or "utf-8"
        self._found, self._mark = "utf-8", b""
        self._is_left = False

    def leave(self) -> None:
        """Write what comes next as it is: its encoding is its own."""
        self._is_left = True

    def decoded(self, chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
        """Yield a file as UTF-8; bytes that UTF-8 itself does not allow pass through. Raises FileProblem."""
        chunks = iter(chunks)
        self._is_left = False
        beginning = b""
        encoding = self.read
        if encoding == "auto":
            for chunk in chunks:
                beginning += chunk
                if len(beginning) >= ASCII_ENOUGH and beginning.isascii() and b"\0" not in beginning:
                    yield beginning
                    beginning = b""
                if len(beginning) >= JUDGED:
                    break
            encoding = guess_encoding(beginning) or self._unknown(name)
        elif encoding in ORDERS:
            beginning = _at_least(_BIG_ENOUGH, chunks)
        self._found, self._mark = encoding, b""
        if encoding in ORDERS:
            marks = ORDERS[encoding]
            self._mark = next((mark for mark in marks if beginning.startswith(mark)), b"")
            self._found = marks.get(self._mark, f"{encoding}-le")
        if self._found == "utf-8":
            yield beginning
            yield from chunks
            return
        yield from _as_utf8(_joined(beginning[len(self._mark) :], chunks), self._found, name)

    def _unknown(self, name: str) -> str:
        raise FileProblem(
            name,
            "cannot tell its encoding: name it with --encoding (translit-toolkit[encodings] tells more of them)",
        )

    def encoder(self, name: str, emit: Callable[[bytes], None]) -> Encoder:
        """Return what writes UTF-8, given in pieces, in the encoding that is asked for."""
        return Encoder(self._asked, name, emit)

    def _asked(self) -> tuple[str, bytes]:
        if self._is_left:
            return "utf-8", b""
        return (self._found, self._mark) if self._written == "same" else (self._written, b"")


def coding_of(read: str | None, written: str | None = None) -> Coding | None:
    """Return how files are read and written; None where both are UTF-8, for which nothing is to be done."""
    return Coding(read, written) if read or written else None


class Encoder:
    """Writes UTF-8, given in pieces, in another encoding; what that has no letter for raises FileProblem."""

    def __init__(self, asked: Callable[[], tuple[str, bytes]], name: str, emit: Callable[[bytes], None]) -> None:
        self._asked, self._name, self._emit = asked, name, emit
        self._encoding = ""
        self._decode = getincrementaldecoder("utf-8")("surrogateescape").decode
        self._reached = LineColumn()

    def feed(self, data: bytes, final: bool = False) -> None:
        """Write the next piece."""
        text = self._decode(data, final)
        if not self._encoding:
            self._begin()
        if self._encoding == "utf-8":
            self._emit(text.encode("utf-8", "surrogateescape"))
            return
        try:
            self._emit(text.encode(self._encoding))
        except UnicodeEncodeError as error:
            self._reached.pass_over(text[: error.start])
            where = f"{self._name}:{self._reached.line}:{self._reached.column}"
            letter = text[error.start]
            raise FileProblem(
                where, f"{letter!r} (U+{ord(letter):04X}) cannot be written in {self._encoding}"
            ) from None
        self._reached.pass_over(text)

    def _begin(self) -> None:
        self._encoding, mark = self._asked()
        if self._encoding in ORDERS:
            mark, self._encoding = next(iter(ORDERS[self._encoding].items()))
        elif self._encoding == "utf-8-sig":
            mark, self._encoding = b"\xef\xbb\xbf", "utf-8"
        self._emit(mark)


def _as_utf8(chunks: Iterable[bytes], encoding: str, name: str) -> Iterator[bytes]:
    decode = getincrementaldecoder(encoding)("strict").decode
    line = 1
    for chunk, final in _with_end(chunks):
        try:
            text = decode(chunk, final)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].count(b"\n")
            found = " ".join([f"0x{byte:02X}" for byte in error.object[error.start : error.end][:4]])
            raise FileProblem(
                f"{name}:{line}", f"not {encoding}: {found}; --encoding auto finds out what it is"
            ) from None
        line += text.count("\n")
        yield text.encode("utf-8", "surrogatepass")


def _with_end(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    for chunk in chunks:
        yield chunk, False
    yield b"", True


def _at_least(size: int, chunks: Iterator[bytes]) -> bytes:
    beginning = b""
    for chunk in chunks:
        beginning += chunk
        if len(beginning) >= size:
            break
    return beginning


def _joined(beginning: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield beginning
    yield from chunks


def hint(sample: bytes) -> str | None:
    """Return what to say of bytes that are not UTF-8 as a whole, if their encoding is likely; None of one stray byte.

    >>> hint("Ще дойда утре следобед".encode("cp1251"))
    'looks like cp1251: --encoding cp1251 reads it'
    >>> hint("Ще дойда утре следобед".encode() + b"\\xff")
    """
    letters = sum([not c.isascii() for c in sample.decode("utf-8", "ignore")])
    strange = sum([byte > 127 for byte in sample]) - 2 * letters
    likely = guess_encoding(sample) if b"\0" in sample or strange > letters else None
    return f"looks like {likely}: --encoding {likely} reads it" if likely and likely != "utf-8" else None


def say_invalid(name: str, places: Sequence[InvalidBytes], count: int, sample: bytes) -> None:
    """Say where `count` times bytes of a file are not UTF-8, and what it is, by a sample of it."""
    for place in places:
        say(f"{name}:{place}")
    if count > len(places):
        say(f"{name}: {count - len(places)} more places are not UTF-8")
    if count and (likely := hint(sample)):
        say(f"{name}: {likely}")
