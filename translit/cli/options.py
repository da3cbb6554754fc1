"""Options that several commands have, said in the same way everywhere."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from typing import Any, TypeVar, cast

import click
from click.shell_completion import CompletionItem
from click.types import StringParamType

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Found(click.Choice[str]):
    """A choice among what there is, looked for only when help is asked for or something else than the default given.

    `other` is what else may be given: whoever takes that says what is wrong with it.
    """

    def __init__(self, find: Callable[[], Iterable[str]], other: str = "") -> None:
        self.case_sensitive = True
        self.find = find
        self.other = other

    @property
    def choices(self) -> Sequence[str]:  # type: ignore[override]
        """Return what there is."""
        return (*self.find(), *filter(None, [self.other]))

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return a value that is the default, or one of what there is."""
        is_default = param is not None and value == param.default
        if is_default or self.other:
            return str(value)
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter as error:
            from ..table.library import near_languages

            # What is no language is only compared by its letters.
            near = near_languages(str(value), list(self.choices))
            self.fail(f"{error.message} Did you mean {near[0]!r}?" if near else error.message, param, ctx)


class Text(StringParamType):
    """A text on the command line: UTF-8, as what is read from files is, whatever the locale."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text; bytes that are not UTF-8 stay as they are."""
        return os.fsencode(super().convert(value, param, ctx)).decode("utf-8", "surrogateescape")


def text_option(command: _Command) -> _Command:
    """Add the option `--text`, for a command that reads `files`, or stdin if none are named: each text is a line."""

    @wraps(command)
    def read(*given: Any, texts: tuple[str, ...], **named: Any) -> Any:
        if not texts:
            return command(*given, **named)
        if named["files"]:
            raise click.UsageError("A text is read in place of files: name files, or give a text.")
        from .standard_streams import reading

        with reading("".join(f"{text}\n" for text in texts)):
            return command(*given, **named)

    told = "Read this text, in place of files; more than one are lines."
    return click.option("--text", "texts", type=Text(), multiple=True, metavar="TEXT", help=told)(
        cast("_Command", read)
    )


class TableName(StringParamType):
    """The id or an alias of a table, or the path of a table file: a shell completes it, the command looks it up."""

    name = "table"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the ids that begin like this, or the aliases where none does; else a file may be meant."""
        from ..table.library import heads

        ids = {head["id"]: head["name"]["en"] for head in heads().values()}
        aliases = {alias: f"= {head['id']}" for head in heads().values() for alias in head["aliases"]}
        for names in (ids, aliases):
            found = [CompletionItem(name, help=told) for name, told in names.items() if name.startswith(incomplete)]
            if found:
                return found
        return [CompletionItem(incomplete, type="file")]


class TableThenFiles(TableName):
    """A table first, and files behind it; with a language there is no table."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return tables where one is due, else that a file is."""
        if any(ctx.params.get(name) for name in ("language", "source", str(param.name))):
            return [CompletionItem(incomplete, type="file")]
        return super().shell_complete(ctx, param, incomplete)


class FileName(StringParamType):
    """A file, which a shell completes; `-` is standard input."""

    name = "file"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Say that a file is due."""
        return [CompletionItem(incomplete, type="file")]


class LanguageCode(StringParamType):
    """A language that has an official scheme."""

    name = "language"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the codes that begin like this."""
        from ..table.library import usual_tables

        return [
            CompletionItem(code, help=table) for code, table in usual_tables().items() if code.startswith(incomplete)
        ]


class EncodingName(StringParamType):
    """A text encoding that Python knows, by any of its names, or one of some `words`."""

    name = "encoding"

    def __init__(self, *words: str) -> None:
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name that encodings of Cyrillic are called by here, else that of Python."""
        from codecs import lookup
        from difflib import get_close_matches

        name = str(value).lower().replace("_", "-")
        if name in self.words:
            return name
        try:
            found = lookup(name)
            if not getattr(found, "_is_text_encoding", True):
                raise LookupError
        except (LookupError, ValueError, UnicodeError):
            near = get_close_matches(name, [*self.words, *ENCODINGS], n=1)
            self.fail(f"{value!r} is no encoding.{f' Did you mean {near[0]!r}?' if near else ''}", param, ctx)
        return next((known for known in ENCODINGS if lookup(known).name == found.name), found.name)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Return the usual ones that begin like this."""
        return [CompletionItem(name) for name in (*self.words, *ENCODINGS) if name.startswith(incomplete)]


#: Those that Cyrillic is met in.
ENCODINGS = (
    *("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"),
    *("cp1251", "koi8-r", "koi8-u", "cp866", "mac-cyrillic", "iso-8859-5", "cp855"),
)


def is_encoding(argument: str) -> bool:
    """Tell whether an argument is one of the usual encodings, or `auto`."""
    return argument.lower().replace("_", "-") in ("auto", *ENCODINGS)


def read_option(command: _Command) -> _Command:
    """Give a command the option `--encoding`."""
    told = "Read this instead of UTF-8: cp1251, koi8-r, utf-16, ...; auto finds out which."
    return click.option("--encoding", type=EncodingName("auto"), metavar="NAME", help=told)(command)


def write_option(command: _Command) -> _Command:
    """Give a command the option `--output-encoding`."""
    told = "Write this instead of UTF-8; same is what was read."
    return click.option("--output-encoding", type=EncodingName("same"), metavar="NAME", help=told)(command)


def fallback_option(command: _Command) -> _Command:
    """Give a command the option `--fallback`."""
    told = "Write letters that the table lacks by this one."
    return click.option("--fallback", type=TableName(), metavar="ID", help=told)(command)


def keep_words_option(command: _Command) -> _Command:
    """Give a command the option `--keep-words`."""
    told = "Leave alone the words in FILE, one a line, or spell them as it says: dj=диджей."
    return click.option("--keep-words", type=FileName(), metavar="FILE", help=told)(command)


def json_option(what: str) -> Callable[[_Command], _Command]:
    """Return the option `--json`, for a command that takes `as_json`; `what` says what is printed."""
    return click.option("--json", "as_json", is_flag=True, help=f"Print JSON: {what}.")


def languages() -> Iterable[str]:
    """Return the languages that texts are checked in."""
    from ..checking import languages

    return languages()


def fold_languages() -> Iterable[str]:
    """Return the languages that there are search keys for."""
    from ..search.key_tables import fold_languages

    return fold_languages()


def restorable() -> Iterable[str]:
    """Return the languages whose lost letters can be given back."""
    from ..informal.lost_letters import restorable

    return restorable()


def policies() -> Iterable[str]:
    """Return the policies that come with the package."""
    from ..checking import policies

    return policies()


def message_languages() -> Iterable[str]:
    """Return the languages that messages are spoken in."""
    from ..resources import message_languages

    return message_languages()


def kinds() -> Iterable[str]:
    """Return the kinds of tables."""
    from ..table.value import KINDS

    return KINDS


def formats() -> Iterable[str]:
    """Return the formats that a table can be exported to."""
    from ..interchange import formats

    return formats()


def document_formats() -> Iterable[str]:
    """Return the formats of files that `convert` knows."""
    from ..documents import formats

    return ("auto", "text", *formats())
