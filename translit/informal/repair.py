"""Undo a wrong keyboard layout: text typed with one of our layouts off, or on, when it should not have been."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from . import english
from .detection import (
    CYRILLIC,
    Hypothesis,
    cyrillic_hypotheses,
    detect_line,
    latin_hypotheses,
    native,
    remembered,
)
from .model import model

#: A stretch is changed when this is the probability, or more, that the other reading is right.
CONFIDENCE = 0.98
#: Nats that a wrong stretch has to earn, and its end inside a line; what these nats stand for as odds of being right.
INTO, INTO_CYRILLIC, BACK, MIDWAY = 3.6, 2.0, 3.5, 3.0
SURE = 4.0
#: Nats against a word of a third language, and against a mark typed with another layout than its word.
ABROAD, SWITCHED = 2.5, 4.5
#: No chunk says more than this for or against, in nats; what a mark inside a word costs.
FIRM, ODD_MARK = 25.0, 5.0
#: Nats a letter that a short chunk may speak against its line;
#: what an English word of three letters by itself has to earn more.
SHORT, TINY = 2.5, 0.8
#: Nats against a short word in capitals, and against a phonetic layout, whose words somebody may have romanised.
ACRONYM, BY_EAR = 3.0, 1.2
ODD_MARKS = frozenset('!"#$%&()*+,./:;<=>?@[\\]^_`{|}~')
#: Marks that stand behind and before words in good text.
AFTER, BEFORE = ",.;:!?)]}\"'»”“…-", "([{\"'«„“-"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class LayoutRepair:
    """One stretch of text and what was meant: positions in code points (`start`, `end`) and UTF-16 units."""

    text: str
    instead: str
    start: int
    end: int
    start16: int
    end16: int
    scheme: str
    language: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Keyboard:
    """One layout as two mappings between what the base keyboard gives and what the layout gives."""

    id: str
    language: str
    on: dict[int, str]
    off: dict[int, str]
    is_phonetic: bool


@cache
def keyboards() -> tuple[Keyboard, ...]:
    """Every shipped layout of a language that we have a model for, of layouts that type the same letters only one."""
    from ..library import tables
    from .detection import LANGUAGES

    found: list[Keyboard] = []
    for table_id in tables:
        if table_id.endswith("-informal"):
            continue
        table = tables[table_id]
        if table.kind != "layout" or table.language not in LANGUAGES:
            continue
        on = {ord(rule.source): rule.target for rule in table.rules if len(rule.source) == 1}
        off: dict[int, str] = {}
        for rule in table.rules:
            if len(rule.target) == 1 and len(rule.source) == 1:
                off.setdefault(ord(rule.target), rule.source)
        phonetic = all(on.get(ord(latin)) == letter for latin, letter in zip("akmt", "акмт", strict=True))
        found.append(Keyboard(table_id, table.language, on, off, phonetic))
    return tuple(found)


@cache
def layout_hypotheses(is_cyrillic: bool) -> tuple[Hypothesis, ...]:
    """Wrong-layout readings of Latin text (a Cyrillic layout was off) or of Cyrillic text (it was on)."""
    return tuple(
        Hypothesis("layout", "en" if is_cyrillic else board.language, board.id, remembered(_cost(board, is_cyrillic)))
        for board in keyboards()
    )


def swapped(board: Keyboard, chunk: str, is_cyrillic: bool) -> str:
    """A chunk as it would be with the layout the other way round; a mark at its end that is no letter there stays.

    >>> board = next(b for b in keyboards() if b.id == "ru-jcuken")
    >>> swapped(board, "ghbdtn,", False), swapped(board, "руддщ", True)
    ('привет,', 'hello')
    """
    mapping = board.off if is_cyrillic else board.on
    full = chunk.translate(mapping)
    if is_cyrillic or chunk[-1].isalnum():
        return full
    # The comma's key is б on one layout: `ghbdtn,` may be приветб or привет with a comma typed after switching back.
    core = chunk.rstrip(",.")
    if core and core != chunk and full[len(core) :].isalpha():
        lexicon = model(board.language)
        plain = core.translate(mapping) + chunk[len(core) :]
        if native(lexicon, _letters(plain)) + SWITCHED <= native(lexicon, _letters(full)):
            return plain
    return full


def _letters(text: str) -> str:
    return "".join(WORD.findall(text)).lower()


def _cost(board: Keyboard, is_cyrillic: bool) -> Callable[[str], float]:
    lexicon = None if is_cyrillic else model(board.language)

    def cost(chunk: str) -> float:
        if not WORD.search(chunk) and not chunk.translate(board.on).isalpha():
            return 0.0
        text = swapped(board, chunk, is_cyrillic)
        words = WORD.findall(text)
        if is_cyrillic:
            # A letter that a layout has on a key of a mark was hardly meant as that mark, but for a stop or a comma.
            odd = sum(c.isalpha() and not d.isalpha() for c, d in zip(chunk, text, strict=False))
            odd -= chunk[-1].isalpha() and text[-1] in ".,"
        else:
            core = text.rstrip(AFTER).lstrip(BEFORE if chunk[0] == text[0] else '"«„')
            odd = sum(not c.isalnum() and c not in "-'\u2019" for c in core)
        total = sum((english.cost(w.lower()) if lexicon is None else native(lexicon, w.lower())) for w in words)
        return total + ODD_MARK * odd + (0.0 if words else FIRM)

    return cost


def _stays(chunk: str, is_cyrillic: bool, language: str) -> float:
    """What a chunk costs as it stands, in the cheapest of its readings, for somebody who has a layout of `language`."""
    words = [word.lower() for word in WORD.findall(chunk)]
    core = chunk.rstrip(AFTER).lstrip(BEFORE)
    odd = sum(c in ODD_MARKS for c in core)
    strange = ODD_MARK * odd + (ODD_MARK if chunk[0] in "'\u2019" and chunk.count(chunk[0]) == 1 else 0.0)
    if not words:
        return strange
    hypotheses = cyrillic_hypotheses() if is_cyrillic else latin_hypotheses()
    return strange + min(
        sum(map(h.cost, words))
        + min(h.prior, 1.0)
        + (ABROAD if not is_cyrillic and h.language not in (language, "en", "") else 0.0)
        for h in hypotheses
    )


def repair_layout(text: str) -> str:
    """The text with every stretch of `explain_layout` put right."""
    result: list[str] = []
    last = 0
    for change in explain_layout(text):
        result += [text[last : change.start], change.instead]
        last = change.end
    return "".join([*result, text[last:]])


def explain_layout(text: str) -> list[LayoutRepair]:
    """What was typed with the wrong layout on, or off, where that is nearly certain.

    >>> [(r.text, r.instead, r.scheme) for r in explain_layout("то руддщ world")]
    [('руддщ', 'hello', 'ru-jcuken')]
    """
    found: list[LayoutRepair] = []
    start = start16 = 0
    for line in text.splitlines(keepends=True):
        found += _explain_line(line.rstrip("\r\n"), start, start16)
        start += len(line)
        start16 += len(line.encode("utf-16-le")) // 2
    return found


def _explain_line(line: str, start: int, start16: int) -> list[LayoutRepair]:
    chunks = [(m[0], m.start()) for m in re.finditer(r"\S+", line) if _may_be_typed(m[0])]
    if not chunks:
        return []
    sides = [bool(CYRILLIC.search(chunk)) for chunk, _ in chunks]
    stays = {
        language: [_stays(chunk, side, language) for (chunk, _), side in zip(chunks, sides, strict=True)]
        for language in {board.language for board in keyboards()}
    }
    best: tuple[float, Keyboard, Hypothesis, list[bool]] | None = None
    for side in {*sides}:
        for board, hypothesis in zip(keyboards(), layout_hypotheses(side), strict=True):
            leans = [
                stay - hypothesis.cost(chunk) if here == side else -FIRM
                for (chunk, _), stay, here in zip(chunks, stays[board.language], sides, strict=True)
            ]
            leans = [
                max(
                    -min(FIRM, SHORT * len(chunk)),
                    min(FIRM, lean - (ACRONYM if chunk.isupper() and len(chunk) < 5 else 0.0)),
                )
                for lean, (chunk, _) in zip(leans, chunks, strict=True)
            ]
            if board.is_phonetic and not side:
                if min(leans) < -ODD_MARK:
                    continue  # romanised by ear: a layout would have given every letter its own key
                leans = [lean - BY_EAR for lean in leans]
                swap = [sum(leans) > INTO] * len(leans)
            else:
                swap = _stretches(leans, INTO if side else INTO_CYRILLIC)
            gain = sum(lean for lean, wrong in zip(leans, swap, strict=True) if wrong)
            if any(swap) and (best is None or gain > best[0]):
                best = gain, board, hypothesis, swap
    if best is None:
        return []
    gain, board, hypothesis, swap = best
    if hypothesis.language == "en" and sum(len(chunk) for chunk, _ in chunks) < 4:
        gain -= TINY
    score = 1 / (1 + math.exp((INTO if hypothesis.language == "en" else INTO_CYRILLIC) - gain - SURE))
    repairs = []
    for (chunk, at), side, wrong in zip(chunks, sides, swap, strict=True):
        instead = swapped(board, chunk, side)
        if not wrong or instead == chunk or score < CONFIDENCE:
            continue
        before16 = start16 + len(line[:at].encode("utf-16-le")) // 2
        end16 = before16 + len(chunk.encode("utf-16-le")) // 2
        why = f"{hypothesis.language} typed with {board.id} {'on' if side else 'off'}"
        end = start + at + len(chunk)
        language = hypothesis.language
        repairs.append(LayoutRepair(chunk, instead, start + at, end, before16, end16, board.id, language, score, why))
    return repairs


def _stretches(leans: list[float], into: float) -> list[bool]:
    """Which chunks of a line were typed with the wrong layout: the cheapest path through right and wrong."""
    right, wrong = 0.0, into
    back: list[tuple[bool, bool]] = []
    for place, lean in enumerate(leans):
        from_wrong, from_right = place > 0 and wrong + BACK < right, place > 0 and right + into + MIDWAY < wrong
        if place:
            right, wrong = min(right, wrong + BACK), min(wrong, right + into + MIDWAY)
        back.append((from_wrong, from_right))
        wrong -= lean
    state = wrong < right
    states: list[bool] = []
    for from_wrong, from_right in reversed(back):
        states.append(state)
        state = not from_right if state else from_wrong
    return states[::-1]


def _may_be_typed(chunk: str) -> bool:
    """Whether a chunk can be a word typed on some layout: no address, no number, no code."""
    if re.search(r"://|@\w|^#\w|\w\(|^\w/\w$|\d{2}|_\w|^--?\w", chunk):
        return False
    return bool(re.search(r"[^\W\d_]", chunk)) and not (CYRILLIC.search(chunk) and re.search("[A-Za-z]", chunk))


def explain_informal(text: str) -> list[LayoutRepair]:
    """Romanised lines with the Cyrillic they stand for, where their language is nearly certain.

    >>> [r.instead for r in explain_informal("Kakvo shte pravim dovechera?\\nWhat are we doing tonight?")]
    ['Какво ще правим довечера?']
    """
    from .decoder import decoder
    from .text import Reader

    lines = text.splitlines(keepends=True)
    readers: dict[str, Reader] = {}
    found: list[LayoutRepair] = []
    start = start16 = 0
    for line in lines:
        content = line.rstrip("\r\n")
        end16 = start16 + len(content.encode("utf-16-le")) // 2
        seen = detect_line(content) if content.strip() else None
        if seen is not None and seen.kind == "romanised" and seen.score >= CONFIDENCE:
            if seen.scheme not in readers:
                readers[seen.scheme] = Reader(decoder(seen.scheme))
            instead = readers[seen.scheme].line(content)
            if instead != content:
                why = f"romanised {seen.language}"
                end = start + len(content)
                found.append(
                    LayoutRepair(
                        content, instead, start, end, start16, end16, seen.scheme, seen.language, seen.score, why
                    )
                )
        start += len(line)
        start16 += len(line.encode("utf-16-le")) // 2
    return found
