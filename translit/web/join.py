"""Modules of this folder joined into one and squeezed: what is only for readers is left out, what it does stays.

This is no parser: it relies on a semicolon after each statement and on no empty one, on imports of one line each, and
on names that each belong to one module.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection
from itertools import product
from string import ascii_letters

#: What pages load, each in one piece: they keep their imports of each other.
ENTRIES = frozenset({"translit.js", "elements.js", "findings.js", "keyboard.js", "relayout.js", "search.js"})
BANNER = "// translit-toolkit, MIT\n"
_FROM = re.compile(r'^(import|export) \{([^}]*)\} from "\./([\w./-]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:const|let|function|class) (\w+))", re.MULTILINE)
#: What a module has at its top for itself.
_OWN = re.compile(r"^(?:async )?(?:const|let|function|class) (\w+)", re.MULTILINE)
#: What functions have for themselves: names, and parameters.
_LOCAL = re.compile(r"\b(?:const|let) (\w+)|\((\w+(?:, \w+)*)\) (?:=>|\{)")
#: What a class has, and the methods of an object: others ask for them by these names.
_CLASS = re.compile(r"^(?:export )?class .*?^}", re.MULTILINE | re.DOTALL)
_MEMBER = re.compile(r"^  (?:(?:static|async|get|set) )*(\w+)(?= =|;|\()", re.MULTILINE)
_METHOD = re.compile(r"^ +(?:(?:async|get|set) )*(\w+)\([^()\n]*\) \{$", re.MULTILINE)
#: What says the same in fewer letters.
_SHORTER = {"const": "let", "true": "!0", "false": "!1"}
#: What may also be a word of the language.
_WORDS = {"async", "get", "of", "set", "static"}
TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*.*?\*/|\s+)"
    r"|(?P<word>#?[\w$]+)"
    r"|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`"
    # A slash begins an expression where a value is expected, else it divides.
    r"|(?:(?<=[(=:\[,!&|?;{}])|(?<=[=:,&|?] ))/(?:\[(?:\\.|[^\]\\])*\]|\\.|[^/\\\n\[])+/\w*"
    r"|\+\+|--|.",
    re.DOTALL,
)


def join(name: str, read: Callable[[str], str], apart: Collection[str] = ENTRIES) -> str:
    """Return the entry `name` as one module with all that it imports; `read` gives the text of a file by its name.

    What stands `apart` is loaded by an import as before.

    Each part stands once, before what imports it, and only what `name` exports is exported.

    >>> files = {"a.js": 'import { b } from "./b.js";\\nexport const a = b + b;\\n', "b.js": "export const b = 1;\\n"}
    >>> join("a.js", files.__getitem__).splitlines()
    ['// translit-toolkit, MIT', 'let b=1;export let a=b+b;']
    """
    texts = {part: read(part) for part in parts(name, read, apart)}
    public = set(_EXPORT.findall(texts[name]))
    for keyword, names, _ in _FROM.findall(texts[name]):
        if keyword == "export":
            public.update(re.findall(r"\w+", names))
    joined = ""
    for text in texts.values():
        own = _FROM.sub(lambda found: found[0] if found[3] in apart else "", text)
        joined += _EXPORT.sub(lambda found: found[0] if found[1] in public else "", own)
    return BANNER + squeeze(joined, last=False) + "\n"


def parts(name: str, read: Callable[[str], str], apart: Collection[str] = ENTRIES) -> list[str]:
    """Return the files that the entry `name` is made of, itself last.

    >>> parts("a.js", {"a.js": 'export { b } from "./b.js";\\n', "b.js": "export const b = 1;\\n"}.__getitem__)
    ['b.js', 'a.js']
    """
    found: list[str] = []

    def add(part: str) -> None:
        for _, _, other in _FROM.findall(read(part)):
            if other not in apart and other not in found:
                add(other)
        found.append(part)

    add(name)
    return found


def squeeze(source: str, *, last: bool = True) -> str:
    r"""Return a module without comments and without white space that says nothing, the names that only it knows short.

    The `last` semicolon of a block may go, too.

    >>> squeeze('export class A {\n  #long = " // {} " + /[/ ] /u.exec(d); // why\n  get b() { return this.#long; }\n}')
    'export class A{#a=" // {} "+/[/ ] /u.exec(d);get b(){return this.#a;}}'
    >>> squeeze("const mine = 1;\nconst other = { other };\nexport const all = [mine, other];")
    'let a=1;let other={other};export let all=[a,other];'
    """
    tokens = [token[0] for token in TOKEN.finditer(source) if not token["comment"]]
    # What a template names is left as it is: its inside is not looked at.
    kept = set(re.findall(r"#?[\w$]+", "".join(token for token in tokens if token[0] == "`")))
    squeezed = ""
    own = {name for found in _LOCAL.findall(source) for part in found for name in re.findall(r"\w+", part)}
    members = {name for found in _CLASS.findall(source) for name in _MEMBER.findall(found)} | {*_METHOD.findall(source)}
    own = (own | set(_OWN.findall(source))) - kept - members - set(_EXPORT.findall(source)) - _WORDS
    for token in _bare(_shorten_own(_shorten_private(tokens, kept), own)):
        token = _SHORTER.get(token, token)
        if token == "}" and not last:
            squeezed = squeezed.removesuffix(";")
        before = squeezed[-1:]
        if (_is_joined(before) and _is_joined(token[0])) or (before == token[0] and before in "+-"):
            squeezed += " "
        squeezed += token
    return squeezed


def _is_joined(char: str) -> bool:
    return char.isalnum() or char in ("_", "$", "#")


def _bare(tokens: list[str]) -> list[str]:
    """Leave out the brackets around a parameter that is alone: `(a) => a`."""
    bare = list(tokens)
    for place, (name, *rest) in enumerate(zip(*(tokens[start:] for start in range(1, 5)), strict=False)):
        if tokens[place] == "(" and rest == [")", "=", ">"] and re.fullmatch(r"[\w$]+", name):
            bare[place] = bare[place + 2] = ""
    return [token for token in bare if token]


def _shorten_private(tokens: list[str], kept: set[str]) -> list[str]:
    """Give the private names of each class letters, the most frequent the first."""
    renamed: list[str] = []
    starts = [number for number, token in enumerate(tokens) if token == "class"]
    for start, end in zip([0, *starts], [*starts, len(tokens)], strict=True):
        part = tokens[start:end]
        names = Counter(token for token in part if re.fullmatch(r"#[^\W\d]\w*", token) and token not in kept)
        short = {name: f"#{letter}" for (name, _), letter in zip(names.most_common(), ascii_letters, strict=False)}
        renamed += [short.get(token, token) for token in part]
    return renamed


def _shorten_own(tokens: list[str], names: set[str]) -> list[str]:
    """Give names of a module letters, the most frequent the first, but for those that may also name a property."""
    around = zip(["", "", *tokens], ["", *tokens], tokens, [*tokens[1:], ""], strict=False)
    for two_before, before, token, after in around:
        property_of = before == "." and two_before != "."
        if property_of or after == ":" or (before in ("{", ",") and after in ("}", ",")):
            names = names - {token}
    taken = set(tokens)
    letters = (name for name in (*ascii_letters, *map("".join, product(ascii_letters, repeat=2))) if name not in taken)
    found = Counter(token for token in tokens if token in names and len(token) > 1)
    short = dict(zip((name for name, _ in found.most_common()), letters, strict=False))
    return [short.get(token, token) for token in tokens]
