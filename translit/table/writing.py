"""A draft written as a table's file: what it says of itself, samples, what was lost, then its keys or rules."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from unicodedata import category, normalize

from ..text.scripts import NEUTRAL, script_of
from .dead_keys import CIRCLE
from .draft import Draft
from .keyboard import each_cell
from .positions import PLACES, rows_of
from .value import LEVELS, NOTHING, Rows

#: Rules that one sample tries, beside each other.
A_SAMPLE = 12


def written(draft: Draft, table_id: str, origin: str) -> str:
    """Return the text of the file; `origin` says what it was read from.

    >>> draft = Draft(name="Mine", rules={("s", "", ""): "с", ("sh", "", ""): "ш"})
    >>> written(draft, "bg-mine", "mine.vim").splitlines()[-3:]
    ['[map]', '"s" = "с"', '"sh" = "ш"']
    """
    parts = ["\n".join(_comments(draft, origin)), "\n".join(_head(draft, table_id)), *_body(draft)]
    return "\n\n".join(parts) + "\n"


def _comments(draft: Draft, origin: str) -> Iterator[str]:
    yield f"# Read from {origin}."
    for lost in draft.lost:
        yield "# Not read, line " + re.sub(
            r"[^ -~\u00a0-\uffff]|[\u2028\u2029\ud800-\udfff\ufffe\uffff]", "?", f"{lost}"
        )


def _head(draft: Draft, table_id: str) -> Iterator[str]:
    language = table_id.partition("-")[0]
    yield f"id = {text(table_id)}"
    yield f"kind = {text(draft.kind)}"
    yield f"name = {{ en = {text(draft.name or table_id)} }}"
    yield f"language = {text(language)}"
    yield f"source-script = {text(_script(_sources(draft), 'Latn'))}"
    yield f"target-script = {text(_script(_targets(draft), 'Cyrl'))}"
    if draft.licence:
        yield f"licence-note = {text(draft.licence)}"
    if draft.keys or draft.is_keyboard:
        yield 'base = "us"'
    if not draft.keys:
        yield f"case = {text(draft.case)}"
    yield "samples = ["
    yield from (f"  {line}," for line in _samples(draft))
    yield "]"


def _sources(draft: Draft) -> Iterable[str]:
    return (source for source, _, _ in draft.rules)


def _targets(draft: Draft) -> Iterable[str]:
    return (cell for level in draft.keys.values() for cell in level.values()) if draft.keys else draft.rules.values()


def _script(texts: Iterable[str], usual: str) -> str:
    """Return the script that most letters are of."""
    found = Counter(script for text in texts for char in text if (script := script_of(char)) not in NEUTRAL)
    return found.most_common(1)[0][0] if found else usual


def _samples(draft: Draft) -> Iterator[str]:
    if draft.keys:
        yield from _pressed(draft)
    for source, target in draft.samples or tried(draft):
        yield f"[{text(source)}, {text(target)}]"


def tried(draft: Draft) -> Iterator[tuple[str, str]]:
    """Yield what rules without a context read, some at a time with blanks between, and what they write."""
    plain = [(source, target) for (source, after, before), target in draft.rules.items() if not (after or before)]
    for start in range(0, len(plain), A_SAMPLE):
        some = plain[start : start + A_SAMPLE]
        yield " ".join(source for source, _ in some), " ".join(target for _, target in some)


def _pressed(draft: Draft) -> Iterator[str]:
    """Yield samples of the rows of each level, but for dead keys and what goes with the letter before."""
    for level in _levels(draft):
        keys = draft.keys.get(level, {})
        for row in "EDCB":
            pressed = [
                (pair[level == "shift"], keys.get(place, "")) for place, pair in PLACES.items() if place[0] == row
            ]
            pressed = [(key, cell) for key, cell in pressed if key and cell and _is_seen(cell)]
            typed, given = ("".join(part) for part in zip(*pressed, strict=True)) if pressed else ("", "")
            if typed == given:
                continue
            if level in ("plain", "shift"):
                yield f"[{text(typed)}, {text(given)}]"
            else:
                yield f"{{ in = {text(typed)}, level = {text(level)}, out = {text(given)} }}"


def _levels(draft: Draft) -> dict[str, Rows]:
    """Return the levels to be drawn: those of Caps Lock only where they are not what is derived."""
    levels = {
        level: draft.keys.get(level, {}) for level in LEVELS if level in draft.keys or level in ("plain", "shift")
    }
    rows = rows_of(levels)
    for caps, level, change in (("caps", "plain", str.upper), ("caps-shift", "shift", str.lower)):
        if caps in rows and rows[caps] == each_cell(change, rows[level]):
            del rows[caps]
    return rows


def _body(draft: Draft) -> Iterator[str]:
    if draft.keys:
        yield "[keys]\n" + "\n".join(f"{level} = '''\n{_drawn(drawn)}'''" for level, drawn in _levels(draft).items())
        return
    if draft.classes:
        yield "[classes]\n" + "\n".join(f"{text(name)} = {text(letters)}" for name, letters in draft.classes.items())
    alone = [(source, target) for (source, after, before), target in draft.rules.items() if not (after or before)]
    if alone:
        yield "[map]\n" + "\n".join(f"{text(source)} = {text(target)}" for source, target in alone)
    for (source, after, before), target in draft.rules.items():
        if after or before:
            said = {"from": source, "to": target, "after": after, "before": before}
            yield "[[rules]]\n" + "\n".join(f"{k} = {text(v)}" for k, v in said.items() if v or k == "to")


def _drawn(rows: Rows) -> str:
    return "".join(" ".join(map(_cell, row)) + "\n" for row in rows)


def _cell(cell: str) -> str:
    if not cell:
        return NOTHING
    return cell if len(cell) > 1 or (_is_seen(cell) and normalize("NFC", cell) == cell) else f"U+{ord(cell):04X}"


def _is_seen(cell: str) -> bool:
    """Tell whether it stands by itself: no dead key, no blank, no mark."""
    return category(cell[0])[0] in "LNPS" and cell != NOTHING and cell[0] != CIRCLE


def text(value: str) -> str:
    """Return a text as TOML quotes it.

    >>> print(text('a "b"'))
    "a \\"b\\""
    """
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
