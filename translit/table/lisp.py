"""Lisp of somebody else, as input methods of Emacs and m17n are written: read as nested lists, and never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..errors import Unreadable

#: How deep lists may nest.
DEEPEST = 64
_TOKENS = re.compile(
    r'(?P<text>"(?:[^"\\]|\\.)*+")|(?P<char>\?(?:\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]+|\\.|[^\\\s]|\s))'
    r"|(?P<open>[(\[])|(?P<close>[)\]])|(?P<symbol>(?:[^\s()\[\]\";'`,?\\]|\\.)(?:[^\s()\[\]\";'`,\\]|\\.|(?<=[ACGHMS]-)[\[\]])*+)|;[^\n]*+|(?P<quote>['`,])|(?P<other>\S)",
    re.DOTALL,
)
_ESCAPED = {"n": "\n", "t": "\t", "\n": "", "s": " "}


@dataclass(slots=True)
class Form:
    """A text, a character, a symbol or a list, and its line."""

    kind: str
    line: int
    text: str = ""
    inside: list[Form] = field(default_factory=list)

    def calls(self, name: str) -> bool:
        """Tell whether it is a list that begins with this symbol."""
        return self.kind == "list" and bool(self.inside) and self.inside[0] == Form("symbol", self.inside[0].line, name)

    def __str__(self) -> str:
        shown = f"({' '.join(map(str, self.inside))})" if self.kind == "list" else self.text
        return shown if len(shown) < 60 else f"{shown[:60]}…"


def parse_lisp(text: str) -> list[Form]:
    """Return the forms of a file; raise Unreadable for a bracket that is not closed, or that closes nothing.

    >>> [form.kind for form in parse_lisp('("a" ?б) ; comment')[0].inside]
    ['text', 'char']
    >>> [form.kind for form in parse_lisp(r"((G-\\[) (G-[) ?\\])")[0].inside]
    ['list', 'list', 'char']
    """
    found: list[Form] = []
    opened: list[Form] = []
    for kind, said, line in _tokens(text):
        into = opened[-1].inside if opened else found
        if kind == "open":
            if len(opened) == DEEPEST:
                raise Unreadable(f"nested more than {DEEPEST} deep", line)
            into.append(Form("list", line))
            opened.append(into[-1])
        elif kind == "close":
            if not opened:
                raise Unreadable("a bracket closes nothing", line)
            opened.pop()
        elif kind == "other":
            raise Unreadable("a text in quotation marks does not end" if said == '"' else f"no Lisp: {said!r}", line)
        elif kind != "quote":
            into.append(Form(kind, line, _meant(kind, said)))
    if opened:
        raise Unreadable("a bracket is not closed", opened[-1].line)
    return found


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    line, last = 1, 0
    for found in _TOKENS.finditer(text):
        line, last = line + text.count("\n", last, found.start()), found.start()
        if found.lastgroup:
            yield found.lastgroup, found[found.lastgroup], line


def _meant(kind: str, said: str) -> str:
    if kind == "text":
        return re.sub(r"\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]+|.)", _unescaped, said[1:-1], flags=re.DOTALL)
    if kind == "char":
        return re.sub(r"\\(u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]+|.)", _unescaped, said[1:], flags=re.DOTALL)
    return said.replace("\\", "")


def _unescaped(found: re.Match[str]) -> str:
    said = found[1]
    if len(said) > 1:
        code = int(said[1:], 16)
        return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
    return _ESCAPED.get(said, said)
