"""What stands in a text for programs and not for readers, as parts of the expression of `segments`.

Placeholders are filled in before anybody reads the text; paths and code are spelled as a machine wants them.

No part looks further than it matches: repeats of one class are separated by what is outside it, and what may
hold blanks ends on its line, within `LONGEST_SPAN` characters.
"""

from __future__ import annotations

import re
from functools import cache

from ..resources import read_toml

#: A placeholder or a piece of code with blanks inside is not longer, in code points.
LONGEST_SPAN = 200
#: What such a piece may begin with.
OPENER = re.compile(r"[{}`$\\%]|<%")

_SPAN = f"{{0,{LONGEST_SPAN}}}?"
_NAME = r"[A-Za-z_][A-Za-z0-9_]*"
#: Small letters of Cyrillic: `-Aз` is a word behind a dash, `-AЧИСЛО` an option and what it takes.
_SMALL = "\u0430-\u045f\u0491\u0493\u04d9\u04e9"

#: Letters and digits beside which code ends: those of everyday text, so that a browser makes the expression in no time.
_WORD = "A-Za-z0-9_\u00c0-\u024f\u0370-\u052f"

_CONVERSION = (
    r"(?:[0-9]{1,2}\$)?[-+#0'_^,]*(?:\*|[0-9]{1,4})?(?:\.(?:\*|[0-9]{1,4})?)?"
    r"(?:hh|h|ll|l|j|z|t|q|L|I64|I32|E|O)?(?:p[A-Z](?![A-Za-z0-9_])|[A-Za-z@](?:[A-Z](?!\w)|[a-z0-9_]*))"
)


def _among_everyday_letters(expression: str) -> str:
    """Return an expression with the letters of `_WORD` for its `\\w`.

    >>> _among_everyday_letters(r"\\w[\\w.]") == f"[{_WORD}][{_WORD}.]"
    True
    """
    inside = False

    def written(found: re.Match[str]) -> str:
        nonlocal inside
        if found[0] == r"\w":
            return _WORD if inside else f"[{_WORD}]"
        inside = found[0] == "[" or (inside and found[0] != "]")
        return found[0]

    return re.sub(r"\\.|[\[\]]", written, expression)


@cache
def placeholders() -> str:
    """Return what matches a placeholder: of printf, strftime, Python, Qt, ICU, Android, templates and queries."""
    return _among_everyday_letters(
        "|".join(
            (
                # ~a of Lisp
                r"(?<!\w)~[asdvASDV%](?![a-z])",
                # {{ name }} {% if x %} {# note #} <%= x %>
                rf"\{{\{{[^{{}}\n]{_SPAN}\}}\}}|\{{%[^{{}}\n]{_SPAN}%\}}|\{{\#[^{{}}\n]{_SPAN}\#\}}|<%[^<>\n]{_SPAN}%>",
                # {n, plural, one {# day} other {# days}}: the words of its arms are read.
                r"\{ {0,3}[\w.]{1,64} {0,3}, {0,3}(?:plural|select|selectordinal) {0,3},(?: {0,3}offset:[0-9]{1,3})?"
                r"(?: {0,3}(?:=[0-9]{1,3}|[A-Za-z_]{1,32}) {0,3}\{)?",
                r"\} {0,3}(?:=[0-9]{1,3}|zero|one|two|few|many|other|male|female|neuter) {0,3}\{",
                r"\{ {0,3}[\w.]{1,64} {0,3}, {0,3}(?:number|date|time|spellout|ordinal|duration)"
                r" {0,3}(?:,[^{}\n]{0,100})?\}",
                # {name} {0!r} {a.b[0]:>10} {\an8} ${name} %{name} #{name}
                r"[$%\#]?\{[^{}\s]{0,64}\}|\$\{[^{}\n]{1,64}\}",
                rf"\$\(\w[\w.-]{{0,63}}\)|(?<![\w$])\${_NAME}(?:->{_NAME})*",
                # %(name)s %<name>s %name% %1$s %-5.2f %Y %1
                rf"%\([^()%\n]{{1,64}}\)(?:{_CONVERSION})?|%<\w{{1,64}}>(?:{_CONVERSION})?",
                r"(?<![0-9])%[A-Za-z\u0400-\u052f][\w.-]{0,62}\w%(?![A-Za-z])",
                rf"(?<![0-9]%)(?<![0-9])%{_CONVERSION}|(?<=[0-9])%[sdiu](?![\w%])|(?<![0-9])%L?[0-9]{{1,2}}(?![0-9%])",
                # :name of a query, [name] of a letter form, [b] and [/url=x] of a forum, @string/name of Android
                r"(?<![^\s(\[\"'„“,=]):[A-Za-z_][A-Za-z0-9_]+:?(?!\w)|\[/?[a-z][a-z0-9_-]{0,30}(?:=[^\[\]\s]{0,200})?\]",
                r"(?<!\w)[@?](?:\+?[a-z]{2,12}:)?[a-z]{2,12}/[A-Za-z]\w{0,63}",
            )
        )
    )


@cache
def code() -> str:
    """Return what matches code: escapes, identifiers, options, keys, expressions, formulas of LaTeX."""
    keys = "Ctrl|Control|Alt|AltGr|Shift|Cmd|Command|Meta|Super|Win|Option|Opt|Strg|Fn|Hyper"
    return _among_everyday_letters(
        "|".join(
            (
                # `a b` \(a b\) \[a b\] $a b$ $$a b$$
                rf"(?<![\w`])(?:``[^`\n]{_SPAN}``|`[^`\s](?:[^`\n]{_SPAN}[^`\s])?`)(?![\w`])",
                rf"\\\([^\n]{_SPAN}\\\)|\\\[[^\n]{_SPAN}\\\]|(?<![\w$\\])\$\$[^$\n]{_SPAN}\$\$",
                rf"(?<![\w$\\])\$[^$\s{{(](?:[^$\n]{_SPAN}[^$\s])?\$(?![\w${{(])",
                # \frac{ \alpha \n \t \u0441 \x41 \w+
                r"\\[A-Za-z]{2,32}(?=[{\[_^])|\\(?:u\{[0-9a-fA-F]{1,6}\}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-7]{1,3})"
                # \xНН and \0ННН, as manuals explain them
                r"|\\[uUx0N][\u041d\u043d\u0425\u0445]{1,8}",
                r"\\[wdsWDSbBAZ][+*?]?(?![A-Za-z])|\\[abfnrtvNeh0\\'\"](?![a-z])|\\[nrt](?=[a-z])|\\[A-Za-z]{2,32}",
                # [a-zа-я0-9]+ [^abc] (?: (?P<x>
                r"\[\^?(?:[^\s\[\]\\]-[^\s\[\]\\]|\\[wdsWDS])[^\s\[\]]{0,64}\](?:[*+?]|\{[0-9,]{1,9}\})?|\^?\[\^[^\s\[\]]{1,64}\]|\^\[[^\s\[\]]{1,64}\]\$?",
                r"\(\?(?:[:=!]|<[=!]|P?<\w{1,32}>)",
                # a-zа-яё0-9, as tr takes it
                r"(?<![\w-])(?=\w-\w{2})(?:(?:[aA]-[zZ]|[аА]-[яЯшШџЏ]|0-9)[ёЁ]{0,2}){2,6}(?![\w-])",
                # --file -A -AЧИСЛО
                rf"(?<![\w-])--[A-Za-z][A-Za-z0-9-]*|(?<![\w-])-[A-Za-z](?![A-Za-z0-9_{_SMALL}-])"
                # -oназва_файла [-Oрівень] -pвзірець або --pattern=взірець
                rf"|(?<![\w-])-[A-Za-z]{{1,2}}(?=[\u0400-\u04ff]{{1,64}}(?:_|(?:,| \w{{1,4}}) --))"
                rf"|(?<=[\[(|])-[A-Za-z](?=[{_SMALL}])|(?<=[\[(|„“«\"'])-[A-Z][a-z](?=[{_SMALL}])",
                # Ctrl+C C-x
                rf"(?<!\w)(?:(?:{keys})[+-]){{1,4}}(?:[A-Za-z]{{3,9}}[0-9]?|[Ff][0-9]{{1,2}}|\w|[^\w\s])(?!\w)|(?<![\w-])[CMS]-[a-zA-Z0-9](?![\w-])",
                # snake_case __init__ f() a::b p->q a.b(
                r"(?<!\w)[A-Za-z0-9]+(?:_+[A-Za-z0-9]+)+_*(?!\w)|(?<!\w)__[A-Za-z]\w{0,62}__(?!\w)",
                r"(?<!\w)[A-Za-z_][A-Za-z0-9_]*(?:(?:\.[A-Za-z_][A-Za-z0-9_]*){1,16}(?=\()|(?:::[A-Za-z_][A-Za-z0-9_]*)+|->[A-Za-z_]\w*|\(\))",
            )
        )
    )


#: C++ C# v1.2.3 H264 A4 x86 0x1F: names of versions and models.
MODELS = _among_everyday_letters(
    r"(?<!\w)[A-Z](?:\+\+|\#)(?!\w)|(?<!\w)v[0-9]{1,4}(?:\.[0-9]{1,4})*(?!\w)|(?<!\w)0x[0-9A-Fa-f]{1,16}(?!\w)"
    r"|(?<![\w-])[A-Z]{1,5}-?[0-9]{1,6}(?:[A-Z][0-9]{0,4})?(?![\w-])"
)


@cache
def paths() -> str:
    """Return what matches a path, a file name with its extension, or a pattern of such names."""
    known = sorted(read_toml("text/segments.toml")["extensions"].split(), key=lambda word: (-len(word), word))
    extensions = "|".join(known)
    part = r"[\w.~*?@+-]{1,255}"
    return _among_everyday_letters(
        "|".join(
            (
                rf"(?<![\w./\\])(?:[A-Za-z]:|\\\\{part})(?:\\{part}){{1,64}}\\?",
                rf"(?<![\w./<])(?:~|\.\.?)?(?:/{part}){{2,64}}/?(?<![.,?])|(?<![\w./])(?:~|\.\.?)/{part}(?<![.,?])",
                rf"(?<![\w.*?+/-])[\w~+-]{{1,255}}(?:/{part}){{1,64}}\.(?:{extensions}|[chosaplR])(?![\w/])",
                rf"(?<![\w.*?+/-])[\w*?~+-]{{1,255}}(?:\.[\w*?+-]{{1,64}}){{0,16}}\.(?:{extensions})(?![\w/])",
                r"(?<![\w.*?+/-])[A-Za-z0-9_*-]{2,64}\.[chosa](?![\w./])|(?<![\w.*])\*\.[\w*]{1,16}(?!\w)",
            )
        )
    )
