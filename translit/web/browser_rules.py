"""The checker as data: its letters, words, expressions and messages, for the modules of `check/`.

Nothing is written down here: each value is taken from the module of `translit.checking` that uses it, under the
name it has there, so what changes there changes in the browser.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from itertools import groupby
from types import ModuleType
from typing import Any

from ..checking import capitals, digits, messages, neighbours, romanised, signs, words
from ..checking import faults as examining
from ..checking import required_script as requirement
from ..checking.facts import _formula as formula_expression
from ..checking.facts import letters_of, rules
from ..checking.language import alphabets, load_language
from ..checking.policy import load_policy, policies
from ..resources import catalogue
from ..text import scripts as script
from ..text import segments as segment
from ..text._scripts import CODES, STARTS, UNICODE_VERSION
from .expressions import javascript

_MODULES = (capitals, digits, examining, neighbours, requirement, romanised, signs, words)
#: Scripts that a rule names, with the letter they have in the table; O is any other.
_NAMED = {
    **{"Cyrl": "C", "Latn": "L", "Grek": "G", "Zyyy": "Y", "Zinh": "I", "Zzzz": "Z"},
    **{"Hani": "H", "Mong": "M", "Phag": "P", "Mymr": "B", "Hang": "K"},
}


def browser_rules(language: str) -> dict[str, Any]:
    """Return the rules of one language as JSON values; raise UnknownLanguage.

    >>> browser_rules("bg")["language"]["names"]["en"]
    'Bulgarian'
    """
    known = load_language(language)
    return {
        "format": "translit-rules",
        "version": 1,
        "unicode": UNICODE_VERSION,
        "language": _values(known, leave={"unusual", "digit_before_letter", "small_letters"}),
        "alphabets": portable(alphabets()),
        "rules": _values(rules(), leave={"classes", "near_latin"}),
        "kinds": list(segment.pattern().groupindex),
        "scripts": _scripts(),
        "names": _names(),
        "constants": {module.__name__.rpartition(".")[2]: _constants(module) for module in _MODULES},
        "expressions": portable(
            {
                "segment": segment.pattern(),
                "chunk": script.CHUNK,
                "unusual": known.unusual,
                "small_letters": known.small_letters,
                "digit_before_letter": known.digit_before_letter,
                "word_with_digit": digits.word_with_digit(known),
                "cyrillic": letters_of()["Cyrl"],
                "formula": formula_expression(),
                **{name.replace("-", "_"): made for name, made in signs._patterns().items()},
            }
        )
        | {"digit": _digit()},
        "policies": {name: load_policy(name).settings() for name in policies()},
        "messages": _constants(messages),
        "translations": {"bg": _translations("bg")},
    }


def as_json(language: str) -> bytes:
    """Return the same as one line of JSON."""
    return (json.dumps(browser_rules(language), ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def portable(value: Any) -> Any:
    """Return a value of the checker as JSON values, with expressions, sets and mappings of characters packed into text.

    >>> portable(frozenset({"мама", "маса"})), portable({"1": "а", "2": "а"}), portable(re.compile(r"\\Z"))
    ('0мама2са', {'map': 'а12'}, '/$/')
    """
    if isinstance(value, re.Pattern):
        return f"/{javascript(value)}/"
    if isinstance(value, frozenset):
        return _packed(sorted(value))
    if isinstance(value, Mapping):
        if value and all(isinstance(made, str) and len(key + made) == 2 for key, made in value.items()):
            made_of = {made: "".join(key for key in value if value[key] == made) for made in value.values()}
            return {"map": " ".join(made + keys for made, keys in made_of.items())}
        return {key: portable(made) for key, made in value.items()}
    return value


def _packed(sorted_words: list[str]) -> str:
    """Return words as one text: each is a digit, how much of the word before it stands again, and the rest of it."""
    if re.search("[0-9]", "".join(sorted_words)):
        return " ".join(["", *sorted_words])
    packed, before = "", ""
    for word in sorted_words:
        same = next((n for n in range(9) if before[n : n + 1] != word[n : n + 1] or n == len(word)), 9)
        packed += f"{same}{word[same:]}"
        before = word
    return packed


def _values(record: object, leave: set[str]) -> dict[str, Any]:
    return {name: portable(getattr(record, name)) for name in type(record).__annotations__ if name not in leave}


def _constants(module: ModuleType) -> dict[str, Any]:
    """Return what a module has named in capitals."""
    return {
        name.lstrip("_"): {"text": value} if isinstance(value, str) else portable(value)
        for name, value in vars(module).items()
        if name.isupper()
        and isinstance(value, (re.Pattern, frozenset, dict, tuple, int, float, str))
        and value is not False
    }


def _scripts() -> dict[str, Any]:
    """Return the script of every code point, as far as a rule asks for it: lengths of runs in base 36."""
    starts = [int(start, 16) for start in STARTS.split()]
    runs: list[tuple[int, str]] = []
    for start, code in zip(starts, CODES.split(), strict=True):
        letter = _NAMED.get(code, "O")
        if not runs or runs[-1][1] != letter:
            runs.append((start, letter))
    ends = [start for start, _ in runs[1:]] + [0x110000]
    others: dict[str, str] = {}
    for char in sorted({*rules().to_latin, *rules().to_cyrillic}):
        code = script.script_of(char)
        if code not in _NAMED:
            others[code] = others.get(code, "") + char
    return {
        "letters": {letter: code for code, letter in _NAMED.items()},
        "runs": "".join(_base36(end - start) + letter for (start, letter), end in zip(runs, ends, strict=True)),
        "others": others,
    }


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


@cache
def _names() -> list[str]:
    """Return the names of the characters that nobody sees; names that only count on stand under the first of them."""
    unseen = re.compile(f"[{rules().classes['invisible']}{rules().classes['direction-mark']}]")
    names: list[str] = []
    expected, after = "", 0
    for char in filter(unseen.match, map(chr, range(0x110000))):
        name = unicodedata.name(char, "")
        if name != expected or ord(char) != after:
            names.append(f"{ord(char):x} {name}")
        expected, after = _next(name), ord(char) + 1
    return names


def _next(name: str) -> str:
    """Return the name that would follow: the number at its end one higher, or its last letter the next one."""
    number = re.search("(?<=-)[0-9]+$", name)
    if number:
        return name[: number.start()] + str(int(number[0]) + 1)
    return name[:-1] + chr(ord(name[-1]) + 1) if re.search(" [A-Z]$", name) else name


@cache
def _digit() -> str:
    """Return the expression of what str.isdigit says yes to."""
    others = [point for point in range(0x110000) if chr(point).isdigit() and not chr(point).isdecimal()]
    # In a run of neighbours the distance to the place in the list stays the same.
    runs = [list(run) for _, run in groupby(enumerate(others), lambda found: found[1] - found[0])]
    return rf"/[\p{{Nd}}{''.join(f'{chr(run[0][1])}-{chr(run[-1][1])}' for run in runs)}]/"


def _translations(language: str) -> dict[str, list[str]]:
    """Return the texts of one language by the English ones: for one, and for several."""
    words_ = catalogue(language)
    found: dict[str, list[str]] = {}

    def collect(value: Any) -> None:
        if isinstance(value, dict):
            for inner in value.values():
                collect(inner)
        elif isinstance(value, tuple):
            forms = [words_.ngettext(*value, n) for n in (1, 2)] if len(value) == 2 else [words_.gettext(value[0])]
            if forms[0] != value[0]:
                found[value[0]] = forms

    for name, value in vars(messages).items():
        if name.isupper():
            collect(value)
    return found
