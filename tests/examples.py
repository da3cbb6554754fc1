"""How many examples a property draws: known here alone, so that those with a number of their own grow by night."""

from __future__ import annotations

from hypothesis import settings

#: What a property draws that says nothing, by day.
BY_DAY = 100


def examples(by_day: int) -> settings:
    """Return the settings of a property that draws so many by day, and as many times more at night as all do."""
    return settings(max_examples=max(by_day * settings().max_examples // BY_DAY, 1))


def is_night() -> bool:
    """Tell whether as much is tried as a night has time for."""
    return settings().max_examples > BY_DAY
