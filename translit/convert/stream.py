"""A table over a stream of bytes: chunk by chunk, in constant memory, nothing lost.

UTF-8 in and out. A byte that is not UTF-8 passes through unchanged and is noted in `invalid`. The compiled machine
reads the bytes as they are; without it whole words are converted at a time, and a word longer than any word is run
through the machine letter by letter.
"""

from __future__ import annotations

from codecs import utf_8_decode

from ..errors import UnmappedCharacter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ..machine._loop import Machine as CompiledMachine
    from ..text.undecoded import InvalidBytes, Places
    from .transliterator import Errors, Transliterator

#: Without a blank for so many characters there is no word to wait for.
LONGEST_WORD = 4096


class Stream:
    """Converts bytes as they come.

    >>> from translit import compile_table
    >>> stream = Stream(compile_table("bg-streamlined-2009"))
    >>> out = stream.feed("Щас".encode()) + stream.feed("тие в Соф".encode())
    >>> out + stream.feed("ия\\n".encode()) + stream.close()
    b'Shtastie v Sofia\\n'
    """

    def __init__(
        self,
        transliterator: Transliterator,
        *,
        errors: Errors = "keep",
        convert: Callable[[str], str] | None = None,
        cut: Callable[[str], int] | None = None,
        beginning: bytes = b"",
    ) -> None:
        """`convert` and `cut` replace the conversion of whole stretches, and where a stretch may end.

        `beginning` is a look ahead at what will be fed, for tables that learn from it.
        """
        if convert is None and (stretches := transliterator.by_stretches(beginning)):
            convert, cut = stretches
        self._transliterator = transliterator
        self._errors: Errors = errors
        self._convert = convert or self._whole
        self._cut = cut or _last_blank
        self._letters = convert is None and errors == "keep"
        self._compiled: CompiledMachine | None = None
        self._fresh = True
        self._bytes = b""
        self._text = ""
        self._state = 0
        self._line, self._column = 1, 1
        self._places: Places | None = None

    @property
    def invalid(self) -> list[InvalidBytes]:
        """The first places of bytes that are not UTF-8."""
        return self._places.invalid if self._places else []

    @property
    def invalid_count(self) -> int:
        """At how many places there were such bytes."""
        return self._places.count if self._places else 0

    @property
    def lines(self) -> int:
        """How many line ends were read."""
        return self._line - 1

    def feed(self, data: bytes) -> bytes:
        """Take the next bytes; return what is sure to be written by now.

        With `errors="strict"` raises UnmappedCharacter, its `line` and `column` set.
        """
        return self._take(data, final=False)

    def close(self) -> bytes:
        """End the input; return the rest."""
        return self._take(b"", final=True)

    def _take(self, data: bytes, *, final: bool) -> bytes:
        if self._fresh and data:
            # Decided once: a state of one machine means nothing to another.
            self._fresh = False
            self._compiled = self._transliterator.compiled_for(len(data)) if self._letters else None
        data = self._bytes + data
        if self._compiled is not None:
            output, self._state, used, invalid = self._compiled.run(data, self._state, final)
            self._bytes = data[used:]
            self._count_bytes(data[:used], invalid > 0)
            return output
        try:
            text, used = utf_8_decode(data, "strict", final)
            if self._places and text:
                self._places.pass_over()
        except UnicodeDecodeError:
            text, used = utf_8_decode(data, "surrogateescape", final)
            self._note(self._text + text, len(self._text))
        self._bytes = data[used:]
        self._text += text
        return self._output(final).encode("utf-8", "surrogateescape")

    def _output(self, final: bool) -> str:
        text, done = self._text, []
        if self._state:
            # Inside a word that was too long to wait for: go on letter by letter to its end.
            end = next((i for i, c in enumerate(text) if c.isspace()), len(text) - 1) + 1
            done.append(self._by_letter(text[:end]))
            text = text[end:]
        end = len(text) if final else self._cut(text)
        if end:
            done.append(self._converted(text[:end]))
            text = text[end:]
        if self._letters and len(text) > LONGEST_WORD:
            done.append(self._by_letter(text))
            text = ""
        if final and self._state:
            done.append(self._transliterator.machine.owed(self._state))
        self._text = text
        return "".join(done)

    def _whole(self, text: str) -> str:
        return self._transliterator.transliterate(text, errors=self._errors)

    def _converted(self, text: str) -> str:
        try:
            return self._convert(text)
        except UnmappedCharacter as error:
            self._count(text[: error.start])
            error.line, error.column = self._line, self._column
            raise
        finally:
            self._count(text)

    def _by_letter(self, text: str) -> str:
        output = []
        state, step = self._state, self._transliterator.machine.step
        for char in text:
            written, copy, state = step(state, char)
            output.append(written + char if copy else written)
        self._state = state
        self._count(text)
        return "".join(output)

    def _count(self, text: str) -> None:
        lines = text.count("\n")
        self._line += lines
        self._column = len(text) - text.rfind("\n") if lines else self._column + len(text)

    def _count_bytes(self, data: bytes, invalid: bool) -> None:
        if invalid:
            text = data.decode("utf-8", "surrogateescape")
            self._note(text, 0)
            self._count(text)
        elif data:
            if self._places:
                self._places.pass_over()
            lines = data.count(b"\n")
            last = len(data[data.rfind(b"\n") + 1 :].decode("utf-8"))
            self._line += lines
            self._column = 1 + last if lines else self._column + last

    def _note(self, text: str, start: int) -> None:
        """Note where bytes that could not be decoded stand in `text[start:]`; `text` begins where all was counted."""
        if self._places is None:
            from ..text.undecoded import NOTED, Places

            self._places = Places(NOTED)
        self._places.find(text, start, self._line, self._column)


def _last_blank(text: str) -> int:
    """Return where the last whole word ends: just behind the last blank; 0 if there is none."""
    end = max(text.rfind("\n"), text.rfind(" "))
    if end < 0:
        end = next((i for i in range(len(text) - 1, -1, -1) if text[i].isspace()), -1)
    return end + 1
