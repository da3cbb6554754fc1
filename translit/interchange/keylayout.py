"""A keyboard layout for macOS: an XML file that the system reads as it is."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..errors import Unreadable
from ..table.dead_keys import CIRCLE, accent, composed_with, mark_named, mark_of, misread
from ..table.draft import SPACE, Draft, Foreign
from ..table.modifiers import Way, fits, is_shortcut, way
from ..table.positions import PLACES, keys_of
from ..table.value import LEVELS
from ..table.xml import Element, parse_xml
from . import require_layout

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

FILE = "{id}.keylayout"
INSTALL = """\
Copy the .keylayout files to ~/Library/Keyboard Layouts, log out and in, and add them in System Settings, Keyboard,
Input Sources, under Others."""
SUFFIXES, SIGN = (".keylayout",), re.compile(r"<keyMapSet\b")

#: What macOS calls the keys, row by row from the digits down; E00 and B00 as they are on American keyboards.
CODES = dict(
    zip(
        PLACES,
        (
            *(50, 18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24),
            *(12, 13, 14, 15, 17, 16, 32, 34, 31, 35, 33, 30, 42),
            *(0, 1, 2, 3, 5, 4, 38, 40, 37, 41, 39),
            *(10, 6, 7, 8, 9, 11, 45, 46, 43, 47, 44),
        ),
        strict=True,
    )
)
SPACE_CODE = 49
#: What the other keys give on every level: Return, Tab, Backspace, Enter, Escape, arrows and the like, the keypad.
ALWAYS = {
    **{36: "\r", 48: "\t", 51: "\b", 52: "\x03", 53: "\x1b", 76: "\x03"},
    **{114: "\x05", 115: "\x01", 116: "\x0b", 117: "\x7f", 119: "\x04", 121: "\x0c"},
    **{123: "\x1c", 124: "\x1d", 125: "\x1f", 126: "\x1e", 71: "\x1b"},
    **{65: ".", 67: "*", 69: "+", 75: "/", 78: "-", 81: "="},
    **{82: "0", 83: "1", 84: "2", 85: "3", 86: "4", 87: "5", 88: "6", 89: "7", 91: "8", 92: "9"},
}
#: What is held for each level, in the order of the maps; the last one is for shortcuts, which stay on Latin letters.
HELD = {
    "plain": [""],
    "shift": ["anyShift"],
    "caps": ["caps"],
    "caps-shift": ["anyShift caps"],
    "altgr": ["anyOption caps?"],
    "altgr-shift": ["anyShift anyOption caps?"],
    "": ["command anyShift? anyOption? caps?", "anyControl anyShift? anyOption? caps? command?"],
}

#: Why no scheme is written.
WHY = "macOS has one text a key and knows no sequences: only a layout can be written"


def export(compiled: Transliterator) -> str:
    """Return the layout; raise Inexpressible for a table that is none."""
    table = compiled.table
    require_layout(compiled, "keylayout", WHY)
    levels: dict[str, dict[str, str]] = {level: {} for level in LEVELS}
    for key in keys_of(table):
        for level, text in key.levels.items():
            levels[level][key.place] = text
        levels.setdefault("", {})[key.place] = key.base
    cells = list(dict.fromkeys(text for level, keys in levels.items() if level for text in keys.values() if text))
    marks = {mark: f"dead-{ord(mark):04x}" for mark in dict.fromkeys(map(mark_of, cells)) if mark}
    actions = _actions(cells, marks)
    longest = max(len(text) for each in actions.values() for _, _, text in each) if actions else 2
    number = -2 - zlib.crc32(table.id.encode()) % 30000
    lines = [
        '<?xml version="1.1" encoding="UTF-8"?>',
        '<!DOCTYPE keyboard SYSTEM "file://localhost/System/Library/DTDs/KeyboardLayout.dtd">',
        f'<keyboard group="126" id="{number}" name="{_quoted(table.name["en"])}" maxout="{max(longest, 2)}">',
        '<layouts><layout first="0" last="207" mapSet="keys" modifiers="levels"/></layouts>',
        f'<modifierMap id="levels" defaultIndex="{len(HELD) - 1}">',
        *(
            f'<keyMapSelect mapIndex="{index}">'
            + "".join(f'<modifier keys="{keys}"/>' for keys in held)
            + "</keyMapSelect>"
            for index, held in enumerate(HELD.values())
        ),
        "</modifierMap>",
        '<keyMapSet id="keys">',
        *(line for index, level in enumerate(HELD) for line in _map(index, levels[level], actions)),
        "</keyMapSet>",
    ]
    if marks:
        lines += [
            "<actions>",
            *(line for cell, whens in actions.items() for line in _action(cell, whens)),
            "</actions>",
        ]
        lines += ["<terminators>"]
        lines += [f'<when state="{name}" output="{_quoted(accent(mark))}"/>' for mark, name in marks.items()]
        lines += ["</terminators>"]
    return "\n".join([*lines, "</keyboard>", ""])


def _map(index: int, keys: Mapping[str, str], actions: Mapping[str, object]) -> Iterator[str]:
    yield f'<keyMap index="{index}">'
    given = {CODES[place]: text for place, text in keys.items()} | {SPACE_CODE: " "} | ALWAYS
    for code, text in sorted(given.items()):
        said = f'action="{_name(text)}"' if text in actions else f'output="{_quoted(text)}"'
        yield f'<key code="{code}" {said}/>'
    yield "</keyMap>"


def _actions(cells: list[str], marks: Mapping[str, str]) -> dict[str, list[tuple[str, str, str]]]:
    """Return what keys do that do not always give the same: the state before, the next one and what is written."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for mark, state in marks.items():
        found[CIRCLE + mark] = [("none", state, ""), (state, "", accent(mark))]
        for letter, made in {**composed_with(mark, cells), " ": accent(mark)}.items():
            found.setdefault(letter, [("none", "", letter)]).append((state, "", made))
    return found


def _action(cell: str, whens: list[tuple[str, str, str]]) -> Iterator[str]:
    yield f'<action id="{_name(cell)}">'
    for state, following, text in whens:
        said = f'next="{following}"' if following else f'output="{_quoted(text)}"'
        yield f'<when state="{state}" {said}/>'
    yield "</action>"


def _name(cell: str) -> str:
    return "-".join(f"{ord(char):04x}" for char in cell)


def _quoted(text: str) -> str:
    """Return a text as an attribute: by number where it might mean something, or can't be seen."""
    return "".join(char if char.isalnum() or char == " " else f"&#x{ord(char):04X};" for char in text)


def read(foreign: Foreign) -> Draft:
    """Return the layout of a file: of its first set of maps, as far as our levels go."""
    root = parse_xml(foreign.text)
    draft = Draft(name=root.get("name"))
    _Reading(root, draft).keys()
    return draft


class _Reading:
    """The maps, actions and dead keys of a file."""

    def __init__(self, root: Element, draft: Draft) -> None:
        self._root, self._draft = root, draft
        self._actions = {each.get("id"): each for each in root.all("action") if each.get("id")}
        self._standing = {
            when.get("state"): when.get("output") for end in root.all("terminators") for when in end.all("when")
        }
        self._marks: dict[str, str] = {}

    def keys(self) -> None:
        layout = next(self._root.all("layout"), None)
        sets = {each.get("id"): each for each in self._root.all("keyMapSet")}
        modifiers = {each.get("id"): each for each in self._root.all("modifierMap")}
        if layout is None or not sets or not modifiers:
            raise Unreadable("no layout in it: expected layouts, a modifierMap and a keyMapSet", self._root.line)
        chosen = sets.get(layout.get("mapSet"), next(iter(sets.values())))
        for other in list(self._root.all("layout"))[1:]:
            if other.get("mapSet") != layout.get("mapSet"):
                self._draft.lose(other.line, f"keyboards {other.get('first')} to {other.get('last')} have other maps")
        selects = modifiers.get(layout.get("modifiers"), next(iter(modifiers.values())))
        maps = {each.get("index"): each for each in chosen.all("keyMap")}
        used = set()
        for level in LEVELS:
            index = self._index_of(level, selects)
            if index in maps and not (level.startswith("altgr") and index in used):
                used.add(index)
                for code, key in self._inherited(maps[index], sets, 0).items():
                    self._key(level, code, key)
        for select in selects.all("keyMapSelect"):
            if select.get("mapIndex") not in used and not is_shortcut(_ways(select)):
                held = " or ".join(each.get("keys") for each in select.all("modifier"))
                self._draft.lose(select.line, f"map {select.get('mapIndex')}, of {held}: no level of a layout here")

    def _index_of(self, level: str, selects: Element) -> str:
        found = (each.get("mapIndex") for each in selects.all("keyMapSelect") if fits(level, _ways(each)))
        return next(found, selects.get("defaultIndex") if level in ("plain", "shift") else "")

    def _inherited(self, keys: Element, sets: Mapping[str, Element], depth: int) -> dict[str, Element]:
        """Return the keys of a map by code, those of the one that it is based on among them."""
        found: dict[str, Element] = {}
        base = sets.get(keys.get("baseMapSet"))
        if base is not None and depth < len(sets):
            for each in base.all("keyMap"):
                if each.get("index") == keys.get("baseIndex"):
                    found = self._inherited(each, sets, depth + 1)
        return found | {key.get("code"): key for key in keys.inside if key.tag == "key"}

    def _key(self, level: str, code: str, key: Element) -> None:
        place = _PLACES.get(code)
        action = next(key.all("action"), self._actions.get(key.get("action")))
        if place is None:
            text = key.get("output")
            if text and not (text.isascii() or unicodedata.category(text[0]) in ("Cc", "Co")):
                self._draft.lose(key.line, f"key {code}, {level}: {text!r} is on a key that a layout here has not")
        elif action is not None:
            self._draft.press(key.line, level, place, self._done(action, place))
        elif key.get("action"):
            self._draft.lose(key.line, f"key {place}, {level}: there is no action {key.get('action')!r}")
        elif key.get("output") >= " " or not key.get("output"):
            self._draft.press(key.line, level, place, key.get("output"))
        else:
            self._draft.lose(key.line, f"key {place}, {level}: a control character, and no text")

    def _done(self, action: Element, place: str) -> str:
        """Return what an action gives alone; what it does behind dead keys has to be what ours do."""
        whens = {when.get("state"): when for when in action.all("when")}
        first = whens.pop("none", None)
        if first is None:
            return ""
        if following := first.get("next"):
            mark = self._mark(first.line, following)
            return CIRCLE + mark if mark else ""
        text = first.get("output")
        for state, when in whens.items():
            mark = self._mark(when.line, state)
            if mark and not when.get("output"):
                self._draft.lose(when.line, f"key {place}: one dead key behind another leads to a third")
            elif mark and text != " " and (wrong := misread(mark, text, when.get("output"))):
                self._draft.lose(when.line, wrong)
        return text if place != SPACE else " "

    def _mark(self, line: int, state: str) -> str:
        """Return the mark of a dead key's state: by what stands for it alone, or by what it makes of letters."""
        if state not in self._marks:
            mark = mark_named(self._standing.get(state, "").lstrip("\xa0")) or self._by_letters(state)
            if not mark:
                self._draft.lose(line, f"state {state!r} is no mark that a letter has")
            self._marks[state] = mark
        return self._marks[state]

    def _by_letters(self, state: str) -> str:
        for action in self._actions.values():
            whens = {when.get("state"): when.get("output") for when in action.all("when")}
            parts = unicodedata.normalize("NFD", whens.get(state, ""))
            if len(parts) == 2 and parts[0] == whens.get("none"):
                return parts[1]
        return ""


_PLACES = {str(code): place for place, code in CODES.items()} | {str(SPACE_CODE): SPACE}


def _ways(select: Element) -> list[Way]:
    return [way(each.get("keys").split()) for each in select.all("modifier")]
