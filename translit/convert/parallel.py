"""Several cores at once: a large text is cut at line ends, which nothing crosses, and put together in order."""

from __future__ import annotations

from collections import deque
from functools import cache

from ..machine import file as compiled
from ..text.undecoded import NOTED, InvalidBytes
from .stream import Stream
from .transliterator import compile_table

TYPE_CHECKING = False
if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

#: How many bytes one core is given at a time, at least; longer lines are converted as they come.
PIECE = 1 << 20
LONGEST_LINE = 8 * PIECE

Piece = tuple[bytes, list[InvalidBytes], int, int]
#: A table, whether it is read backwards, and its fallback: what a worker makes its own of.
MadeOf = tuple[str, bool, str | None]


@cache
def pool(jobs: int) -> Executor:
    """Return workers: threads for the compiled machine, which lets go of the interpreter, else processes."""
    from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

    return ThreadPoolExecutor(jobs) if works_in_threads() else ProcessPoolExecutor(jobs)


def works_in_threads() -> bool:
    """Whether several cores can be used by one process."""
    return compiled.available()


class ParallelStream:
    """A Stream that works on `jobs` cores; what it returns comes in order, some pieces later.

    >>> stream = ParallelStream("bg-streamlined-2009", jobs=2)
    >>> stream.feed("Щастие\\nЩит\\n".encode()) + stream.close()
    b'Shtastie\\nShtit\\n'
    """

    def __init__(self, table: str, *, reverse: bool = False, fallback: str | None = None, jobs: int) -> None:
        self._made_of: MadeOf = (table, reverse, fallback)
        self._jobs = jobs
        self._waiting: deque[Future[Piece]] = deque()
        self._held: list[bytes] = []
        self._size = 0
        self._line: Stream | None = None
        self._lines = 0
        #: The first places of bytes that are not UTF-8, and how many there were in all.
        self.invalid: list[InvalidBytes] = []
        self.invalid_count: int = 0

    def feed(self, data: bytes) -> bytes:
        """Take the next bytes; return what is ready."""
        done = []
        if self._line is not None:
            end = data.find(b"\n") + 1
            done.append(self._line.feed(data[: end or len(data)]))
            if not end:
                return b"".join(done)
            done.append(self._end_line(self._line))
            data = data[end:]
        self._held.append(data)
        self._size += len(data)
        if self._size >= PIECE:
            end = data.rfind(b"\n") + 1
            if end:
                self._submit(data[end:])
            elif self._size >= LONGEST_LINE:
                done += self._ready(0)
                self._line = _stream(self._made_of)
                done.append(self._line.feed(self._take()))
        return b"".join(done + self._ready(2 * self._jobs))

    def close(self) -> bytes:
        """End the input; return the rest."""
        done = []
        if self._line is not None:
            done.append(self._end_line(self._line))
        self._submit(b"")
        return b"".join(done + self._ready(0))

    def _submit(self, rest: bytes) -> None:
        data = self._take()
        data = data[: len(data) - len(rest)]
        if data:
            self._waiting.append(pool(self._jobs).submit(_convert, self._made_of, data))
        if rest:
            self._held, self._size = [rest], len(rest)

    def _take(self) -> bytes:
        data = b"".join(self._held)
        self._held, self._size = [], 0
        return data

    def _ready(self, most: int) -> list[bytes]:
        """Return what is done, and wait until at most so many pieces are not."""
        done = []
        while self._waiting and (len(self._waiting) > most or self._waiting[0].done()):
            output, invalid, count, lines = self._waiting.popleft().result()
            self._note(invalid, count, lines)
            done.append(output)
        return done

    def _end_line(self, line: Stream) -> bytes:
        output = line.close()
        # A line that was too long to hold began one of the pieces' lines and ends with its own line end.
        self._note(line.invalid, line.invalid_count, line.lines)
        self._line = None
        return output

    def _note(self, invalid: list[InvalidBytes], count: int, lines: int) -> None:
        for place in invalid[: NOTED - len(self.invalid)]:
            self.invalid.append(InvalidBytes(place.line + self._lines, place.column, place.content))
        self.invalid_count += count
        self._lines += lines


def _stream(made_of: MadeOf) -> Stream:
    table, reverse, fallback = made_of
    return Stream(compile_table(table, reverse=reverse, fallback=fallback))


def _convert(made_of: MadeOf, data: bytes) -> Piece:
    stream = _stream(made_of)
    output = stream.feed(data) + stream.close()
    return output, stream.invalid, stream.invalid_count, stream.lines
