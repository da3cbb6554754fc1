"""An Emacs input method (Quail)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..machine.trie import written_as_sequences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..convert.transliterator import Transliterator

FILE = "translit-{id}.el"
#: Emacs inserts keys from this code point on as they are.
HIGHEST = 256
INSTALL = """\
Copy the .el files to a folder of `load-path`, and say `(require 'translit-bg-translit)` in your init file; then
`M-x set-input-method RET translit-bg-translit`. Ctrl+\\ switches."""


def export(compiled: Transliterator) -> str:
    """Return the Lisp: the longest sequence that was typed wins; Backspace takes back a key while that is undecided."""
    table = compiled.table
    name = f"translit-{table.id}{'-reverse' * compiled.reverse}"
    written = written_as_sequences(compiled._rules).written
    rules = (f" ({_text(typed)} [{_text(text)}])" for typed, text in sorted(written.items()))
    lines = [
        f";;; {name}.el --- {table.name['en']} -*- coding: utf-8; lexical-binding: t -*-",
        "(require 'quail)",
        f"(quail-define-package {_text(name)} {_text(table.language)} {_text(table.language)} t",
        f" {_text(table.name['en'])}",
        " nil t nil nil nil nil nil nil nil nil t)",
        "(quail-define-rules",
        *rules,
        ")",
        f"(provide '{name})",
    ]
    return "\n".join([*lines, ""])


def lost(compiled: Transliterator) -> Iterator[str]:
    """Yield what sequences of keys can't say, and the keys that Emacs asks no input method about."""
    sequences = written_as_sequences(compiled._rules)
    yield from sequences.losses
    strange = sorted({key for typed in sequences.written for key in typed if ord(key) >= HIGHEST and key.isalpha()})
    if strange:
        yield f"{' '.join(strange)}: Emacs asks an input method only about keys before U+{HIGHEST:04X}"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
