"""Wrong layouts and romanised lines as repairs of a text, like those of look-alike letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..checking import Repair
from ..detection.repair import LayoutRepair, explain_informal, explain_layout
from ..text.edits import apply_changes


def mender(*, layout: bool, informal: bool) -> Callable[[str], Repair]:
    """Return a function that puts a text right where it is nearly certain, and explains each change.

    >>> mend = mender(layout=True, informal=False)
    >>> repaired = mend("ghbdtn, rfr ltkf")
    >>> repaired.text, repaired.changes[0].why
    ('привет, как дела', 'ru typed with ru-jcuken off, probability 1.000')
    """

    def mend(text: str) -> Repair:
        found = [*(explain_layout(text) if layout else ()), *(explain_informal(text) if informal else ())]
        changes: list[LayoutRepair] = []
        done = 0
        for repair in sorted(found, key=lambda repair: (repair.start, -repair.score)):
            if repair.start >= done:
                changes.append(replace(repair, why=f"{repair.why}, probability {repair.score:.3f}"))
                done = repair.end
        return Repair(apply_changes(text, changes), tuple(changes), ())

    return mend
