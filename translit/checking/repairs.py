"""Put a text right: what is sure is changed, what only a person can decide is left alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..errors import wrong_type
from ..text.edits import Change as Change
from ..text.places import Utf16
from .checker import check
from .finding import Finding
from .policy import Policy

#: A mended word may show a fault that its neighbour hid; more rounds than this were never needed.
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Repair:
    """A text put right, every change to it, and the findings that were left for a person to decide."""

    text: str
    changes: tuple[Change, ...]
    left: tuple[Finding, ...]


def repair(text: str, language: str = "bg") -> str:
    """Return a text with its look-alikes and unseen characters put right; a good text comes back as it is.

    >>> repair("Tова e хубав\\N{LATIN SMALL LETTER O}, във Facebo\\N{CYRILLIC SMALL LETTER O}k и TikTok")
    'Това е хубаво, във Facebook и TikTok'

    A word is changed towards the script that it can live in, never towards the one that most of its
    letters are of. `repair(repair(text)) == repair(text)`.
    """
    return repair_and_explain(text, language).text


def repair_and_explain(text: str, language: str = "bg") -> Repair:
    """Return the repaired text, what was changed and why, and what was left alone.

    >>> fixed = repair_and_explain("ние c\\N{CYRILLIC SMALL LETTER EM}е тук")
    >>> fixed.text, [(change.before, change.after, change.code) for change in fixed.changes]
    ('ние сме тук', [('cме', 'сме', 'mixed_script_confusable')])
    """
    if not isinstance(text, str):
        raise wrong_type("a text (str)", text)
    policy = repairing(language)
    findings = check(text, policy)
    if not _apart(findings):
        return Repair(text, (), tuple(findings))
    edited = _Edited(text)
    for _ in range(_ROUNDS):
        chosen = _apart(findings)
        if not chosen:
            break
        edited.apply(chosen)
        findings = check(edited.text, policy)
    return Repair(edited.text, tuple(edited.changes()), tuple(findings))


@cache
def repairing(language: str) -> Policy:
    """Return what a repair wants of a text; raise `PolicyError` for a language that there are no checks for."""
    return Policy(name="repair", language=language, severity={"all_caps": "off"})


def _apart(findings: list[Finding]) -> list[Finding]:
    """Return the findings that can be mended together: none inside another, the longer one first."""
    chosen: list[Finding] = []
    for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
        if finding.fix is None or finding.fix == finding.text:
            continue
        if not chosen or finding.start >= chosen[-1].end:
            chosen.append(finding)
    return chosen


class _Edited:
    """A text under repair that remembers which part of the original each of its characters came from."""

    def __init__(self, text: str) -> None:
        self.text = self.original = text
        #: Start and end in the original, for each character of the text.
        self.origins = [(place, place + 1) for place in range(len(text))]
        #: What was changed, by start and end in the original.
        self.made: dict[tuple[int, int], tuple[str, str]] = {}

    def apply(self, chosen: list[Finding]) -> None:
        """Mend findings of the present text, in one walk over it; they must be apart and in order."""
        text: list[str] = []
        origins: list[tuple[int, int]] = []
        made: dict[tuple[int, int], tuple[str, str]] = {}
        done = 0
        for finding in chosen:
            start, end, (first, last) = self._whole_changes(finding.start, finding.end)
            if start < done:
                # Its place was changed just now: the next round will find it again.
                continue
            mended = self.text[start : finding.start] + (finding.fix or "") + self.text[finding.end : end]
            text += [self.text[done:start], mended]
            origins += self.origins[done:start]
            origins += [(first, last)] * len(mended)
            made[first, last] = (finding.code, mended)
            done = end
        self.text = "".join(text) + self.text[done:]
        self.origins = origins + self.origins[done:]
        spans = sorted(made)
        self.made = made | {span: kept for span, kept in self.made.items() if not _inside(span, spans)}

    def _whole_changes(self, start: int, end: int) -> tuple[int, int, tuple[int, int]]:
        """Widen a place to the whole of the earlier changes it touches; return it, and where it came from."""
        first, last = self.origins[start][0], self.origins[end - 1][1]
        while start and self.origins[start - 1][1] > first:
            start -= 1
            first = min(first, self.origins[start][0])
        while end < len(self.text) and self.origins[end][0] < last:
            last = max(last, self.origins[end][1])
            end += 1
        return start, end, (first, last)

    def changes(self) -> Iterator[Change]:
        """Yield every change in order of its place in the original."""
        units = Utf16(self.original)
        for (start, end), (code, after) in sorted(self.made.items()):
            before = self.original[start:end]
            if before != after:
                yield Change(start, end, *units.span(start, end), before, after, code)


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    """Say whether a span lies in one of several that are apart and in order."""
    before = bisect_right(spans, (span[0], span[1]))
    around = spans[max(0, before - 1) : before + 1]
    return any(first <= span[0] and span[1] <= last for first, last in around)
