"""A keyboard for Keyman: Windows, macOS, Linux, Android, iOS and the web, for layouts and for schemes alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from ..errors import Unreadable
from ..machine.finished import FinishedMachine, tabulate
from ..machine.step import Machine, Step
from ..machine.trie import PRINTABLE, difference, sequences
from ..table.dead_keys import CIRCLE, accent, composed_with, mark_named, mark_of, misread
from ..table.draft import SPACE, Draft, Foreign
from ..table.positions import PLACES, Key, keys_of

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

FILE = "{id}.kmn"
INSTALL = """\
Build each file with Keyman Developer (`kmc build bg-translit.kmn`), and open the package that it makes on any system
that has Keyman."""
SUFFIXES, SIGN = (".kmn",), re.compile(r"^\s*begin\s+unicode\b|^\s*store\(&", re.MULTILINE | re.IGNORECASE)

#: What Keyman calls the keys.
NAMES: dict[str, str] = dict(
    zip(
        PLACES,
        re.findall(
            r"\S+",
            "BKQUOTE 1 2 3 4 5 6 7 8 9 0 HYPHEN EQUAL Q W E R T Y U I O P LBRKT RBRKT BKSLASH "
            "A S D F G H J K L COLON QUOTE oE2 Z X C V B N M COMMA PERIOD SLASH",
        ),
        strict=True,
    )
) | {SPACE: "SPACE"}
HELD: dict[str, tuple[str, ...]] = {
    "plain": ("NCAPS",),
    "shift": ("NCAPS SHIFT",),
    "caps": ("CAPS",),
    "caps-shift": ("CAPS SHIFT",),
    "altgr": ("NCAPS RALT", "CAPS RALT"),
    "altgr-shift": ("NCAPS SHIFT RALT", "CAPS SHIFT RALT"),
}


def export(compiled: Transliterator) -> str:
    """Return the keyboard: what is still undecided is marked by a dead key behind it, one for each state."""
    table = compiled.table
    is_layout = table.kind == "layout" and not compiled.reverse
    name = f"{table.id}{'-reverse' * compiled.reverse}"
    lines = [
        f"c {name}: {table.name['en']}",
        "store(&VERSION) '10.0'",
        f"store(&NAME) {_quoted(table.name['en'])}",
        f"store(&COPYRIGHT) {_quoted(table.licence_note)}",
        "store(&TARGETS) 'any'",
        "begin Unicode > use(main)",
        "group(main) using keys",
        *(_pressed(keys_of(table)) if is_layout else _typed(tabulate(compiled._rules.lazy))),
    ]
    return "\n".join([*lines, ""])


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield the letters that no key is named by."""
    if compiled.table.kind == "layout" and not compiled.reverse:
        return
    strange = sorted(c for c in compiled._rules.meaning.facts.alphabet - PRINTABLE if c.isalpha())
    if strange:
        yield f"{' '.join(strange)}: a keyboard of Keyman names keys by what an American one has on them"


def _pressed(keys: list[Key]) -> Iterator[str]:
    cells = [(key.place, level, text) for key in keys for level, text in key.levels.items()]
    marks = dict.fromkeys(filter(None, (mark_of(text) for _, _, text in cells)))
    numbers = {mark: number for number, mark in enumerate(marks, 1)}
    for place, level, text in cells:
        written = f"dk({numbers[mark_of(text)]})" if mark_of(text) else _codes(text)
        yield from (f"+ [{held} K_{NAMES[place]}] > {written}" for held in HELD[level])
    for mark, number in numbers.items():
        made = composed_with(mark, (text for _, _, text in cells))
        yield f"dk({number}) + [K_SPACE] > {_codes(accent(mark))}"
        for place, level, text in cells:
            other = mark_of(text)
            behind = f" dk({numbers[other]})" if other and other != mark else ""
            written = _codes(accent(mark) if other else made.get(text, accent(mark) + text)) + behind
            yield from (f"dk({number}) + [{held} K_{NAMES[place]}] > {written}" for held in HELD[level])


def _typed(machine: FinishedMachine) -> Iterator[str]:
    """Yield what each key does in each state, but where it does what it does at the start."""
    keys = sorted(PRINTABLE)
    todo = [0]
    for state in todo:
        owed = machine.owed(state)
        for key in keys:
            output, to = _step(machine, state, key)
            from_start, after_start = _step(machine, 0, key)
            if to not in todo:
                todo.append(to)
            same = (owed + from_start, after_start) if state else (key, 0)
            if (output, to) != same:
                written = _state(output + machine.owed(to), to) or "nul"
                yield f"{_state(owed, state)} + {_quoted(key)} > {written}".lstrip()


def _state(text: str, state: int) -> str:
    """Return a text, and the dead key behind it by which a state is known."""
    return " ".join([*(f"U+{ord(char):04X}" for char in text), *([f"dk({state})"] if state else [])])


def _step(machine: FinishedMachine, state: int, key: str) -> tuple[str, int]:
    step = machine.step(state, key)
    return step.output + key * step.copy, step.state


def _codes(text: str) -> str:
    """Return a text as Keyman has it: nothing is a word, too.

    >>> _codes("ЯB"), _codes("")
    ('U+042F U+0042', 'nul')
    """
    return " ".join(f"U+{ord(char):04X}" for char in text) or "nul"


def _quoted(text: str) -> str:
    quote = '"' if "'" in text else "'"
    return f"{quote}{text.replace(quote, '')}{quote}"


class _Rule(NamedTuple):
    """What stands before, the key that is pressed, and what is written; dead keys stand in them as private numbers."""

    line: int
    before: tuple[str, ...]
    held: tuple[str, ...]
    key: str
    written: tuple[str, ...]


_TOKENS = re.compile(
    r"(?P<text>'[^'\n]*'|\"[^\"\n]*\")|(?P<code>[Uu]\+[0-9A-Fa-f]{1,6})\b|(?P<dead>(?:dk|deadkey)\(\s*[\w-]+\s*\))"
    r"|(?P<key>\[[^\]\n]*\])|(?P<call>\w+\([^)\n]*\))|(?P<sign>[+>])|(?P<nothing>nul|beep)\b|(?P<other>\S+)",
    re.IGNORECASE,
)


def read(foreign: Foreign) -> Draft:
    """Return the plain part of a keyboard: keys, dead keys, and texts that a key turns into others."""
    draft = Draft()
    rules = list(_rules(draft, foreign))
    if not rules:
        raise Unreadable("no rule in it is one of keys and texts", 1)
    if any(rule.held for rule in rules):
        _Layout(draft, rules).read()
    else:
        machine = _States(draft, rules)
        keys = PRINTABLE.union(machine.keys)
        found = sequences(machine, keys)
        if (example := difference(machine, found, keys)) is not None:
            draft.lose(1, f"it remembers more than sequences of keys can say: {example} is {machine.convert(example)}")
        draft.sequences({typed: text for typed, text in found.items() if typed != text})
    return draft


def _rules(draft: Draft, foreign: Foreign) -> Iterator[_Rule]:
    stores: dict[str, list[str]] = {}
    for line, said in _statements(foreign):
        system = re.match(r"store\(\s*&(\w+)\s*\)\s*(.*)", said, re.IGNORECASE)
        own = re.match(r"store\(\s*([\w-]+)\s*\)(.*)", said, re.IGNORECASE)
        if system:
            _head(draft, system[1].upper(), system[2].strip("'\""))
        elif own and (sides := _sides(own[2])) and len(sides) == 1 and not any(re.search(r"\(", t) for t in sides[0]):
            stores[own[1].lower()] = sides[0]
        elif re.match(r"(begin|group)\b", said, re.IGNORECASE):
            continue
        elif rules := list(_expanded(line, _sides(said), stores)):
            yield from rules
        else:
            draft.lose(line, f"{said[:80]}: no rule of keys and texts alone")


def _statements(foreign: Foreign) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, without comments; one that ends in a backslash goes on."""
    joined, begun = "", 0
    for line, text in foreign.lines:
        begun = begun if joined else line
        joined += re.sub(r"('[^']*'|\"[^\"]*\")|(?:^|(?<=\s))[cC](?:\s.*)?$", lambda found: found[1] or "", text)
        if joined.rstrip().endswith("\\"):
            joined = joined.rstrip()[:-1] + " "
            continue
        if joined.strip():
            yield begun, joined.strip()
        joined = ""


def _head(draft: Draft, name: str, text: str) -> None:
    if name == "NAME":
        draft.name = text
    elif name == "COPYRIGHT":
        draft.licence = text
    elif name in ("LANGUAGE", "ETHNOLOGUECODE") and re.fullmatch("[a-z]{2,3}", text):
        draft.language = text


def _sides(said: str) -> list[list[str]] | None:
    """Return what stands on each side of + and >, None for a line that is no rule of texts.

    >>> _sides("'а' + [SHIFT K_B] > U+0431 dk(1)")
    [['а'], ['[SHIFT K_B]'], ['б', 'dk 1']]
    """
    sides: list[list[str]] = [[]]
    for token in _TOKENS.finditer(said):
        kind, text = token.lastgroup, token[0]
        if kind == "sign":
            sides.append([])
        elif kind == "text":
            sides[-1] += text[1:-1]
        elif kind == "code":
            code = int(text[2:], 16)
            if code > 0x10FFFF or 0xD800 <= code < 0xE000:
                return None
            sides[-1].append(chr(code))
        elif kind == "dead":
            sides[-1].append(f"dk {text.partition('(')[2].strip(' )')}")
        elif kind == "key" or (kind == "call" and re.match(r"any|index", text, re.IGNORECASE)):
            sides[-1].append(re.sub(r"\s+", " ", text))
        elif kind != "nothing":
            return None
    return sides


#: How many rules one may stand for, with `any`.
_MOST_EXPANDED = 2000


def _expanded(line: int, sides: list[list[str]] | None, stores: dict[str, list[str]]) -> Iterator[_Rule]:
    """Yield the rules that one stands for: one for each choice among the members of stores."""
    if sides is None or len(sides) != 3 or len(sides[1]) != 1:
        return
    read = [*sides[0], *sides[1]]
    chosen = [stores.get(_argument(token), []) if token.lower().startswith("any(") else [token] for token in read]
    places = [range(len(members)) for members in chosen]
    if prod(map(len, places)) > _MOST_EXPANDED:
        return
    for choice in product(*places):
        *before, key = (members[at] for members, at in zip(chosen, choice, strict=True))
        written = []
        for token in sides[2]:
            if not token.lower().startswith("index("):
                written.append(token)
                continue
            number = token.rpartition(",")[2].strip(" )")
            at = choice[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(choice) else -1
            members = stores.get(_argument(token), [])
            if not 0 <= at < len(members):
                return
            written.append(members[at])
        held: tuple[str, ...] = ()
        if len(key) > 1 and key[0] == "[":
            *words, key = key[1:-1].split() or [""]
            held = tuple(sorted(word.upper() for word in words)) or ("",)
        yield _Rule(line, tuple(before), held, key, tuple(written))


def _argument(call: str) -> str:
    return re.split(r"[(,)]", call)[1].strip().lower()


class _Layout:
    """Rules of keys by their places."""

    def __init__(self, draft: Draft, rules: list[_Rule]) -> None:
        self._draft, self._rules = draft, rules
        self._places = {f"K_{name}".upper(): place for place, name in NAMES.items()}
        self._by_character = {
            pair[i]: (place, "SHIFT" if i else "") for place, pair in PLACES.items() for i in (0, 1) if pair[0]
        }
        self._marks: dict[str, str] = {}

    def read(self) -> None:
        behind: list[_Rule] = []
        for rule in self._rules:
            if not rule.before:
                continue
            if len(rule.before) == 1 and rule.before[0].startswith("dk "):
                behind.append(rule)
            else:
                self._draft.lose(rule.line, f"{''.join(rule.before)} and a key: a layout sees only dead keys before")
        alone = {self._where(rule): "".join(rule.written) for rule in self._rules if not rule.before}
        for rule in behind:
            self._find_mark(rule, alone.get(self._where(rule), ""))
        for rule in self._rules:
            if not rule.before:
                self._press(rule)
        for rule in behind:
            self._compare(rule, alone.get(self._where(rule), ""))

    def _where(self, rule: _Rule) -> tuple[str, tuple[str, ...]]:
        if not rule.held:
            place, shift = self._by_character.get(rule.key, ("", ""))
            return place, (shift,)
        return self._places.get(rule.key.upper(), ""), tuple(word for word in rule.held)

    def _levels(self, held: tuple[str, ...]) -> list[str]:
        words = set(held) - {""}
        alt = "RALT" in words or {"CTRL", "ALT"} <= words or "ALTGR" in words
        if words - {"NCAPS", "CAPS", "SHIFT", "RALT", "CTRL", "ALT"}:
            return []
        shift = "SHIFT" in words
        if alt:
            return ["altgr-shift" if shift else "altgr"]
        levels = [] if "CAPS" in words else ["shift" if shift else "plain"]
        return levels if "NCAPS" in words else [*levels, "caps-shift" if shift else "caps"]

    def _press(self, rule: _Rule) -> None:
        place, held = self._where(rule)
        text = "".join(rule.written)
        levels = self._levels(held)
        if not place or not levels or ("dk " in text and len(rule.written) != 1):
            self._draft.lose(
                rule.line, f"[{' '.join((*rule.held, rule.key)).strip()}] > {text}: no cell of a layout here"
            )
            return
        if text.startswith("dk "):
            mark = self._marks.get(text, "")
            if not mark:
                self._draft.lose(rule.line, f"{text}: no mark that a letter has")
                return
            text = CIRCLE + mark
        for level in levels:
            self._draft.press(rule.line, level, place, text)

    def _find_mark(self, rule: _Rule, letter: str) -> None:
        import unicodedata

        dead, made = rule.before[0], "".join(rule.written)
        parts = unicodedata.normalize("NFD", made)
        if dead not in self._marks and len(parts) == 2 and parts[0] == letter and unicodedata.combining(parts[1]):
            self._marks[dead] = parts[1]
        elif dead not in self._marks and rule.key.upper() == "K_SPACE" and (mark := mark_named(made.lstrip("\xa0"))):
            self._marks[dead] = mark

    def _compare(self, rule: _Rule, letter: str) -> None:
        mark, made = self._marks.get(rule.before[0], ""), "".join(rule.written)
        if mark and letter and not letter.startswith("dk ") and (wrong := misread(mark, letter, made)):
            self._draft.lose(rule.line, wrong)


class _States(Machine):
    """Rules of characters as a machine: a state is what stands at the end, as far as rules look back."""

    __slots__ = ("_by_context", "_longest", "_numbers", "_states", "keys")

    def __init__(self, draft: Draft, rules: list[_Rule]) -> None:
        self._by_context: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
        for rule in rules:
            if (rule.before, rule.key) in self._by_context:
                draft.lose(rule.line, f"{''.join(rule.before)} + {rule.key}: said before, and the first one counts")
            self._by_context.setdefault((rule.before, rule.key), rule.written)
        self.keys = {rule.key for rule in rules if len(rule.key) == 1}
        self._longest = max(len(before) for before, _ in self._by_context)
        self._states: list[tuple[str, ...]] = [()]
        self._numbers: dict[tuple[str, ...], int] = {(): 0}

    def step(self, state: int, char: str) -> Step:
        """Read one key: the rule that looks farthest back counts."""
        tail = self._states[state]
        for length in range(min(len(tail), self._longest), -1, -1):
            before = tail[len(tail) - length :]
            written = self._by_context.get((before, char))
            if written is not None:
                return self._after(tail[: len(tail) - length], written)
        return self._after(tail, (char,))

    def _after(self, kept: tuple[str, ...], written: tuple[str, ...]) -> Step:
        whole = kept + written
        # Only what some rule may still change waits.
        start = next((at for at in range(len(whole)) if self._may_change(whole[at:])), len(whole))
        tail = whole[start:]
        if tail not in self._numbers:
            self._numbers[tail] = len(self._states)
            self._states.append(tail)
        return Step(_shown(whole[:start]), False, self._numbers[tail])

    def _may_change(self, tail: tuple[str, ...]) -> bool:
        return any(before[: len(tail)] == tail and before for before, _ in self._by_context)

    def owed(self, state: int) -> str:
        """Return what stands at the end in a state, dead keys unseen."""
        return _shown(self._states[state])


def _shown(tokens: tuple[str, ...]) -> str:
    return "".join(token for token in tokens if not token.startswith("dk "))
