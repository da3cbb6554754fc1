"""An Emacs input method (Quail)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..errors import Unreadable
from ..machine.trie import with_beginnings, written_as_sequences
from ..table.draft import Draft, Foreign
from ..table.lisp import Form, parse_lisp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..convert.transliterator import Transliterator

SUFFIXES, SIGN = (".el",), re.compile(r"\(quail-define-(package|rules)\b")
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
    # Of a beginning that it does not know Emacs leaves the keys.
    written = with_beginnings(written_as_sequences(compiled._rules).written)
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


#: What Emacs calls languages of Cyrillic.
LANGUAGES = {
    "bg": "bulgarian",
    "ru": "russian",
    "uk": "ukrainian",
    "be": "belarusian",
    "sr": "serbian",
    "mk": "macedonian",
}


def read(foreign: Foreign) -> Draft:
    """Return the rules of a package: the one that is asked for, where a file defines several."""
    forms = parse_lisp(foreign.text)
    packages = [form.inside[1].text for form in forms if form.calls("quail-define-package") and form.inside[1:]]
    if (foreign.variant and foreign.variant not in packages) or (len(packages) > 1 and not foreign.variant):
        raise Unreadable(f"expected one of its packages as the variant: {', '.join(packages)}", 1)
    draft, current = Draft(), packages[0] if packages else ""
    found: dict[str, str] = {}
    for form in forms:
        if form.calls("quail-define-package") and form.inside[1:]:
            current = form.inside[1].text
            if current == (foreign.variant or current) and len(form.inside) > 5:
                draft.name = form.inside[5].text.split("\n")[0].rstrip(".")
                language = next((code for code, name in LANGUAGES.items() if name == form.inside[2].text.lower()), "")
                draft.language = language or (form.inside[2].text if len(form.inside[2].text) < 4 else "")
        elif current == (foreign.variant or current):
            _take(draft, found, form)
    draft.sequences(found)
    return draft


def _take(draft: Draft, found: dict[str, str], form: Form) -> None:
    if form.calls("quail-define-rules"):
        for rule in form.inside[1:]:
            _rule(draft, found, rule.line, rule.inside)
    elif form.calls("quail-defrule"):
        _rule(draft, found, form.line, form.inside[1:3])
    elif not (form.calls("require") or form.calls("provide")):
        draft.lose(form.line, f"{form}: Lisp is not run here")


def _rule(draft: Draft, found: dict[str, str], line: int, said: list[Form]) -> None:
    if len(said) != 2 or said[0].kind != "text" or said[1].kind not in ("char", "text", "list"):
        draft.lose(line, f"{Form('list', line, inside=said)}: expected keys and what they type")
        return
    choices = [each.text for each in said[1].inside] if said[1].kind == "list" else list(said[1].text)
    if len(choices) > 1:
        draft.lose(line, f"{said[0].text!r}: of {' '.join(choices)} the first is taken, a table has no others")
    typed, given = said[0].text, choices[0] if choices else ""
    if typed in found and found[typed] != given:
        draft.lose(line, f"{typed!r} is {given!r} now, and was {found[typed]!r} before")
    found[typed] = given
