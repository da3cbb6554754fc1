"""What a stream needs of a table: how a stretch of text is converted, and where a stretch may end."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from .step import Machine

    class ByteMachine(Protocol):
        """What reads bytes as they are; `_loop.Machine` says what comes of it."""

        def run(self, data: bytes, state: int, final: bool, /) -> tuple[bytes, int, int, int]: ...


def last_blank(text: str) -> int:
    """Return where the last whole word ends: just behind the last blank; 0 if there is none.

    >>> last_blank("ab cd e"), last_blank("abc")
    (6, 0)
    """
    end = max(text.rfind("\n"), text.rfind(" "))
    if end < 0:
        end = next((i for i in range(len(text) - 1, -1, -1) if text[i].isspace()), -1)
    return end + 1


class StreamConversion:
    """A conversion as a stream runs it: stretch by stretch, in constant memory.

    `convert` takes a whole stretch, and `cut` says how much of a text is whole stretches. Where a word is too long to
    wait for its end, the `letters` machine goes on letter by letter, if there is one. `compiled` gives the machine
    that reads bytes as they are, once there is so much to read (in bytes) that it is worth making.
    """

    __slots__ = ("compiled", "convert", "cut", "letters")

    def __init__(
        self,
        convert: Callable[[str], str],
        cut: Callable[[str], int] = last_blank,
        *,
        letters: Callable[[], Machine] | None = None,
        compiled: Callable[[int], ByteMachine | None] | None = None,
    ) -> None:
        self.convert: Callable[[str], str] = convert
        self.cut: Callable[[str], int] = cut
        self.letters: Callable[[], Machine] | None = letters
        self.compiled: Callable[[int], ByteMachine | None] | None = compiled
