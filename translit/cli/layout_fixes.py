"""Wrong layouts and romanised lines as repairs of a text, like those of look-alike letters."""

from __future__ import annotations

from collections.abc import Callable

from ..checking import Change, Repair
from ..detection.repair import LayoutRepair, explain_informal, explain_layout


def mender(*, layout: bool, informal: bool) -> Callable[[str], Repair]:
    """Return a function that puts a text right where it is nearly certain, and explains each change.

    >>> mend = mender(layout=True, informal=False)
    >>> repaired = mend("ghbdtn, rfr ltkf")
    >>> repaired.text, repaired.changes[0].code
    ('привет, как дела', 'ru typed with ru-jcuken off, probability 1.000')
    """

    def mend(text: str) -> Repair:
        found = [*(explain_layout(text) if layout else ()), *(explain_informal(text) if informal else ())]
        changes: list[Change] = []
        pieces: list[str] = []
        done = 0
        for repair in sorted(found, key=lambda repair: (repair.start, -repair.score)):
            if repair.start >= done:
                changes.append(_change(repair))
                pieces += [text[done : repair.start], repair.instead]
                done = repair.end
        return Repair("".join([*pieces, text[done:]]), tuple(changes), ())

    return mend


def _change(repair: LayoutRepair) -> Change:
    why = f"{repair.why}, probability {repair.score:.3f}"
    return Change(why, repair.start, repair.end, repair.start16, repair.end16, repair.text, repair.instead)
