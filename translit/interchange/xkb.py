"""XKB symbols: a keyboard layout for X11 and Wayland, Linux and BSD."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import Unreadable
from ..resources import read_text
from ..table.dead_keys import CIRCLE, mark_of
from ..table.draft import Draft, Foreign
from ..table.positions import PLACES, Key, keys_of
from . import require_layout

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..convert.transliterator import Transliterator

FILE = "symbols/{id}"
INSTALL = """\
Copy symbols/ to ~/.config/xkb/ for Wayland, or to /usr/share/X11/xkb/ for X11, and choose a layout by its file's name:
`setxkbmap bg-phonetic-traditional`, or `xkb_layout bg-phonetic-traditional` in the settings of sway and its like."""

SUFFIXES, SIGN = (".xkb",), re.compile(r"\bxkb_symbols\b")

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


#: Why no scheme is written.
WHY = "XKB has one letter a key and knows no sequences: only a layout can be written"


def export(compiled: Transliterator) -> str:
    """Return the symbols of a layout; raise Inexpressible for a table that is none."""
    table = compiled.table
    require_layout(compiled, "xkb", WHY)
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


#: Where included files are looked for, beside the file itself.
FOLDERS = ("~/.config/xkb/symbols", "/usr/share/X11/xkb/symbols")
MOST_INCLUDED = 200
UNSAID = frozenset({"NoSymbol", "any", "nosymbol", "NOSYMBOL"})
#: The keyboards of some countries have their letters elsewhere, and so the keys that are called by letters.
QWERTZ, AZERTY = ("al", "ch", "cz", "de", "hr", "hu", "ro", "si", "sk"), ("be", "fr")
MOVED = {
    **{country: {"LatY": "B01", "LatZ": "D06"} for country in QWERTZ},
    **{country: {"LatA": "D01", "LatZ": "D02", "LatQ": "C01", "LatM": "C10", "LatW": "B01"} for country in AZERTY},
}
#: Keys that choose a level or a function, and type nothing.
SILENT = re.compile(
    r"[LR](FSH|TSH|ALT|CTL|WIN)|LFSH|RTSH|CAPS|MENU|COMP|LVL[35]|MDSW|[LR]?(HYPR|META|SUPR)|ALT|SCLK|NMLK"
)
LANGUAGES = {
    "ua": "uk",
    "by": "be",
    "rs": "sr",
    "me": "sr",
    "kz": "kk",
    "kg": "ky",
    "tj": "tg",
    "ge": "os",
    "us": "und",
}
#: Whether Caps Lock takes the other of the first two levels, by types of keys; by others it makes a capital.
SWAPPED = re.compile(r"ALPHABETIC|(FOUR|EIGHT)_LEVEL_(SEMI)?ALPHABETIC|EIGHT_LEVEL_ALPHABETIC_LEVEL_FIVE_LOCK")
CAPITAL = re.compile(r"(ONE|TWO|FOUR|EIGHT)_LEVEL|EIGHT_LEVEL_LEVEL_FIVE_LOCK")
LENGTHS = {"ONE_LEVEL": 1, "TWO_LEVEL": 2, "ALPHABETIC": 2}
_TOKENS = re.compile(
    r'(?://|\#)[^\n]*|/\*.*?\*/|"(?P<text>[^"\n]*)"|<(?P<key>[\w+-]+)>|(?P<word>[\w.]+)|(?P<sign>[][{};,=+|()!~-])|\S',
    re.DOTALL,
)


class _Token(NamedTuple):
    """A word, a sign, a text in quotation marks or the name of a key, and its line."""

    kind: str
    text: str
    line: int


@dataclass(slots=True)
class _Symbols:
    """What one key gives so far: the names of its symbols, its type, and where it was said last."""

    line: int = 0
    kind: str = ""
    names: list[str] = field(default_factory=list)


def read(foreign: Foreign) -> Draft:
    """Return the layout of a file of symbols: the variant that is asked for, or else the default one."""
    reading = _Reading(foreign)
    reading.include(foreign.variant)
    draft = reading.draft
    stem = Path(foreign.path).name.partition("-")[0]
    draft.language = LANGUAGES.get(stem, stem)
    if any(symbols.names and _place(name) for name, symbols in reading.keys.items()):
        # As all that layouts stand on has it.
        reading.keys.setdefault("BKSL", _Symbols(0, "", ["backslash", "bar"]))
    for name, symbols in reading.keys.items():
        if UNSAID.issuperset(symbols.names):
            continue
        place = MOVED.get(stem, {}).get(name) or _place(name)
        if place:
            _press(draft, place, symbols)
        elif not SILENT.fullmatch(name):
            draft.lose(symbols.line, f"key <{name}>: no key of the letters, digits and signs")
    return draft


class _Reading:
    """The keys of a file and of what it includes."""

    def __init__(self, foreign: Foreign) -> None:
        self.draft = Draft()
        self.keys: dict[str, _Symbols] = {}
        self._path = Path(foreign.path)
        self._files = {self._path.name: _sections(foreign.text)}
        self._line = 0
        self._left = MOST_INCLUDED
        self._default_type = ""

    def include(self, section: str, file: str = "", mode: str = "override") -> None:
        """Take what a section says, of the file itself or of another one."""
        self._left -= 1
        if self._left < 0:
            raise Unreadable(f"more than {MOST_INCLUDED} parts are included, some in a circle", self._line or 1)
        sections = self._find(file or self._path.name)
        chosen = (
            section if section else next((name for name in sections if name.startswith("*")), next(iter(sections), ""))
        )
        found = next((found for name, found in sections.items() if name.lstrip("*") == chosen.lstrip("*")), None)
        if found is not None:
            default_type, self._default_type = self._default_type, ""
            self._statements(found, is_own=not file, mode=mode)
            self._default_type = default_type
        elif not file:
            raise Unreadable(
                f"no layout {section!r} in it: {', '.join(n.lstrip('*') for n in sections) or 'none at all'}", 1
            )
        else:
            self.draft.lose(self._line, f'include "{file}({section})": there is no such file or section here')

    def _find(self, file: str) -> dict[str, list[_Token]]:
        if file not in self._files:
            self._files[file] = {}
            for folder in (self._path.parent, *(Path(each).expanduser() for each in FOLDERS)):
                # A name with dots in it could lead anywhere.
                path = folder / file
                if re.fullmatch(r"[\w-]+(/[\w-]+)?", file) and path.is_file():
                    self._files[file] = _sections(path.read_bytes()[: 1 << 20].decode("utf-8", "replace"))
                    break
        return self._files[file]

    def _statements(self, tokens: list[_Token], *, is_own: bool, mode: str) -> None:
        for statement in _split(tokens, ";"):
            while (
                len(statement) > 1
                and statement[0].text in ("include", "augment", "override", "replace")
                and statement[1].kind == "text"
            ):
                self._include(statement[1], statement[0].text if is_own else "", is_own)
                statement = statement[2:]
            if statement:
                if is_own:
                    self._line = statement[0].line
                self._statement(statement, is_own, mode)

    def _include(self, said: _Token, word: str, is_own: bool) -> None:
        if is_own:
            self._line = said.line
        mode = "augment" if word == "augment" else "override"
        for sign, file, section, group in re.findall(r"([+|]?)([\w/-]+)(?:\(([^)]*)\))?(?::(\d))?", said.text):
            if group not in ("", "1"):
                self.draft.lose(self._line, f'include "{said.text}": a layout has one group here')
                continue
            self.include(section, file, "augment" if sign == "|" else mode)

    def _statement(self, statement: list[_Token], is_own: bool, mode: str) -> None:
        words = [token.text for token in statement]
        if words[0] in ("augment", "override", "replace"):
            mode, statement, words = words[0], statement[1:], words[1:]
        if words[:1] == ["name"] and is_own and statement[-1].kind == "text":
            self.draft.name = statement[-1].text
        elif words[:1] == ["key"] and len(statement) > 2 and statement[1].kind == "key":
            self._key(statement, mode)
        elif words[:1] == ["key.type"]:
            self._default_type = statement[-1].text
        elif words[:1] not in (["name"], ["modifier_map"], ["virtual_modifiers"], ["virtualMods"], ["key.repeat"]):
            self.draft.lose(self._line, f"{' '.join(words)[:60]}: a statement that says nothing to a layout here")

    def _key(self, statement: list[_Token], mode: str) -> None:
        name, inside = statement[1].text, [token for token in statement[3:] if token.text not in "{}"]
        said = _Symbols(self._line, self._default_type)
        groups = 0
        for part in _split(inside, ","):
            words = [token.text for token in part]
            listed = words.index("[") if "[" in words else -1
            if listed >= 0 and words[:1] in (["["], ["symbols"]):
                at = max(i for i, word in enumerate(words) if word == "[")
                groups += 1
                if groups == 1:
                    said.names = [
                        each[0].text if len(each) == 1 else " ".join(t.text for t in each)
                        for each in _split(part[at + 1 : -1], ",")
                    ]
                else:
                    self.draft.lose(self._line, f"key <{name}>: a second group; a layout has one here")
            elif words[:1] == ["type"]:
                said.kind = words[-1]
            elif words[:1] not in (["actions"], ["repeat"], ["virtualMods"], ["vmods"], ["overlay1"]):
                self.draft.lose(self._line, f"key <{name}>: {' '.join(words)[:40]}: nothing that a key gives")
        self._merge(name, said, mode)

    def _merge(self, name: str, said: _Symbols, mode: str) -> None:
        old = self.keys.get(name)
        if old is None or mode == "replace":
            self.keys[name] = said
            return
        first, second = (old, said) if mode == "augment" else (said, old)
        length = max(len(old.names), len(said.names))
        pairs = zip(*(each.names + ["NoSymbol"] * (length - len(each.names)) for each in (first, second)), strict=True)
        self.keys[name] = _Symbols(said.line, first.kind or second.kind, [b if a in UNSAID else a for a, b in pairs])


def _sections(text: str) -> dict[str, list[_Token]]:
    """Return the sections of symbols by name, a star before that of the default one."""
    found: dict[str, list[_Token]] = {}
    tokens = list(_tokens(text))
    at, default = 0, False
    while at < len(tokens):
        token = tokens[at]
        default = default or token.text == "default"
        if token.text != "{":
            at += 1
            continue
        end, depth = at + 1, 1
        while end < len(tokens) and depth:
            depth += {"{": 1, "}": -1}.get(tokens[end].text, 0) if tokens[end].kind == "sign" else 0
            end += 1
        if at >= 2 and tokens[at - 1].kind == "text" and tokens[at - 2].text == "xkb_symbols":
            found["*" * default + tokens[at - 1].text] = tokens[at + 1 : end - 1]
        at, default = end, False
    return found


def _tokens(text: str) -> Iterator[_Token]:
    line, last = 1, 0
    for found in _TOKENS.finditer(text):
        line, last = line + text.count("\n", last, found.start()), found.start()
        if found.lastgroup:
            yield _Token(found.lastgroup, found[found.lastgroup], line)


def _split(tokens: Iterable[_Token], sign: str) -> Iterator[list[_Token]]:
    """Yield what stands between signs that are in no brackets."""
    part: list[_Token] = []
    depth = 0
    for token in tokens:
        if token.kind == "sign":
            depth += (token.text in "[{(") - (token.text in "]})")
        if token.kind == "sign" and token.text == sign and depth <= 0:
            yield part
            part = []
        else:
            part.append(token)
    if part:
        yield part


def _press(draft: Draft, place: str, symbols: _Symbols) -> None:
    texts = [_meant(draft, symbols.line, place, name) for name in symbols.names]
    kind = symbols.kind or _automatic(texts, len(symbols.names))
    texts = texts[: LENGTHS.get(kind, 8)]
    texts += [""] * (5 - len(texts))
    if kind == "ONE_LEVEL":
        texts[1] = texts[0]
    caps, caps_shift = _upper(texts[0]), _upper(texts[1])
    if SWAPPED.fullmatch(kind):
        caps, caps_shift = texts[1], texts[0]
    elif kind == "FOUR_LEVEL_PLUS_LOCK":
        caps, caps_shift = texts[4], texts[1]
    elif not CAPITAL.fullmatch(kind):
        draft.lose(symbols.line, f"key {place}: type {kind}: what Caps Lock gives by it is not known here")
    if kind != "FOUR_LEVEL_PLUS_LOCK" and any(texts[4:]):
        draft.lose(symbols.line, f"key {place}: {' '.join(filter(None, texts[4:]))}: four levels are read")
    given = [*zip(LEVELS, texts, strict=False), ("caps", caps), ("caps-shift", caps_shift)]
    for level, text in given:
        if text or level not in LEVELS[2:]:
            draft.press(symbols.line, level, place, text)


def _automatic(texts: list[str], count: int) -> str:
    """Return the type that a key has of which none is said."""
    pairs = [texts[at].islower() and texts[at + 1].isupper() for at in (0, 2) if at + 1 < len(texts)]
    if count < 2:
        return "ONE_LEVEL"
    if count == 2:
        return "ALPHABETIC" if pairs[0] else "TWO_LEVEL"
    if count > 4:
        return "EIGHT_LEVEL"
    return (
        ("FOUR_LEVEL_ALPHABETIC" if pairs == [True, True] else "FOUR_LEVEL_SEMIALPHABETIC")
        if pairs[0]
        else "FOUR_LEVEL"
    )


def _meant(draft: Draft, line: int, place: str, name: str) -> str:
    """Return what a symbol types: a mark on a circle for a dead key, `""` for none."""
    if name in (*UNSAID, "VoidSymbol"):
        return ""
    if len(name) == 1:
        return name
    if (
        (number := re.fullmatch(r"U([0-9A-Fa-f]{2,6})|0x0?10([0-9A-Fa-f]{5,6})|0x([0-9A-Fa-f]{2})", name))
        and (code := int(next(filter(None, number.groups())), 16)) < 0x110000
        and not 0xD800 <= code < 0xE000
    ):
        return chr(code)
    if name.startswith("dead_"):
        for mark, dead in DEAD.items():
            if name == f"dead_{dead}":
                return f"{CIRCLE}{mark}"
    if text := keysyms().get(name, ""):
        return text
    draft.lose(line, f"key {place}: {name} is no symbol that types a text")
    return ""


@cache
def keysyms() -> dict[str, str]:
    """Return what symbols type that are not called by their character or its number.

    >>> keysyms()["Cyrillic_ya"]
    'я'
    """
    lines = read_text("interchange/keysyms.txt").splitlines()
    return {name: chr(int(code, 16)) for name, code in (line.split() for line in lines if line[0] != "#")}


def _place(name: str) -> str:
    """Return where a key is, `""` for one of another part of the keyboard.

    >>> [_place(name) for name in ("TLDE", "AE01", "BKSL", "AC12", "LSGT", "LatQ", "KPDL")]
    ['E00', 'E01', 'D13', 'D13', 'B00', 'D01', '']
    """
    named = {"TLDE": "E00", "BKSL": "D13", "AC12": "D13", "LSGT": "B00"}
    if name.startswith("Lat"):
        return next((place for place, (base, _) in PLACES.items() if base == name[3:].lower()), "")
    return named.get(name, name[1:] if name[1:] in PLACES and name[0] == "A" else "")
