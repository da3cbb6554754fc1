"""Look into a text that is not plainly good. The order of the rules is written down in docs/checking.md."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ..text.scripts import CHUNK
from ..text.segments import element_end, pattern
from .capitals import shouting
from .digits import digit_faults
from .facts import rules
from .finding import Fault, Finding, settle
from .language import Language
from .length import fitting, text_length
from .neighbours import judged, typed_in_cyrillic, typed_in_latin
from .policy import Policy
from .required_script import script_faults
from .signs import draws_nothing, is_harmless, sign_faults
from .words import Verdict, bare, judge, script_letter, to_latin

_FIELD_REST = re.compile(r"\S*")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|mailto:)?(?:[^/?#@\s]*@)?([^/?#:@\s]+)")
#: What programs write for a line end and the like, before a word in Cyrillic.
_ESCAPE = re.compile(r"\\[abfnrtv](?=[\u0400-\u04ff])")
#: Digits in fullwidth and mathematical forms.
_DRESSED_DIGITS = re.compile("[\uff10-\uff19\U0001d7ce-\U0001d7ff]+")


def findings(text: str, policy: Policy, language: Language) -> list[Finding]:
    """Return what is wrong with a text, in order of place."""
    faults = [*_local_faults(text, language, policy.max_marks), *_whole_faults(text, language, policy)]
    return settle(text, faults, policy.severities, policy.severity) if faults else []


def _local_faults(text: str, language: Language, max_marks: int = 2) -> Iterator[Fault]:
    """Yield the faults that show in a line by itself."""
    unusual = set(language.unusual.findall(text))
    if not all(map(is_harmless, unusual)):
        yield from sign_faults(text, max_marks)
    if unusual:
        yield from _word_faults(text, language)
    if any(digit in text for digit in rules().digits):
        yield from digit_faults(text, language)


def _word_faults(text: str, language: Language) -> Iterator[Fault]:
    """Yield the faults of words: only fields that hold an unusual character are looked into."""
    search, done = pattern().search, 0
    absent: set[str] = set()
    for hit in language.unusual.finditer(text):
        if hit.start() < done or hit[0].isspace():
            continue
        start = hit.start()
        while start > done and not text[start - 1].isspace():
            start -= 1
        rest = _FIELD_REST.match(text, hit.end())
        end = rest.end() if rest else hit.end()
        position = start
        while position < end and (found := search(text, position, max(end, min(len(text), position + 4096)))):
            if found.start() >= end:
                break
            position = found.end()
            if found.lastgroup == "word":
                yield from _chunk_faults(text, found.start(), found.end(), language)
            elif found.lastgroup == "html":
                position = element_end(text, found[0], position, absent)
            elif found.lastgroup in ("url", "email"):
                yield from _host_faults(text, found.start(), found.end(), language)
        done = max(end, position)


def _chunk_faults(text: str, start: int, end: int, language: Language) -> Iterator[Fault]:
    if start and _ESCAPE.match(text, start - 1):
        start += 1
    for digits in _DRESSED_DIGITS.finditer(text, start, end):
        yield _undressed(digits[0], digits.start(), unicodedata.normalize("NFKC", digits[0]))
    for found in CHUNK.finditer(text, start, end):
        chunk = found[0]
        verdict = judged(text, *found.span(), language)
        if verdict is None:
            yield from _whole_script(text, *found.span(), language)
        elif verdict.code == "letter_outside_alphabet":
            whole = list(_whole_script(text, *found.span(), language))
            params = {"word": chunk, "letter": verdict.letters, "alphabet": language.code}
            yield from whole or [Fault(verdict.code, *found.span(), (), params)]
        else:
            yield _mixed_fault(text, *found.span(), verdict, language)
        if verdict is None or verdict.code == "letter_outside_alphabet":
            yield from _dressed_fault(chunk, found.start())


def _dressed_fault(chunk: str, start: int) -> Iterator[Fault]:
    if chunk.isascii() or "\u0300" <= max(chunk) < "\u2100":
        return
    plain = unicodedata.normalize("NFKC", chunk)
    clean = bare(chunk)
    if clean not in (chunk, unicodedata.normalize("NFC", chunk)) and clean == plain:
        yield _undressed(chunk, start, clean)


def _undressed(dressed: str, start: int, plain: str) -> Fault:
    params = {"text": dressed, "suggestion": plain}
    return Fault("compatibility_character", start, start + len(dressed), (plain,), params, fix=plain)


def _mixed_fault(text: str, start: int, end: int, verdict: Verdict, language: Language) -> Fault:
    """Return the fault of a chunk of several scripts; the digits behind it may show a formula."""
    readings, fix = verdict.readings, verdict.fix
    digits = re.compile("[0-9]*").match(text, end)
    tail = digits[0] if digits else ""
    if len(readings) > 1:
        formula = next((reading for reading in readings if reading + tail in rules().formulas and tail), None)
        if formula:
            readings, fix = (formula, *(r for r in readings if r != formula)), formula
    if tail and verdict.code == "mixed_script_confusable":
        end += len(tail)
        readings = tuple(reading + tail for reading in readings)
        fix = fix + tail if fix is not None else None
    params = {
        "word": text[start:end],
        "letters": verdict.letters,
        "script": verdict.script,
        "suggestion": readings[0] if readings else "",
        "suggestions": list(readings),
    }
    return Fault(verdict.code, start, end, readings, params, fix, "info" if verdict.on_purpose else None)


def _whole_script(text: str, start: int, end: int, language: Language) -> Iterator[Fault]:
    """Yield the fault of a chunk that is of one script and looks like a word of the other."""
    chunk = text[start:end]
    if len(chunk) > 20:
        return
    first = script_letter(chunk[0])
    if first in "LG":
        meant = typed_in_latin(text, start, end, language) if first == "L" or len(chunk) > 1 else None
    elif first == "C":
        meant = typed_in_cyrillic(text, start, end, language)
    else:
        return
    if meant:
        params = {"word": chunk, "suggestion": meant, "script": {"L": "Latn", "G": "Grek", "C": "Cyrl"}[first]}
        yield Fault("whole_script_confusable", start, end, (meant,), params, fix=meant)


def _host_faults(text: str, start: int, end: int, language: Language) -> Iterator[Fault]:
    """Yield the faults of the host name of an address; the rest of it may be spelled as it likes."""
    found = _HOST.match(text, start, end)
    if not found or text[start:end].isascii():
        return
    ascii_domain = found[1].rpartition(".")[2].isascii()
    for chunk in CHUNK.finditer(text, *found.span(1)):
        latin = to_latin(bare(chunk[0])) if ascii_domain else None
        scripts = {script_letter(char) for char in chunk[0]} - {"-"}
        if len(scripts) > 1:
            verdict = judge(chunk[0], language.code)
            if latin:
                letters = "".join(dict.fromkeys(char for char in chunk[0] if script_letter(char) != "L"))
                verdict = Verdict("mixed_script_confusable", (latin,), latin, letters, "Cyrl")
            if verdict:
                yield _mixed_fault(text, *chunk.span(), verdict, language)
        elif latin and scripts != {"L"} and len(chunk[0]) > 1:
            params = {"word": chunk[0], "suggestion": latin, "script": "Cyrl"}
            yield Fault("whole_script_confusable", *chunk.span(), (latin,), params, fix=latin)


def _whole_faults(text: str, language: Language, policy: Policy) -> Iterator[Fault]:
    """Yield the faults of the text as a whole: its length, its script, its capitals."""
    if draws_nothing(text):
        if policy.required:
            yield Fault("required", 0, len(text), ())
            return
    else:
        yield from script_faults(text, language, policy)
        if policy.severities["all_caps"] != "off" and (shout := shouting(text, language)):
            yield shout
    if policy.max_length and len(text) * 2 > policy.max_length:
        length = text_length(text, policy.count)
        if length > policy.max_length:
            params = {
                "limit_value": policy.max_length,
                "show_value": length,
                "over": length - policy.max_length,
            }
            yield Fault("max_length", fitting(text, policy.max_length, policy.count), len(text), (), params)
    if policy.min_length and (length := text_length(text, policy.count)) < policy.min_length:
        yield Fault("min_length", 0, len(text), (), {"limit_value": policy.min_length, "show_value": length})
