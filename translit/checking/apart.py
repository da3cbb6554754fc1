"""Words whose letters are set apart, or one of which is masked, to get round a filter: г л у п а к, гл*пак.

Found only where a policy asks for it: nothing here tells a filter's enemy from a table of letters for sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..text.kinds import is_lower, is_upper
from .facts import rules
from .finding import Fault
from .language import Language
from .messages import DID_YOU_MEAN, N_, Message
from .passage import Passage

APART = Message(N_("The letters of “%(word)s” are set apart."), DID_YOU_MEAN)
MASKED = Message(N_("A letter of “%(word)s” is masked."))

#: Fewer letters are an abbreviation (т. е., с.с.д.), initials or a list.
FEWEST_APART = 4
#: So many of them are different; others are drawn out, or stammered.
FEWEST_DIFFERENT = 3
_SEPARATORS = (" ", "\u00a0", ".", "-", "_", "*", "/", "|", "\u00b7", "\u2022")
_LETTER = r"[^\W\d_]"
_MASKED = re.compile(rf"(?<![\w*@$#/.]){_LETTER}{{1,10}}[*@$]{{1,3}}{_LETTER}{{1,10}}(?![\w*@$/.])")
_MASK = re.compile(r"[*@$]+")


@cache
def letters_apart() -> re.Pattern[str]:
    """Return what matches letters one by one, with the same sign between them."""
    runs = (rf"{_LETTER}(?:{re.escape(sign)}{_LETTER}){{{FEWEST_APART - 1},}}" for sign in _SEPARATORS)
    return re.compile(rf"(?<!\w)(?:{'|'.join(runs)})(?!\w)")


def apart_faults(passage: Passage) -> Iterator[Fault]:
    """Yield a fault for each word whose letters are set apart, or masked."""
    text, language = passage.text, passage.language
    for found in letters_apart().finditer(text):
        word = found[0][::2]
        if _is_word(word, found[0][1], language) and not passage.is_protected(found.start()):
            params = {"word": found[0], "suggestion": word}
            yield Fault("letters_set_apart", APART, *found.span(), (word,), params)
    for found in _MASKED.finditer(text):
        if _is_masked(found[0], language) and not passage.is_protected(found.start()):
            yield Fault("letters_set_apart", MASKED, *found.span(), (), {"word": found[0]})


def _is_word(word: str, sign: str, language: Language) -> bool:
    """Say whether letters can be a word, and no list, table, abbreviation, initials or row of short words."""
    small = word.lower()
    if sum(char in language.alphabet for char in word) * 2 < len(word):
        return False
    if not (is_lower(word) or is_upper(word) or is_lower(word[1:])) or (sign == "." and is_upper(word)):
        return False
    if len(set(small)) < FEWEST_DIFFERENT or list(small) == sorted(small) or language.short_words.issuperset(small):
        return False
    return len(set(small) & rules().word_vowels) < len(set(small)) and not rules().word_vowels.isdisjoint(small)


def _is_masked(word: str, language: Language) -> bool:
    first, last = _MASK.split(word)
    letters = first + last
    if len(letters) < FEWEST_APART - 1 or not language.alphabet.issuperset(letters):
        return False
    return min(len(first), len(last)) < FEWEST_APART and (
        is_lower(letters) or is_upper(letters) or is_lower(letters[1:])
    )


BROWSER: dict[str, object] = {
    "set_apart": APART,
    "masked": MASKED,
    "fewest_apart": FEWEST_APART,
    "fewest_different": FEWEST_DIFFERENT,
    "letters_apart": lambda language: letters_apart(),
    "masked_word": _MASKED,
    "mask": _MASK,
}
