"""Regular expressions of Python written for JavaScript, where `\\w`, `\\s` and `$` mean something else."""

from __future__ import annotations

import re

# What str.isspace says yes to; JavaScript's own \s takes U+FEFF for a space and leaves these controls out.
_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INSIDE = {"w": r"\p{L}\p{N}_", "d": r"\p{Nd}", "s": _SPACE}
_WHOLE = {
    **{name: f"[{inside}]" for name, inside in _INSIDE.items()},
    **{name.upper(): f"[^{inside}]" for name, inside in _INSIDE.items()},
    "Z": "$",
}
# A class that takes away from \w is written with what is left.
_LESS = {r"[^\W\d_]": r"[\p{L}\p{Nl}\p{No}]", r"[^\W_]": r"[\p{L}\p{N}]", r"[^\W\d_-]": r"[\p{L}\p{Nl}\p{No}]"}
_SAME = frozenset("tnrfvux")
_SYNTAX = frozenset(r"^$\.*+?()[]{}|/-")
_TOKEN = re.compile(
    "|".join(map(re.escape, _LESS))
    + r"|\\U(?P<long>[0-9a-fA-F]{8})(?:-\\U(?P=long))?|\\(?P<escaped>.)|\(\?P<\w+>|a-z|[\[\]$]",
    re.DOTALL,
)


def javascript(pattern: re.Pattern[str]) -> str:
    r"""Return the source of an expression that matches the same in JavaScript with the flag "u", its groups unnamed.

    >>> javascript(re.compile(r"(?P<tag>\#\w+)\Z"))
    '(#[\\p{L}\\p{N}_]+)$'

    Raises ValueError for an escape that has no equivalent here, such as a word boundary.
    """
    inside = False
    folding = bool(pattern.flags & re.IGNORECASE)

    def written(found: re.Match[str]) -> str:
        nonlocal inside
        token, escaped = found[0], found["escaped"]
        if token in _LESS and not inside:
            return _LESS[token]
        if found["long"]:
            return f"\\u{{{int(found['long'], 16):x}}}"
        if escaped:
            return _escape(escaped, inside)
        if token.startswith("(?P<"):
            return "("
        if token == "a-z":
            # Four more letters fold to these in Python.
            return r"A-Za-z\u0130\u0131\u017f\u212a" if folding else token
        if token == "$":
            return token if inside else r"(?=\n?$)"
        inside = token == "[" or (inside and token != "]")
        return token

    return _TOKEN.sub(written, pattern.pattern)


def _escape(char: str, inside: bool) -> str:
    known = (_INSIDE if inside else _WHOLE).get(char)
    if known:
        return known
    if char.isalnum() and char not in _SAME:
        raise ValueError(f"no equivalent of \\{char} in JavaScript")
    return f"\\{char}" if char in _SYNTAX | _SAME and not (char == "-" and not inside) else char
