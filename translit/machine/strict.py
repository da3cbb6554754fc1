"""What `errors="strict"` refuses: letters that a table has no word for."""

from __future__ import annotations

from ..text.kinds import kind
from ..text.scripts import script_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container


def foreign_letters(text: str, mapped: Container[str], script: str, fold: Callable[[str], str] = str) -> set[str]:
    """Return the letters of a text that are not `mapped` (after `fold`) and not of the target `script` already.

    >>> sorted(foreign_letters("ab 12 щЖ", {"щ"}, "Latn", str.lower))
    ['Ж']
    """
    return {c for c in set(text) if fold(c) not in mapped and kind(c) in "Ulc" and script_of(c) not in (script, "Zinh")}
