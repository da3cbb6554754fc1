"""Judge a word by the words around it: is "a" here a Latin letter, or Bulgarian "а" typed as one?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .facts import letters_of, rules
from .language import Language
from .words import Verdict, judge, to_cyrillic, to_latin

#: How many code points to each side are looked at, and what ends a sentence on the way.
REACH = 80
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)|[\n\t|=→⇒{}<>]|[;:](?=\s)")
_OPERATORS = frozenset("=<>+*/^|≤≥≠≈×÷±→⇒∈√")
#: What may stand between a one-letter word and the word it goes with.
_GAP = re.compile(r"[ \u00a0,–—-]{1,4}(?:[0-9]+(?:[.,:][0-9]+)?[ \u00a0])?")
#: The only word of one letter that is no one's label, and that no Latin letter looks like.
_PRONOUN = ("я", "Я")
#: Typed for "е" (is), the only word of one letter that stands at the end of a sentence, and before any other word.
_VERB = "e"
_ABBREVIATION = re.compile(r"(?<!\w)([^\W\d_]+)\.[ \u00a0]?\Z")
LONGEST_ABBREVIATION = 8
_FIRST_LETTER = re.compile(r"(?<!\w)([^\W\d_])(-|\.[ \u00a0]?)\Z")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: Beside these a letter is part of something else: e-mail, A4, C++, a=b, 1.a, and/or.
_ATTACHED = frozenset("-‑_/\\+=*^@&#'’´<>|~")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words of a sentence near a chunk; `before` runs backwards from it."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    left: str
    right: str
    #: What stands between the chunk and the words beside it.
    gap_before: str
    gap_after: str


def look_around(text: str, start: int, end: int) -> Surroundings:
    """Return what stands around `text[start:end]` in its sentence."""
    floor = max(0, start - REACH)
    for stop in _SENTENCE_END.finditer(text, floor, start):
        floor = stop.end()
    stop_after = _SENTENCE_END.search(text, end, end + REACH)
    ceiling = stop_after.start() if stop_after else min(len(text), end + REACH)
    before = list(_WORD.finditer(text, floor, start))[::-1]
    after = list(_WORD.finditer(text, end, ceiling))
    return Surroundings(
        tuple(found[0] for found in before),
        tuple(found[0] for found in after),
        text[start - 1 : start],
        text[end : end + 1],
        text[before[0].end() : start] if before else "",
        text[end : after[0].start()] if after else "",
    )


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


def leaning(around: Surroundings, language: Language) -> str:
    """Return the script of the sentence around a chunk: `C`, `L` or "" if nothing says so."""
    kinds = [kind(word, language) for word in (*around.before[:4], *around.after[:4])]
    cyrillic, latin = kinds.count("C"), kinds.count("L")
    return "C" if cyrillic > latin else "L" if latin > cyrillic else ""


def judged(text: str, start: int, end: int, language: Language) -> Verdict | None:
    """Return what is wrong with a chunk; on a tie the words around it are asked."""
    verdict = judge(text[start:end], language.code)
    if verdict and verdict.fix is None and len(verdict.readings) > 1:
        return judge(text[start:end], language.code, leaning(look_around(text, start, end), language))
    return verdict


def typed_in_latin(text: str, start: int, end: int, language: Language) -> str | None:
    """Return the Cyrillic word that a chunk of Latin letters stands for in this sentence, or None."""
    word = text[start:end]
    cyrillic = to_cyrillic(word, language)
    if cyrillic is not None and len(word) == 1 and _in_abbreviation(text, start, end):
        return cyrillic
    if cyrillic is None or cyrillic.lower() not in language.lookalikes:
        return None
    if len(word) > 1 and word.lower() in rules().latin_words:
        return None
    around = look_around(text, start, end)
    if not _stands_alone(text, start, end, word, around, language):
        return None
    if _in_formula(text, start, end):
        return None
    if _is_element(word, around):
        return None
    left, right = _nearest(around.before, language), _nearest(around.after, language)
    if len(word) > 1:
        sure = left == "C" or right == "C"
        fits = word.islower() or (right != "L" and left != "L") or (right == "C" and word.istitle())
        return cyrillic if sure and fits else None
    if _is_labelled(text, start, language):
        return None
    return cyrillic if _lone_letter(word, around, left, right, language) else None


def _in_abbreviation(text: str, start: int, end: int) -> bool:
    """Say whether a letter is the second one of an abbreviation, or of initials, begun in Cyrillic: т.е., д-р, П. Р."""
    before = _FIRST_LETTER.search(text, max(0, start - 4), start)
    small = text[start:end].islower()
    if before is None or before[1].islower() != small or not letters_of()["Cyrl"].match(before[1]):
        return False
    after = text[end : end + 1]
    if before[2] == "-":
        return small and not (after in _ATTACHED or after.isalnum())
    return after == "." and not (small and before[2] != ".")


def _stands_alone(text: str, start: int, end: int, word: str, around: Surroundings, language: Language) -> bool:
    left, right = around.left, around.right
    if left.isdigit() or right.isdigit() or left in _ATTACHED - {""}:
        return False
    if right in ("-", "‑") and len(word) > 1 and word.isupper():
        ending = re.compile(r"[^\W\d_]*").match(text, end + 1)
        return bool(ending and ending[0] in language.endings)
    if right in _ATTACHED - {""} or (right == "." and text[end + 1 : end + 2].strip()):
        return False
    # A measure: 5 c, 10 A.
    return not text[max(0, start - 3) : start].strip(" \u00a0\u202f")[-1:].isdigit()


def _in_formula(text: str, start: int, end: int) -> bool:
    """Say whether a letter stands beside an operator: a > b, E = mc²."""
    after = text[end : end + 2].lstrip(" ")[:1]
    before = text[max(0, start - 2) : start].rstrip(" ")[-1:]
    return bool(_OPERATORS & {after, before})


def _is_element(word: str, around: Surroundings) -> bool:
    """Say whether a word is the sign of an element, in the middle of a sentence or of a list of them: калций Ca."""
    if len(word) != 2 or word not in rules().elements or not around.before:
        return False
    return around.gap_before.isspace() or (around.gap_before == ", " and around.before[0] in rules().elements)


def _is_labelled(text: str, start: int, language: Language) -> bool:
    """Say whether a letter follows the abbreviation of what it is the name of: вх. B."""
    found = _ABBREVIATION.search(text, max(0, start - LONGEST_ABBREVIATION), start)
    return found is not None and found[1].lower() in language.label_abbreviations


def _lone_letter(word: str, around: Surroundings, left: str, right: str, language: Language) -> bool:
    """Decide about a single letter, which may also be the name of a point, a class or a unit."""
    ends_sentence = word == _VERB and around.right == "."
    if (around.right in tuple(")]}.:\"“”'»") and not ends_sentence) or around.left in tuple("([{\"„“'«"):
        return around.left in tuple('„«“"(') and around.right == " " and right == "C" and left == ""
    beside = (*around.before[:1], *around.after[:1])
    if any(noun.lower() in language.label_nouns for noun in beside):
        return False
    for other in (*around.before[:6], *around.after[:6]):
        if len(other) == 1 and other.isascii() and other != word:
            reading = to_cyrillic(other, language)
            if other.isupper() or reading is None or reading not in language.lookalikes:
                return False
    if left == "L" and leaning(around, language) != "C":
        return False
    beside_after = _beside(around.after, around.gap_after)
    if word.isupper() and not _in_capitals(around):
        return not around.before and right == "C" and beside_after
    if right == "C" and (beside_after or word != _VERB):
        return beside_after
    return left == "C" and (right == "" or word != "a") and _beside(around.before, around.gap_before)


def _in_capitals(around: Surroundings) -> bool:
    """Say whether the words on both sides are in capitals, so that a letter between them need be no label."""
    return all(word.isupper() and len(word) > 1 for word in ("".join(around.before[:1]), "".join(around.after[:1])))


def _beside(words: tuple[str, ...], gap: str) -> bool:
    """Say whether the next word is really one, and really next: letters in a list are no sentence."""
    return bool(words) and (len(words[0]) > 1 or words[0] in _PRONOUN) and _GAP.fullmatch(gap) is not None


def typed_in_cyrillic(text: str, start: int, end: int, language: Language) -> str | None:
    """Return the Latin word that a chunk of Cyrillic letters stands for in a Latin sentence, or None."""
    latin = to_latin(text[start:end])
    if latin is None or latin.lower() not in rules().latin_words:
        return None
    around = look_around(text, start, end)
    if around.left.isdigit() or around.right.isdigit() or _ATTACHED & {around.left, around.right}:
        return None
    left, right = _nearest(around.before, language), _nearest(around.after, language)
    return (
        latin
        if {left, right} <= {"L", ""} and left + right and (left == right or len(latin) > 1 or right == "L")
        else None
    )
