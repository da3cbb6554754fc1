"""The script that a policy asks for: is any word of the text, or every one, written in it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..text.scripts import CHUNK
from ..text.segments import segment
from .facts import is_formula
from .finding import Fault
from .language import Language
from .neighbours import judged, typed_in_cyrillic
from .policy import Policy
from .words import script_letter

#: A face at the end of what precedes: :D, ;-P, xD.
_EMOTICON = re.compile(r"(?:[:;=8]-?[A-Za-z]|(?<!\w)[xX]D)\Z")
_OPERATORS = re.compile(r"[0-9=+<>≈≤≥^²³√∑∫]")


def script_faults(text: str, language: Language, policy: Policy) -> Iterator[Fault]:
    if not policy.script:
        return
    letter = {"Cyrl": "C", "Latn": "L", "Grek": "G"}[policy.script]
    if policy.words == "some" and letter == "C" and language.unusual.search(text) is None:
        return
    strangers: list[tuple[str, int, int]] = []
    for piece in segment(text):
        if piece.kind != "word" or is_formula(text[piece.start : piece.end]):
            continue
        for found in CHUNK.finditer(text, piece.start, piece.end):
            scripts = _scripts_meant(text, *found.span(), language)
            if letter in scripts and policy.words == "some":
                return
            if scripts and letter not in scripts:
                strangers.append((found[0], *found.span()))
    if policy.words == "every":
        for word, start, end in strangers:
            yield _not_allowed(policy, word, start, end)
        return
    strangers = [
        stranger for stranger in strangers if not _EMOTICON.search(text[max(0, stranger[2] - 4) : stranger[2]])
    ]
    short = all(sum(map(str.isalpha, word)) <= 2 for word, *_ in strangers)
    if not strangers or (short and _OPERATORS.search(text)):
        return
    start, end = strangers[0][1], strangers[-1][2]
    yield _not_allowed(policy, strangers[0][0], start, end)
    if letter == "C":
        from .romanised import romanised

        if found_words := romanised(text, language):
            yield found_words


def _not_allowed(policy: Policy, word: str, start: int, end: int) -> Fault:
    found = {"C": "Cyrl", "L": "Latn", "G": "Grek"}.get(script_letter(word[0]), "Zyyy")
    return Fault("script_not_allowed", start, end, (), {"required": policy.script, "found": found})


def _scripts_meant(text: str, start: int, end: int, language: Language) -> set[str]:
    """Return the scripts that a chunk is of, as `script_letter` names them, once it is put right."""
    chunk = text[start:end]
    scripts = {script_letter(char) for char in chunk} - {"-"}
    if len(scripts) > 1:
        verdict = judged(text, start, end, language)
        if verdict and verdict.fix:
            return {script_letter(char) for char in verdict.fix} - {"-"}
    elif scripts == {"C"} and (latin := typed_in_cyrillic(text, start, end, language)):
        return {script_letter(latin[0])}
    return scripts
