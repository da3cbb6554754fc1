"""No suggestion is an obscenity that did not stand there before: XY would be one in Cyrillic."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from .finding import Fault
from .language import Language
from .normal import normal

#: How far the words around a fault are looked at, in code points.
REACH = 100
#: What is found only because of what it could be instead: with no suggestion left, there is no fault.
_BY_READING = frozenset({"whole_script_confusable", "confusable_digit"})
#: The whole text in another script is what its writer said.
_AS_WRITTEN = frozenset({"latin_transliteration"})


@cache
def obscenity(language: Language) -> re.Pattern[str]:
    """Return what matches a word that no suggestion may bring in; a word on the list that ends in * is a beginning."""
    words = "|".join(word.replace("*", r"[^\W\d_]*") for word in sorted(language.obscenities)) or "(?!)"
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?![^\W\d_])")


def without_obscenities(text: str, faults: list[Fault], language: Language) -> list[Fault]:
    """Return faults whose suggestions, alone or together, bring no obscenity into a text."""
    if not language.obscenities:
        return faults
    kept = list(_each_decent(text, faults, language))
    return _together_decent(text, kept, language)


def _each_decent(text: str, faults: list[Fault], language: Language) -> Iterator[Fault]:
    for fault in faults:
        if fault.code in _AS_WRITTEN or not fault.suggestions:
            yield fault
            continue
        decent = tuple(words for words in fault.suggestions if not _brings(text, [(fault, words)], language))
        if decent == fault.suggestions:
            yield fault
        elif decent or fault.code not in _BY_READING:
            yield _with_suggestions(fault, decent)


def _with_suggestions(fault: Fault, suggestions: tuple[str, ...]) -> Fault:
    params = dict(fault.params)
    if "suggestion" in params:
        params["suggestion"] = suggestions[0] if suggestions else ""
    if "suggestions" in params:
        params["suggestions"] = list(suggestions)
    fix = fault.fix if fault.fix in suggestions else None
    return replace(fault, suggestions=suggestions, params=params, fix=fix)


def _together_decent(text: str, faults: list[Fault], language: Language) -> list[Fault]:
    """Return faults without the fixes that only together make an obscenity, such as two unseen characters in it."""
    fixes = sorted((fault for fault in faults if fault.fix is not None), key=lambda fault: (fault.start, -fault.end))
    blocked: set[int] = set()
    group: list[Fault] = []
    for fault in [*fixes, None]:
        if group and (fault is None or not _share_a_word(text, group[-1], fault)):
            if len(group) > 1 and _brings(text, [(one, one.fix or "") for one in group], language):
                blocked.update(map(id, group))
            group = []
        if fault is not None and (not group or fault.start >= group[-1].end):
            group.append(fault)
    return [replace(fault, fix=None) if id(fault) in blocked else fault for fault in faults] if blocked else faults


def _share_a_word(text: str, first: Fault, second: Fault) -> bool:
    between = text[first.end : second.start]
    return len(between) <= REACH and not any(map(str.isspace, between))


def _brings(text: str, changes: list[tuple[Fault, str]], language: Language) -> bool:
    """Say whether changes of one word bring in an obscenity that was not there before."""
    start, end = changes[0][0].start, changes[-1][0].end
    floor, ceiling = start, end
    while floor and start - floor < REACH and not text[floor - 1].isspace():
        floor -= 1
    while ceiling < len(text) and ceiling - end < REACH and not text[ceiling].isspace():
        ceiling += 1
    after, done = "", floor
    for fault, words in changes:
        after += text[done : fault.start] + words
        done = fault.end
    after += text[done:ceiling]
    brought = _obscenities_in(after, language)
    return bool(brought) and not brought <= _obscenities_in(text[floor:ceiling], language)


def _obscenities_in(text: str, language: Language) -> set[str]:
    return {*obscenity(language).findall(normal(text).lower())}


BROWSER: dict[str, object] = {
    "obscenity": obscenity,
    "obscenity_reach": REACH,
    "by_reading": _BY_READING,
    "as_written": _AS_WRITTEN,
}
