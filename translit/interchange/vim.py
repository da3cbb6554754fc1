"""A Vim keymap: typing in Insert mode and in searches, while commands stay on the Latin keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import Unreadable
from ..machine.trie import written_as_sequences
from ..table.draft import Draft, Foreign

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

SUFFIXES, SIGN = (".vim",), re.compile(r"^\s*loadkeymap\b", re.MULTILINE)
FILE = "keymap/{id}_utf-8.vim"
INSTALL = """\
Copy keymap/ to ~/.vim (or ~/.config/nvim), and say `:set keymap=bg-phonetic-traditional`; Ctrl+^ in Insert mode
switches."""


def export(compiled: Transliterator) -> str:
    """Return the keymap: the longest sequence that was typed wins, after Vim has waited for more (`timeoutlen`)."""
    table = compiled.table
    written = written_as_sequences(compiled._rules).written
    lines = [
        f'" {table.id}: {table.name["en"]}',
        f'let b:keymap_name = "{table.language}"',
        "loadkeymap",
        *(f"{_keys(typed)} {_keys(text) or '<Nop>'}" for typed, text in sorted(written.items())),
    ]
    return "\n".join([*lines, ""])


def lost(compiled: Transliterator) -> tuple[str, ...]:
    """Return what sequences of keys can't say."""
    return written_as_sequences(compiled._rules).losses


def _keys(text: str) -> str:
    """Return keys as Vim writes them: by number where they would mean something else, or can't be seen."""
    return "".join(char if char.isalnum() else f"<char-{ord(char)}>" for char in text)


NAMED = {"space": " ", "bar": "|", "bslash": "\\", "lt": "<", "nop": "", "tab": "\t"}


def read(foreign: Foreign) -> Draft:
    """Return the keys of a keymap: those behind `loadkeymap`."""
    draft, found, reading = Draft(), dict[str, str](), False
    for line, text in foreign.lines:
        words = text.split()
        if not words or words[0].startswith('"'):
            continue
        if not reading:
            reading = words[0] == "loadkeymap"
            if named := re.fullmatch(r"let\s+b:keymap_name\s*=\s*[\"'](.*)[\"']", text.strip()):
                draft.name = named[1]
            elif not reading and words[0] != "scriptencoding":
                draft.lose(line, f"{text.strip()}: a command of Vim, and no key")
            continue
        if len(words) == 1:
            draft.lose(line, f"{words[0]}: expected keys and what they type")
            continue
        try:
            typed, given = _text(re.sub(r"\\(.)", r"\1", words[0])), _text(words[1])
        except ValueError as error:
            draft.lose(line, f"{words[0]} {words[1]}: {error}")
            continue
        if typed in found and found[typed] != given:
            draft.lose(line, f"{typed!r} is {given!r} now, and was {found[typed]!r} before")
        found[typed] = given
    if not reading:
        raise Unreadable("no loadkeymap in it", 1)
    draft.sequences(found)
    return draft


def _text(keys: str) -> str:
    """Return keys as text; raise ValueError for one that types none.

    >>> _text("<char-0x44f>a<lt>"), _text("<Nop>")
    ('яa<', '')
    """
    return re.sub(r"<(\w[\w-]*)>", lambda found: _key(found[1].lower()), keys)


def _key(name: str) -> str:
    if number := re.fullmatch(r"char-(0x[0-9a-f]{1,6}|\d{1,7})", name):
        code = int(number[1], 0 if number[1][:2] == "0x" else 10)
        if code < 0x110000 and not 0xD800 <= code < 0xE000:
            return chr(code)
    if name in NAMED:
        return NAMED[name]
    raise ValueError(f"<{name}> is no key that types a text")
