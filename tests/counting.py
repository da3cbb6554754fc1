"""What a call costs, counted: tests never measure seconds."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import TraceFunction

_Input = TypeVar("_Input")


def calls_of(function: Callable[[_Input], object], given: _Input) -> int:
    """Return how many functions are called."""
    count = 0

    def on_event(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(on_event)
    try:
        function(given)
    finally:
        sys.setprofile(None)
    return count


def lines_of(function: Callable[[_Input], object], given: _Input) -> int:
    """Return how many lines are run, each round of a comprehension among them, which is no call."""
    count = 0

    def on_event(frame: FrameType, event: str, argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return on_event

    sys.settrace(on_event)
    try:
        function(given)
    finally:
        sys.settrace(None)
    return count


def bytes_of(function: Callable[[_Input], object], given: _Input) -> int:
    """Return how many bytes are in use at most."""
    tracemalloc.start()
    try:
        function(given)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
