"""What can go wrong, as data: one root, and children that carry what a caller needs to act.

Each message says what was expected, what was found and what to do. Every error pickles and copies whole.
"""

from __future__ import annotations

# `typing` and `dataclasses` are not imported for this: start-up is counted in milliseconds.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import Any, NoReturn


class TranslitError(Exception):
    """The root of every error this package raises on purpose."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)

    def __str__(self) -> str:
        # Some children are KeyError or OSError too, which would show the message in their own way.
        return str(self.args[0]) if self.args else ""

    def __reduce__(self) -> tuple[Any, ...]:
        return _remade, (type(self), self.args, self.__dict__)


def _remade(kind: type[TranslitError], args: tuple[Any, ...], said: dict[str, Any]) -> TranslitError:
    """Return an error as it was: its own `__init__` takes other arguments than the message it makes of them."""
    error = kind.__new__(kind)
    super(TranslitError, error).__init__(*args)
    error.__dict__.update(said)
    return error


class Misused(TranslitError):
    """Something was asked for that there is not: the command line answers it with its status for wrong usage."""


class Problem:
    """One thing wrong with a table file: where it is and what to do about it.

    >>> str(Problem(3, "kind", "missing"))
    '3: kind: missing'
    """

    __slots__ = ("key", "line", "message")
    __match_args__ = ("line", "key", "message")

    #: The line of the file, from 1.
    line: int
    #: The key on that line, as a path such as `rules[3].before`; "" for a line that is no TOML.
    key: str
    #: What was expected, and what was found.
    message: str

    def __init__(self, line: int, key: str, message: str) -> None:
        for name, value in zip(self.__match_args__, (line, key, message), strict=True):
            object.__setattr__(self, name, value)

    def _values(self) -> tuple[int, str, str]:
        return self.line, self.key, self.message

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"cannot assign to field {name!r}: a problem can't be changed")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"cannot delete field {name!r}: a problem can't be changed")

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, Problem) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"Problem(line={self.line!r}, key={self.key!r}, message={self.message!r})"

    def __str__(self) -> str:
        return f"{self.line}: {self.key}: {self.message}" if self.key else f"{self.line}: {self.message}"

    def __reduce__(self) -> tuple[Any, ...]:
        return Problem, self._values()


class TableNotFound(Misused, KeyError):
    """No table has this id."""

    def __init__(self, table_id: str, suggestions: Sequence[str] = ()) -> None:
        #: The id that was asked for.
        self.table_id: str = table_id
        #: Ids that look like it, nearest first; may be empty.
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        near = f"; did you mean {' or '.join(map(repr, self.suggestions))}?" if self.suggestions else ""
        super().__init__(f"there is no table {table_id!r}{near} (`translit list` shows all)")


class TableError(TranslitError, ValueError):
    """A table cannot be used; every problem found in it is in `problems`."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        #: Where the table came from: a file path, or its id.
        self.path: str = path
        #: All problems, in file order.
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(f"{path}:{problem}" for problem in self.problems))


class UnmappedCharacter(TranslitError, ValueError):
    """`errors="strict"` met a letter that no rule of the table maps."""

    def __init__(self, text: str, start: int, end: int, table_id: str) -> None:
        #: The text that was being converted.
        self.text: str = text
        #: Where the letter is, in code points of `text`.
        self.start: int = start
        self.end: int = end
        #: The table in use.
        self.table_id: str = table_id
        #: Where it is in a stream, from 1, the column in code points; 0 where `text` is all there is.
        self.line: int = 0
        self.column: int = 0
        #: The row of a column of texts, from 0; None where there are no rows.
        self.row: int | None = None
        #: What stands before it in a stream, converted, that no call has returned: all up to the letter's word, or to
        #: its line where whole lines are read. With what calls did return it depends on the text alone.
        self.output: bytes = b""
        letter = text[start:end]
        name = " ".join(f"U+{ord(c):04X}" for c in letter)
        super().__init__(
            f"{table_id} has no rule for {letter!r} ({name}) at position {start}; "
            f"use errors='keep' to let it pass unchanged"
        )

    def __str__(self) -> str:
        said = super().__str__()
        return said if self.row is None else f"row {self.row}: {said}"


class UnknownScript(TranslitError, ValueError):
    """Not a four-letter ISO 15924 code that this package knows."""

    def __init__(self, script: str) -> None:
        #: The code that was given.
        self.script: str = script
        super().__init__(f"unknown script {script!r}: expected an ISO 15924 code such as 'Cyrl' or 'Latn'")


class UnknownLanguage(TranslitError, LookupError):
    """There is no word list for this language."""

    def __init__(self, language: str, known: Iterable[str]) -> None:
        #: The code that was asked for.
        self.language: str = language
        #: The codes there are.
        self.known: tuple[str, ...] = tuple(known)
        super().__init__(f"no checks for language {language!r}: expected one of {', '.join(self.known)}")


class UnknownChoice(Misused, ValueError):
    """An argument takes one of a few words, and this is none of them."""

    def __init__(self, argument: str, found: str, choices: Iterable[str], suggestions: Sequence[str] = ()) -> None:
        #: The name of the argument, and what was given for it.
        self.argument: str = argument
        self.found: str = found
        #: What it takes.
        self.choices: tuple[str, ...] = tuple(choices)
        #: Choices that look like it, nearest first; may be empty.
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        near = f"did you mean {' or '.join(map(repr, self.suggestions))}? " if self.suggestions else ""
        super().__init__(f"unknown {argument} {found!r}: {near}expected one of {', '.join(self.choices)}")


class UnfitTable(Misused, ValueError):
    """A table of another kind, or of other scripts, than what it was named for needs."""

    def __init__(self, table_id: str, reason: str) -> None:
        #: The table.
        self.table_id: str = table_id
        #: What was expected, and what was found.
        self.reason: str = reason
        super().__init__(f"{table_id}: {reason}")


class UnknownKey(TranslitError, ValueError):
    """Not one key of the table's base keyboard, or not one of its levels."""

    def __init__(self, key: str, level: str = "", table_id: str = "", levels: Iterable[str] = ()) -> None:
        #: The key that was typed, and the level it was pressed on; "" where the key says it all.
        self.key: str = key
        self.level: str = level
        #: The table in use.
        self.table_id: str = table_id
        #: The levels it has.
        self.levels: tuple[str, ...] = tuple(levels)
        if len(key) != 1:
            message = f"expected one character a key, found {key!r}: feed it key by key, or call transliterate"
        else:
            has = ", ".join(self.levels) or "no levels: it is not a layout"
            message = f"{table_id} has nothing on key {key!r}, level {level!r} (it has {has})"
        super().__init__(message)


class PolicyError(TranslitError, ValueError):
    """A policy cannot be used; `problems` says why, one line each."""

    def __init__(self, policy: str, problems: Sequence[str]) -> None:
        #: Its name or path.
        self.policy: str = policy
        #: All problems, each in words.
        self.problems: tuple[str, ...] = tuple(problems)
        super().__init__("\n".join(f"policy {policy}: {problem}" for problem in self.problems))


class GraphemesMissing(TranslitError, ImportError):
    """Graphemes can be counted only where the `regex` library is installed."""

    def __init__(self) -> None:
        super().__init__("counting graphemes needs the regex library: pip install 'translit-toolkit[graphemes]'")


class NotInformal(Misused, ValueError):
    """A table of another kind has no styles, and no writer's habits."""

    def __init__(self, table_id: str, kind: str) -> None:
        #: The table, and its kind: "layout" or "scheme".
        self.table_id: str = table_id
        self.kind: str = kind
        super().__init__(f"{table_id} is a {kind}: styles and profiles are for informal tables")


class NoRules(TranslitError, TypeError):
    """Asked for the rules of a table that a model reads."""

    def __init__(self, table_id: str) -> None:
        #: The table.
        self.table_id: str = table_id
        super().__init__(f"{table_id} has no rules to show: `translit.suggest` ranks the readings of a word")


class NoKeys(TranslitError, TypeError):
    """Asked for the keys of a table that is no layout."""

    def __init__(self, table_id: str) -> None:
        #: The table.
        self.table_id: str = table_id
        super().__init__(f"{table_id} is no keyboard layout: `translit list --kind layout` has those that are")


class UnknownStyle(Misused, ValueError):
    """The table has no such style."""

    def __init__(self, table_id: str, style: str, styles: Sequence[str]) -> None:
        #: The table, and the style that was asked for.
        self.table_id: str = table_id
        self.style: str = style
        #: The styles there are.
        self.styles: tuple[str, ...] = tuple(styles)
        super().__init__(f"{table_id} has no style {style!r}; expected one of {', '.join(self.styles)}")


class UnknownFormat(Misused, LookupError):
    """Tables can't be written in this format."""

    def __init__(self, format: str, known: Sequence[str]) -> None:
        #: The name that was given.
        self.format: str = format
        #: The names there are.
        self.known: tuple[str, ...] = tuple(known)
        super().__init__(f"there is no format {format!r}: expected one of {', '.join(self.known)}")


class Inexpressible(TranslitError, ValueError):
    """A format can't say all that a table does; `losses` has what, one thing each."""

    def __init__(self, format: str, table_id: str, losses: Sequence[str], *, optional: bool = True) -> None:
        #: The format, and the table.
        self.format: str = format
        self.table_id: str = table_id
        #: What can't be said, and why, each in words.
        self.losses: tuple[str, ...] = tuple(losses)
        hint = f"\n{table_id} as {format}: --lossy writes it without" if optional else ""
        super().__init__("\n".join(f"{table_id} as {format}: {loss}" for loss in self.losses) + hint)


class UnknownAsset(Misused, LookupError):
    """The browser has no use for a file of this name, or it can't be made."""

    def __init__(self, name: str) -> None:
        #: The name that was given.
        self.name: str = name
        super().__init__(f"there is no asset {name!r}: `translit.web.asset_names()` lists them")


class ProfileError(TranslitError, ValueError):
    """Not a profile that this version can read."""

    def __init__(self, reason: str, path: str = "") -> None:
        #: What was expected, and what was found.
        self.reason: str = reason
        #: The file it was read from, if any.
        self.path: str = path
        super().__init__(f"{path}: {reason}" if path else reason)


class ModelError(TranslitError, ValueError):
    """A model file is missing or is not one of ours."""

    def __init__(self, path: Path, reason: str) -> None:
        #: The file that was to be read.
        self.path: Path = path
        #: What is wrong with it.
        self.reason: str = reason
        super().__init__(f"{path.name}: {reason}; reinstall the package or build it with tools/build_informal.py")


class FileProblem(TranslitError, OSError):
    """A file can't be read or written; the message names it and says why."""

    def __init__(self, path: str, reason: str) -> None:
        #: The file.
        self.path: str = path
        #: What can't be done with it, and why.
        self.reason: str = reason
        super().__init__(f"{path}: {reason}")


class Unreadable(TranslitError, ValueError):
    """A document is not in its format."""

    def __init__(self, reason: str, line: int) -> None:
        #: What is wrong with it.
        self.reason: str = reason
        #: The line where that shows, from 1.
        self.line: int = line
        super().__init__(reason)


def wrong_type(expected: str, found: object, hint: str = "") -> TypeError:
    """Return the error for an argument of a type that nothing can be done with.

    >>> wrong_type("a text (str)", b"abc")
    TypeError('expected a text (str), found bytes: decode it first')
    """
    if not hint and isinstance(found, (bytes, bytearray)):
        hint = "decode it first"
    return TypeError(f"expected {expected}, found {type(found).__name__}{hint and f': {hint}'}")


def reason(error: OSError) -> str:
    """Return why something failed, as the end of a message.

    >>> reason(FileNotFoundError(2, "No such file or directory"))
    'no such file or directory'
    """
    return (error.strerror or str(error)).lower()
