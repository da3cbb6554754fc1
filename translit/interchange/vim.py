"""A Vim keymap: typing in Insert mode and in searches, while commands stay on the Latin keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..machine.trie import written_as_sequences

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

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
