"""Roman numerals in Cyrillic letters, in a language that has no letter І: Борис ІІІ, ХХІ век."""

from __future__ import annotations

import re

from ..text.kinds import is_title
from .passage import Occurrence
from .words import ROMAN, is_spelled, scripts_in, to_latin

#: What makes a numeral of Cyrillic letters look wrong to whoever has only И.
_LETTER = "І"
_GAP = re.compile(r"[ \u00a0]")


def read_as_numeral(chunk: Occurrence) -> str | None:
    """Return the numeral that a chunk of Cyrillic letters stands for, or None.

    A letter by itself is one behind a name only, and in a text of another language none is.
    """
    word, language = chunk.text, chunk.language
    if _LETTER not in word or _LETTER in language.alphabet or scripts_in(word) != {"C"}:
        return None
    latin = to_latin(word)
    if latin is None or not ROMAN.fullmatch(latin):
        return None
    around = chunk.around
    if len(word) == 1 and not (around.before and _is_name(around.before[0]) and _GAP.fullmatch(around.gap_before)):
        return None
    others = (*around.before[:4], *around.after[:4])
    return latin if all(_LETTER in other or is_spelled(other, language) for other in others) else None


def _is_name(word: str) -> bool:
    return is_title(word) and scripts_in(word) == {"C"}


BROWSER: dict[str, object] = {"numeral_letter": _LETTER, "name_before": _GAP}
