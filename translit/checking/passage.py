"""A text being checked: one value for all the rules, cut into pieces once, and only as far as a rule asks for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from ..text.code import LONGEST_SPAN
from ..text.scripts import CHUNK
from ..text.segments import Segment, element_end, pattern, segment
from .language import Language
from .policy import Policy

#: How many code points to each side of a chunk are looked at, and what ends a sentence on the way.
REACH = 80
_SENTENCE_END = re.compile(
    # It begins with one class: to try alternatives at every letter takes many times as long.
    r"[.!?…\n\t|=→⇒{}<>;:](?:(?<=[\n\t|=→⇒{}<>])|(?<=[.!?…])(?<!\( .)(?=\s|$)|(?<=[;:])(?=\s))"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
#: Signs that what is no language has, and seldom a sentence.
_SPECIAL = re.compile(
    # It begins with one class, too.
    r"[%{}\\$<`@_/&\[\]#+~.:0-9(-](?:(?<=[%{}\\$<`@_/&\[\]#+~])|(?<=\w\.)(?=\w)|(?<=-)(?=[A-Za-z])"
    r"|(?<=[A-Za-z][0-9])|(?<=:)(?<!\w:)(?=[A-Za-z])|(?<=\()(?=\)))"
)
_FIELD_REST = re.compile(r"\S*")
#: A field of letters alone, which is a word whatever stands around it; nearly all that are looked into are.
_PLAIN_FIELD = re.compile(r"(?<!\S)[„“«\"(]*([^\W\d_]+)[.,!?…;)“”»\"]*(?!\S)")
#: How far a search for a piece looks from the beginning of what is left of its field, in code points.
LONGEST_SEARCH = 4096


#: How much is looked through for what is no language, in code points.
STRETCH = 2048


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
    #: Whether the sentence is known to end behind the last word.
    ends: bool


class Passage:
    """A text, the language it should be in, and the policy it should keep to."""

    __slots__ = ("_apart", "_coming", "_cut", "language", "policy", "text")

    def __init__(self, text: str, language: Language, policy: Policy) -> None:
        self.text: str = text
        self.language: Language = language
        self.policy: Policy = policy
        self._cut: list[Segment] = []
        self._coming: Iterator[Segment] | None = None
        self._apart: tuple[int, int, list[tuple[int, int]]] = (0, 0, [])

    def segments(self) -> Iterator[Segment]:
        """Yield the segments of the text; those that were cut for one rule are there for the next."""
        place = 0
        while place < len(self._cut) or self._cut_another():
            yield self._cut[place]
            place += 1

    def segment_at(self, place: int) -> Segment | None:
        """Return the segment that a place lies in, or None between two."""
        while (not self._cut or self._cut[-1].start <= place) and self._cut_another():
            pass
        before = bisect_right(self._cut, place, key=attrgetter("start"))
        found = self._cut[before - 1] if before else None
        return found if found and place < found.end else None

    def is_protected(self, place: int) -> bool:
        """Say whether a place lies in an address or in markup, where words are spelled as they like."""
        piece = self.segment_at(place)
        return piece is not None and piece.kind not in ("word", "number")

    def _cut_another(self) -> bool:
        if self._coming is None:
            self._coming = segment(self.text)
        for piece in self._coming:
            self._cut.append(piece)
            return True
        return False

    def unusual_segments(self) -> Iterator[Segment]:
        """Yield the segments with an unusual character, and their neighbours in the same field.

        A field is what stands between white space. The others are plain words, which no rule of words looks into, so
        most of a text is passed over without being cut at all.
        """
        text, look, search = self.text, self.language.unusual.search, pattern().search
        absent: set[str] = set()
        # Before `nothing` no segment begins: fields of signs alone are not searched one by one.
        done = nothing = line_end = 0
        while hit := look(text, done):
            start = hit.start()
            if start >= line_end:
                line_end = _end_of_line(text, start)
                line = text[text.rfind("\n", 0, start) + 1 : line_end]
                if line.isascii() and "<" not in line:
                    # Without a word of another script beside it no word in Latin letters is looked into.
                    done = line_end
                    continue
            if hit[0].isspace():
                done = hit.end()
                continue
            position = start
            while position > done and not text[position - 1].isspace():
                position -= 1
            if plain := _PLAIN_FIELD.match(text, position):
                yield Segment("word", *plain.span(1))
                done = plain.end()
                continue
            rest = _FIELD_REST.match(text, start)
            end = rest.end() if rest else start
            while max(position, nothing) < end:
                reach = max(end, position + LONGEST_SEARCH)
                found = search(text, position, reach)
                if not found or found.start() >= end:
                    nothing = min(found.start() if found else reach, reach - 2 * LONGEST_SPAN)
                    break
                start, position = found.span()
                if found.lastgroup == "html":
                    position = element_end(text, found[0], position, absent)
                elif found.lastgroup:
                    yield Segment(found.lastgroup, start, position)
            done = max(end, position)

    def not_language(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return where a part of the text has placeholders, code, paths and addresses: their letters are no words.

        A stretch is looked through at once, as the words of one sentence ask for nearly the same parts.
        """
        first, last, spans = self._apart
        if not first <= start <= end <= last:
            first, last = start, max(end, start + STRETCH)
            spans = [*_special_spans(self.text, first, last)]
            # What is cut off at the end of a stretch may be another thing.
            known = last - LONGEST_SPAN if last < len(self.text) else len(self.text)
            self._apart = first, known, spans
        return [span for span in spans if span[0] < end and start < span[1]]

    def chunks(self, start: int, end: int) -> Iterator[Occurrence]:
        """Yield the chunks of a part of the text: a word cut at hyphens, digits and underscores."""
        for found in CHUNK.finditer(self.text, start, end):
            yield Occurrence(self, *found.span())


class Occurrence:
    """A chunk of a word where it stands in a passage."""

    __slots__ = ("_around", "end", "language", "passage", "start", "text")

    def __init__(self, passage: Passage, start: int, end: int) -> None:
        self.passage: Passage = passage
        self.language: Language = passage.language
        self.start: int = start
        self.end: int = end
        self.text: str = passage.text[start:end]
        self._around: Surroundings | None = None

    @property
    def around(self) -> Surroundings:
        """Return what stands around the chunk in its sentence."""
        if self._around is None:
            self._around = _look_around(self.passage, self.start, self.end)
        return self._around


def _special_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where a part of a text is no language; fields without a special sign are passed over."""
    search, position = pattern().search, start
    while special := _SPECIAL.search(text, position, end):
        begin = special.start()
        while begin > position and not text[begin - 1].isspace():
            begin -= 1
        found = search(text, begin, end)
        if not found:
            return
        if found.lastgroup not in ("word", "number"):
            yield found.span()
        position = found.end()


def _end_of_line(text: str, start: int) -> int:
    end = text.find("\n", start)
    return end + 1 if end >= 0 else len(text)


def _look_around(passage: Passage, start: int, end: int) -> Surroundings:
    text = passage.text
    floor = max(0, start - REACH)
    for stop in _SENTENCE_END.finditer(text, floor, start):
        floor = stop.end()
    stop_after = _SENTENCE_END.search(text, end, end + REACH)
    ceiling = stop_after.start() if stop_after else min(len(text), end + REACH)
    apart = passage.not_language(floor, ceiling)
    before, _, last = _words(text, floor, start, apart)
    after, first, _ = _words(text, end, ceiling, apart)
    return Surroundings(
        tuple(before[::-1]),
        tuple(after),
        text[start - 1 : start],
        text[end : end + 1],
        text[last:start],
        text[end:first],
        stop_after is not None,
    )


def _words(text: str, start: int, end: int, apart: list[tuple[int, int]]) -> tuple[list[str], int, int]:
    """Return the words of a part of a text, without what is no language; where the first begins, and the last ends."""
    if not apart:
        words = _WORD.findall(text, start, end)
        # A word begins wherever there is a letter: nothing before the first, and behind the last, is spelled alike.
        return (
            (words, text.index(words[0], start), text.rindex(words[-1], start, end) + len(words[-1]))
            if words
            else ([], start, end)
        )
    found = [word for word in _WORD.finditer(text, start, end) if not _overlaps(word, apart)]
    return ([word[0] for word in found], found[0].start(), found[-1].end()) if found else ([], start, end)


def _overlaps(found: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    first, last = found.span()
    for start, end in spans:  # noqa: SIM110 - asked of every word near a fault, where a generator takes twice as long
        if first < end and start < last:
            return True
    return False


BROWSER: dict[str, object] = {
    "longest_search": LONGEST_SEARCH,
    "longest_span": LONGEST_SPAN,
    "field_rest": _FIELD_REST,
    "reach": REACH,
    "sentence_end": _SENTENCE_END,
    "sentence_word": _WORD,
    "special": _SPECIAL,
    "stretch": STRETCH,
}
