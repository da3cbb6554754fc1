"""Check a text against a policy. The order of the rules is written down in docs/checking.md."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..script import CHUNK
from ..segment import element_end, pattern, segment
from .capitals import shouting
from .finding import Fault, Finding, settle
from .language import Language, load_language
from .length import fitting, text_length
from .neighbours import leaning, look_around, typed_in_cyrillic, typed_in_latin
from .policy import Policy, load_policy
from .rules import is_formula, rules
from .signs import draws_nothing, sign_faults
from .words import Verdict, bare, judge, script_letter, to_latin

if TYPE_CHECKING:
    from pathlib import Path

_FIELD_REST = re.compile(r"\S*")
_HOST = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*://|mailto:)?(?:[^/?#@\s]*@)?([^/?#:@\s]+)")
#: A face at the end of what precedes: :D, ;-P, xD.
_EMOTICON = re.compile(r"(?:[:;=8]-?[A-Za-z]|(?<!\w)[xX]D)\Z")
#: Digits in fullwidth and mathematical forms.
_DRESSED_DIGITS = re.compile("[\uff10-\uff19\U0001d7ce-\U0001d7ff]+")
_OPERATORS = re.compile(r"[0-9=+<>≈≤≥^²³√∑∫]")


def check(text: str, policy: str | Path | Policy = "comment", language: str | None = None) -> list[Finding]:
    """Return what is wrong with a text, in order of place; an empty list is a good text.

    >>> [(f.code, f.text, f.suggestions) for f in check("Утре имаме срещ\N{LATIN SMALL LETTER A}.")]
    [('mixed_script_confusable', 'срещa', ('среща',))]
    >>> check("Купих си iPhone 17 Pro Max от eMAG, SMS-и в XXI-ви век, 10 kΩ")
    []

    `policy` is a name (see `policies()`), a path to a TOML file or a `Policy`; `language` (bg, ru, uk, sr
    or mk) overrides the one it names. Raises `PolicyError` or `UnknownLanguage`.
    """
    wanted = load_policy(policy, language)
    known = load_language(wanted.language)
    faults = [*_local_faults(text, known, wanted.max_marks), *_whole_faults(text, known, wanted)]
    return settle(text, faults, wanted.severities, wanted.severity) if faults else []


def _local_faults(text: str, language: Language, max_marks: int = 2) -> Iterator[Fault]:
    """Yield the faults that show in a line by itself."""
    plain = language.unusual.search(text) is None
    if not plain:
        yield from sign_faults(text, max_marks)
        yield from _word_faults(text, language)
    if any(digit in text for digit in rules().digits):
        yield from _digit_faults(text, language)


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
    for digits in _DRESSED_DIGITS.finditer(text, start, end):
        yield _undressed(digits[0], digits.start(), unicodedata.normalize("NFKC", digits[0]))
    for found in CHUNK.finditer(text, start, end):
        chunk = found[0]
        verdict = _judged(text, *found.span(), language)
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


def _judged(text: str, start: int, end: int, language: Language) -> Verdict | None:
    """Return what is wrong with a chunk; on a tie the words around it are asked."""
    verdict = judge(text[start:end], language.code)
    if verdict and verdict.fix is None and len(verdict.readings) > 1:
        return judge(text[start:end], language.code, leaning(look_around(text, start, end), language))
    return verdict


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


@cache
def _digit_patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds a digit before a letter, and what a whole word with one in it matches."""
    letters = "".join(sorted(language.alphabet))
    digits = "".join(rules().digits)
    word = rf"(?:[{digits}][{letters}]{{3,}}(?![\w-])|[{letters}]+[{digits}][{letters}]+(?!\w))"
    return re.compile(rf"[{digits}](?=[{letters}])"), re.compile(rf"(?<![\w.,:/#@-]){word}")


def _digit_faults(text: str, language: Language) -> Iterator[Fault]:
    """Yield a fault for each word with a digit that looks or sounds like the letter missing from it."""
    digit_before_letter, whole_word = _digit_patterns(language)
    protected: list[tuple[int, int]] | None = None
    for hit in digit_before_letter.finditer(text):
        place = hit.start()
        while place and text[place - 1] in language.alphabet:
            place -= 1
        found = whole_word.match(text, place)
        if not found:
            continue
        word, at = found[0], hit.start() - place
        head, digit, tail = word[:at], word[at], word[at + 1 :]
        if not head and (_follows_digits(tail.lower(), language) or tail[0].isupper() != tail.isupper()):
            continue
        if head and (len(head) < 2 or len(tail) < 2 or (head.isupper() and len(head) < 4)):
            continue
        if protected is None:
            protected = [(s.start, s.end) for s in segment(text) if s.kind not in ("word", "number")]
        before = bisect_right(protected, (place, len(text)))
        if before and place < protected[before - 1][1]:
            continue
        letters = rules().digits[digit]
        sentence_start = not head and not look_around(text, *found.span()).before
        upper = tail.isupper() or sentence_start
        readings = tuple(head + (letter.upper() if upper else letter) + tail for letter in letters)
        known = [word for word in readings if head or word.lower().startswith(language.digit_words)]
        if not known:
            continue
        params = {"word": word, "suggestion": known[0], "suggestions": known}
        fix = known[0] if len(known) == 1 and word[-1].islower() else None
        yield Fault("confusable_digit", *found.span(), tuple(known), params, fix)


def _follows_digits(tail: str, language: Language) -> bool:
    return any(tail == stem or (len(stem) > 2 and tail.startswith(stem)) for stem in language.after_digits)


def _whole_faults(text: str, language: Language, policy: Policy) -> Iterator[Fault]:
    """Yield the faults of the text as a whole: its length, its script, its capitals."""
    if draws_nothing(text):
        if policy.required:
            yield Fault("required", 0, len(text), ())
            return
    else:
        yield from _script_faults(text, language, policy)
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


def _script_faults(text: str, language: Language, policy: Policy) -> Iterator[Fault]:
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
        verdict = _judged(text, start, end, language)
        if verdict and verdict.fix:
            return {script_letter(char) for char in verdict.fix} - {"-"}
    elif scripts == {"C"} and (latin := typed_in_cyrillic(text, start, end, language)):
        return {script_letter(latin[0])}
    return scripts
