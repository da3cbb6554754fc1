"""Judge a word by the words around it: is "a" here a Latin letter, or Bulgarian "а" typed as one?"""

from __future__ import annotations

import re

from ..text.kinds import is_lower, is_title, is_upper
from .facts import letters_of, rules
from .language import Language
from .passage import Occurrence, Surroundings
from .words import Verdict, judge, to_cyrillic, to_latin

_OPERATORS = frozenset("=<>+*/^|≤≥≠≈×÷±→⇒∈√")
#: What may stand between a one-letter word and the word it goes with.
_GAP = re.compile(r"[ \u00a0,–—-]{1,4}(?:[0-9]+(?:[.,:][0-9]+)?[ \u00a0])?")
#: The only word of one letter that is no one's label, and that no Latin letter looks like.
_PRONOUN = frozenset("яЯ")
#: Typed for "е" (is), the only word of one letter that stands at the end of a sentence, and before any other word.
_VERB = "e"
_ABBREVIATION = re.compile(r"(?<!\w)([^\W\d_]+)\.[ \u00a0]?\Z")
LONGEST_ABBREVIATION = 8
_FIRST_LETTER = re.compile(r"(?<!\w)([^\W\d_])(-|\.[ \u00a0]?)\Z")
#: Beside these a letter is part of something else: e-mail, A4, C++, a=b, 1.a, and/or.
_ATTACHED = frozenset("-‑_/\\+=*^@&#'’´<>|~")
#: Between these a letter is a name, unless they quote a whole sentence.
_OPENING = frozenset("([{\"„“'«")
_CLOSING = frozenset(")]}.:\"“”'»")
_QUOTES = frozenset('„«“"(')


def kind(word: str, language: Language) -> str:
    """Return `C` for a Cyrillic word, `L` for one that only Latin can spell, `?` for one of either."""
    if letters_of()["Cyrl"].search(word):
        return "C" if to_latin(word) is None or word.lower() in language.lookalikes else "?"
    if to_cyrillic(word, language) is None:
        return "L"
    return "?"


def _nearest(words: tuple[str, ...], language: Language) -> str:
    for word in words[:4]:
        found = kind(word, language)
        if found != "?":
            return found
    return ""


def _lean(chunk: Occurrence) -> str:
    """Return the script of the sentence around a chunk: `C`, `L` or "" if nothing says so."""
    words = (*chunk.around.before[:4], *chunk.around.after[:4])
    kinds = [kind(word, chunk.language) for word in words]
    cyrillic, latin = kinds.count("C"), kinds.count("L")
    return "C" if cyrillic > latin else "L" if latin > cyrillic else ""


def judge_in_place(chunk: Occurrence) -> Verdict | None:
    """Return what is wrong with a chunk; on a tie the words around it are asked."""
    verdict = judge(chunk.text, chunk.language.code)
    if verdict and verdict.fix is None and len(verdict.readings) > 1:
        return judge(chunk.text, chunk.language.code, _lean(chunk))
    return verdict


def read_as_cyrillic(chunk: Occurrence) -> str | None:
    """Return the Cyrillic word that a chunk of Latin letters stands for in this sentence, or None."""
    word, language = chunk.text, chunk.language
    cyrillic = to_cyrillic(word, language)
    if cyrillic is not None and len(word) == 1 and _in_abbreviation(chunk):
        return cyrillic
    if cyrillic is None or cyrillic.lower() not in language.lookalikes:
        return None
    if len(word) > 1 and word.lower() in rules().latin_words:
        return None
    if not _stands_alone(chunk) or _in_formula(chunk) or _is_element(chunk):
        return None
    left, right = _nearest(chunk.around.before, language), _nearest(chunk.around.after, language)
    if len(word) > 1:
        sure = left == "C" or right == "C"
        fits = is_lower(word) or (right != "L" and left != "L") or (right == "C" and is_title(word))
        return cyrillic if sure and fits else None
    if _is_labelled(chunk):
        return None
    return cyrillic if _is_lone_word(chunk, left, right) else None


def _in_abbreviation(chunk: Occurrence) -> bool:
    """Say whether a letter is the second one of an abbreviation, or of initials, begun in Cyrillic: т.е., д-р, П. Р."""
    text, start, end = chunk.passage.text, chunk.start, chunk.end
    before = _FIRST_LETTER.search(text, max(0, start - 4), start)
    small = is_lower(chunk.text)
    if before is None or is_lower(before[1]) != small or not letters_of()["Cyrl"].match(before[1]):
        return False
    after = text[end : end + 1]
    if before[2] == "-":
        return small and not (after in _ATTACHED or after.isalnum())
    return after == "." and not (small and before[2] != ".")


def _stands_alone(chunk: Occurrence) -> bool:
    text, word, left, right = chunk.passage.text, chunk.text, chunk.around.left, chunk.around.right
    if left.isdigit() or right.isdigit() or left in _ATTACHED:
        return False
    if right in ("-", "‑") and len(word) > 1 and is_upper(word):
        ending = re.compile(r"[^\W\d_]*").match(text, chunk.end + 1)
        return bool(ending and ending[0] in chunk.language.endings)
    if right in _ATTACHED or (right == "." and text[chunk.end + 1 : chunk.end + 2].strip()):
        return False
    # A measure: 5 c, 10 A.
    return not text[max(0, chunk.start - 3) : chunk.start].strip(" \u00a0\u202f")[-1:].isdigit()


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


def _is_labelled(chunk: Occurrence) -> bool:
    """Say whether a letter follows the abbreviation of what it is the name of: вх. B."""
    found = _ABBREVIATION.search(chunk.passage.text, max(0, chunk.start - LONGEST_ABBREVIATION), chunk.start)
    return found is not None and found[1].lower() in chunk.language.label_abbreviations


def _is_lone_word(chunk: Occurrence, left: str, right: str) -> bool:
    """Decide about a single letter, which may also be the name of a point, a class or a unit."""
    word, around, language = chunk.text, chunk.around, chunk.language
    ends_sentence = word == _VERB and around.right == "."
    if (around.right in _CLOSING and not ends_sentence) or around.left in _OPENING:
        return around.left in _QUOTES and around.right == " " and right == "C" and left == ""
    beside = (*around.before[:1], *around.after[:1])
    if any(noun.lower() in language.label_nouns for noun in beside):
        return False
    for other in (*around.before[:6], *around.after[:6]):
        if len(other) == 1 and other.isascii() and other != word:
            reading = to_cyrillic(other, language)
            if is_upper(other) or reading is None or reading not in language.lookalikes:
                return False
    if left == "L" and _lean(chunk) != "C":
        return False
    beside_after = _beside(around.after, around.gap_after)
    if is_upper(word) and not _in_capitals(around):
        return not around.before and right == "C" and beside_after
    if right == "C" and (beside_after or word != _VERB):
        return beside_after
    return left == "C" and (right == "" or word != "a") and _beside(around.before, around.gap_before)


def _in_capitals(around: Surroundings) -> bool:
    """Say whether the words on both sides are in capitals, so that a letter between them need be no label."""
    return all(is_upper(word) and len(word) > 1 for word in ("".join(around.before[:1]), "".join(around.after[:1])))


def _beside(words: tuple[str, ...], gap: str) -> bool:
    """Say whether the next word is really one, and really next: letters in a list are no sentence."""
    return bool(words) and (len(words[0]) > 1 or words[0] in _PRONOUN) and _GAP.fullmatch(gap) is not None


def read_as_latin(chunk: Occurrence) -> str | None:
    """Return the Latin word that a chunk of Cyrillic letters stands for in a Latin sentence, or None."""
    latin = to_latin(chunk.text)
    if latin is None or latin.lower() not in rules().latin_words:
        return None
    around, language = chunk.around, chunk.language
    if around.left.isdigit() or around.right.isdigit() or _ATTACHED & {around.left, around.right}:
        return None
    left, right = _nearest(around.before, language), _nearest(around.after, language)
    return (
        latin
        if {left, right} <= {"L", ""} and left + right and (left == right or len(latin) > 1 or right == "L")
        else None
    )


BROWSER: dict[str, object] = {
    "operators": _OPERATORS,
    "gap": _GAP,
    "pronoun": _PRONOUN,
    "verb": _VERB,
    "abbreviation": _ABBREVIATION,
    "longest_abbreviation": LONGEST_ABBREVIATION,
    "first_letter": _FIRST_LETTER,
    "attached": _ATTACHED,
    "opening": _OPENING,
    "closing": _CLOSING,
    "quotes": _QUOTES,
}
