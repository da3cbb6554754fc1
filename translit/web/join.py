"""Modules of this folder joined into one and squeezed: what is only for readers is left out, what it does stays.

This is no parser: it relies on a semicolon after each statement, imports of one line each, and names that each belong
to one module.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

#: What pages load, each in one piece: they keep their imports of each other.
ENTRIES = frozenset({"translit.js", "findings.js", "keyboard.js"})
BANNER = "// translit-toolkit, MIT licence\n"
_FROM = re.compile(r'^(import|export) \{([^}]*)\} from "\./([\w./-]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|function|class) (\w+))", re.MULTILINE)
_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/|\s+)"
    r"|(?P<word>#?[\w$]+)"
    r"|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`"
    # A slash begins an expression where a value is expected, else it divides.
    r"|(?:(?<=[(=:\[,!&|?;{}])|(?<=[=:,&|?] ))/(?:\[(?:\\.|[^\]\\])*\]|\\.|[^/\\\n\[])+/\w*"
    r"|\+\+|--|.",
    re.DOTALL,
)


def join(name: str, read: Callable[[str], str]) -> str:
    """Return the entry `name` as one module with all that it imports; `read` gives the text of a file by its name.

    Each part stands once, before what imports it, and only what `name` exports is exported.

    >>> files = {"a.js": 'import { b } from "./b.js";\\nexport const a = b + b;\\n', "b.js": "export const b = 1;\\n"}
    >>> join("a.js", files.__getitem__).splitlines()
    ['// translit-toolkit, MIT licence', 'const b=1;export const a=b+b;']
    """
    texts = {part: read(part) for part in parts(name, read)}
    public = set(_EXPORT.findall(texts[name]))
    for keyword, names, _ in _FROM.findall(texts[name]):
        if keyword == "export":
            public.update(re.findall(r"\w+", names))
    joined = ""
    for text in texts.values():
        own = _FROM.sub(lambda found: found[0] if found[3] in ENTRIES else "", text)
        joined += _EXPORT.sub(lambda found: found[0] if found[1] in public else "", own)
    return BANNER + squeeze(joined) + "\n"


def parts(name: str, read: Callable[[str], str]) -> list[str]:
    """Return the files that the entry `name` is made of, itself last.

    >>> parts("a.js", {"a.js": 'export { b } from "./b.js";\\n', "b.js": "export const b = 1;\\n"}.__getitem__)
    ['b.js', 'a.js']
    """
    found: list[str] = []

    def add(part: str) -> None:
        for _, _, other in _FROM.findall(read(part)):
            if other not in ENTRIES and other not in found:
                add(other)
        found.append(part)

    add(name)
    return found


def squeeze(source: str) -> str:
    r"""Return a module without comments and without white space that says nothing, its private names short.

    >>> squeeze('class A {\n  #long = " // {c} " + /[/ ] /u.exec(d); // why\n  get b() { return this.#long; }\n}')
    'class A{#a=" // {c} "+/[/ ] /u.exec(d);get b(){return this.#a;}}'
    """
    squeezed = ""
    for token in _shorten(_TOKEN.finditer(source)):
        before = squeezed[-1:]
        if (_joins(before) and _joins(token[0])) or (before == token[0] and before in "+-"):
            squeezed += " "
        squeezed += token
    return squeezed


def _joins(char: str) -> bool:
    return char.isalnum() or char in ("_", "$", "#")


def _shorten(tokens: Iterator[re.Match[str]]) -> Iterator[str]:
    """Give the private names of each class letters, the most frequent the first; leave out what is for readers."""
    held: list[str] = []
    for token in tokens:
        if token["comment"]:
            continue
        if token[0] == "class":
            yield from _rename(held)
            held = []
        held.append(token[0])
    yield from _rename(held)


def _rename(tokens: list[str]) -> Iterator[str]:
    names = Counter(token for token in tokens if re.fullmatch(r"#[^\W\d]\w*", token))
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    short = {name: f"#{letter}" for (name, _), letter in zip(names.most_common(), letters, strict=False)}
    return (short.get(token, token) for token in tokens)
