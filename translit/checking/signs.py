"""Characters that no reader sees, that turn the text around, or that have no business in it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from ..text.scripts import script_of
from .facts import rules
from .finding import Fault
from .messages import N_, Message
from .normal import is_normal
from .passage import Passage
from .severity import Severity
from .struck import struck_faults

#: How many tag characters a flag may have; the longest there is has five and an end.
LONGEST_TAG = 32


INVISIBLE = Message(N_("There is an invisible character (%(code_point)s)."))
BIDI_CONTROL = Message(N_("There is a text-direction control (%(code_point)s)."))
RESTRICTED = Message(N_("The character %(code_point)s is not allowed."))
MARKS = Message(N_("There are too many marks over a letter."))
DAMAGED = Message(N_("Part of the text was damaged (�)."))
NOT_NFC = Message(N_("The text is not in normal form C."))

#: Where a joiner has no business, and what a selector of variants may follow.
_WITHOUT_JOINERS = frozenset({"Cyrl", "Latn", "Grek", "Zyyy"})
_WITH_SELECTORS = frozenset({"Hani", "Mong", "Phag", "Mymr", "Zyyy"})
#: A character alone between two blanks on each side, with other columns before and behind it.
_CELL = re.compile(r"[ \u00a0]{2}[^\s\w][ \u00a0]{2,}\S")
#: Behind these a control character is no slip of the keyboard.
_STOPS = frozenset(":;,.")


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    made = {name: re.compile(f"[{ranges}]") for name, ranges in rules().classes.items()}
    classes = rules().classes
    hidden = "".join(
        classes[name] for name in ("control", "bidi", "direction-mark", "invisible", "private", "surrogate")
    )
    made["hidden"] = re.compile(f"[{hidden}\ufffd]")
    made["stack"] = re.compile(f"[{classes['marks']}]{{2,}}")
    made["accented"] = re.compile(f"[^{classes['marks']}][{classes['marks']}]+")
    # All that is common in European text is assigned, and need not be looked up.
    made["rare"] = re.compile(
        "[^\0-\u0377\u0384-\u038a\u038e-\u03a1\u03a3-\u052f\u2010-\u205e\u20a0-\u20bf\u2100-\u214f]"
    )
    return made


def code_point(char: str) -> str:
    """Return the usual name of a code point, such as U+200B."""
    return f"U+{ord(char):04X}"


def _is(name: str, char: str) -> bool:
    return bool(char) and _patterns()[name].match(char) is not None


def sign_faults(passage: Passage) -> Iterator[Fault]:
    """Yield the faults of single characters and of the marks over them, in no special order."""
    text, max_marks = passage.text, passage.policy.max_marks
    rtl = None
    for found in _patterns()["hidden"].finditer(text):
        place, char = found.start(), found[0]
        if char == "\ufffd":
            yield Fault("replacement_character", DAMAGED, place, place + 1)
        elif _is("bidi", char):
            rtl = _patterns()["rtl"].search(text) is not None if rtl is None else rtl
            # What turns around is no excuse in a program: CVE-2021-42574.
            if passage.policy.code or not rtl or char in "\u202d\u202e":
                params = {"code_point": code_point(char)}
                yield Fault("bidi_control", BIDI_CONTROL, place, place + 1, ("",), params, fix="")
        elif passage.policy.code and char == "\ufeff" and not place:
            # It says what the bytes of a file are.
            continue
        elif _is_cell(text, place):
            continue
        elif _is("direction-mark", char):
            if not (_is("rtl", text[place - 1 : place]) or _is("rtl", text[place + 1 : place + 2])):
                yield _unseen_fault(char, place)
        elif _is("control", char) or _is("private", char) or _is("surrogate", char):
            yield _restricted_fault(char, place, text)
        elif not _has_its_place(text, place, char):
            yield _unseen_fault(char, place)
    if not text.isascii():
        yield from _unassigned_faults(text)
        struck = list(struck_faults(text))
        yield from struck
        yield from _stack_faults(text, max_marks, struck)
        if not is_normal(text):
            yield from _decomposed_faults(text, max_marks)


@lru_cache(maxsize=4096)
def is_harmless(char: str) -> bool:
    """Say whether a character is seen, stands for itself and joins with no other; for rare ones the answer is no."""
    common = char < "\u0590" or "\u2000" <= char < "\u3000" or char >= "\U0001f000"
    known = not _is("rare", char) or script_of(char) != "Zzzz"
    return (
        common and known and unicodedata.is_normalized("NFC", char) and not (_is("hidden", char) or _is("marks", char))
    )


def _is_cell(text: str, place: int) -> bool:
    """Say whether a character is all that stands in a column of a table, which shows it: 375   253   FD     ...."""
    return _CELL.match(text, max(0, place - 2)) is not None


def _is_for_program(char: str, place: int, text: str) -> bool:
    """Say whether a control stands where programs put one: at the beginning of a line, or beside a stop or a colon."""
    before, after = text[place - 1 : place] if place else "\n", text[place + 1 : place + 2]
    return char < " " and (before in "\n.!?" or after in _STOPS) and bool(after.strip())


def _restricted_fault(char: str, place: int, text: str) -> Fault:
    category = "Cc" if _is("control", char) else "Cs" if _is("surrogate", char) else "Co"
    category = "Cn" if category == "Co" and not _is("private", char) else category
    # A page break or a vertical tab stood between words: they must not grow together.
    fix = " " if char in "\x0b\x0c\x85" else ""
    params = {"code_point": code_point(char), "category": category}
    if category == "Co":
        # Some font draws it, and only who wrote it knows what.
        return Fault("restricted_character", RESTRICTED, place, place + 1, (fix,), params, at_most="info")
    sure = None if _is_for_program(char, place, text) else fix
    return Fault("restricted_character", RESTRICTED, place, place + 1, (fix,), params, fix=sure)


def _unseen_fault(char: str, place: int) -> Fault:
    fix = "\n" if char in "\u2028\u2029" else ""
    params = {"code_point": code_point(char), "name": unicodedata.name(char, code_point(char))}
    # A soft hyphen comes with text copied from a page and harms nobody.
    at_most: Severity | None = "info" if char == "\u00ad" else None
    return Fault("invisible_character", INVISIBLE, place, place + 1, (fix,), params, fix, at_most)


def _has_its_place(text: str, place: int, char: str) -> bool:
    """Say whether an invisible character does its work here: in emoji, or in a script that needs it."""
    before, after = text[place - 1 : place] if place else "", text[place + 1 : place + 2]
    if char in "\u200c\u200d":
        if _is("emoji", before) and _is("emoji", after):
            return char == "\u200d"
        return _needs_joiners(before) and (_needs_joiners(after) or not after.strip())
    if _is("variation-selector", char):
        if _is("variation-selector", before):
            return False
        if char in "\ufe0e\ufe0f":
            return _is("emoji", before) or (bool(before) and unicodedata.category(before) in ("So", "Sm", "Po"))
        return bool(before) and script_of(before) in _WITH_SELECTORS and not before.isspace()
    if _is("tag", char):
        start = place
        while start > place - LONGEST_TAG and start and _is("tag", text[start - 1]):
            start -= 1
        return text[start - 1 : start] == "\U0001f3f4"
    if char == "\u2800":
        return any("\u2800" < beside <= "\u28ff" for beside in (before, after))
    if "\u180b" <= char <= "\u180f":
        return script_of(before) == "Mong" if before else False
    if char in "\u115f\u1160\uffa0\u3164":
        return bool(before or after) and any(c and script_of(c) == "Hang" for c in (before, after)) and char != "\u3164"
    return "\U000e0100" <= char <= "\U000e01ef" and script_of(before) == "Hani" if before else False


def _needs_joiners(char: str) -> bool:
    # A joiner has none to join with in another one.
    return char.strip("\u200c\u200d") != "" and not char.isspace() and script_of(char) not in _WITHOUT_JOINERS


def _unassigned_faults(text: str) -> Iterator[Fault]:
    rare = {char for char in _patterns()["rare"].findall(text) if script_of(char) == "Zzzz"}
    if not rare:
        return
    for place, char in enumerate(text):
        if char in rare and not (_is("private", char) or _is("surrogate", char)):
            params = {"code_point": code_point(char), "category": "Cn"}
            yield Fault("restricted_character", RESTRICTED, place, place + 1, ("",), params, fix="")


def _stack_faults(text: str, max_marks: int, struck: list[Fault]) -> Iterator[Fault]:
    """Yield a fault for each letter with more marks over it than any spelling needs, if its word is none."""
    known = iter(struck)
    word = next(known, None)
    for found in _patterns()["stack"].finditer(text):
        while word and word.end <= found.start():
            word = next(known, None)
        if word and word.start <= found.start():
            continue
        marks = found[0]
        if len(marks) <= max_marks and len(set(marks)) == len(marks):
            continue
        start = max(0, found.start() - 1)
        whole = text[start : found.end()]
        kept = unicodedata.normalize("NFC", whole[:1] + (marks[0] if marks[0] in rules().marks else ""))
        yield Fault("excessive_marks", MARKS, start, found.end(), (kept,), {"text": whole}, fix=kept)


def _decomposed_faults(text: str, max_marks: int) -> Iterator[Fault]:
    for found in _patterns()["accented"].finditer(text):
        if len(found[0]) <= max_marks + 1 and (composed := unicodedata.normalize("NFC", found[0])) != found[0]:
            yield Fault("not_nfc", NOT_NFC, *found.span(), (composed,), {"suggestion": composed}, fix=composed)
    for place, char in enumerate(text):
        if char >= "\u0340" and not unicodedata.is_normalized("NFC", char):
            composed = unicodedata.normalize("NFC", char)
            yield Fault("not_nfc", NOT_NFC, place, place + 1, (composed,), {"suggestion": composed}, fix=composed)


def draws_nothing(text: str) -> bool:
    """Say whether a text would leave a page blank; U+FFFD is a sign of its own.

    >>> draws_nothing(" \\N{ZERO WIDTH SPACE}\\N{HANGUL FILLER}\\N{NO-BREAK SPACE}"), draws_nothing("я")
    (True, False)
    """
    hidden = _patterns()["hidden"]
    return all(char.isspace() or (hidden.match(char) and char != "\ufffd") for char in text)


@cache
def _unseen_names() -> dict[str, str]:
    """Return the names of the characters that nobody sees."""
    unseen = re.compile(f"[{rules().classes['invisible']}{rules().classes['direction-mark']}]")
    return {char: unicodedata.name(char, "") for char in filter(unseen.match, map(chr, range(0x110000)))}


def _pattern(name: str) -> Callable[[object], re.Pattern[str]]:
    return lambda language: _patterns()[name]


BROWSER: dict[str, Any] = {
    **{
        name.replace("-", "_"): _pattern(name)
        for name in (
            "control", "bidi", "direction-mark", "private", "surrogate", "variation-selector", "tag", "rtl", "emoji",
            "hidden", "stack", "accented", "rare",
        )
    },
    "longest_tag": LONGEST_TAG,
    "shown_in_cell": _CELL,
    "stops": _STOPS,
    "scripts_without_joiners": _WITHOUT_JOINERS,
    "scripts_with_selectors": _WITH_SELECTORS,
    "unseen_names": lambda language: _unseen_names(),
    "invisible_character": INVISIBLE,
    "bidi_control": BIDI_CONTROL,
    "restricted_character": RESTRICTED,
    "excessive_marks": MARKS,
    "replacement_character": DAMAGED,
    "not_nfc": NOT_NFC,
}  # fmt: skip
