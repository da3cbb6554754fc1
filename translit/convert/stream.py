"""A table over a stream of bytes: chunk by chunk, in constant memory, nothing lost.

UTF-8 in and out. A byte that is not UTF-8 passes through unchanged and is noted in `invalid`. The compiled machine
reads the bytes as they are; without it whole words are converted at a time, and a word longer than any word is run
through the machine letter by letter.
"""

from __future__ import annotations

from codecs import utf_8_decode

from ..errors import UnmappedCharacter, wrong_type
from ..machine.stretches import last_blank
from ..text.places import LineColumn

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from ..machine.by_rules import Errors
    from ..machine.stretches import ByteMachine, LetterMachine
    from ..table.value import Table
    from ..text.undecoded import InvalidBytes, Places
    from .transliterator import Transliterator
    from .words import Given

#: Without a blank for so many characters there is no word to wait for.
LONGEST_WORD = 4096


class Stream:
    """Converts bytes as they come, by a table or what `compile_table` made of one.

    >>> stream = Stream("bg-streamlined-2009")
    >>> out = stream.feed("Щас".encode()) + stream.feed("тие в Соф".encode())
    >>> out + stream.feed("ия\\n".encode()) + stream.close()
    b'Shtastie v Sofia\\n'
    """

    def __init__(
        self,
        table: Transliterator | Table | str | Path,
        *,
        reverse: bool = False,
        fallback: Table | str | Path | None = None,
        keep_words: Given | None = None,
        read: bool = False,
        errors: Errors = "keep",
        keep: Iterable[str] = (),
        beginning: bytes = b"",
    ) -> None:
        """`table` is one that was compiled, or is to be: an id, a path or a Table; `compile_table` says what
        `reverse`, `fallback`, `keep_words` and `read` are.

        `keep` names kinds of spans to leave alone, such as `url`; see `translit.text.segments.KEEPABLE`.

        `beginning` is a look ahead at what will be fed, for tables that learn from it. Raises as
        `compile_table` does.
        """
        transliterator = _compiled(table, reverse, fallback, keep_words, read)
        if isinstance(keep, str):
            raise wrong_type("kinds of spans to keep, in a list or a tuple", keep, f"keep=[{keep!r}]")
        kinds = tuple(keep)
        if kinds:
            from .keep import leave_alone

            self._conversion = leave_alone(transliterator, errors, kinds, beginning)
        else:
            self._conversion = transliterator._stream(errors=errors, beginning=beginning)
        self._compiled: ByteMachine | None = None
        self._letters: LetterMachine | None = None
        self._refused: UnmappedCharacter | None = None
        self._seen = 0
        self._bytes = b""
        self._text = ""
        self._enough = 0
        self._state = 0
        self._reached = LineColumn()
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
        return self._reached.line - 1

    def feed(self, data: bytes) -> bytes:
        """Take the next bytes; return what is sure to be written by now.

        With `errors="strict"` raises UnmappedCharacter, its `line`, `column` and `output` set, and the same without
        `output` whenever it is asked to go on.
        """
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise wrong_type(
                "bytes", data, "encode it as UTF-8, or call transliterate" if isinstance(data, str) else ""
            )
        return self._take(data, final=False)

    def close(self) -> bytes:
        """End the input; return the rest."""
        return self._take(b"", final=True)

    def _take(self, data: bytes, *, final: bool) -> bytes:
        if self._refused is not None:
            raise self._refused
        if self._compiled is None:
            data = self._compile(data)
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

    def _compile(self, data: bytes) -> bytes:
        """Go over to the compiled machine, if so much has been seen that it is worth making; return what to read next.

        Between words either machine is at its start, so what waits for the end of its word is read again.
        """
        self._seen += len(data)
        compiled = self._conversion.compiled
        if compiled is None or not data or self._state:
            return data
        try:
            waiting = self._text.encode("utf-8")
        except UnicodeEncodeError:
            return data  # bytes that are not UTF-8 were noted already: they are not to be noted again
        self._compiled = compiled(self._seen)
        if self._compiled is None:
            return data
        data = waiting + self._bytes + data
        self._text, self._bytes = "", b""
        return data

    def _output(self, final: bool) -> str:
        text, start = self._text, 0
        done: list[str] = []
        if self._state:
            # Inside a word that was too long to wait for: go on letter by letter to its end.
            end = next((i for i, c in enumerate(text) if c.isspace()), len(text) - 1) + 1
            start = self._by_letter(text[:end], final and end == len(text), done)
        longest = self._conversion.longest
        while longest and len(text) - start > longest:
            # Cut where the text says, not where a chunk happens to end.
            reached = text[start : start + longest]
            end = self._conversion.cut(reached) or last_blank(reached) or longest
            self._convert(reached[:end], done)
            start += end
        text = text[start:]
        if end := len(text) if final else self._find_cut(text):
            self._convert(text[:end], done)
            text = text[end:]
        if self._conversion.letters is not None and len(text) > LONGEST_WORD:
            if not self._state:
                self._letters = self._conversion.letters()
            text = text[self._by_letter(text, final, done) :]
        self._text = text
        return "".join(done)

    def _find_cut(self, text: str) -> int:
        """Return how much can be converted before more is known.

        What waits for its end is not looked through again with every small chunk: long text waits for a quarter more.
        """
        if len(text) < self._enough:
            return 0
        end = self._conversion.cut(text)
        self._enough = len(text) * 5 // 4 if not end and len(text) > LONGEST_WORD else 0
        return end

    def _convert(self, text: str, done: list[str]) -> None:
        """Convert a stretch behind what is done; where a letter is refused, tell that with the error."""
        try:
            done.append(self._conversion.convert(text))
        except UnmappedCharacter as error:
            self._reached.pass_over(text[: error.start])
            error.line, error.column = self._reached.line, self._reached.column
            from copy import copy

            self._refused = copy(error)
            self._refused.output = b""
            error.output = "".join(done).encode("utf-8", "surrogateescape") + error.output
            raise
        self._reached.pass_over(text)

    def _by_letter(self, text: str, final: bool, done: list[str]) -> int:
        """Read on inside a word, behind what is done; return how much was read."""
        assert self._letters is not None
        output, self._state, used = self._letters.run(text, self._state, final)
        self._reached.pass_over(text[:used])
        done.append(output)
        return used

    def _count_bytes(self, data: bytes, invalid: bool) -> None:
        if invalid:
            text = data.decode("utf-8", "surrogateescape")
            self._note(text, 0)
            self._reached.pass_over(text)
        elif data:
            if self._places:
                self._places.pass_over()
            self._reached.pass_over_utf8(data)

    def _note(self, text: str, start: int) -> None:
        """Note where bytes that could not be decoded stand in `text[start:]`; `text` begins where all was counted."""
        if self._places is None:
            from ..text.undecoded import NOTED, Places

            self._places = Places(NOTED)
        self._places.find(text, start, self._reached.line, self._reached.column)


def _compiled(
    table: Transliterator | Table | str | Path,
    reverse: bool,
    fallback: Table | str | Path | None,
    keep_words: Given | None,
    read: bool,
) -> Transliterator:
    from .transliterator import Transliterator, compile_table

    if not isinstance(table, Transliterator):
        return compile_table(table, reverse=reverse, fallback=fallback, keep_words=keep_words, read=read)
    if (reverse and not table.reverse) or fallback is not None or keep_words is not None or read:
        raise TypeError(
            "reverse, fallback, keep_words and read are for a table that is named: a compiled one has its own"
        )
    return table
