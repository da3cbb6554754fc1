"""The length of a text as its reader or his browser counts it."""

from __future__ import annotations

from ..errors import GraphemesMissing as GraphemesMissing
from ..text.places import utf16_length as utf16_length

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


def grapheme_length(text: str) -> int:
    """Return the number of extended grapheme clusters (UAX #29), what a reader takes for one character.

    >>> grapheme_length("е\\N{COMBINING ACUTE ACCENT}👨‍👩‍👧")
    2

    Raises GraphemesMissing.
    """
    try:
        import regex
    except ImportError:
        raise GraphemesMissing() from None
    return sum(1 for _ in regex.finditer(r"\X", text))


#: How a length may be counted.
MEASURES: dict[str, Callable[[str], int]] = {"utf16": utf16_length, "code points": len, "graphemes": grapheme_length}


def normalise_newlines(text: str) -> str:
    r"""Return a text with each CRLF and each lone CR as one LF, as in the API value of a textarea.

    >>> normalise_newlines("ред 1\r\nред 2\rред 3")
    'ред 1\nред 2\nред 3'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def text_length(text: str, count: str = "utf16") -> int:
    r"""Return the length of a text with each line end counted once.

    >>> [text_length("а\r\n😀", count) for count in ("utf16", "code points", "graphemes")]
    [4, 3, 3]

    `utf16` is what `maxlength` and `.value.length` count, to be applied before anything is stripped.
    """
    return MEASURES[count](normalise_newlines(text))


def count_fitting(text: str, limit: int, count: str = "utf16") -> int:
    """Return how many code points of the text, as it came, a limit leaves room for."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if text_length(text[:middle], count) <= limit:
            low = middle
        else:
            high = middle - 1
    return low
