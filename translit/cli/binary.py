"""What of a file is text: a binary file is told by its bytes alone, however they arrive."""

from __future__ import annotations

from codecs import utf_8_decode
from collections.abc import Iterable, Iterator
from itertools import chain

from .filters import PACKED, name_of, read_chunks
from .status import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .coding import Coding

#: Nobody who types waits longer than this for an answer, and every binary file of note shows within it.
JUDGED = 1 << 13


def is_binary(path: str, beginning: bytes, encoding: str | None) -> bool:
    """Tell whether a file of a folder is no text: packed, or with a NUL at its beginning that no encoding explains."""
    if path.lower().endswith(PACKED):
        return True
    if b"\0" not in beginning or (encoding or "").startswith(("utf-16", "utf-32")):
        return False
    if encoding != "auto":
        return True
    from ..detection.code_pages import guess_encoding

    return not (guess_encoding(beginning) or "").startswith(("utf-16", "utf-32"))


class Text:
    """The bytes of a file, or of stdin, as far as they are text; read on to know where that ends.

    A file with a NUL and a byte that is not UTF-8 in its first 8 KiB is binary from the line of the first of them on.
    """

    def __init__(self, path: str, coding: Coding | None = None) -> None:
        self.is_binary: bool = False
        #: The bytes that are no text, once all that are have been read.
        self.rest: Iterable[bytes] = ()
        #: The last bytes that were read: their encoding may be asked for.
        self.sample: bytes = b""
        self._path, self._coding = path, coding

    def __iter__(self) -> Iterator[bytes]:
        chunks, judge = self._sampled(), _Judge()
        held: list[bytes] = []
        left = JUDGED
        for chunk in chunks:
            end = judge.sound_lines(chunk[:left])
            left -= len(chunk[:left])
            if judge.is_binary:
                self._end(chain(held if not end else (), [chunk[end:]], chunks))
                yield b"".join([*held, chunk[:end]]) if end else b""
                return
            if not left:
                yield b"".join([*held, chunk])
                yield from chunks
                return
            if end:
                yield b"".join([*held, chunk[:end]])
                held = []
            held.append(chunk[end:])
        yield b"".join(held)

    def _sampled(self) -> Iterator[bytes]:
        for chunk in read_chunks(self._path, self._coding) if self._coding else read_chunks(self._path):
            self.sample = chunk
            yield chunk

    def _end(self, rest: Iterable[bytes]) -> None:
        self.is_binary, self.rest = True, rest
        from .coding import hint

        likely = hint(self.sample)
        told = f"not UTF-8; {likely}" if likely else "not UTF-8, and no text (UTF-16, or a binary file)"
        say(f"{name_of(self._path)}: {told}")


class _Judge:
    """Looks for a NUL and for what is not UTF-8 in bytes that come in pieces."""

    def __init__(self) -> None:
        self._has_nul = self._is_invalid = False
        self._unfinished = b""

    @property
    def is_binary(self) -> bool:
        return self._has_nul and self._is_invalid

    def sound_lines(self, data: bytes) -> int:
        """Return where the last line ends in the next piece before the first NUL or byte that is not UTF-8."""
        sound = 0 if self._has_nul or self._is_invalid else len(data)
        nul = data.find(b"\0")
        if nul >= 0:
            self._has_nul, sound = True, min(sound, nul)
        if not self._is_invalid:
            given = self._unfinished + data
            try:
                self._unfinished = given[utf_8_decode(given, "strict", False)[1] :]
            except UnicodeDecodeError as error:
                self._is_invalid = True
                sound = min(sound, max(error.start - len(self._unfinished), 0))
        return data.rfind(b"\n", 0, sound) + 1
