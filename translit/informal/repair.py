"""Undo a wrong keyboard layout: text typed with one of our layouts off, or on, when it should not have been."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from . import english
from .detection import (
    CYRILLIC,
    PRIOR,
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
#: Nats of doubt that a word by itself has to overcome, and one in a line that is already being repaired.
DOUBT, IN_LINE = 4.5, 0.5
EDGE = re.compile(r"^[^\w`\[\];',./\\]*|[^\w`\[\];',./\\]*$")
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
        found.append(Keyboard(table_id, table.language, on, off))
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
    # `ghbdtn,` is most often привет with a comma, though the comma's key is also б: take what is a word.
    core = chunk.rstrip(",.;:'\"!?)]}/")
    if core and core != chunk:
        lexicon = model(board.language)
        plain = core.translate(mapping) + chunk[len(core) :]
        if native(lexicon, _letters(plain)) <= native(lexicon, _letters(full)):
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
        odd = sum(not c.isalnum() for c in text.strip(",.;:!?()\"'«»-")) - text.count("-") - text.count("'")
        total = sum((english.cost(w.lower()) if lexicon is None else native(lexicon, w.lower())) for w in words)
        return total + 9.0 * max(odd, 0) + (0.0 if words else 15.0)

    return cost


def _stays(chunk: str, is_cyrillic: bool) -> float:
    """What a chunk costs as it stands, in the cheapest of its readings."""
    hypotheses = cyrillic_hypotheses() if is_cyrillic else latin_hypotheses()
    words = WORD.findall(chunk)
    odd = sum(not c.isalnum() for c in chunk.strip(",.;:!?()\"'«»-")) - chunk.count("-") - chunk.count("'")
    if not words:
        return 9.0 * max(odd, 0)
    return min(sum(h.cost(w.lower()) for w in words) + min(h.prior, 1.0) for h in hypotheses) + 6.0 * max(odd, 0)


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
    stays = [_stays(chunk, side) for (chunk, _), side in zip(chunks, sides, strict=True)]
    best: list[tuple[int, float, Hypothesis]] = []
    best_gain = 0.0
    for side in {*sides}:
        for hypothesis in layout_hypotheses(side):
            leans = [
                stay - hypothesis.cost(chunk) if here == side else -99.0
                for (chunk, _), stay, here in zip(chunks, stays, sides, strict=True)
            ]
            whole = sum(lean for lean in leans if lean > 0) > PRIOR["layout"] + 4
            doubt = IN_LINE if whole and all(lean > -3 for lean in leans if lean > -99) else DOUBT
            picked = [(i, lean, hypothesis) for i, lean in enumerate(leans) if lean > doubt]
            gain = sum(lean - doubt for _, lean, _ in picked)
            if gain > best_gain:
                best, best_gain = picked, gain
    repairs = []
    for i, lean, hypothesis in best:
        chunk, at = chunks[i]
        board = next(b for b in keyboards() if b.id == hypothesis.scheme)
        instead = swapped(board, chunk, sides[i])
        before16 = start16 + len(line[:at].encode("utf-16-le")) // 2
        why = f"{hypothesis.language} typed with {board.id} {'on' if sides[i] else 'off'}"
        score = 1 / (1 + 2.718281828 ** -(lean - DOUBT + 4))
        end16 = before16 + len(chunk.encode("utf-16-le")) // 2
        if instead != chunk and score >= CONFIDENCE:
            repairs.append(
                LayoutRepair(
                    chunk,
                    instead,
                    start + at,
                    start + at + len(chunk),
                    before16,
                    end16,
                    board.id,
                    hypothesis.language,
                    score,
                    why,
                )
            )
    return repairs


def _may_be_typed(chunk: str) -> bool:
    """Whether a chunk can be a word typed on some layout: no address, no number, no code."""
    if re.search(r"://|@\w|^#\w|\w\(|\d{2}|_\w|^--?\w", chunk):
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
