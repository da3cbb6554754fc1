"""Remember what a function said, and forget it all when that is too much."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


def remembered(function: Callable[[K], T], limit: int = 50_000) -> Callable[[K], T]:
    """The same function, with up to `limit` of its answers (none of them None) remembered."""
    memory: dict[K, T] = {}

    def recall(key: K) -> T:
        found = memory.get(key)
        if found is None:
            if len(memory) >= limit:
                memory.clear()
            found = memory[key] = function(key)
        return found

    return recall
