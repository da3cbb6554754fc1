"""The start of a table of one's own: every key with what it is for, every letter of the language, and it works."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping

from ..checking.language import languages, load_language
from ..convert.transliterator import compile_table
from ..errors import Misused, UnknownChoice
from ..table.derived import require_scheme
from ..table.library import find_table, heads, usual_table
from ..table.toml import parse_toml
from ..text.kinds import CYRILLIC_VOWELS

#: Languages written in a script of their own, and its small letters.
_SCRIPTS = {
    "el": ("Grek", "αβγδεζηθικλμνξοπρστυφχψως"),
    "ka": ("Geor", "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"),
    "hy": ("Armn", "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև"),
}
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"

_SCHEME = """\
# {id}: a spelling scheme. Every key is explained in docs/tables.md of translit-toolkit.
# Try it:   translit convert ./{id}.toml --text '{first}'
# Prove it: translit lint {id}.toml

id = "{id}"                        # the file's name
kind = "scheme"
name = {{ en = "{name}" }}         # in English, and in the language itself: {language} = "…"
language = "{language}"            # BCP 47
source-script = "{source}"         # what is read, and what is written: ISO 15924
target-script = "Latn"
# standard = "What it follows, in words, with the date"
# url = "https://…"
# status = {{ state = "in-force", date = "2010-01-27" }}   # or "superseded", "draft", "pending"
# aliases = ["{language}-other-name"]
# reversible = true                # the way back gives the source again; lint proves it
case = "follow"                    # rules are written small, and capitals are derived; "exact": as written
# What the table promises: lint runs each line. Add words that are known to go wrong.
samples = [
  [{letters}, {written}],
  # {{ in = "…", out = "…", reason = "which article says so" }},
  # {{ in = "…", out = "…", reverse = true }},                 # the way back
]

# Sets of letters, to be named in a context.
[classes]
{classes}
# A letter, and what becomes of it; "" writes nothing. The longest that fits wins: "шт" before "ш".
[map]
{map}
# The same with what stands beside: letters, {{a class}}, ^ for the beginning of a word and $ for its end.
# [[rules]]
# from = "{first_two}"
# to = "…"
# after = "{{vowel}}"
# before = "$"
"""

_LAYOUT = '''\
# {id}: a keyboard layout. Every key of this file is explained in docs/tables.md of translit-toolkit.
# Try it:   printf 'qwerty' | translit type ./{id}.toml; translit show ./{id}.toml draws it
# Prove it: translit lint {id}.toml

id = "{id}"                        # the file's name
kind = "layout"
name = {{ en = "{name}" }}         # in English, and in the language itself: {language} = "…"
language = "{language}"            # BCP 47
source-script = "Latn"             # what the keys of the base keyboard are, and what they type: ISO 15924
target-script = "Cyrl"
base = "us"
# standard = "What it follows, in words, with the date"
# url = "https://…"
{foreign}# reversible = true                # no two keys type the same; lint proves it
# What the table promises: lint runs each line, keys first.
samples = [
  ["qwerty", {written}],
  # {{ in = "x", level = "altgr", out = "…" }},                # a level that the keys are pressed on
]

# Four rows of keys, from 1, q, a and z on; a cell is what the key types, ∅ for nothing, U+00A0 for what can't be seen.
# These are the keys of {base}. More levels: caps, caps-shift, altgr, altgr-shift.
[keys]
plain = """
{plain}
"""
shift = """
{shift}
"""
'''

_DERIVED = """\
# {id}: {base}, but for a few lines. Every key is explained in docs/tables.md of translit-toolkit.
# Try it:   translit convert ./{id}.toml --text '…'
# Prove it: translit lint {id}.toml; samples of {base} that do not hold any more are to be said again.

id = "{id}"                        # the file's name
name = {{ en = "{name}" }}
extends = "{base}"
# samples = [
#   ["…", "…"],
# ]

# What is other than there: a letter, and what becomes of it.
[map]
# "{letter}" = "…"

# The same with what stands beside it: docs/tables.md, "A scheme".
# [[rules]]
"""


def start(table_id: str, *, kind: str = "scheme", extends: str = "") -> str:
    """Return the file of a new scheme or layout, which works and lints as it stands; raise Misused or TableNotFound.

    >>> print(start("bg-mine").splitlines()[0])
    # bg-mine: a spelling scheme. Every key is explained in docs/tables.md of translit-toolkit.
    """
    found = re.fullmatch(r"([a-z]{2,3})-[A-Za-z0-9]+(-[A-Za-z0-9]+)*", table_id)
    if not found:
        raise Misused(f'expected a language and a name such as "bg-mine", found {table_id!r}')
    if table_id in heads():
        raise Misused(f"{table_id} is a table that comes with the package: choose another name")
    name = table_id.partition("-")[2].replace("-", " ")
    if extends:
        base = find_table(extends)
        require_scheme(base, "--extends")
        if kind != "scheme":
            raise Misused(f"--extends is for schemes, and --kind is {kind}: a layout is drawn anew")
        letter = next((rule.source for rule in base.rules if rule.source.isalpha()), "а")
        return _DERIVED.format(id=table_id, name=f"{base.name['en']}, {name}", base=extends, letter=letter)
    return (_layout if kind == "layout" else _scheme)(table_id, found[1], name)


def _layout(table_id: str, language: str, name: str) -> str:
    """Return the keys of a layout of the language, or else of the Russian one, to be changed."""
    if language in _SCRIPTS:
        raise Misused(f"there is no layout in {_SCRIPTS[language][0]} to begin with: copy one, and draw its keys anew")
    usual = [head["id"] for head in heads().values() if head["kind"] == "layout" and head["language"] == language]
    base = next((each for each in usual if heads()[each]["usual"]), (usual or ["ru-jcuken"])[0])
    table = find_table(base)
    keys = parse_toml(table.text)["keys"]
    # Caps Lock makes the small ones of them, unless its level is drawn.
    meant = table.foreign_letters + table.foreign_letters.lower()
    letters = f"foreign-letters = {_text(meant)}" if meant else ""
    return _LAYOUT.format(
        id=table_id,
        name=f"{language}, {name}",
        language=language,
        base=base,
        foreign=f"{letters:34} # letters of another script that are meant\n" if letters else "",
        written=_text(compile_table(base).transliterate("qwerty")),
        plain=keys["plain"].strip("\n").replace("\\", "\\\\"),
        shift=keys["shift"].strip("\n").replace("\\", "\\\\"),
    )


def _scheme(table_id: str, language: str, name: str) -> str:
    source, letters = _SCRIPTS.get(language, ("Cyrl", _alphabet(language)))
    written = _suggested(language, letters) if source == "Cyrl" else {letter: _by_name(letter) for letter in letters}
    together = "".join(letters)
    return _SCHEME.format(
        id=table_id,
        name=f"{language}, {name}",
        language=language,
        source=source,
        letters=_text(together),
        written=_text("".join(written[letter] for letter in letters)),
        classes=_vowels(letters, written),
        map="\n".join(f"{_text(letter)} = {_text(written[letter])}" for letter in letters),
        first=together[:3],
        first_two=together[:2],
    )


def _alphabet(language: str) -> str:
    """Return the small letters of a language, as far as they are known: else the commonest of the script."""
    if language not in languages():
        try:
            rules = find_table(usual_table(language)).rules
        except UnknownChoice:
            return _CYRILLIC
        return "".join(
            dict.fromkeys(r.source for r in rules if len(r.source) == 1 and r.source.isalpha() and r.source.islower())
        )
    letters = load_language(language).alphabet
    return "".join(sorted({c for c in letters if c.islower() and c not in "ѝѐ"}, key=_place))


def _place(letter: str) -> tuple[str, str]:
    """Order й behind и and ё behind е, as alphabets do."""
    return unicodedata.normalize("NFD", letter)[0], letter


def _suggested(language: str, letters: Iterable[str]) -> Mapping[str, str]:
    """Return each letter as the usual scheme of the language writes it, or passports do."""
    try:
        usual = compile_table(usual_table(language), fallback="mul-icao-9303")
    except UnknownChoice:
        usual = compile_table("mul-icao-9303")
    table = {r.source: r.target for r in usual.table.rules if len(r.source) == 1 and not (r.after or r.before)}
    return {letter: table.get(letter, "") for letter in letters}


def _by_name(letter: str) -> str:
    """Return the first letter of what a letter is called by Unicode: a place to begin, and no more."""
    word = unicodedata.name(letter).rpartition("LETTER ")[2].rpartition(" ")[2].lower()
    return word[0]


def _vowels(letters: str, written: Mapping[str, str]) -> str:
    latin = tuple("aeiou") if letters[0] not in CYRILLIC_VOWELS else ()
    vowels = "".join(letter for letter in letters if letter in CYRILLIC_VOWELS or written[letter] in latin)
    return f"vowel = {_text(vowels)}\n" if vowels else '# vowel = "…"\n'


def _text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
