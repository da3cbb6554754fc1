"""XKB symbols: a keyboard layout for X11 and Wayland, Linux and BSD."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..errors import Inexpressible
from ..table.dead_keys import mark_of
from ..table.positions import Key, keys_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..convert.transliterator import Transliterator

FILE = "symbols/{id}"
INSTALL = """\
Copy symbols/ to ~/.config/xkb/ for Wayland, or to /usr/share/X11/xkb/ for X11, and choose a layout by its file's name:
`setxkbmap bg-phonetic-traditional`, or `xkb_layout bg-phonetic-traditional` in the settings of sway and its like."""

#: Levels in the order in which XKB has them.
LEVELS = ("plain", "shift", "altgr", "altgr-shift")


#: What XKB calls the dead keys of these marks. What they make of a letter is in the tables of Compose.
DEAD = {
    "\u0300": "grave",
    "\u0301": "acute",
    "\u0302": "circumflex",
    "\u0303": "tilde",
    "\u0304": "macron",
    "\u0306": "breve",
    "\u0307": "abovedot",
    "\u0308": "diaeresis",
    "\u0309": "hook",
    "\u030a": "abovering",
    "\u030b": "doubleacute",
    "\u030c": "caron",
    "\u030f": "doublegrave",
    "\u0311": "invertedbreve",
    "\u031b": "horn",
    "\u0323": "belowdot",
    "\u0327": "cedilla",
    "\u0328": "ogonek",
    "\u0331": "belowmacron",
}


class Kind(NamedTuple):
    """A type of keys: what it is called with two levels and with four, and what Caps Lock gives by it."""

    two: str
    four: str
    caps: str
    caps_shift: str


def export(compiled: Transliterator) -> str:
    """Return the symbols of a layout; raise Inexpressible for a table that is none."""
    table = compiled.table
    if table.kind != "layout" or compiled.reverse:
        why = "XKB has one letter a key and knows no sequences: only a layout can be written"
        raise Inexpressible("xkb", table.id, [why], optional=False)
    keys = keys_of(table)
    lines = [
        f"// {table.id}: {table.name['en']}",
        "",
        "default partial alphanumeric_keys",
        'xkb_symbols "basic" {',
        f'    name[Group1] = "{table.name["en"].translate(_QUOTED)}";',
        "",
        *(f"    {line}" for key in keys if (line := _written(key))),
    ]
    if any(level in key.levels for key in keys for level in LEVELS[2:]):
        lines += ["", '    include "level3(ralt_switch)"']
    return "\n".join([*lines, "};", ""])


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield what no symbol is, and what Caps Lock gives by no type of keys."""
    if compiled.table.kind != "layout":
        return
    for key in keys_of(compiled.table):
        for level, text in key.levels.items():
            if level in LEVELS and text and _symbol(text) == "NoSymbol":
                yield f"key {key.place}, {level}: XKB has no symbol for {text!r}"
        if not _kind(key):
            gives = " and ".join(f"{level} {key.levels.get(level, '')!r}" for level in ("caps", "caps-shift"))
            yield f"key {key.place}: XKB has no type of keys by which Caps Lock gives {gives}"


_QUOTED = {ord('"'): "'", ord("\\"): "/"}


def _written(key: Key) -> str:
    symbols = [_symbol(key.levels.get(level, "")) for level in LEVELS]
    if key.place == "B00" and key.levels:
        # The symbols that every layout stands on have four levels here, and shine through where there is none.
        symbols = [symbol.replace("NoSymbol", "VoidSymbol") for symbol in symbols]
    count = 4 if symbols[2:] != ["NoSymbol"] * 2 else 2
    kind = _kind(key) or _kinds(key)[0]
    name = kind.four if count == 4 or not kind.two else kind.two
    listed = symbols[: 4 if name == kind.four else 2]
    if name == "FOUR_LEVEL_PLUS_LOCK":
        listed.append(_symbol(key.levels.get("caps", "")))
    if set(listed) == {"NoSymbol"}:
        return ""
    return f'key <{_name(key.place)}> {{ type[Group1] = "{name}", [ {", ".join(listed)} ] }};'


def _kinds(key: Key) -> tuple[Kind, ...]:
    plain, shift = key.levels.get("plain", ""), key.levels.get("shift", "")
    return (
        Kind("ALPHABETIC", "FOUR_LEVEL_SEMIALPHABETIC", shift, plain),
        # The type leaves Caps Lock to whoever reads the symbol, and it makes a capital of it.
        Kind("TWO_LEVEL", "FOUR_LEVEL", _upper(plain), _upper(shift)),
        Kind("", "FOUR_LEVEL_PLUS_LOCK", key.levels.get("caps", ""), shift),
    )


def _kind(key: Key) -> Kind | None:
    caps, caps_shift = key.levels.get("caps", ""), key.levels.get("caps-shift", "")
    return next((kind for kind in _kinds(key) if (kind.caps, kind.caps_shift) == (caps, caps_shift)), None)


def _upper(text: str) -> str:
    return text.upper() if len(text.upper()) == len(text) else text


def _symbol(text: str) -> str:
    """Return the symbol of what a key gives.

    >>> _symbol("я"), _symbol("\u25cc\u0300"), _symbol("дь"), _symbol("")
    ('U044F', 'dead_grave', 'NoSymbol', 'NoSymbol')
    """
    if mark := mark_of(text):
        return f"dead_{DEAD[mark]}" if mark in DEAD else "NoSymbol"
    return f"U{ord(text):04X}" if len(text) == 1 else "NoSymbol"


def _name(place: str) -> str:
    """Return what XKB calls a key.

    >>> [_name(place) for place in ("E00", "E01", "D01", "D13", "B00", "B01")]
    ['TLDE', 'AE01', 'AD01', 'BKSL', 'LSGT', 'AB01']
    """
    return {"E00": "TLDE", "D13": "BKSL", "C12": "BKSL", "B00": "LSGT"}.get(place, f"A{place}")
