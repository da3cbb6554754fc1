"""Judge a word by the words around it: is "a" here a Latin letter, or Bulgarian "а" typed as one?"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from ..text.kinds import is_lower, is_title, is_upper
from .facts import ATTACHED, letters_of, rules
from .leaning import lean, nearest
from .passage import Occurrence, Surroundings
from .single_letters import in_abbreviation, is_initial, is_labelled, is_lone_word, is_sure_initial
from .words import ROMAN, Verdict, judge, to_cyrillic, to_latin

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
_ENDING = re.compile(r"[^\W\d_]*")


class Reading(NamedTuple):
    """The word that a chunk stands for, and whether that is sure enough to write it."""

    text: str
    is_sure: bool = True


def judge_in_place(chunk: Occurrence) -> Verdict | None:
    """Return what is wrong with a chunk; on a tie the words around it are asked."""
    verdict = judge(chunk.text, chunk.language.code)
    if verdict and verdict.fix is None and len(verdict.readings) > 1:
        verdict = judge(chunk.text, chunk.language.code, lean(chunk))
    if verdict and verdict.fix and len(chunk.text) <= LONGEST_VARIABLE and _in_formula(chunk):
        return replace(verdict, fix=None)
    return verdict


def read_as_cyrillic(chunk: Occurrence) -> Reading | None:
    """Return the Cyrillic word that a chunk of Latin letters stands for in this sentence, or None."""
    cyrillic = to_cyrillic(chunk.text, chunk.language)
    if cyrillic is None:
        return None
    if len(chunk.text) == 1:
        return _read_letter(chunk, cyrillic)
    return Reading(cyrillic) if _is_word(chunk, cyrillic) else None


def _read_letter(chunk: Occurrence, cyrillic: str) -> Reading | None:
    if in_abbreviation(chunk):
        return Reading(cyrillic)
    if is_initial(chunk):
        return Reading(cyrillic, is_sure_initial(chunk))
    if cyrillic.lower() not in chunk.language.lookalikes or not _stands_alone(chunk) or _in_formula(chunk):
        return None
    around, language = chunk.around, chunk.language
    left, right = nearest(around.before, language), nearest(around.after, language)
    return Reading(cyrillic) if not is_labelled(chunk) and is_lone_word(chunk, left, right) else None


def _is_word(chunk: Occurrence, cyrillic: str) -> bool:
    """Say whether the words around a Latin one show that it is a Cyrillic one in twins."""
    word, around, language = chunk.text, chunk.around, chunk.language
    if cyrillic.lower() not in language.lookalikes or word.lower() in rules().latin_words or _AXES.fullmatch(word):
        return False
    if len(word) <= LONGEST_BRACKETED and _is_quoted(word, around):
        return False
    if (
        ROMAN.fullmatch(word)
        or _is_small_roman(word, around)
        or not (is_lower(word) or is_title(word) or is_upper(word))
    ):
        return False
    if not _stands_alone(chunk) or _in_formula(chunk) or _is_element(chunk):
        return False
    if _is_acronym(word, cyrillic, chunk):
        return False
    left, right = nearest(around.before, language), nearest(around.after, language)
    sure = left == "C" or right == "C"
    return sure and (is_lower(word) or (right != "L" and left != "L") or (right == "C" and is_title(word)))


def _is_acronym(word: str, cyrillic: str, chunk: Occurrence) -> bool:
    """Say whether a few capitals within a sentence of small letters are a Latin acronym: файл POT, but где ОН."""
    around, language = chunk.around, chunk.language
    if len(word) > LONGEST_BRACKETED or not is_upper(word):
        return False
    if cyrillic in language.acronyms or cyrillic.lower() in language.short_words - language.prepositions:
        return False
    beside = (*around.before[:1], *around.after[:1])
    return bool(around.before) and not any(is_upper(other) for other in beside)


def _is_quoted(word: str, around: Surroundings) -> bool:
    """Say whether a short word is named and not used: каталонски (ca), „EM“, заглавието To:, or alone in its column."""
    if around.right == ":" and is_title(word) and around.before:
        return True
    if not around.before and _COLUMN.match(around.gap_after):
        return True
    return around.left in _OPENED and around.right in _CLOSED | {":"}


def _is_small_roman(word: str, around: Surroundings) -> bool:
    """Say whether a word counts as the one beside it does: i, ii, iii."""
    beside = (*around.before[:1], *around.after[:1])
    return all(map(_SMALL_ROMAN.fullmatch, (word, *beside))) and bool(beside)


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
    """Say whether a letter stands beside an operator: a > b, E = mc²."""
    text = chunk.passage.text
    after = text[chunk.end : chunk.end + 2].lstrip(" ")[:1]
    before = text[max(0, chunk.start - 2) : chunk.start].rstrip(" ")[-1:]
    return bool(_OPERATORS & {after, before})


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
    "column": _COLUMN,
    "longest_bracketed": LONGEST_BRACKETED,
    "longest_gap": LONGEST_GAP,
    "option": _OPTION,
    "longest_variable": LONGEST_VARIABLE,
    "longest_option": LONGEST_OPTION,
    "opened": _OPENED,
    "closed": _CLOSED,
}
