"""Undo a wrong keyboard layout: text typed with one of our layouts off, or on, when it should not have been."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .detection import detect_line
from .keyboards import CYRILLIC, as_they_stand, chunks_of, keyboards, layout_costs_of, layout_hypotheses, meaning

#: A layout is undone when this is the probability, or more, that it was wrong, and this that no other layout was meant;
#: a romanised line is read when it is so sure to be one.
WRONG, MEANT, ROMANISED = 0.9, 0.75, 0.98
#: Nats that a stretch with the layout off, or on, has to earn: few, for who asks for repairs has seen such faults.
OFF, ON = -0.6, 0.85
#: No layout is looked into further that might earn less.
ENOUGH = math.log(WRONG / (1 - WRONG)) + math.log(MEANT) + min(OFF, ON)
#: Nats more if it begins inside a line, and more if the right layout comes back.
MIDWAY, BACK = 4.0, 3.5
#: No chunk says more than this for its line, in nats, nor more than this a letter against it.
FIRM, SHORT = 25.0, 2.5
#: Nats against a short word in capitals, and against a phonetic layout, for a line that may be romanised.
ACRONYM, BY_EAR = 3.0, 1.5


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
class Reading:
    """A line with some of its chunks read by another layout: what that earns, in nats."""

    gain: float
    scheme: str
    language: str
    is_cyrillic: bool
    chunks: tuple[str, ...]


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
    chunks = chunks_of(line)
    texts = tuple(chunk for chunk, _ in chunks)
    readings = [reading for side in (False, True) if side in map(_side, texts) for reading in _readings(texts, side)]
    if not readings:
        return []
    best = max(readings, key=lambda reading: reading.gain)
    # Layouts that give the same text are one answer; nothing was gained by the text as it stands.
    gains = {reading.chunks: reading.gain for reading in sorted(readings, key=lambda reading: reading.gain)}
    total = sum(math.exp(gain - best.gain) for gain in gains.values())
    score = 1 / (total + math.exp(-best.gain)) if best.gain > 0 else 0.0
    if score * total < WRONG or 1 / total < MEANT:
        return []
    why = f"{best.language} typed with {best.scheme} {'on' if best.is_cyrillic else 'off'}"
    repairs = []
    for (chunk, at), instead in zip(chunks, best.chunks, strict=True):
        if instead != chunk:
            before16 = start16 + len(line[:at].encode("utf-16-le")) // 2
            end16 = before16 + len(chunk.encode("utf-16-le")) // 2
            place = (start + at, start + at + len(chunk), before16, end16)
            repairs.append(LayoutRepair(chunk, instead, *place, best.scheme, best.language, score, why))
    return repairs


def _side(chunk: str) -> bool | None:
    """Whether a chunk is in Cyrillic letters; None for marks and digits alone."""
    return bool(CYRILLIC.search(chunk)) if any(map(str.isalpha, chunk)) else None


def _readings(chunks: tuple[str, ...], is_cyrillic: bool) -> list[Reading]:
    """The likeliest reading of a line by each layout that would have some of it changed."""
    hypotheses, cost = layout_hypotheses(is_cyrillic), layout_costs_of(is_cyrillic)
    costs = [cost(chunk) for chunk in chunks]
    stays = as_they_stand(chunks, is_cyrillic)
    sides = [_side(chunk) in (is_cyrillic, None) for chunk in chunks]
    hopes = [stay - min(each) for stay, each, mine in zip(stays, costs, sides, strict=True) if mine]
    if sum([hope for hope in hopes if hope > 0]) < ENOUGH:
        return []
    found = []
    for place, (board, hypothesis) in enumerate(zip(keyboards(), hypotheses, strict=True)):
        meant = [meaning(board.id, is_cyrillic)(chunk)[0] for chunk in chunks]
        leans = [
            _lean(chunk, min(stay, min(each) + FIRM) - each[place], is_cyrillic, text)
            for chunk, stay, each, text in zip(chunks, stays, costs, meant, strict=True)
        ]
        by_ear = board.is_phonetic and not is_cyrillic
        into = ON if is_cyrillic else OFF + BY_EAR if by_ear else OFF
        # A line is romanised as a whole or not at all.
        wrong, gain = ([True] * len(leans), sum(leans) - into) if by_ear else _stretches(leans, into)
        swapped = [board.swap(chunk, is_cyrillic) for chunk in chunks]
        if any(swap and text != full for swap, text, full in zip(wrong, meant, swapped, strict=True)):
            meant = [board.swap_letters(chunk, is_cyrillic) for chunk in chunks]  # one mark was typed so: then all were
        instead = tuple(text if swap else chunk for chunk, text, swap in zip(chunks, meant, wrong, strict=True))
        if instead != chunks:
            found.append(Reading(gain, board.id, hypothesis.language, is_cyrillic, instead))
    return found


def _lean(chunk: str, lean: float, is_cyrillic: bool, meant: str) -> float:
    """By how many nats a chunk is likelier with the layout the other way round, after all is said."""
    side = _side(chunk)
    if side is None and not any(map(str.isalpha, meant)):
        return 0.0
    if side not in (is_cyrillic, None):
        return -FIRM
    return max(lean - (ACRONYM if chunk.isupper() and len(chunk) < 5 else 0.0), -SHORT * len(chunk))


def _stretches(leans: list[float], into: float) -> tuple[list[bool], float]:
    """Which chunks of a line were typed with the wrong layout, and what that earns: the cheapest of all paths."""
    right, wrong = 0.0, into
    back: list[tuple[bool, bool]] = []
    for place, lean in enumerate(leans):
        from_wrong, from_right = place > 0 and wrong + BACK < right, place > 0 and right + into + MIDWAY < wrong
        if place:
            right, wrong = min(right, wrong + BACK), min(wrong, right + into + MIDWAY)
        back.append((from_wrong, from_right))
        wrong -= lean
    gain = -min(right, wrong)
    state = wrong < right
    states: list[bool] = []
    for from_wrong, from_right in reversed(back):
        states.append(state)
        state = not from_right if state else from_wrong
    return states[::-1], gain


def explain_informal(text: str) -> list[LayoutRepair]:
    """Romanised lines with the Cyrillic they stand for, where their language is nearly certain.

    >>> [r.instead for r in explain_informal("Kakvo shte pravim dovechera?\\nWhat are we doing tonight?")]
    ['Какво ще правим довечера?']
    """
    from .decoder import decoder
    from .text import Reader

    readers: dict[str, Reader] = {}
    found: list[LayoutRepair] = []
    start = start16 = 0
    for line in text.splitlines(keepends=True):
        content = line.rstrip("\r\n")
        end16 = start16 + len(content.encode("utf-16-le")) // 2
        seen = detect_line(content) if content.strip() else None
        if seen is not None and seen.kind == "romanised" and seen.score >= ROMANISED:
            if seen.scheme not in readers:
                readers[seen.scheme] = Reader(decoder(seen.scheme))
            instead = readers[seen.scheme].line(content)
            if instead != content:
                place = (start, start + len(content), start16, end16)
                why = f"romanised {seen.language}"
                found.append(LayoutRepair(content, instead, *place, seen.scheme, seen.language, seen.score, why))
        start += len(line)
        start16 += len(line.encode("utf-16-le")) // 2
    return found
