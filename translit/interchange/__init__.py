"""Tables for other programs: each module here is one format, found by its name.

A format module has a docstring whose first line says what it is, and `export(compiled) -> str`. `lost(compiled)` says
what of a table the format can't; `FILE` is where its file goes among others of a package, `INSTALL` what to do with it.
One that is read too has `read(foreign) -> Draft`, the `SUFFIXES` of its files, and a `SIGN` that tells their text.
"""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from ..errors import FileProblem, Inexpressible, Problem, TableError, UnknownFormat, Unreadable

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator
    from ..table.draft import Draft
    from ..table.value import Table

#: Formats whose names are no names of modules.
_SPELLED = {"ibus_table": "ibus-table", "jquery_ime": "jquery.ime"}
#: Formats that are only read.
_READ_ONLY = ("iuliia",)
#: How far into a file its format is looked for.
_LOOKED_INTO = 1 << 16
#: How many characters a file may have that is read: those of whole countries have a fifth.
_LONGEST = 1 << 19


class Format(Protocol):
    """What a format module offers."""

    def export(self, compiled: Transliterator) -> str:
        """Return the table as a file of this format, without what is `lost`; raise TranslitError if it can't be."""


class Exported(NamedTuple):
    """A file of a format, where it goes in a package, and what the table says that it does not."""

    content: bytes
    file: str
    losses: tuple[str, ...]


@cache
def formats() -> tuple[str, ...]:
    """Return the names of all formats.

    >>> "json" in formats()
    True
    """
    return tuple(name for name in _names() if name not in _READ_ONLY)


@cache
def _names() -> tuple[str, ...]:
    modules = (module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(sorted(_SPELLED.get(name, name) for name in modules))


@cache
def readable() -> tuple[str, ...]:
    """Return the names of the formats that tables are read from.

    >>> "xkb" in readable()
    True
    """
    return tuple(name for name in _names() if hasattr(_module(name), "read"))


def require_layout(compiled: Transliterator, name: str, why: str) -> None:
    """Raise Inexpressible for a table that is no layout, or that is read backwards, in a format that holds no other."""
    if compiled.table.kind != "layout" or compiled.reverse:
        raise Inexpressible(name, compiled.table.id, [why], optional=False)


def load_format(name: str) -> Format:
    """Return the module of one format; raise UnknownFormat for a name that `formats` does not list."""
    if name not in formats():
        raise UnknownFormat(name, formats())
    return cast(Format, _module(name))


def _module(name: str) -> Any:
    module = next((module for module, spelled in _SPELLED.items() if spelled == name), name)
    return import_module(f"{__name__}.{module}")


def export(compiled: Transliterator, name: str, *, lossy: bool = False) -> Exported:
    """Write a table in a format; raise Inexpressible for one that says more than the format can, unless `lossy`.

    >>> from translit.convert.transliterator import compile_table
    >>> export(compile_table("bg-phonetic"), "xkb").file
    'symbols/bg-phonetic-traditional'
    """
    module: Any = load_format(name)
    losses = tuple(module.lost(compiled)) if hasattr(module, "lost") else ()
    if losses and not lossy:
        raise Inexpressible(name, compiled.table.id, losses)
    named = compiled.table.id + "-reverse" * compiled.reverse
    file = getattr(module, "FILE", f"{{id}}.{name}").format(id=named, ident=named.replace("-", "_"))
    return Exported(module.export(compiled).encode(getattr(module, "ENCODING", "utf-8")), file, losses)


class Imported(NamedTuple):
    """A table of one's own made of another program's file: its text, and what of that file is not in it."""

    text: str
    table_id: str
    losses: tuple[Problem, ...]


def read_table(content: bytes, path: str, *, form: str = "", table_id: str = "", variant: str = "") -> Imported:
    """Make a table of a file of another program; raise TableError with the line of what keeps it from being read.

    The format is `form`, or else known by the name of the file or by what is in it. `variant` chooses among the layouts
    of a file. Without an id the language is what the file says, and the name that of the file.

    >>> made = read_table(b'xkb_symbols "a" { key <AD01> { [ Cyrillic_ya, Cyrillic_YA ] }; };', "bg-mine.xkb")
    >>> made.table_id, "я ∅ ∅" in made.text
    ('bg-mine', True)
    """
    from ..table.draft import Foreign

    text = _decoded(content, path)
    form = form or _form_of(text, path)
    if form not in readable():
        raise UnknownFormat(form, readable())
    try:
        draft = _module(form).read(Foreign(text, path, variant))
    except Unreadable as error:
        raise TableError(path, [Problem(error.line, "", error.reason)]) from None
    if not draft.rules and not any(any(level.values()) for level in draft.keys.values()):
        nothing = Problem(1, "", f"nothing in it is a key or a rule of {form}")
        raise TableError(path, [nothing, *draft.lost])
    return _made(draft, table_id or _id_for(draft.language, variant or path), path, form)


def _made(draft: Draft, table_id: str, path: str, form: str) -> Imported:
    from ..table.file import parse_table
    from ..table.writing import written

    origin = f"{PurePath(path).name}, {form}"
    table = parse_table(written(draft, table_id, origin), f"{path} as a table")
    if draft.rules:
        _prove(draft, table)
    return Imported(written(draft, table_id, origin), table_id, tuple(draft.lost))


def _prove(draft: Draft, table: Table) -> None:
    """Keep the samples that the table gives, its rules side by side if there are none; name what it reads otherwise."""
    from ..convert.transliterator import compile_table
    from ..table.writing import tried

    compiled = compile_table(table)
    convert, machine = compiled.transliterate, compiled._rules.lazy
    beside = {source for source, *context in draft.rules if any(context)}
    for key, target in draft.rules.items():
        if key[0] not in beside and (found := machine.convert(key[0])) != target:
            draft.lose(draft.lines[key], f"{key[0]!r} → {target!r}: alone it is read as {found!r} here")
    for source, target in draft.samples:
        if (found := convert(source)) != target:
            draft.lose(1, f"a sample: {source!r} gives {target!r} there, and {found!r} here")
    alone = ((source, target) for (source, *context), target in draft.rules.items() if not any(context))
    samples = [pair for pair in (*draft.samples, *tried(draft)) if convert(pair[0]) == pair[1]]
    draft.samples = samples or [(source, convert(source)) for source, _ in alone][:1]


def _decoded(content: bytes, path: str) -> str:
    coding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    # Vim's name for what its own lines are written in.
    said = re.search(rb"^scriptencoding[ \t]+([\w-]+)[ \t\r]*$", content, re.MULTILINE)
    if said and not said[1].lower().startswith(b"utf"):
        coding = said[1].decode()
    try:
        text = content.decode(coding)
    except LookupError:
        line = content.count(b"\n", 0, said.start() if said else 0) + 1
        raise TableError(path, [Problem(line, "", f"{coding}: no encoding that is known here")]) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = f"not {coding.removesuffix('-sig').upper()}: {error.reason} at byte {error.start} of the file"
        raise TableError(path, [Problem(line, "", wrong)]) from None
    if len(text) > _LONGEST:
        raise FileProblem(path, f"more than {_LONGEST} characters: neither a layout nor an input method")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _form_of(text: str, path: str) -> str:
    """Return the format of a file, by its name or by what is in it."""
    suffix = PurePath(path).suffix.lower()
    named = [name for name in readable() if suffix in _module(name).SUFFIXES]
    found = [name for name in readable() if _module(name).SIGN.search(text, 0, _LOOKED_INTO)]
    both = [name for name in named if name in found]
    chosen = both or found or named
    if not chosen:
        raise FileProblem(path, f"no format is known by this name or content: say --from {', '.join(readable())}")
    return chosen[0]


def _id_for(language: str, path: str) -> str:
    """Return an id of a language and the name of a file.

    >>> _id_for("bg", "My layout (2).klc"), _id_for("", "bg-phonetic.vim"), _id_for("", "вятър.klc")
    ('bg-my-layout-2', 'bg-phonetic', 'und-imported')
    """
    stem = PurePath(path).name.partition(".")[0].lower()
    name = "-".join(re.findall(r"[a-z0-9]+", stem)) or "imported"
    primary = re.match(r"[a-z]{2,3}(?![a-z])", language.lower())
    if re.match(r"[a-z]{2,3}-", name) and (not primary or name.startswith(f"{primary[0]}-")):
        return name
    return f"{primary[0] if primary else 'und'}-{name}"
