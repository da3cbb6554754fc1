"""Cut a text, in one pass, into words, numbers with units, and what is no prose at all.

Addresses, mentions and markup have spellings of their own: converting or checking them does harm.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple, get_args

from ..errors import UnknownChoice
from ..resources import read_toml
from .code import LONGEST_SPAN, MODELS, OPENER, code, paths, placeholders
from .scripts import JOINERS, letter_class

__all__ = [
    "ADDRESSES",
    "KEEPABLE",
    "Segment",
    "find_addresses",
    "find_kept",
    "require_keepable",
    "segment",
    "stable_end",
]

_BEFORE_UNITS = " \u00a0\u2009\u202f"

Kind = Literal["html", "url", "email", "path", "code", "placeholder", "handle", "tag", "number", "word"]

#: What `find_kept` can be asked for: every kind but words, and the Latin parts of words; `code` takes in `path`.
KEEPABLE = (*(kind for kind in get_args(Kind) if kind != "word"), "latin")

#: What stays as it is while it is typed, where letters are spelt in another script.
ADDRESSES = ("email", "url", "handle")

#: What a stream holds at most while it waits for the end of a tag or an address; what is longer is cut.
LONGEST_HELD = 1 << 16


class Segment(NamedTuple):
    """One piece of a text; `start` and `end` count code points."""

    kind: str
    start: int
    end: int


@cache
def _known() -> dict[str, str]:
    data = read_toml("text/segments.toml")
    known = {key: set(data[key].split()) for key in ("domains", "domains-before-slash", "units")}
    # An address may be written in capitals; a unit is another one then.
    known["domains"] |= {domain.upper() for domain in known["domains"] if domain.isascii()}
    return {
        key: "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))
        for key, words in known.items()
    }


@cache
def expressions() -> dict[str, str]:
    """Return what finds each kind of segment, in the order of trial: each is what those before it leave."""
    known = _known()
    domains, slashed = known["domains"], known["domains-before-slash"]
    path = r"[^\s<>\"„“”«»]"
    # The last character of an address is not the stop, comma or bracket of the sentence around it.
    end = r"[^\s<>\"„“”«».,;:!?)\]}'’…*]"
    label = r"[\w-]{1,63}"
    unit_power = rf"(?:{known['units']})[²³]?"
    return {
        "html": r"</?[A-Za-z][A-Za-z0-9:-]*(?:\s[^<>]*)?/?>|<!--|<![A-Za-z][^<>]*>"
        r"|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});",
        "email": rf"(?<![\w.+%@-])[\w.+%-]{{1,64}}@(?:{label}\.){{1,8}}[^\W\d_]{{2,24}}(?![\w@])",
        "url": rf"(?<![\w@])(?:[A-Za-z][A-Za-z0-9+.-]{{1,15}}://|[wW]{{3}}\.|mailto:){path}*{end}"
        rf"|(?<![\w@.-])(?:{label}\.){{1,8}}(?:(?:{domains})(?![\w@-])|(?:{slashed})(?=/))"
        rf"(?::[0-9]{{1,5}})?(?:[/?\#]{path}*{end}|/)?",
        "path": paths(),
        "code": f"{code()}|{MODELS}",
        "placeholder": placeholders(),
        "handle": r"(?<![\w@./])@\w(?:[\w.-]{0,62}\w)?",
        "tag": r"(?<![\w&/\#])\#\w+",
        "number": r"(?<!\w)[0-9]+(?:[.,:/][0-9]+)*"
        rf"(?:[{_BEFORE_UNITS}]?{unit_power}(?:[/·⋅]{unit_power})*(?!\w)|(?![\w]))",
        "word": rf"[^\W_](?:[^\W_]|[{JOINERS}]|['’ʼ](?=[^\W\d_]))*",
    }


@cache
def pattern() -> re.Pattern[str]:
    """Return the one expression behind `segment`; the group that matched is named after the kind.

    No alternative may look further than it matches: repeats of one character class are separated by
    characters outside it, and tries start only where a run starts, so the time grows with the text.
    """
    return re.compile("|".join(f"(?P<{kind}>{part})" for kind, part in expressions().items()))


def segment(text: str) -> Iterator[Segment]:
    """Yield the segments of a text in order; what lies between them is space and punctuation.

    >>> [(s.kind, "Виж https://abv.bg/a?b (5 km) @ivan"[s.start : s.end]) for s in
    ...  segment("Виж https://abv.bg/a?b (5 km) @ivan")]
    [('word', 'Виж'), ('url', 'https://abv.bg/a?b'), ('number', '5 km'), ('handle', '@ivan')]

    A word ends at a hyphen; an apostrophe, an accent or an invisible character inside it does not end it.
    The content of `<script>`, `<style>` and of a comment is part of its tag.
    """
    search = pattern().search
    absent: set[str] = set()
    position = 0
    while found := search(text, position):
        kind = found.lastgroup
        assert kind is not None
        start, position = found.span()
        if kind == "html":
            position = element_end(text, found[0], position, absent)
        elif kind == "url":
            position = _balance(text, start, position)
        yield Segment(kind, start, position)


def element_end(text: str, tag: str, position: int, absent: set[str]) -> int:
    """Return where an element ends whose content is not prose: script, style or a comment.

    `position` is where its tag ends. `absent` remembers what does not come again, to keep a walk over a text linear.
    """
    close = "-->" if tag == "<!--" else _RAW.get(tag[1:7].lower().rstrip("> "), "")
    if not close or close in absent:
        return position
    found = re.compile(re.escape(close), re.IGNORECASE).search(text, position)
    if found is None:
        absent.add(close)
        return position
    return found.end()


_RAW = {"script": "</script>", "style": "</style>"}


def _balance(text: str, start: int, end: int) -> int:
    """Return the end of an address, with the bracket that closes one opened inside it."""
    if text.startswith(")", end) and text.count("(", start, end) > text.count(")", start, end):
        return end + 1
    return end


def require_keepable(kinds: Collection[str]) -> None:
    """Raise UnknownChoice, a ValueError, for a kind that `find_kept` cannot be asked for."""
    unknown = set(kinds) - set(KEEPABLE)
    if unknown:
        raise UnknownChoice("kind of segment", min(unknown), KEEPABLE)


def find_kept(text: str, kinds: Collection[str]) -> Iterator[Segment]:
    """Yield the segments to leave alone: those of the kinds asked for, see `KEEPABLE`.

    >>> text = "PR-ът писа на ivan@abv.bg"
    >>> [text[s.start : s.end] for s in find_kept(text, {"email", "latin"})]
    ['PR', 'ivan@abv.bg']

    `latin` means each run of Latin letters, so that an ending behind a hyphen or in Cyrillic is not kept.
    """
    require_keepable(kinds)
    kinds = {*kinds, "path"} if "code" in kinds else kinds
    latin = _latin() if "latin" in kinds else None
    for piece in segment(text):
        if piece.kind in kinds:
            yield piece
        elif latin and piece.kind in ("word", "number"):
            for run in latin.finditer(text, piece.start, piece.end):
                yield Segment("latin", *run.span())


def find_addresses(text: str) -> Iterator[Segment]:
    """Yield the addresses and mentions of a text without blanks, as `find_kept` does.

    >>> [segment.kind for segment in find_addresses("(dir.bg),ivan@abv.bg,@ivan")]
    ['url', 'email', 'handle']
    """
    position = 0
    while found := addresses().search(text, position):
        start, position = found.span()
        if found.lastgroup == "url":
            position = _balance(text, start, position)
        yield Segment(found.lastgroup or "", start, position)


@cache
def addresses() -> re.Pattern[str]:
    """Return the expression behind `find_addresses`."""
    return re.compile("|".join(f"(?P<{kind}>{expressions()[kind]})" for kind in ADDRESSES))


@cache
def _latin() -> re.Pattern[str]:
    letters = letter_class("Latn")
    return re.compile(rf"[{letters}][{letters}\u0300-\u036f]*(?:['’][{letters}]+)*")


def stable_end(text: str) -> int:
    """Return how much of the beginning of a stream can be segmented before the rest is known.

    >>> text = 'Виж <a href="x">тук</a>, после <a hr'
    >>> text[: stable_end(text)]
    'Виж <a href="x">тук</a>, после '

    The rest is to be put before the next chunk; of what is longer than `LONGEST_HELD` give it the beginning.
    """
    held, end = len(text) + 1, _last_break(text, len(text))
    elements = _elements(text, end)
    while end < held:
        # Each may cut through what another has passed already.
        held = end
        end = _open_tag(text, _open_span(text, _open_measure(text, end)))
        for stretches in elements:
            while stretches and stretches[-1][0] >= end:
                stretches.pop()
            if stretches and end < stretches[-1][1]:
                end = stretches[-1][0]
    return held


def _open_measure(text: str, end: int) -> int:
    """Return where a number begins that its unit may follow: "5" and "km" are one segment, with a space between."""
    while end > 1 and text[end - 1] in _BEFORE_UNITS and text[end - 2].isdigit():
        end = _last_break(text, end - 1)
    return end


def _open_span(text: str, end: int) -> int:
    """Return where the last line begins to have what may open a placeholder or a piece of code, or `end`."""
    line = text.rfind("\n", 0, end) + 1
    while opener := OPENER.search(text, max(line, end - LONGEST_SPAN - _LONGEST_ENDS), end):
        end = _last_break(text, opener.start())
    return end


def _last_break(text: str, end: int) -> int:
    while end and not text[end - 1].isspace():
        end -= 1
    return end


def _open_tag(text: str, end: int) -> int:
    """Return where a tag begins that has not ended by `end`, or `end`."""
    last = text.rfind("<", 0, end)
    return last if last >= 0 and _OPEN_TAG.fullmatch(text, last, end) else end


def _elements(text: str, end: int) -> list[list[tuple[int, int]]]:
    """Return where comments, scripts and styles stand in order, one that has not ended by `end` to behind it."""
    found: dict[str, list[tuple[int, int]]] = {}
    opened: dict[str, int] = {}
    for mark in _RAW_MARKS.finditer(text, 0, end):
        name = "comment" if "--" in mark[0] else mark[0].lower().lstrip("</")
        if not (mark[0] == "-->" or mark[0].startswith("</")):
            opened.setdefault(name, mark.start())
        elif name in opened:
            found.setdefault(name, []).append((opened.pop(name), mark.end()))
    for name, start in opened.items():
        found.setdefault(name, []).append((start, end + 1))
    return list(found.values())


#: What the longest placeholders have before and behind what `LONGEST_SPAN` counts.
_LONGEST_ENDS = 120
_OPEN_TAG = re.compile(r"<[/!]?[A-Za-z][^<>]*")
_RAW_MARKS = re.compile(r"<!--|-->|</?(?:script|style)\b", re.IGNORECASE)


BROWSER: dict[str, Any] = {
    "segment": lambda language: pattern(),
    "segment_kinds": lambda language: tuple(pattern().groupindex),
}
