"""A keyboard of Unicode's LDML: keyboard3 (CLDR 45) is written, and read as the keyboards of CLDR 43 and before are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
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

FILE = "{id}.xml"
INSTALL = """\
Each file is one keyboard3 of CLDR: `kmc build bg-phonetic-traditional.xml` of Keyman Developer makes a keyboard of it
for Windows, macOS, Linux and Android."""
SUFFIXES, SIGN = (), re.compile(r"<keyboard3?\b[^>]*\blocale=")

#: What is held for each level, as LDML has it; AltGr types the same with Caps Lock.
HELD = {
    "plain": "none",
    "shift": "shift",
    "caps": "caps",
    "caps-shift": "caps shift",
    "altgr": "altR, altR caps",
    "altgr-shift": "altR shift, altR caps shift",
}
#: Languages whose Cyrillic keyboards have to be said to be such.
MOSTLY_LATIN = ("az", "bs", "uz")
_PUNCTUATION = r"""
amp & apos ' asterisk * at @ backslash \ bang ! caret ^ close-angle > close-curly } close-paren ) close-square ]
colon : comma , degree ° double-quote " equal = grave ` hash # hyphen - micro µ not ¬ open-angle < open-curly {
open-paren ( open-square [ percent % period . pipe | plus + question ? section § semi-colon ; slash / tilde ~
underscore _ dollar $ euro € pound £ yen ¥ cent ¢
"""
#: Keys that need not be defined, or are in files that every keyboard may import.
KNOWN: dict[str, str] = {
    **{char: char for char in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"},
    **dict(re.findall(r"(\S+) (\S)\s", _PUNCTUATION)),
    **{"space": " ", "gap": ""},
}

#: Why no scheme is written.
WHY = "its keys give texts, and what transforms make of them no program here can prove: only a layout is written"


def export(compiled: Transliterator) -> str:
    """Return the keyboard; raise Inexpressible for a table that is no layout."""
    table = compiled.table
    require_layout(compiled, "ldml", WHY)
    levels: dict[str, dict[str, str]] = {level: {} for level in LEVELS if level in table.keys}
    for key in keys_of(table):
        for level, text in key.levels.items():
            levels[level][key.place] = text
    cells = list(dict.fromkeys(text for keys in levels.values() for text in keys.values()))
    form = "iso" if any("B00" in keys for keys in levels.values()) else "us"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<keyboard3 xmlns="https://schemas.unicode.org/cldr/45/keyboard3" '
        f'locale="{table.language}{"-Cyrl" * (table.language in MOSTLY_LATIN)}" conformsTo="45">',
        f'<info name="{_quoted(table.name["en"])}"/>',
        "<keys>",
        *(f'<key id="{_id(cell)}" output="{_quoted(_output(cell))}"/>' for cell in cells if cell != " "),
        "</keys>",
        f'<layers formId="{form}">',
        *(line for level, keys in levels.items() for line in _layer(HELD[level], keys, form)),
        "</layers>",
    ]
    if marks := [mark for mark in map(mark_of, cells) if mark]:
        lines += ['<transforms type="simple">', "<transformGroup>"]
        lines += [
            f'<transform from="{_pattern(CIRCLE + mark)}{_pattern(letter)}" to="{_quoted(made)}"/>'
            for mark in marks
            for letter, made in _behind(mark, cells).items()
        ]
        lines += ["</transformGroup>", "</transforms>"]
    return "\n".join([*lines, "</keyboard3>", ""])


def _layer(held: str, keys: Mapping[str, str], form: str) -> Iterator[str]:
    yield f'<layer modifiers="{held}">'
    for row in _rows(form):
        yield f'<row keys="{" ".join(_id(keys[place]) if place in keys else "gap" for place in row)}"/>'
    yield '<row keys="space"/>'
    yield "</layer>"


def _rows(form: str) -> list[list[str]]:
    """Return the places of a form's rows: ISO keyboards have the key of the backslash beside Enter."""
    rows = [[place for place in PLACES if place[0] == row] for row in "EDCB"]
    if form == "iso":
        rows[1].remove("D13")
        rows[2].append("D13")
    else:
        rows[3].remove("B00")
    return rows


def _behind(mark: str, cells: Iterable[str]) -> dict[str, str]:
    """Return what each key writes behind a dead key."""
    found = composed_with(mark, cells)
    for cell in cells:
        if other := mark_of(cell):
            found[cell] = accent(mark) if other == mark else accent(mark) + _output(cell)
        else:
            found.setdefault(cell, accent(mark) + cell)
    return {**found, " ": accent(mark)}


def _id(cell: str) -> str:
    if cell == " ":
        return "space"
    if mark := mark_of(cell):
        return f"dead-{ord(mark):04x}"
    return "-".join(f"u{ord(char):04x}" for char in cell)


def _output(cell: str) -> str:
    return f"\\m{{d{ord(mark):04x}}}" if (mark := mark_of(cell)) else cell


def _pattern(cell: str) -> str:
    """Return a text as a pattern has it: what might mean something by number."""
    if mark_of(cell):
        return _output(cell)
    return "".join(char if char.isalnum() else f"\\u{{{ord(char):X}}}" for char in cell)


def _quoted(text: str) -> str:
    for char, name in (("&", "amp"), ("<", "lt"), (">", "gt"), ('"', "quot")):
        text = text.replace(char, f"&{name};")
    seen = "".join(c if c.isprintable() and not unicodedata.combining(c) else f"\\u{{{ord(c):X}}}" for c in text)
    return re.sub(r"\\(?![mu]\{)", r"\\u{5C}", seen)


def read(foreign: Foreign) -> Draft:
    """Return the layout of a file, of either kind."""
    root = parse_xml(foreign.text)
    draft = Draft(language=root.get("locale"))
    names = [each.get("name") or each.get("value") for each in root.all("info", "name")]
    draft.name = next(filter(None, names), "")
    if root.tag == "keyboard3":
        _Keyboard3(root, draft).keys()
    elif root.tag == "keyboard":
        _Keyboard(root, draft).keys()
    else:
        raise Unreadable(f"<{root.tag}> is no keyboard: expected <keyboard3> or <keyboard>", root.line)
    return draft


class _Keyboard:
    """A keyboard of CLDR 43 or before: maps of keys by what is held, and what dead keys make of texts."""

    def __init__(self, root: Element, draft: Draft) -> None:
        self._root, self._draft = root, draft
        #: Dead keys by what they give alone.
        self._marks: dict[str, str] = {}

    def keys(self) -> None:
        self._find_marks()
        maps = [
            (each, [way(held.split("+")) for held in each.get("modifiers").split()] or [{}])
            for each in self._root.all("keyMap")
        ]
        ways = {id(keys): [_without_alt_gr(each) for each in found] for keys, found in maps}
        used = set()
        for level in LEVELS:
            for keys, _ in maps:
                if fits(level, ways[id(keys)]):
                    used.add(id(keys))
                    for key in keys.all("map"):
                        self._key(level, key)
                    break
        for keys, _ in maps:
            if id(keys) not in used and not is_shortcut(ways[id(keys)]):
                self._draft.lose(keys.line, f"keys with {keys.get('modifiers')} held: no level of a layout here")
        for part in self._root.inside:
            if part.tag not in ("version", "generation", "names", "settings", "keyMap", "transforms", "info"):
                self._draft.lose(part.line, f"<{part.tag}>: nothing that a layout says")

    def _key(self, level: str, key: Element) -> None:
        text = _plain(key.get("to"))
        if text in self._marks and key.get("transform") != "no":
            text = CIRCLE + self._marks[text]
        if key.get("longPress"):
            self._draft.lose(key.line, f"key {key.get('iso')}, {level}: what it gives when it is held long")
        self._draft.press(key.line, level, key.get("iso"), text)

    def _find_marks(self) -> None:
        """Find dead keys: what the transforms begin with; each has to make of letters what ours does."""
        found: dict[str, list[tuple[int, str, str]]] = {}
        for each in self._root.all("transform"):
            source, target = _plain(each.get("from")), _plain(each.get("to"))
            if len(source) == 2:
                found.setdefault(source[0], []).append((each.line, source[1], target))
            else:
                self._draft.lose(each.line, f"{source!r} becomes {target!r}: more than a dead key and a letter")
        for dead, made in found.items():
            mark = mark_named(dead) or _mark_made(made)
            if not mark:
                self._draft.lose(
                    made[0][0], f"{dead!r} becomes another letter with the next: no mark of a dead key here"
                )
                continue
            self._marks[dead] = mark
            for line, letter, target in made:
                wrong = misread(mark, letter, target)
                if letter != " " and letter != dead and wrong:
                    self._draft.lose(line, wrong)


class _Keyboard3:
    """A keyboard of CLDR 45 or later: keys by their names, layers of rows, transforms of what was typed."""

    def __init__(self, root: Element, draft: Draft) -> None:
        self._root, self._draft = root, draft
        self._variables = {each.get("id"): each.get("value") for each in root.all("string")}
        self._outputs = {each.get("id"): self._text(each.get("output")) for each in root.all("key")}
        self._said = {each.get("id"): each for each in root.all("key")}
        self._marks: dict[str, str] = {}

    def keys(self) -> None:
        self._transforms()
        form = next((each for each in self._root.all("layers") if each.get("formId") != "touch"), None)
        if form is None:
            raise Unreadable("no layers of a hardware keyboard in it", self._root.line)
        rows = _rows(form.get("formId"))
        for other in self._root.all("layers"):
            if other is not form:
                self._draft.lose(
                    other.line, f"layers of form {other.get('formId')}: those of {form.get('formId')} are read"
                )
        layers = [
            (each, [way(held.split()) for held in each.get("modifiers").replace("none", "").split(",")])
            for each in form.all("layer")
        ]
        used = set()
        for level in LEVELS:
            found = next((layer for layer, ways in layers if fits(level, map(_without_alt_gr, ways))), None)
            if found is not None:
                used.add(id(found))
                self._layer(level, found, rows)
        for layer, ways in layers:
            if id(layer) not in used and not is_shortcut(ways):
                self._draft.lose(layer.line, f"layer {layer.get('modifiers')}: no level of a layout here")

    def _layer(self, level: str, layer: Element, rows: list[list[str]]) -> None:
        for places, row in zip([*rows, [SPACE]], layer.all("row"), strict=False):
            names = row.get("keys").split()
            for place, name in zip(places, names, strict=False):
                self._draft.press(row.line, level, place, self._given(row.line, place, name))
            for name in names[len(places) :]:
                self._draft.lose(row.line, f"key {name!r}: more keys in a row than the form has")

    def _given(self, line: int, place: str, name: str) -> str:
        if name not in self._outputs:
            if name not in KNOWN:
                self._draft.lose(line, f"key {place}: there is no key {name!r}")
            return KNOWN.get(name, "")
        for what in ("longPressKeyIds", "flickId", "multiTapKeyIds"):
            if self._said[name].get(what):
                self._draft.lose(self._said[name].line, f"key {name!r}: {what} is for touch keyboards")
        text = self._outputs[name]
        marker = re.fullmatch(r"\\m\{([^}]*)\}", text)
        if marker:
            return CIRCLE + mark if (mark := self._marks.get(marker[1], "")) else ""
        if "\\m" in text:
            self._draft.lose(self._said[name].line, f"key {name!r}: a marker beside a text")
            return ""
        return text

    def _transforms(self) -> None:
        found: dict[str, list[tuple[int, str, str]]] = {}
        for each in self._root.all("transform"):
            source = re.fullmatch(
                r"\\m\{([^}]*)\}(\\m\{[^}]*\}|\\u\{[0-9A-Fa-f ]+\}|[^\\\[\](){}.*+?|^$])",
                self._replaced(each.get("from")),
            )
            target = self._text(each.get("to"))
            if source:
                found.setdefault(source[1], []).append((each.line, self._text(source[2]), target))
            else:
                self._draft.lose(each.line, f"transform from {each.get('from')!r}: no dead key and one character")
        for part in self._root.all("reorder", "display", "set", "uset", "variables"):
            if part.tag in ("reorder", "uset"):
                self._draft.lose(part.line, f"<{part.tag}>: nothing that a layout says")
        for marker, made in found.items():
            alone = next((target for _, letter, target in made if letter == " "), "")
            mark = mark_named(alone.lstrip("\xa0")) or _mark_made(made)
            if not mark:
                self._draft.lose(made[0][0], f"marker {marker!r}: no mark of a dead key here")
                continue
            self._marks[marker] = mark
            for line, letter, target in made:
                if letter != " " and "\\m" not in letter + target and (wrong := misread(mark, letter, target)):
                    self._draft.lose(line, wrong)

    def _replaced(self, text: str) -> str:
        return re.sub(r"\$\{([^}]*)\}", lambda name: self._variables.get(name[1], name[0]), text)

    def _text(self, text: str) -> str:
        return _plain(self._replaced(text))


def _mark_made(made: Iterable[tuple[int, str, str]]) -> str:
    """Return the mark that letters take, `""` if none does."""
    for _, letter, target in made:
        parts = unicodedata.normalize("NFD", target)
        if len(parts) == 2 and parts[0] == letter:
            return parts[1]
    return ""


def _plain(text: str) -> str:
    r"""Return a text of which characters may be given by number.

    >>> _plain(r"\u{22}\u{41 42}")
    '"AB'
    """
    return re.sub(r"\\u\{([0-9A-Fa-f ]+)\}", lambda found: "".join(map(_char, found[1].split())), text)


def _char(number: str) -> str:
    code = int(number, 16)
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def _without_alt_gr(found: Way) -> Way:
    """Return a way to press in which Ctrl and Alt together, which are AltGr on Windows, are one."""
    if found.get("ctrl") and found.get("alt"):
        return {name: must for name, must in found.items() if name != "ctrl"}
    return found
