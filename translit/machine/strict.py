"""What `errors="strict"` refuses: letters that a table has no word for."""

from __future__ import annotations

from unicodedata import combining, normalize

from ..text.kinds import kind
from ..text.scripts import script_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from ..rules.facts import Facts
    from ..rules.meaning import Match

#: Marks that writers put on vowels to show how they sound; a letter with one is no letter of its own.
ACCENTS = frozenset("\u0300\u0301\u0302\u0304\u030f\u0311")


def foreign_letters(text: str, mapped: Container[str], script: str, fold: Callable[[str], str] = str) -> set[str]:
    """Return the letters of a text that are not `mapped` (after `fold`) and not of the target `script` already.

    >>> sorted(foreign_letters("ab 12 щЖ", {"щ"}, "Latn", str.lower))
    ['Ж']
    """
    return {c for c in set(text) if fold(c) not in mapped and kind(c) in "Ulc" and script_of(c) not in (script, "Zinh")}


def unmapped(matches: Iterable[Match], foreign: Container[str], facts: Facts) -> Iterator[tuple[int, int]]:
    """Yield where `foreign` letters stand that no rule reads: as they are, or composed of one that a rule reads."""
    for start, end, source, mapped in _letters(matches):
        letters = [c for c in normalize("NFC", source) if c in foreign]
        if letters if not mapped else not all(_is_read(c, facts) for c in letters):
            yield start, end


def _letters(matches: Iterable[Match]) -> Iterator[tuple[int, int, str, bool]]:
    """Join the matches of letters and of marks behind them: start, end, source, and whether a rule reads the letter."""
    found: tuple[int, int, str, bool] | None = None
    for match in matches:
        if found and all(map(combining, match.source)):
            found = found[0], match.end, found[2] + match.source, found[3]
            continue
        if found:
            yield found
        found = match.start, match.end, match.source, match.rule is not None
    if found:
        yield found


def _is_read(char: str, facts: Facts) -> bool:
    small = facts.fold(char)
    parts = normalize("NFD", small)
    accented = parts[0] in facts.vowels and ACCENTS.issuperset(parts[1:])
    return len(parts) == 1 or small in facts.alphabet or accented
