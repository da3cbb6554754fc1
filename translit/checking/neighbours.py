"""Judge a word by the words around it: is "a" here a Latin letter, or Bulgarian "а" typed as one?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from ..text.kinds import is_lower, is_title, is_upper
from .facts import ATTACHED, letters_of, rules
from .leaning import kind, lean, nearest
from .passage import Occurrence, Surroundings
from .single_letters import in_abbreviation, is_initial, is_labelled, is_lone_word, is_sure_initial, may_be_axis
from .twin_words import twin_words
from .words import LONGEST_ACRONYM, ROMAN, Verdict, judge, to_cyrillic, to_latin

_OPERATORS = frozenset("=<>+*/^|≤≥≠≈×÷±→⇒∈√")
#: Names of axes, planes and chromosomes.
_AXES = re.compile("O?(?:XYZ?|XZ|YZ|ZX|ZY)|OY|OZ")
#: A code in brackets or quotes, or an acronym: каталонски (ca), „EM“, файл POT.
LONGEST_BRACKETED = 3
#: Beside an operator so many letters are a product of variables: кx^p.
LONGEST_VARIABLE = 2
#: An option, before what it takes: -t a.
_OPTION = re.compile(r"(?<![\w-])-{1,2}[A-Za-z][A-Za-z0-9-]*[ =]\Z")
LONGEST_OPTION = 24
#: How far back a number may stand whose measure a letter is.
LONGEST_GAP = 8
_OPENED, _CLOSED = frozenset("([„“\"«'"), frozenset(")]“”\"»'")
_COLUMN = re.compile(r"[ \u00a0]{2}|\t")
_SMALL_ROMAN = re.compile("[ivx]+")
#: Signs behind the number of a line.
_BEHIND_NUMBER = frozenset(").")
_ENDING = re.compile(r"[^\W\d_]*")
#: Latin letters, and the rest in Cyrillic.
_GIVEN = re.compile(r"([A-Za-z]+)[\u0430-\u045f\u0491]{2,}")
_MEASURED = re.compile(r"(?:[ \u00a0]?=|[ \u00a0][≈≤≥<>])(?![=<>])")
#: A single Latin letter at the beginning of a Cyrillic word, and what stands before it in a command.
_SIGNED = re.compile(r"[A-Za-z][\u0430-\u045f\u0491]+")
_SWITCH = re.compile(r"(?:(?<![\w-])-|--[A-Za-z][A-Za-z-]{0,31}=)\Z")


class Reading(NamedTuple):
    """The word that a chunk stands for, and whether that is sure enough to write it."""

    text: str
    is_sure: bool = True


def judge_in_place(chunk: Occurrence) -> Verdict | None:
    """Return what is wrong with a chunk; on a tie the words around it are asked."""
    verdict = judge(chunk.text, chunk.language.code)
    if verdict and verdict.fix is None and len(verdict.readings) > 1:
        verdict = judge(chunk.text, chunk.language.code, lean(chunk))
    if verdict is None:
        return None
    if verdict.fix is None and len(verdict.readings) > 1 and _is_among_capitals(chunk):
        verdict = replace(verdict, fix=verdict.readings[0])
    if verdict.fix is None and _is_given(chunk):
        return replace(verdict, readings=(), fix=None, on_purpose=True)
    if verdict.fix and (_is_variable(chunk) or _is_glued(chunk, verdict)):
        return replace(verdict, fix=None)
    return verdict


def _is_among_capitals(chunk: Occurrence) -> bool:
    """Say whether a word in capitals is none of an acronym, as the words beside it are in capitals: КАJ СИ ДЕНЕС."""
    language, around = chunk.language, chunk.around
    beside = [
        word for word in (*around.before[:1], *around.after[:1]) if is_upper(word) and word not in language.acronyms
    ]
    ordinary = [word for word in beside if len(word) > LONGEST_ACRONYM or word.lower() in language.short_words]
    return is_upper(chunk.text) and lean(chunk) == "C" and any(letters_of()["Cyrl"].match(word) for word in ordinary)


def _is_variable(chunk: Occurrence) -> bool:
    return len(chunk.text) <= LONGEST_VARIABLE and _in_formula(chunk)


def _is_given(chunk: Occurrence) -> bool:
    """Say whether a Latin sign begins the name of a quantity or an argument: Iмакс = 10, <defфайл>, ядра-rtверсия_."""
    text, start, end = chunk.passage.text, chunk.start, chunk.end
    given = _GIVEN.fullmatch(chunk.text)
    if given is None:
        return False
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if len(given[1]) == 1:
        return _MEASURED.match(text, end) is not None
    return (before, after) == ("<", ">") or after == "_"


def _is_glued(chunk: Occurrence, verdict: Verdict) -> bool:
    """Say whether the first letter may be an option, or the last one be glued to a name: -aтаблиця, =xколір, A_Bи."""
    before = chunk.passage.text[chunk.start - 1 : chunk.start] if chunk.start else ""
    if before == "_":
        return verdict.code == "mixed_script"
    if before not in ("-", "="):
        return False
    return _SIGNED.fullmatch(chunk.text) is not None and _is_behind_switch(chunk)


def _is_behind_switch(chunk: Occurrence) -> bool:
    return _SWITCH.search(chunk.passage.text, max(0, chunk.start - LONGEST_OPTION), chunk.start) is not None


def read_as_cyrillic(chunk: Occurrence) -> Reading | None:
    """Return the Cyrillic word that a chunk of Latin letters stands for in this sentence, or None."""
    cyrillic = to_cyrillic(chunk.text, chunk.language)
    if cyrillic is None:
        return None
    if len(chunk.text) == 1:
        return _read_letter(chunk, cyrillic)
    if not _is_word(chunk, cyrillic):
        return None
    is_loud = _is_loud(chunk, LONGEST_ACRONYM)
    return Reading(cyrillic, cyrillic in chunk.language.acronyms or not is_loud or _may_be_stressed(chunk))


def _may_be_stressed(chunk: Occurrence) -> bool:
    """Say whether capitals may stress a word: at the beginning, or beside a small word (где ОН, not сторону BOT)."""
    language, around = chunk.language, chunk.around
    small = language.short_words | language.prepositions | language.conjunctions
    return not around.before or any(word.lower() in small for word in (around.before[0], *around.after[:1]))


def _read_letter(chunk: Occurrence, cyrillic: str) -> Reading | None:
    if in_abbreviation(chunk):
        return Reading(cyrillic)
    if is_initial(chunk):
        return Reading(cyrillic, is_sure_initial(chunk))
    if cyrillic.lower() not in chunk.language.lookalikes or not _stands_alone(chunk) or _in_formula(chunk):
        return None
    around, language = chunk.around, chunk.language
    left, right = nearest(around.before, language), nearest(around.after, language)
    if is_labelled(chunk) or not is_lone_word(chunk, left, right):
        return None
    return Reading(cyrillic, not may_be_axis(chunk))


def _is_word(chunk: Occurrence, cyrillic: str) -> bool:
    """Say whether the words around a Latin one show that it is a Cyrillic one in twins."""
    word, around, language = chunk.text, chunk.around, chunk.language
    small = cyrillic.lower()
    if _AXES.fullmatch(word) or (word.lower() in rules().latin_words and not _is_small_word(chunk, small)):
        return False
    if small not in language.lookalikes and small not in twin_words(language):
        return False
    if len(word) <= LONGEST_BRACKETED and (_is_quoted(word, around) or _is_titled(word, around)):
        return False
    if ROMAN.fullmatch(word) or _is_small_roman(chunk) or not (is_lower(word) or is_title(word) or is_upper(word)):
        return False
    if not _stands_alone(chunk) or _in_formula(chunk) or _is_element(chunk):
        return False
    if _is_acronym(word, cyrillic, chunk):
        return False
    left, right = nearest(around.before, language), nearest(around.after, language)
    sure = left == "C" or right == "C"
    return sure and (is_lower(word) or (right != "L" and left != "L") or (right == "C" and is_title(word)))


def _is_small_word(chunk: Occurrence, small: str) -> bool:
    """Say whether a short word that Latin has, too, stands among capitals: ВІН КАЖЕ НІ І ЙДЕ."""
    beside = (*chunk.around.before[:1], *chunk.around.after[:1])
    if small not in chunk.language.short_words or len(beside) < 2 or not all(map(is_upper, beside)):
        return False
    return is_upper(chunk.text) and all(kind(word, chunk.language) == "C" for word in beside)


def _is_acronym(word: str, cyrillic: str, chunk: Occurrence) -> bool:
    """Say whether a few capitals within a sentence of small letters are a Latin acronym: файл POT, but где ОН."""
    language = chunk.language
    if not _is_loud(chunk, LONGEST_BRACKETED) or cyrillic in language.acronyms:
        return False
    nouns = language.label_nouns | language.letter_nouns
    if any(word.lower() in nouns for word in (*chunk.around.before[:1], *chunk.around.after[:1])):
        return True
    if not chunk.around.before:
        # There a word of two letters has one capital.
        return len(word) == 2
    return cyrillic.lower() not in language.short_words - language.prepositions


def _is_loud(chunk: Occurrence, longest: int) -> bool:
    """Say whether a word is in capitals, and no longer than this, and the words beside it are not."""
    word, around = chunk.text, chunk.around
    beside = (*around.before[:1], *around.after[:1])
    return len(word) <= longest and is_upper(word) and bool(beside) and not any(map(is_upper, beside))


def _is_quoted(word: str, around: Surroundings) -> bool:
    """Say whether a short word is named and not used: каталонски (ca), „EM“, заглавието To:, or alone in its column."""
    if around.right == ":" and is_title(word) and around.before:
        return True
    if not around.before and _COLUMN.match(around.gap_after):
        return True
    return around.left in _OPENED and around.right in _CLOSED | {":"}


def _is_titled(word: str, around: Surroundings) -> bool:
    """Say whether an English word of two letters has a capital within a sentence: заголовок To которых."""
    before = "".join(around.before[:1])
    if word.lower() not in rules().latin_twins:
        return False
    return len(word) == 2 and is_title(word) and around.gap_before.isspace() and (is_lower(before) or before.isascii())


def _is_small_roman(chunk: Occurrence) -> bool:
    """Say whether a word counts as the one beside it does, or what is behind it or before: i, ii, iii; ii) друге."""
    word, around = chunk.text, chunk.around
    if not _SMALL_ROMAN.fullmatch(word):
        return False
    beside = (*around.before[:1], *around.after[:1])
    if beside and all(map(_SMALL_ROMAN.fullmatch, beside)):
        return True
    counted = around.before and around.before[0].lower().startswith(chunk.language.numbered)
    return bool(counted) or (not around.before and around.right in _BEHIND_NUMBER)


def _stands_alone(chunk: Occurrence) -> bool:
    text, word, left, right = chunk.passage.text, chunk.text, chunk.around.left, chunk.around.right
    if left.isdigit() or right.isdigit() or left in ATTACHED:
        return False
    if left == "." and not letters_of()["Cyrl"].match(text, chunk.start - 2):
        # The end of a file's name, or a command of troff.
        return False
    if _OPTION.search(text, max(0, chunk.start - LONGEST_OPTION), chunk.start):
        return False
    if right in ("-", "‑") and len(word) > 1 and is_upper(word):
        ending = _ENDING.match(text, chunk.end + 1)
        return bool(ending and ending[0] in chunk.language.endings)
    if right in ATTACHED or (right == "." and text[chunk.end + 1 : chunk.end + 2].strip()):
        return False
    # A measure, or a column of a table: 5 c, 10 A, 238   EE.
    return not text[max(0, chunk.start - LONGEST_GAP) : chunk.start].rstrip(" \u00a0\u202f")[-1:].isdigit()


def _in_formula(chunk: Occurrence) -> bool:
    """Say whether a letter stands beside an operator, and not beside a tag: a > b, E = mc², but <b>мы</b> c тобой."""
    text = chunk.passage.text
    start = max(0, chunk.start - 2)
    after, before = text[chunk.end : chunk.end + 2], text[start : chunk.start].rstrip(" ")
    behind = chunk.end + len(after) - len(after.lstrip(" "))
    signs = ((after.lstrip(" ")[:1], behind), (before[-1:], start + len(before) - 1))
    return any(sign in _OPERATORS and not chunk.passage.is_protected(place) for sign, place in signs)


def _is_element(chunk: Occurrence) -> bool:
    """Say whether a word is the sign of an element, in the middle of a sentence or of a list of them: калций Ca."""
    around = chunk.around
    if len(chunk.text) != 2 or chunk.text not in rules().elements or not around.before:
        return False
    return around.gap_before.isspace() or (around.gap_before == ", " and around.before[0] in rules().elements)


def read_as_latin(chunk: Occurrence) -> str | None:
    """Return the Latin word that a chunk of Cyrillic letters stands for in a Latin sentence, or None."""
    latin = to_latin(chunk.text)
    if latin is None or latin.lower() not in rules().latin_words:
        return None
    around, language = chunk.around, chunk.language
    if around.left.isdigit() or around.right.isdigit() or ATTACHED & {around.left, around.right}:
        return None
    left, right = nearest(around.before, language), nearest(around.after, language)
    if "C" in (left, right):
        return None
    word = chunk.text.lower()
    if word in language.lookalikes or word in language.short_words:
        # A word of the language itself takes more than a Latin name beside it.
        return latin if left == right == "L" and _is_inside(chunk) else None
    return latin if left + right and (left == right or len(latin) > 1 or right == "L") else None


def _is_inside(chunk: Occurrence) -> bool:
    """Say whether nothing but blanks stands between a word and its neighbours."""
    return chunk.around.gap_before.isspace() and chunk.around.gap_after.isspace()


BROWSER: dict[str, object] = {
    "operators": _OPERATORS,
    "axes": _AXES,
    "small_roman": _SMALL_ROMAN,
    "behind_number": _BEHIND_NUMBER,
    "column": _COLUMN,
    "longest_bracketed": LONGEST_BRACKETED,
    "longest_gap": LONGEST_GAP,
    "option": _OPTION,
    "given": _GIVEN,
    "measured": _MEASURED,
    "signed": _SIGNED,
    "switch": _SWITCH,
    "longest_variable": LONGEST_VARIABLE,
    "longest_option": LONGEST_OPTION,
    "opened": _OPENED,
    "closed": _CLOSED,
}
