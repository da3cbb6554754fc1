"""What the checker says of a text: each finding and each silent repair, with the line or string that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from unicodedata import normalize

from translit.checking import check, repair_and_explain


def hashed(text: str) -> str:
    """Return what stands for a text where the text itself may not stand."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding, or with `written` a repair that nobody was asked about, at its place in `context`."""

    context: str
    start: int
    end: int
    code: str
    written: str | None = None
    suggestions: tuple[str, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        return self.context[self.start : self.end]


def seen(text: str, language: str) -> Iterator[Seen]:
    """Yield what is found in a text at warning or above, and what is repaired in it silently.

    >>> for one in seen("Утре\\n  имаме срещ\N{LATIN SMALL LETTER A}.", "bg"):
    ...     print(one.context, one.start, one.code, one.written)
    имаме срещa. 6 mixed_script_confusable None
    имаме срещa. 6 mixed_script_confusable среща
    """
    findings = check(text, "text", language)
    for finding in findings:
        if finding.severity != "info":
            context, offset = _line(text, finding.start, finding.end)
            start, end = finding.start - offset, finding.end - offset
            yield Seen(context, start, end, finding.code, None, finding.suggestions)
    if findings:
        for change in repair_and_explain(text, language).changes:
            if normalize("NFC", change.before) == normalize("NFC", change.after):
                # The same text, to Unicode and to every reader.
                continue
            context, offset = _line(text, change.start, change.end)
            yield Seen(context, change.start - offset, change.end - offset, change.code, change.after)


def _line(text: str, start: int, end: int) -> tuple[str, int]:
    """Return the line that a place stands in, without the spaces around it, and where it starts."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : len(text) if last < 0 else last]
    return line.strip(" "), first + len(line) - len(line.lstrip(" "))


def read(texts: Iterable[str], language: str) -> tuple[list[Seen], set[str]]:
    """Return what is seen in texts, the same in the same line once, and the hashes of all lines."""
    found: dict[Seen, None] = {}
    lines: set[str] = set()
    for text in texts:
        lines.update(hashed(line.strip(" ")) for line in text.split("\n"))
        found.update(dict.fromkeys(seen(text, language)))
    return list(found), lines
