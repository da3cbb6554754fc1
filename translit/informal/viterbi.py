"""The cheapest path through two states: which pieces of a line are in the second one."""

from __future__ import annotations


def cheapest(leans: list[float], first: float, second: float, into: float, back: float) -> tuple[list[bool], float]:
    """Return which pieces are in the second state, and what the whole path costs, in nats.

    `leans`: by how many nats each piece is likelier in the second state; `first` and `second`: what it costs to begin
    in either; `into` and `back`: what a change to the second costs, and one from it.

    >>> cheapest([-9.0, 8.0, 5.0, -7.0], 0.0, 4.0, 4.0, 1.0)
    ([False, True, True, False], -8.0)
    """
    steps: list[tuple[bool, bool]] = []
    for place, lean in enumerate(leans):
        leaves = enters = False
        if place:
            leaves, enters = second + back < first, first + into < second
            first, second = min(first, second + back), min(second, first + into)
        steps.append((leaves, enters))
        second -= lean
    state = second < first
    states: list[bool] = []
    for leaves, enters in reversed(steps):
        states.append(state)
        state = not enters if state else leaves
    return states[::-1], min(first, second)
