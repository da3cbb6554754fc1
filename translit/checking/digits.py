"""A digit in the place of a letter, as against a number with its word: 4овек, отка3, but 3стаен."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise, product

from ..text.kinds import is_lower, is_upper
from .facts import rules
from .finding import Fault
from .language import Language
from .messages import DID_YOU_MEAN, N_, Message
from .passage import Occurrence, Passage
from .words import LONGEST_WORD, known_words

DIGIT = Message(N_("“%(word)s” has a digit in place of a letter."), DID_YOU_MEAN)

#: Before these a run of letters and digits is a part of something else.
_ATTACHED = re.compile(r"[\w.,:/#@-]")
#: A beginning that shows what a digit before it stands for has so many letters, or is the whole word.
SHORTEST_FIRST = 4
#: A beginning has so many letters, if the last of them could be another one.
SHORTEST_ENDED = 5
#: Nobody writes more digits than this into a word.
MOST_DIGITS = 3


@cache
def letters_and_digits(language: Language) -> re.Pattern[str]:
    """Return what matches a run of letters of a language and of digits that may stand for one."""
    return re.compile(f"[{''.join(sorted(language.alphabet))}{''.join(rules().digits)}]+")


def digit_faults(passage: Passage) -> Iterator[Fault]:
    """Yield a fault for each word with a digit that looks or sounds like the letter missing from it."""
    text, language, digits = passage.text, passage.language, rules().digits
    run = letters_and_digits(language)
    end = 0
    for hit in language.digit_beside_letter.finditer(text):
        if hit.start() < end:
            continue
        start = hit.start()
        while start > end and (text[start - 1] in language.alphabet or text[start - 1] in digits):
            start -= 1
        found = run.match(text, start)
        assert found is not None
        end = found.end()
        word, behind = found[0], text[end : end + 1]
        if _ATTACHED.match(text[start - 1 : start]) or behind.isalnum() or behind == "_" or len(word) > LONGEST_WORD:
            continue
        if word[0] in digits and behind == "-":
            continue
        readings = _readings(word, language)
        if readings and not passage.is_protected(start):
            yield _fault(Occurrence(passage, start, end), readings)


def _fault(chunk: Occurrence, readings: list[str]) -> Fault:
    word = chunk.text
    if word[0] in rules().digits and not chunk.around.before:
        readings = [reading[0].upper() + reading[1:] for reading in readings]
    params = {"word": word, "suggestion": readings[0], "suggestions": readings}
    fix = readings[0] if len(readings) == 1 and is_lower(readings[0][1:]) else None
    return Fault("confusable_digit", DIGIT, chunk.start, chunk.end, tuple(readings), params, fix)


def _readings(word: str, language: Language) -> list[str]:
    """Return what a word may be with letters for its digits; none if they are a number or its word is no common one."""
    known = rules().digits
    places = [place for place, char in enumerate(word) if char in known]
    letters = "".join(char for char in word if char not in known)
    if not 0 < len(places) <= MOST_DIGITS or len(letters) < len(places):
        return []
    is_number = any(after - before == 1 for before, after in pairwise(places))
    if is_number and (word[0] in known or word[-1] in known):
        return []
    if places == [0] and (_follows_digits(word[1:].lower(), language) or is_upper(word[1]) != is_upper(word[1:])):
        return []
    upper = is_upper(letters)
    choices = (known[char].upper() if upper else known[char] for char in word if char in known)
    readings = [_filled(word, places, chosen) for chosen in product(*choices)]
    known_by = {reading: _known_by(word, reading, places, language) for reading in readings}
    best = max(known_by.values())
    if best:
        return [reading for reading in readings if known_by[reading] == best]
    return readings if not is_number and _is_inside(word, places, language, readings) else []


def _filled(word: str, places: list[int], letters: tuple[str, ...]) -> str:
    chars = list(word)
    for place, letter in zip(places, letters, strict=True):
        chars[place] = letter
    return "".join(chars)


def _known_by(word: str, reading: str, places: list[int], language: Language) -> int:
    """Return how many letters show that a reading is a common word, those that were digits among them; 0 if none do."""
    small, last = reading.lower(), places[-1]
    if places == [len(small) - 1] and small[:last] in known_words(language):
        # A word with a number behind it.
        return 0
    if len(small) > 3 and places != [0] and small in known_words(language):
        return len(small)
    # A number is often before its word, without a blank: 6апартамента is no шапка.
    least = min(len(small), SHORTEST_FIRST if places == [0] else 3)
    is_sure = len(rules().digits[word[last]]) == 1
    fitting = (len(stem) for stem in language.digit_words if len(stem) >= least and small.startswith(stem))
    # Of two letters that a digit may stand for, one that ends a short beginning is no surer than the other: наш, набу.
    return max(
        (n for n in fitting if n > last and (is_sure or n > last + 1 or n == len(small) or n >= SHORTEST_ENDED)),
        default=0,
    )


def _is_inside(word: str, places: list[int], language: Language, readings: list[str]) -> bool:
    """Say whether digits stand inside a word where no number does, so that any word may be meant."""
    head, tail = word[: places[0]], word[places[-1] + 1 :]
    if not head or not tail or len(word) < 3 * len(places):
        return False
    if len(head) > 1 and len(tail) > 1 and not (is_upper(head) and len(head) < 4):
        return True
    is_zero = len(head) + len(tail) > 2 and all(word[place] == "0" for place in places)
    return (is_zero and is_lower(word)) or any(reading.lower() in language.short_words for reading in readings)


def _follows_digits(tail: str, language: Language) -> bool:
    return any(tail == stem or (len(stem) > 2 and tail.startswith(stem)) for stem in language.after_digits)


BROWSER: dict[str, object] = {
    "confusable_digit": DIGIT,
    "letters_and_digits": letters_and_digits,
    "digit_attached": _ATTACHED,
    "most_digits": MOST_DIGITS,
    "shortest_first": SHORTEST_FIRST,
    "shortest_ended": SHORTEST_ENDED,
}
