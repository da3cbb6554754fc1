"""Which script a character belongs to, and which words of a text one script cannot write.

The facts are those of UAX #24 in one pinned Unicode version, so every Python and every browser agree.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..errors import UnknownScript, wrong_type
from ._scripts import CODES, EXTENSIONS, LETTERS, STARTS, UNICODE_VERSION
from .places import Utf16
from .places import utf16_length as utf16_length

__all__ = [
    "CHUNK",
    "JOINERS",
    "UNICODE_VERSION",
    "Chunk",
    "check_script",
    "chunks",
    "letter_class",
    "script_extensions",
    "script_of",
    "script_runs",
    "utf16_length",
]

#: Scripts that go with any other: shared signs, marks that take the script of their base, nothing at all.
NEUTRAL = frozenset({"Zyyy", "Zinh", "Zzzz"})

#: Accents, and what nobody sees: inside a word they do not end it, or one word could hide another.
JOINERS = "\u0300-\u036f\u0483-\u0487\u00ad\u034f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufe20-\ufe2f\ufeff"

#: A chunk: letters with their marks and what hides between them; digits, hyphens and the like end it.
#: An apostrophe is no letter, though Unicode has some among the letters.
CHUNK = re.compile(rf"(?![\u02b9-\u02bd])[^\W\d_](?:(?![\u02b9-\u02bd])[^\W\d_]|[{JOINERS}])*")


@cache
def _starts() -> list[int]:
    return [int(start, 16) for start in STARTS.split()]


@cache
def _codes() -> list[str]:
    return CODES.split()


@cache
def _extensions() -> dict[str, frozenset[str]]:
    table = {}
    for row in EXTENSIONS.split():
        span, _, names = row.partition(":")
        first, _, last = span.partition("-")
        scripts = frozenset(names.split(","))
        table.update(dict.fromkeys(map(chr, range(int(first, 16), int(last, 16) + 1)), scripts))
    return table


@cache
def script_of(char: str) -> str:
    """Return the script of one character as an ISO 15924 code (the Script property of UAX #24).

    `Zyyy` is shared by several scripts, `Zinh` takes the script of its base, `Zzzz` has none: not
    assigned, private, or half of a surrogate pair.

    >>> [script_of(char) for char in "ЩWω,"]
    ['Cyrl', 'Latn', 'Grek', 'Zyyy']
    """
    return _codes()[bisect_right(_starts(), ord(char)) - 1]


@cache
def script_extensions(char: str) -> frozenset[str]:
    """Return every script a character is used in (the Script_Extensions property of UAX #24).

    >>> "Cyrl" in script_extensions("\\N{COMBINING ACUTE ACCENT}")
    True
    """
    return _extensions().get(char) or frozenset({script_of(char)})


@cache
def letter_class(script: str) -> str:
    r"""Return the inside of a regular expression class that holds the letters of a script.

    >>> re.findall(f"[{letter_class('Cyrl')}]+", "Утре, на Main Street!")
    ['Утре', 'на']

    Cyrillic, Latin and Greek are known letter by letter; any other code raises `UnknownScript`.
    """
    try:
        ranges = LETTERS[script].split()
    except KeyError:
        raise UnknownScript(script) from None
    return "".join("-".join(chr(int(end, 16)) for end in row.split("-")) for row in ranges)


@dataclass(frozen=True, slots=True)
class Chunk:
    """A run of letters and marks, with the scripts that can write all of it.

    `start` and `end` count code points of the text, `start16` and `end16` UTF-16 code units.
    """

    text: str
    start: int
    end: int
    start16: int
    end16: int
    #: ISO 15924 codes, the intersection over the letters; empty for a chunk that mixes scripts.
    scripts: frozenset[str]


def chunks(text: str) -> Iterator[Chunk]:
    """Yield the chunks of a text: what is left of its words after cutting at hyphens, digits and underscores.

    Cutting there is what UTS #55 advises, since "SMS-и", "XXI-ви" and "PODCAST7" are right as they are.

    >>> [sorted(chunk.scripts) for chunk in chunks("SMS-и до 2 срещ\\N{LATIN SMALL LETTER A}")]
    [['Latn'], ['Cyrl'], ['Cyrl'], []]
    """
    units = Utf16(text)
    for found in CHUNK.finditer(text):
        start, end = found.span()
        yield Chunk(found[0], start, end, *units.span(start, end), resolved_scripts(found[0]))


def resolved_scripts(text: str) -> frozenset[str]:
    """Return the scripts that can write every character of a text (UTS #39, resolved script set).

    A character that goes with any script limits nothing; a text of such characters only gives `Zyyy`.

    >>> resolved_scripts("пре\\N{COMBINING ACUTE ACCENT}дстои")
    frozenset({'Cyrl'})
    """
    found: frozenset[str] | None = None
    for char in dict.fromkeys(text):
        scripts = script_extensions(char)
        if not scripts & NEUTRAL:
            found = scripts if found is None else found & scripts
    return frozenset({"Zyyy"}) if found is None else found


def check_script(text: str, script: str = "Cyrl") -> list[Chunk]:
    """Return the chunks of a text that the given script cannot write, in order; none if it is all right.

    >>> [chunk.text for chunk in check_script("Гледах Hell's Kitchen снощи")]
    ['Hell', 's', 'Kitchen']
    >>> check_script("Здравейте, 2 пъти по 5 €!", "Cyrl")
    []

    `script` is an ISO 15924 code that Unicode uses; another raises `UnknownScript`. A chunk that
    goes with any script is never returned.
    """
    if not isinstance(text, str):
        raise wrong_type("a text (str)", text)
    if script not in _codes() or script in NEUTRAL:
        raise UnknownScript(script)
    return [chunk for chunk in chunks(text) if not chunk.scripts & {script, "Zyyy"}]


def script_runs() -> tuple[tuple[int, str], ...]:
    """Return where a run of code points of one script begins, and the script, from U+0000 on."""
    return tuple(zip(_starts(), _codes(), strict=True))


BROWSER: dict[str, object] = {"chunk": CHUNK, "script_runs": lambda language: script_runs()}
