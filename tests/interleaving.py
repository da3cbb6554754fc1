"""Work that is stopped at each of its lines: what others do meanwhile, or an interrupt, must not show."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from linecache import getline
from types import FrameType
from typing import TYPE_CHECKING

from tests.examples import is_night
from tests.places import PACKAGE

if TYPE_CHECKING:
    from _typeshed import TraceFunction

_Place = tuple[str, int]
_STORES = re.compile(r"self\.\w+ [|+]?= |\] [|+]?= |self\.\w+\.(append|add|clear|setdefault|update)\(")


def places_of(work: Callable[[], object]) -> list[_Place]:
    """Return the lines of the package that some work runs right behind one that stores something; by night, all."""
    found: dict[_Place, None] = {}
    before, night = "", is_night()

    def on_line(place: _Place) -> None:
        nonlocal before
        if night or _STORES.search(before):
            found[place] = None
        before = getline(*place)

    _traced(work, on_line)
    return list(found)


def stopped_at(place: _Place, work: Callable[[], object], meanwhile: Callable[[], object]) -> object:
    """Do some work, and something else just before it first runs a line."""
    waiting = [meanwhile]

    def on_line(reached: _Place) -> None:
        if reached == place and waiting:
            sys.settrace(None)
            waiting.pop()()

    return _traced(work, on_line)


def _traced(work: Callable[[], object], on_line: Callable[[_Place], object]) -> object:
    def on_event(frame: FrameType, event: str, argument: object) -> TraceFunction | None:
        if not frame.f_code.co_filename.startswith(str(PACKAGE)):
            return None
        if event == "line":
            on_line((frame.f_code.co_filename, frame.f_lineno))
        return on_event

    sys.settrace(on_event)
    try:
        return work()
    finally:
        sys.settrace(None)
