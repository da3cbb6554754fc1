"""The checker as data: its letters, words, expressions and messages, for the modules of `check/`.

Nothing is written down here: a module that shares facts with the browser names them in its `BROWSER`, and these are
sent under those names, with the tables of characters that this Python goes by. A value that is a function is asked for
the fact of a language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from gettext import NullTranslations
from itertools import groupby
from typing import Any

from ..checking import (
    allowed,
    apart,
    apostrophes,
    budget,
    capitals,
    designations,
    digits,
    facts,
    faults,
    guises,
    language,
    leaning,
    names,
    neighbours,
    numerals,
    obscenities,
    passage,
    required_script,
    romanised,
    severity,
    signs,
    single_letters,
    struck,
    twin_words,
    words,
)
from ..checking.language import Language, load_language
from ..checking.messages import Message
from ..checking.policy import load_policy, policies
from ..resources import catalogue, message_languages
from ..text import scripts, segments
from ..text.kinds import letters_of_kind
from ..text.scripts import UNICODE_VERSION
from .expressions import javascript

_SHARING = (
    *(allowed, apart, apostrophes, budget, capitals, designations, digits, facts, faults, guises, language, leaning),
    *(names, neighbours, numerals, obscenities, passage, required_script, romanised, severity, signs, single_letters),
    *(struck, twin_words, words, scripts, segments),
)
NOTICE = "MIT licence; packed_twin_words: CC BY-SA 4.0, attributed in translit/informal/data/LICENSE"
#: Numbers from which on a plural depends on the last two digits only.
_PLURALS = range(200)


def browser_rules(code: str) -> dict[str, Any]:
    """Return the rules of one language as JSON values; raise UnknownLanguage.

    >>> browser_rules("bg")["facts"]["language_name"]
    {'text': 'Bulgarian'}
    """
    shared = shared_facts(load_language(code))
    names, runs = shared.pop("unseen_names"), shared.pop("script_runs")
    return {
        "format": "translit-rules",
        "version": 2,
        "unicode": UNICODE_VERSION,
        "notice": NOTICE,
        "facts": {name: portable(value) for name, value in shared.items()},
        "kinds": _kinds(),
        "scripts": _pack_runs(runs),
        "unseen_names": _pack_names(names),
        "policies": {name: load_policy(name).settings() for name in policies()},
        "translations": {words: translations(catalogue(words), shared) for words in message_languages()},
    }


def as_json(code: str) -> bytes:
    """Return the same as one line of JSON."""
    return (json.dumps(browser_rules(code), ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def shared_facts(language: Language) -> dict[str, Any]:
    """Return what the modules of the checker share, by the names that the browser knows it by."""
    found: dict[str, Any] = {}
    for module in _SHARING:
        for name, value in module.BROWSER.items():
            assert name not in found, f"two facts are named {name}"
            found[name] = value(language) if callable(value) else value
    return found


def portable(value: Any) -> Any:
    """Return a value of the checker as JSON values, with expressions, sets and mappings of characters packed into text.

    >>> portable(frozenset({"мама", "маса"})), portable({"1": "а", "2": "а"}), portable(re.compile(r"\\Z"))
    ('0мама2са', {'map': 'а12'}, '/$/')
    """
    if isinstance(value, str):
        return {"text": value}
    if isinstance(value, Message):
        return {"says": value.texts, "asks": value.asks}
    if isinstance(value, re.Pattern):
        return f"/{javascript(value)}/"
    if isinstance(value, frozenset):
        return _pack(sorted(value))
    if isinstance(value, tuple):
        return {"list": value}
    if isinstance(value, Mapping):
        if all(isinstance(made, str) and len(key + made) == 2 for key, made in value.items()):
            made_of = {made: "".join(key for key in value if value[key] == made) for made in value.values()}
            return {"map": " ".join(made + keys for made, keys in made_of.items())}
        return {"of": {key: portable(made) for key, made in value.items()}}
    return value


def _pack(sorted_words: list[str]) -> str:
    """Return words as one text: each is a digit, how much of the word before it stands again, and the rest of it."""
    if re.search("[0-9]", "".join(sorted_words)):
        return " ".join(["", *sorted_words])
    packed, before = "", ""
    for word in sorted_words:
        same = next((n for n in range(9) if before[n : n + 1] != word[n : n + 1] or n == len(word)), 9)
        packed += f"{same}{word[same:]}"
        before = word
    return packed


@cache
def _kinds() -> str:
    """Return the kind of every character, as runs of letters.

    What is a letter (U, L or C), a digit (D a decimal one, E another) or a further part of a word (N) is said by this
    Python, as it says it to its own expressions; which letters are capital (U) and small (L), by the pinned Unicode.
    """
    capital, small = letters_of_kind("U"), letters_of_kind("l")

    def kind(char: str) -> str:
        if char.isalpha():
            return "U" if char in capital else "L" if char in small else "C"
        if char.isdigit():
            return "D" if char.isdecimal() else "E"
        return "N" if char.isalnum() else "X"

    runs, start = [], 0
    for answer, run in groupby(map(kind, map(chr, range(0x110000)))):
        runs.append((start, answer))
        start += sum(1 for _ in run)
    return _pack_runs(runs)


def _pack_runs(runs: Sequence[tuple[int, str]]) -> str:
    """Return runs of code points, given by their starts, as one text: each its length in base 36, then its name."""
    ends = [*(start for start, _ in runs[1:]), 0x110000]
    lengths = (end - start for (start, _), end in zip(runs, ends, strict=True))
    return "".join(
        (_base36(length) if length > 1 else "") + name for length, (_, name) in zip(lengths, runs, strict=True)
    )


def _base36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
    return digits


def _pack_names(names: Mapping[str, str]) -> list[str]:
    """Return the names of characters, each after its code point; those that only count on are left out."""
    rows: list[str] = []
    expected, after = "", 0
    for char, name in names.items():
        if name != expected or ord(char) != after:
            rows.append(f"{ord(char):x} {name}")
        expected, after = _next(name), ord(char) + 1
    return rows


def _next(name: str) -> str:
    """Return the name that would follow: the number at its end one higher, or its last letter the next one."""
    number = re.search("(?<=-)[0-9]+$", name)
    if number:
        return name[: number.start()] + str(int(number[0]) + 1)
    return name[:-1] + chr(ord(name[-1]) + 1) if re.search(" [A-Z]$", name) else name


def _texts(value: Any) -> Iterator[tuple[str, ...]]:
    """Yield the texts of the messages among some facts, each with its plural if it has one."""
    if isinstance(value, Message):
        yield value.texts
        yield from ((ask,) for ask in value.asks)
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)


def translations(spoken: NullTranslations, shared: Mapping[str, Any]) -> dict[str, Any]:
    """Return the texts of one language by the English ones, and which of its forms each number takes."""
    names = [shared["language_name"], *shared["script_names"].values()]
    texts = list(dict.fromkeys([*_texts(shared), *((name,) for name in names)]))
    counted = [forms for forms in texts if len(forms) == 2]
    said = [tuple(spoken.ngettext(*forms, number) for forms in counted) for number in _PLURALS]
    # The form of one comes first, as in English.
    numbers = sorted({said.index(forms) for forms in said}, key=lambda number: (number != 1, number))
    order = [said[number] for number in numbers]
    known = {
        forms[0]: tuple(spoken.ngettext(*forms, n) for n in numbers) if len(forms) == 2 else (spoken.gettext(*forms),)
        for forms in texts
    }
    return {
        "form_of": "".join(str(order.index(forms)) for forms in said),
        "texts": {forms[0]: known[forms[0]] for forms in texts if known[forms[0]] != forms},
    }
