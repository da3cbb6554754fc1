"""What is held down for each level of a layout, and which of another program's modifiers mean that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: What is held for each level; Caps Lock is held, too.
HELD = {
    "plain": frozenset[str](),
    "shift": frozenset({"shift"}),
    "caps": frozenset({"caps"}),
    "caps-shift": frozenset({"caps", "shift"}),
    "altgr": frozenset({"alt"}),
    "altgr-shift": frozenset({"alt", "shift"}),
}

#: One way to press: each modifier that may be held, and whether it must be.
Way = Mapping[str, bool]


def fits(level: str, ways: Iterable[Way]) -> bool:
    """Tell whether a level is reached by one of several ways to press.

    >>> fits("altgr", [{"alt": True, "caps": False}]), fits("plain", [{"shift": True}])
    (True, False)
    """
    held = HELD[level]
    return any(held <= way.keys() and all(name in held for name, must in way.items() if must) for way in ways)


def is_shortcut(ways: Iterable[Way]) -> bool:
    """Tell whether all ways need Ctrl or Command, with which keys are commands and no text."""
    return all(way.get("ctrl") or way.get("cmd") for way in ways)


def way(words: Iterable[str]) -> Way:
    """Return a way to press from names of modifiers, a question mark behind those that may be held or not.

    >>> way(["anyShift?", "optR", "caps"])
    {'shift': False, 'alt': True, 'caps': True}
    """
    found: dict[str, bool] = {}
    for word in words:
        name = word.lower().removesuffix("?")
        for side in ("any", "right", "left"):
            name = name.removeprefix(side)
        name = name.removesuffix("l").removesuffix("r") if name.removesuffix("l").removesuffix("r") in _NAMES else name
        found[_NAMES.get(name, name)] = found.get(_NAMES.get(name, name), False) or not word.endswith("?")
    return found


_NAMES = {
    "shift": "shift",
    **{"option": "alt", "opt": "alt", "alt": "alt"},
    **{"control": "ctrl", "ctrl": "ctrl"},
    **{"command": "cmd", "cmd": "cmd", "caps": "caps"},
}
