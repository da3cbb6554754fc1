"""Rules for jquery.ime, the input methods of Wikipedia: keys that turn the text before the caret into another."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..errors import Unreadable
from ..machine.trie import apart, written_as_sequences
from ..table.draft import Draft, Foreign
from ..table.positions import PLACES, keys_of

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

FILE = "{id}.js"
INSTALL = """\
Load jquery.ime and then a file; $.ime.inputmethods has its input method then, and
`$.ime.languages.bg.inputmethods.push('bg-phonetic-traditional')` lists it under a language."""
SUFFIXES, SIGN = (".js",), re.compile(r"\bime\.register\b")
#: How many sequences that begin inside another one are tried.
MOST_TRIED = 20_000
#: How many of those that a rule misreads are told.
MOST_TOLD = 5


class Rule(NamedTuple):
    """The keys before, the text that they gave and the key that is typed, and what both become."""

    before: str
    text: str
    key: str
    becomes: str


def export(compiled: Transliterator) -> str:
    """Return the script: each rule sees what stands before the caret, and which keys were typed for that."""
    table = compiled.table
    rules = _rules(written_as_sequences(compiled._rules).written)
    told = {
        "id": f"{table.id}{'-reverse' * compiled.reverse}",
        "name": table.name["en"],
        "description": f"{table.name['en']} (translit-toolkit)",
        "license": table.licence_note,
        "version": "1.0",
        "contextLength": max((len(rule.before) for rule in rules), default=0),
        "maxKeyLength": max((len(rule.text) for rule in rules), default=1) or 1,
        "patterns": [_pattern(rule) for rule in rules],
    }
    if levels := _with_alt(compiled):
        told["patterns_x"] = levels
    lines = [f"    {name}: {_written(value)}," for name, value in told.items() if value != ""]
    head = ["(function ($) {", '  "use strict";', "  $.ime.register({"]
    return "\n".join([*head, *lines, "  });", "}(jQuery));", ""])


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield what sequences of keys can't say, and those that a rule would take for the end of another."""
    sequences = written_as_sequences(compiled._rules)
    yield from sequences.losses
    rules, apart_from = _rules(sequences.written), 0
    for keys in _overlapping(sequences.written):
        ours, theirs = apart(keys, sequences.written), _typed(rules, keys)
        apart_from += ours != theirs
        if ours != theirs and apart_from <= MOST_TOLD:
            yield f"{keys}: {ours} here, and {theirs} where rules see the last keys only"
    if apart_from > MOST_TOLD:
        yield f"{apart_from - MOST_TOLD} more sequences like these"


def _rules(written: dict[str, str]) -> list[Rule]:
    """Return the rules, those first that see more keys."""
    begun = {typed[:length] for typed in written for length in range(1, len(typed) + 1)}
    found = []
    for typed in sorted(begun, key=lambda typed: (-len(typed), typed)):
        before, key = typed[:-1], typed[-1]
        rule = Rule(before, apart(before, written), key, apart(typed, written))
        if rule.becomes != rule.text + apart(key, written) or (not before and rule.becomes != key):
            found.append(rule)
    return found


def _overlapping(written: dict[str, str]) -> Iterator[str]:
    """Yield sequences whose end begins another one, and the rest of that."""
    longer = [typed for typed in written if len(typed) > 1]
    beginning: dict[str, list[str]] = {}
    for typed in longer:
        for length in range(1, len(typed)):
            beginning.setdefault(typed[:length], []).append(typed)
    tried = 0
    for typed in longer:
        for start in range(1, len(typed)):
            for other in beginning.get(typed[start:], ()):
                tried += 1
                if tried > MOST_TRIED:
                    return
                yield typed + other[len(typed) - start :]


def _typed(rules: list[Rule], keys: str) -> str:
    """Return what jquery.ime makes of keys."""
    text = ""
    for at, key in enumerate(keys):
        for rule in rules:
            if rule.key == key and text.endswith(rule.text) and keys[:at].endswith(rule.before):
                text = text[: len(text) - len(rule.text)] + rule.becomes
                break
        else:
            text += key
    return text


def _pattern(rule: Rule) -> list[str]:
    becomes = rule.becomes.replace("$", "$$")
    if not rule.before:
        return [_literal(rule.key), becomes]
    return [_literal(rule.text + rule.key), _literal(rule.before), becomes]


def _with_alt(compiled: Transliterator) -> list[list[str]]:
    if compiled.table.kind != "layout" or compiled.reverse:
        return []
    return [
        [_literal(typed), key.levels[level]]
        for key in keys_of(compiled.table)
        for level, typed in (("altgr", key.base), ("altgr-shift", key.shifted))
        if typed and len(key.levels.get(level, "")) == 1
    ]


def _literal(text: str) -> str:
    """Return a regular expression for a text: by number what might mean something else.

    >>> _literal("я.")
    'я\\\\u002E'
    """
    return "".join(char if char.isalnum() else f"\\u{ord(char):04X}" for char in text)


def _written(value: object) -> str:
    if isinstance(value, list):
        return "[\n" + "".join(f"      {json.dumps(each, ensure_ascii=False)},\n" for each in value) + "    ]"
    return json.dumps(value, ensure_ascii=False)


_TOKENS = re.compile(
    r"//[^\n]*|/\*.*?\*/|(?P<text>'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\")|(?P<word>[\w$.]+)|(?P<sign>[][{}(),:+;=-])|\S",
    re.DOTALL,
)
_Rules = list[tuple[int, list[str]]]
#: What keys of the American keyboard type.
_TYPED = frozenset(typed for pair in PLACES.values() for typed in pair if typed)


def read(foreign: Foreign) -> Draft:
    """Return the rules of an input method: those whose patterns are plain texts."""
    draft = Draft()
    said, patterns = _said(draft, foreign.text)
    if not any(patterns.values()):
        raise Unreadable("no patterns in it", 1)
    draft.name, draft.licence = said.get("name", ""), said.get("license", "")
    found: dict[str, str] = {}
    later: list[tuple[int, str, str]] = []
    for line, (first, *beside, becomes) in _each(draft, patterns, "patterns"):
        source, target = _plain(first), becomes.replace("$$", "$")
        before = _plain(beside[0]) if beside else ""
        if not source or before is None or ("$" in becomes.replace("$$", "")):
            draft.lose(line, f"{first} → {becomes}: a pattern that is no plain text")
        elif before:
            found.setdefault(before + source[-1], target)
        elif len(source) == 1:
            found.setdefault(source, target)
        else:
            later.append((line, source, target))
    for line, source, target in later:
        keys = _keys_for(source[:-1], found)
        if keys is None:
            draft.lose(line, f"{source} → {target}: which keys type {source[:-1]} is not known")
        else:
            found.setdefault(keys + source[-1], target)
    draft.sequences(found)
    for name, shown in (("patterns_shift", "held Shift"), ("patterns_x", "held Alt")):
        why = shown if name == "patterns_shift" or not draft.keys else ""
        for line, (first, *_, becomes) in _each(draft, patterns, name):
            _alone(draft, line, _plain(first) or first, becomes, why)
    if not found and not draft.keys.keys() & {"altgr", "altgr-shift"}:
        raise Unreadable("it changes what another keyboard types with Alt held, and has no keys of its own", 1)
    return draft


def _each(draft: Draft, patterns: Mapping[str, _Rules], name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rules of a list, one for each of several keys; of these, keys of a keyboard in Cyrillic are lost."""
    for line, (first, *rest) in patterns.get(name, []):
        keys = re.findall(r"(?:\\.|[^|\\])+", first, re.DOTALL)
        known = [key for key in keys if _plain(key) in _TYPED] or [first]
        for key in known:
            yield line, [key, *rest]
        for key in keys if known != [first] else ():
            if key not in known:
                draft.lose(line, f"{key} → {rest[-1]}: a key of another keyboard than {', '.join(known)}")


def _alone(draft: Draft, line: int, typed: str, becomes: str, why: str) -> None:
    """Take what a key gives with Alt, on a layout."""
    for place, (base, shifted) in PLACES.items():
        if typed and typed in (base, shifted) and not why:
            draft.press(line, "altgr" if typed == base else "altgr-shift", place, becomes)
            return
    draft.lose(line, f"{typed} → {becomes}: {why or 'no key of a layout'}")


def _keys_for(text: str, found: dict[str, str]) -> str | None:
    """Return the keys that type a text, each a letter of it: the first that do."""
    by_text: dict[str, str] = {}
    for typed, given in found.items():
        if len(typed) == 1:
            by_text.setdefault(given, typed)
    keys = [by_text.get(char, "" if char in found else char) for char in text]
    return "".join(keys) if all(keys) else None


def _said(draft: Draft, script: str) -> tuple[dict[str, str], dict[str, _Rules]]:
    """Return the texts that the script's object says, and its lists of lists of texts, by their names."""
    said: dict[str, str] = {}
    lists: dict[str, _Rules] = {}
    name, words, depth, current = "", list[str](), 0, list[str]()
    line, last = 1, 0
    for token in _TOKENS.finditer(script):
        line, last = line + script.count("\n", last, token.start()), token.start()
        if token["text"] is not None:
            text = _unquoted(token[0])
            if depth >= 2:
                current.append(text)
            elif depth == 0 and words[-1:] == [":"]:
                said.setdefault(name, text)
            words = [text]
        elif token["word"] is not None:
            if depth and token["word"] == "function":
                draft.lose(line, f"{name}: a function, and scripts are not run here")
            words = [token["word"]]
        elif token["sign"] is not None:
            if token[0] == ":" and depth == 0 and words:
                name = words[0]
            depth += (token[0] == "[") - (token[0] == "]")
            if token[0] == "[" and depth == 2:
                current = []
            if token[0] == "]" and depth == 1 and len(current) in (2, 3):
                lists.setdefault(name, []).append((line, current))
            words = [":"] if token[0] == ":" else []
    return said, lists


def _unquoted(said: str) -> str:
    def meant(found: re.Match[str]) -> str:
        if len(found[1]) == 5:
            code = int(found[1][1:], 16)
            return chr(code) if not 0xD800 <= code < 0xE000 else "\ufffd"
        return {"n": "\n", "t": "\t"}.get(found[1], found[1])

    return re.sub(r"\\(u[0-9A-Fa-f]{4}|.)", meant, said[1:-1], flags=re.DOTALL)


def _plain(pattern: str) -> str | None:
    r"""Return the text that a pattern stands for, None if it is more than a text.

    >>> _plain(r"\["), _plain(r"я\u002E"), _plain("[ab]")
    ('[', 'я.', None)
    """
    found = ""
    for said in re.finditer(r"\\u([0-9A-Fa-f]{4})|\\([\W_])|([^\\.*+?^$|()\[\]{}])|(.)", pattern, re.DOTALL):
        number, escaped, plain, strange = said.groups()
        if strange and strange not in "]})" and not (strange == "{" and pattern == "{"):
            return None
        code = int(number, 16) if number else 0
        if 0xD800 <= code < 0xE000:
            return None
        found += chr(code) if number else escaped or plain or strange
    return found
