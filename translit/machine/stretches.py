"""What a stream needs of a table: how a stretch of text is converted, and where a stretch may end."""

from __future__ import annotations

from ..errors import UnmappedCharacter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    class ByteMachine(Protocol):
        """What reads bytes as they are; `_loop.Machine` says what comes of it."""

        def run(self, data: bytes, state: int, final: bool, /) -> tuple[bytes, int, int, int]: ...

    class LetterMachine(Protocol):
        """What reads on inside a word; `EntityLetters` says what comes of it."""

        def run(self, text: str, state: int, final: bool, /) -> tuple[str, int, int]: ...


def last_blank(text: str) -> int:
    """Return where the last whole word ends: just behind the last blank; 0 if there is none.

    >>> last_blank("ab cd e"), last_blank("abc")
    (6, 0)
    """
    end = max(text.rfind("\n"), text.rfind(" ")) + 1
    return next((place + 1 for place in range(len(text) - 1, end - 1, -1) if text[place].isspace()), end)


def telling_what_came_before(convert: Callable[[str], str], cut: Callable[[str], int]) -> Callable[[str], str]:
    """Return a conversion of stretches whose UnmappedCharacter says what comes of the stretches before the letter."""

    def convert_or_tell(text: str) -> str:
        try:
            return convert(text)
        except UnmappedCharacter as error:
            before = text[: error.start]
            error.output = convert(before[: cut(before)]).encode("utf-8", "surrogateescape")
            raise

    return convert_or_tell


class StreamConversion:
    """A conversion as a stream runs it: stretch by stretch, in constant memory.

    `convert` takes a whole stretch, and `cut` says how much of a text is whole stretches. Where a word is too long to
    wait for its end, the `letters` machine goes on letter by letter, if there is one; where there is none, so many
    characters as `longest` says are cut at a blank or, if need be, anywhere. `compiled` gives the machine
    that reads bytes as they are, once there is so much to read (in bytes) that it is worth making.
    """

    __slots__ = ("compiled", "convert", "cut", "letters", "longest")

    def __init__(
        self,
        convert: Callable[[str], str],
        cut: Callable[[str], int] = last_blank,
        *,
        letters: Callable[[], LetterMachine] | None = None,
        longest: int | None = None,
        compiled: Callable[[int], ByteMachine | None] | None = None,
    ) -> None:
        self.convert: Callable[[str], str] = convert
        self.cut: Callable[[str], int] = cut
        self.letters: Callable[[], LetterMachine] | None = letters
        self.longest: int | None = longest
        self.compiled: Callable[[int], ByteMachine | None] | None = compiled
