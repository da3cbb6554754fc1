"""Undo a wrong keyboard layout: text typed with one of our layouts off, or on, when it should not have been."""

from __future__ import annotations

import math
from dataclasses import dataclass

from ..errors import wrong_type
from ..text.edits import Change, apply_changes
from ..text.places import Utf16, utf16_length
from .keyboards import chunks_of, is_in_cyrillic
from .lines import detect_line, lines_of
from .wrong_layout import readings

#: A layout is undone when this is the probability, or more, that it was wrong, and this that no other layout was meant;
#: a romanised line is read when it is so sure to be one.
WRONG, MEANT, ROMANISED = 0.9, 0.6, 0.98
#: No layout that earns less, in nats, can be so sure.
ENOUGH = math.log(WRONG * MEANT / (1 - WRONG))


@dataclass(frozen=True, slots=True)
class LayoutRepair(Change):
    """One stretch of text and what was meant, as a change with what it was read by."""

    #: The layout, or the informal table.
    scheme: str
    #: What was meant, as a BCP 47 tag.
    language: str
    #: How probable it is that just this was meant.
    score: float

    @property
    def text(self) -> str:
        """The same as `before`."""
        return self.before

    @property
    def instead(self) -> str:
        """The same as `after`."""
        return self.after


def repair_layout(text: str) -> str:
    """Return the text with every stretch of `explain_layout` put right."""
    return apply_changes(text, explain_layout(text))


def explain_layout(text: str) -> list[LayoutRepair]:
    """Return what was typed with the wrong layout on, or off, where that is `WRONG` or more likely.

    >>> [(r.before, r.after, r.scheme) for r in explain_layout("то руддщ world")]
    [('руддщ', 'hello', 'ru-jcuken')]
    """
    if not isinstance(text, str):
        raise wrong_type("a text (str)", text)
    return [repair for place in lines_of(text) for repair in _explain_line(*place)]


def _explain_line(line: str, start: int, start16: int) -> list[LayoutRepair]:
    chunks = chunks_of(line, tags=True)
    texts = tuple(chunk for chunk, _ in chunks)
    sides = {is_in_cyrillic(chunk) for chunk in texts} - {None}
    found = [reading for side in (False, True) if side in sides for reading in readings(texts, side, ENOUGH)]
    best = max(found, key=lambda reading: (reading.gain, sum(map(str.__ne__, reading.chunks, texts))), default=None)
    if best is None or best.gain < ENOUGH:
        return []
    # Layouts that give the same text are one answer; nothing was gained by the text as it stands. Layouts that differ
    # in a few keys do not bear each other out.
    weights = {reading.chunks: math.exp(reading.gain - best.gain) for reading in sorted(found, key=lambda r: r.gain)}
    total = sum(weights.values())
    right = math.exp(-best.gain)
    if 1 / (1 + right) < WRONG:
        return []
    language = "en" if best.is_cyrillic else best.board.language
    why = f"{language} typed with {best.board.id} {'on' if best.is_cyrillic else 'off'}"
    repairs = []
    units = Utf16(line)
    for place, ((chunk, at), instead) in enumerate(zip(chunks, best.chunks, strict=True)):
        # Layouts that differ in one word of a line agree in the others; one that lacks a mark has nothing to say of it.
        agreed = sum([weight for texts, weight in weights.items() if texts[place] == instead])
        lack = sum([weight for texts, weight in weights.items() if texts[place] == chunk])
        if instead != chunk and agreed >= MEANT * (total - (lack if is_in_cyrillic(chunk) is None else 0.0)):
            first, last = units.span(at, at + len(chunk))
            where = (start + at, start + at + len(chunk), start16 + first, start16 + last)
            score = agreed / (total + right)
            repairs.append(LayoutRepair(*where, chunk, instead, why, best.board.id, language, score))
    return repairs


def explain_informal(text: str) -> list[LayoutRepair]:
    """Return romanised lines with the Cyrillic they stand for, where their language is `ROMANISED` or more likely.

    >>> [r.after for r in explain_informal("Kakvo shte pravim dovechera?\\nWhat are we doing tonight?")]
    ['Какво ще правим довечера?']
    """
    if not isinstance(text, str):
        raise wrong_type("a text (str)", text)
    from ..informal.decoder import decoder
    from ..informal.lines import Reader

    readers: dict[str, Reader] = {}
    found: list[LayoutRepair] = []
    for content, start, start16 in lines_of(text):
        seen = detect_line(content) if content.strip() else None
        if seen is not None and seen.kind == "romanised" and seen.score >= ROMANISED:
            if seen.scheme not in readers:
                readers[seen.scheme] = Reader(decoder(seen.scheme))
            instead = readers[seen.scheme].line(content)
            if instead != content:
                place = (start, start + len(content), start16, start16 + utf16_length(content))
                why = f"romanised {seen.language}"
                found.append(LayoutRepair(*place, content, instead, why, seen.scheme, seen.language, seen.score))
    return found
