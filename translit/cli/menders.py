"""Wrong layouts, romanised lines and wrong encodings as repairs of a text, like those of look-alike letters."""

from __future__ import annotations

from dataclasses import replace

from ..checking import Repair
from ..detection.mojibake import explain_encoding
from ..detection.repair import explain_informal, explain_layout
from ..text.edits import Change, apply_changes


def mend(text: str, *, layout: bool = False, informal: bool = False, encoding: bool = False) -> Repair:
    """Put a text right where it is nearly certain, and explain each change.

    >>> repaired = mend("ghbdtn, rfr ltkf", layout=True)
    >>> repaired.text, repaired.changes[0].why
    ('привет, как дела', 'ru typed with ru-jcuken off, probability 1.000')
    """
    # The wrong encoding of a line is undone first: what was typed in it shows only then.
    found = explain_encoding(text) if encoding else []
    changes: list[Change] = [*found]
    for likely in _likely(text, layout, informal):
        if all(likely.end <= change.start or change.end <= likely.start for change in changes):
            changes.append(likely)
    changes.sort(key=lambda change: change.start)
    return Repair(apply_changes(text, changes), tuple(changes), ())


def _likely(text: str, layout: bool, informal: bool) -> list[Change]:
    found = [*(explain_layout(text) if layout else ()), *(explain_informal(text) if informal else ())]
    found.sort(key=lambda repair: (repair.start, -repair.score))
    return [replace(repair, why=f"{repair.why}, probability {repair.score:.3f}") for repair in found]
