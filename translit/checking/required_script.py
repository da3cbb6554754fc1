"""The script that a policy asks for: is any word of the text, or every one, written in it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .facts import is_formula
from .finding import Fault
from .messages import N_, Message
from .neighbours import judge_in_place, read_as_latin
from .passage import Occurrence, Passage
from .words import SCRIPT_CODES, SCRIPT_LETTERS, script_letter, scripts_in

#: A face at the end of what precedes: :D, ;-P, xD.
_EMOTICON = re.compile(r"(?:[:;=8]-?[A-Za-z]|(?<!\w)[xX]D)\Z")
_SIGNS = re.compile(r"[0-9=+<>≈≤≥^²³√∑∫]")

WRITE_IN = Message(N_("Please write in %(script_name)s."))
SCRIPT_NAMES = {"Cyrl": "Cyrillic", "Latn": "the Latin alphabet", "Grek": "Greek"}


def script_faults(passage: Passage) -> Iterator[Fault]:
    """Yield the fault of a text without a word in the script asked for, or one for each word in another."""
    policy = passage.policy
    if not policy.script:
        return
    letter = SCRIPT_LETTERS[policy.script]
    if policy.words == "some" and letter == "C" and passage.language.unusual.search(passage.text) is None:
        return
    strangers: list[Occurrence] = []
    for piece in passage.segments():
        if piece.kind != "word" or is_formula(passage.text[piece.start : piece.end]):
            continue
        for chunk in passage.chunks(piece.start, piece.end):
            scripts = _scripts_meant(chunk)
            if letter in scripts and policy.words == "some":
                return
            if scripts and letter not in scripts:
                strangers.append(chunk)
    if policy.words == "every":
        for chunk in strangers:
            yield _not_allowed_fault(chunk, chunk.end)
        return
    strangers = [chunk for chunk in strangers if not _EMOTICON.search(passage.text[max(0, chunk.end - 4) : chunk.end])]
    short = all(sum(map(str.isalpha, chunk.text)) <= 2 for chunk in strangers)
    if not strangers or (short and _SIGNS.search(passage.text)):
        return
    yield _not_allowed_fault(strangers[0], strangers[-1].end)
    if letter == "C":
        from .romanised import find_romanised

        if romanised := find_romanised(passage):
            yield romanised


def _not_allowed_fault(chunk: Occurrence, end: int) -> Fault:
    """Return the fault of a part of the text that begins with this chunk."""
    required = chunk.passage.policy.script
    params = {"required": required, "found": SCRIPT_CODES.get(script_letter(chunk.text[0]), "Zyyy")}
    wording = WRITE_IN.with_names(script_name=SCRIPT_NAMES[required])
    return Fault("script_not_allowed", wording, chunk.start, end, (), params)


def _scripts_meant(chunk: Occurrence) -> set[str]:
    """Return the scripts that a chunk is of, as `script_letter` names them, once it is put right."""
    scripts = scripts_in(chunk.text)
    if len(scripts) > 1:
        verdict = judge_in_place(chunk)
        if verdict and verdict.fix:
            return scripts_in(verdict.fix)
    elif len(chunk.text) > 1 and scripts == {"C"} and (latin := read_as_latin(chunk)):
        return {script_letter(latin[0])}
    return scripts


BROWSER: dict[str, object] = {
    "emoticon": _EMOTICON,
    "signs_of_formulas": _SIGNS,
    "script_not_allowed": WRITE_IN,
    "script_names": SCRIPT_NAMES,
}
