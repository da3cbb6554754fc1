"""Look into a text that is not plainly good. The order of the rules is written down in docs/checking.md."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from .allowed import without_allowed
from .apart import apart_faults
from .apostrophes import apostrophe_faults, decide_behind_apostrophe, read_behind_apostrophe
from .budget import is_far_too_long, is_too_complex
from .capitals import find_shouting
from .designations import designation_faults
from .digits import digit_faults
from .facts import rules
from .finding import Fault, Finding, settle
from .guises import guise, guised_words
from .language import Language
from .length import count_fitting, text_length
from .messages import DID_YOU_MEAN, N_, Message
from .names import name_faults
from .neighbours import judge_in_place, read_as_cyrillic, read_as_latin
from .normal import normal
from .numerals import read_as_numeral
from .obscenities import without_obscenities
from .passage import Occurrence, Passage
from .policy import Policy
from .required_script import script_faults
from .signs import draws_nothing, is_harmless, sign_faults
from .words import SCRIPT_CODES, Verdict, bare, drawn_in_cyrillic, judge, script_letter, scripts_in, to_latin, undrawn

_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|mailto:)?(?:([^/?#@\s]*)@)?([^/?#:@\s]+)")
#: What programs write for a line end and the like, before a word in Cyrillic.
_ESCAPE = re.compile(r"\\[abfnrtv](?=[\u0400-\u04ff])")
#: What is in a text besides the printed characters and ends of lines of ASCII, which nobody needs to look at.
_NOT_PRINTED = re.compile(r"[^\t\n\r -~]")
#: Digits in fullwidth and mathematical forms.
_DRESSED_DIGITS = re.compile("[\uff10-\uff19\U0001d7ce-\U0001d7ff]+")
_DIGITS = re.compile("[0-9]*")
#: In a word of small capitals only s and x are everyday letters, as they look like theirs.
_BESIDE_DRAWN = re.compile("[A-Za-rt-wyz]")
#: A word in small capitals, or above the line, has at least so many letters; fewer are an abbreviation or an exponent.
FEWEST_DRAWN = 3
#: No word of the other script that somebody means is longer.
LONGEST_TWIN = 20

#: What is known only when the text is done: nobody is scolded while he types.
KNOWN_LATER = frozenset({"required", "min_length"})

REQUIRED = Message(N_("Please fill in this field."))
TOO_LONG = Message(
    N_(
        "The text is %(over)d character too long (the limit is %(limit_value)d).",
        "The text is %(over)d characters too long (the limit is %(limit_value)d).",
    )
)
TOO_COMPLEX = Message(N_("Too many words of this text have to be looked into. Please make it shorter."))
TOO_SHORT = Message(
    N_("Please write at least %(limit_value)d character.", "Please write at least %(limit_value)d characters.")
)
DRESSED = Message(N_("“%(text)s” uses special letter forms."))
MIXED = Message(N_("“%(word)s” mixes letters of two scripts."), DID_YOU_MEAN)
OUTSIDE = Message(
    N_(
        "“%(letter)s” in “%(word)s” is not a letter of the %(language_name)s alphabet.",
        "“%(letter)s” in “%(word)s” are not letters of the %(language_name)s alphabet.",
    )
)
#: By the script of the letters that do not belong; "" is any other.
CONFUSED = {
    script: Message(texts, DID_YOU_MEAN)
    for script, texts in {
        "Latn": N_(
            "In “%(word)s” the letter “%(letters)s” is Latin.", "In “%(word)s” the letters “%(letters)s” are Latin."
        ),
        "Cyrl": N_(
            "In “%(word)s” the letter “%(letters)s” is Cyrillic.",
            "In “%(word)s” the letters “%(letters)s” are Cyrillic.",
        ),
        "Grek": N_(
            "In “%(word)s” the letter “%(letters)s” is Greek.", "In “%(word)s” the letters “%(letters)s” are Greek."
        ),
        "": N_(
            "In “%(word)s” the letter “%(letters)s” is of another script.",
            "In “%(word)s” the letters “%(letters)s” are of another script.",
        ),
    }.items()
}
TYPED_IN = {
    script: Message(texts, DID_YOU_MEAN)
    for script, texts in {
        "Latn": N_("“%(word)s” is typed in Latin letters."),
        "Cyrl": N_("“%(word)s” is typed in Cyrillic letters."),
        "Grek": N_("“%(word)s” is typed in Greek letters."),
    }.items()
}


def findings(text: str, policy: Policy, language: Language, budget: int = 0) -> list[Finding]:
    """Return what is wrong with a text, in order of place; `budget` says how much of it may be looked into."""
    passage = Passage(text, language, policy)
    if is_far_too_long(text, policy):
        faults = [*_length_faults(passage)]
    elif is_too_complex(text, policy, language, budget):
        faults = [Fault("too_complex", TOO_COMPLEX, 0, len(text), (), {"limit_value": budget})]
    else:
        local = without_allowed(passage, _local_faults(passage))
        faults = without_obscenities(text, [*local, *_whole_faults(passage)], language)
    return settle(text, faults, policy) if faults else []


def _local_faults(passage: Passage) -> Iterator[Fault]:
    """Yield the faults that show in a line by itself."""
    if passage.policy.code:
        yield from _faults_of_code(passage)
        return
    unusual = set(passage.language.unusual.findall(passage.text))
    if not all(map(is_harmless, unusual)):
        yield from sign_faults(passage)
    if unusual:
        for piece in passage.unusual_segments():
            if piece.kind == "word":
                yield from _word_faults(passage, piece.start, piece.end)
            elif piece.kind in ("url", "email"):
                yield from _address_faults(passage, piece.start, piece.end)
        for chunk, verdict in guised_words(passage) if any(map(guise().match, unusual)) else ():
            yield _mixed_fault(chunk, verdict) if verdict else _undress(chunk, chunk.text)
    if any(digit in passage.text for digit in rules().digits):
        yield from digit_faults(passage)
    if passage.policy.severities["letters_set_apart"] != "off":
        yield from apart_faults(passage)
    yield from apostrophe_faults(passage)


def _faults_of_code(passage: Passage) -> Iterator[Fault]:
    """Yield the faults of a program, which is no language."""
    if not all(map(is_harmless, set(_NOT_PRINTED.findall(passage.text)))):
        yield from sign_faults(passage)
    for chunk, verdict in name_faults(passage):
        yield _mixed_fault(chunk, verdict)


def _word_faults(passage: Passage, start: int, end: int) -> Iterator[Fault]:
    if start and _ESCAPE.match(passage.text, start - 1):
        start += 1
    for digits in _DRESSED_DIGITS.finditer(passage.text, start, end):
        yield _undress(Occurrence(passage, *digits.span()), unicodedata.normalize("NFKC", digits[0]))
    if (designation := designation_faults(passage, start, end)) is not None:
        yield from designation
        return
    for chunk in passage.chunks(start, end):
        if numeral := read_as_numeral(chunk):
            yield _typed_in("Cyrl", chunk, numeral)
            continue
        verdict = decide_behind_apostrophe(chunk, judge_in_place(chunk))
        outside = verdict is not None and verdict.code == "letter_outside_alphabet"
        if verdict and not outside:
            yield _mixed_fault(chunk, verdict)
            continue
        if whole := _twin_fault(chunk):
            yield whole
        elif verdict:
            yield _outside_fault(chunk, verdict.letters)
        yield from _dressed_fault(chunk)


def _outside_fault(chunk: Occurrence, letters: str) -> Fault:
    params = {"word": chunk.text, "letter": letters, "alphabet": chunk.language.code}
    wording = OUTSIDE.with_count(len(letters)).with_names(language_name=chunk.language.name)
    return Fault("letter_outside_alphabet", wording, chunk.start, chunk.end, (), params)


def _dressed_fault(chunk: Occurrence) -> Iterator[Fault]:
    text = chunk.text
    if text.isascii():
        return
    top = max(text)
    may_be_drawn = "\u0250" <= top < "\u0300" or "\u1d00" <= top < "\u2100"
    if may_be_drawn and len(text) >= FEWEST_DRAWN and not _BESIDE_DRAWN.search(text) and undrawn(text).isascii():
        yield _drawn_fault(chunk, undrawn(text), drawn_in_cyrillic(text, chunk.language))
    if "\u0300" <= top < "\u2100":
        return
    clean = bare(text)
    if clean not in (text, normal(text)) and clean == normal(text, "NFKC"):
        yield _undress(chunk, clean)


def _drawn_fault(chunk: Occurrence, latin: str, cyrillic: str | None) -> Fault:
    """Return the fault of a word in small capitals, which may be letters of either script."""
    fault = _undress(chunk, latin)
    return replace(fault, suggestions=(cyrillic, latin), fix=None) if cyrillic else fault


def _undress(chunk: Occurrence, plain: str) -> Fault:
    dressed = chunk.passage.text[chunk.start : chunk.end]
    params = {"text": dressed, "suggestion": plain}
    return Fault("compatibility_character", DRESSED, chunk.start, chunk.end, (plain,), params, fix=plain)


def _mixed_fault(chunk: Occurrence, verdict: Verdict) -> Fault:
    """Return the fault of a chunk of several scripts; the digits behind it may show a formula."""
    text, start, end = chunk.passage.text, chunk.start, chunk.end
    readings, fix = verdict.readings, verdict.fix
    digits = _DIGITS.match(text, end)
    tail = digits[0] if digits else ""
    if len(readings) > 1:
        formula = next((reading for reading in readings if reading + tail in rules().formulas and tail), None)
        if formula:
            readings, fix = (formula, *(r for r in readings if r != formula)), formula
    confused = verdict.code == "mixed_script_confusable"
    if tail and confused:
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
    letters = len(verdict.letters)
    wording = CONFUSED.get(verdict.script, CONFUSED[""]).with_count(letters) if confused else MIXED
    return Fault(verdict.code, wording, start, end, readings, params, fix, "info" if verdict.on_purpose else None)


def _twin_fault(chunk: Occurrence) -> Fault | None:
    """Return the fault of a chunk that is of one script and looks like a word of the other, if it is one."""
    if len(chunk.text) > LONGEST_TWIN:
        return None
    letter = script_letter(chunk.text[0])
    if letter == "L" or (letter == "G" and len(chunk.text) > 1):
        if meant := read_behind_apostrophe(chunk):
            return _typed_in(SCRIPT_CODES[letter], chunk, meant)
        reading = read_as_cyrillic(chunk)
        return _typed_in(SCRIPT_CODES[letter], chunk, *reading) if reading else None
    meant = read_as_latin(chunk) if letter == "C" else None
    return _typed_in(SCRIPT_CODES[letter], chunk, meant) if meant else None


def _typed_in(script: str, chunk: Occurrence, meant: str, is_sure: bool = True) -> Fault:
    params = {"word": chunk.text, "suggestion": meant, "script": script}
    wording = TYPED_IN[script]
    fix = meant if is_sure else None
    return Fault("whole_script_confusable", wording, chunk.start, chunk.end, (meant,), params, fix)


def _address_faults(passage: Passage, start: int, end: int) -> Iterator[Fault]:
    """Yield the faults of the host of an address and of who gets mail there; the rest may be spelled as it likes."""
    found = _HOST.match(passage.text, start, end)
    if not found or passage.text[start:end].isascii():
        return
    ascii_domain = found[2].rpartition(".")[2].isascii()
    if found[1]:
        # A mailbox in Cyrillic is one on purpose, if all of it is.
        is_mixed = len(scripts_in(found[1])) > 1
        is_latin = ascii_domain and (is_mixed or to_latin(bare(found[1])) is not None)
        yield from _name_faults(passage, *found.span(1), is_latin, 1 if is_mixed else 2)
    yield from _name_faults(passage, *found.span(2), ascii_domain)


def _name_faults(passage: Passage, start: int, end: int, is_latin: bool, fewest: int = 2) -> Iterator[Fault]:
    """Yield the faults of a name that should be Latin, or of one script at least; shorter parts may be of any."""
    for chunk in passage.chunks(start, end):
        latin = to_latin(bare(chunk.text)) if is_latin else None
        scripts = scripts_in(chunk.text)
        if len(scripts) > 1:
            verdict = judge(chunk.text, chunk.language.code)
            if latin:
                letters = "".join(dict.fromkeys(char for char in chunk.text if script_letter(char) != "L"))
                verdict = Verdict("mixed_script_confusable", (latin,), latin, letters, "Cyrl")
            if verdict:
                yield _mixed_fault(chunk, verdict)
        elif latin and scripts != {"L"} and len(chunk.text) >= fewest:
            yield _typed_in("Cyrl", chunk, latin)


def _whole_faults(passage: Passage) -> Iterator[Fault]:
    """Yield the faults of the text as a whole: its length, its script, its capitals."""
    if draws_nothing(passage.text):
        if passage.policy.required:
            yield Fault("required", REQUIRED, 0, len(passage.text))
            return
    else:
        yield from script_faults(passage)
        if passage.policy.severities["all_caps"] != "off" and (shouting := find_shouting(passage)):
            yield shouting
    yield from _length_faults(passage)


def _length_faults(passage: Passage) -> Iterator[Fault]:
    text, policy = passage.text, passage.policy
    most, least = policy.max_length, policy.min_length
    if most and len(text) * 2 > most and (length := text_length(text, policy.count)) > most:
        params = {"limit_value": most, "show_value": length, "over": length - most}
        start = count_fitting(text, most, policy.count)
        yield Fault("max_length", TOO_LONG.with_count(length - most), start, len(text), (), params)
    if least and (length := text_length(text, policy.count)) < least:
        params = {"limit_value": least, "show_value": length}
        yield Fault("min_length", TOO_SHORT.with_count(least), 0, len(text), (), params)


BROWSER: dict[str, object] = {
    "known_later": KNOWN_LATER,
    "max_length": TOO_LONG,
    "min_length": TOO_SHORT,
    "too_complex": TOO_COMPLEX,
    "host": _HOST,
    "escape": _ESCAPE,
    "fewest_drawn": FEWEST_DRAWN,
    "beside_drawn": _BESIDE_DRAWN,
    "dressed_digits": _DRESSED_DIGITS,
    "longest_twin": LONGEST_TWIN,
    "required": REQUIRED,
    "compatibility_character": DRESSED,
    "mixed_script": MIXED,
    "letter_outside_alphabet": OUTSIDE,
    "mixed_script_confusable": CONFUSED,
    "whole_script_confusable": TYPED_IN,
}
