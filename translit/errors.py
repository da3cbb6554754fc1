"""What can go wrong, as data: one root, and children that carry what a caller needs to act."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .table.value import Problem


class TranslitError(Exception):
    """The root of every error this package raises on purpose."""


class Misused(TranslitError):
    """Something was asked for that there is not: the command line answers it with its status for wrong usage."""


class TableNotFound(Misused, LookupError):
    """No table has this id."""

    def __init__(self, table_id: str, suggestions: Sequence[str] = ()) -> None:
        #: The id that was asked for.
        self.table_id = table_id
        #: Ids that look like it, nearest first; may be empty.
        self.suggestions = tuple(suggestions)
        near = f"; did you mean {' or '.join(map(repr, self.suggestions))}?" if self.suggestions else ""
        super().__init__(f"there is no table {table_id!r}{near} (`translit list` shows all)")


class TableError(TranslitError, ValueError):
    """A table cannot be used; every problem found in it is in `problems`."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        #: Where the table came from: a file path, or its id.
        self.path = path
        #: All problems, in file order.
        self.problems = tuple(problems)
        lines = "\n".join(f"{path}:{problem}" for problem in self.problems)
        super().__init__(lines)


class UnmappedCharacter(TranslitError, ValueError):
    """`errors="strict"` met a letter that no rule of the table maps."""

    def __init__(self, text: str, start: int, end: int, table_id: str) -> None:
        #: The text that was being converted.
        self.text = text
        #: Where the letter is, in code points of `text`.
        self.start, self.end = start, end
        #: The table in use.
        self.table_id = table_id
        #: Where it is in a stream, from 1, the column in code points; 0 where `text` is all there is.
        self.line = self.column = 0
        letter = text[start:end]
        name = " ".join(f"U+{ord(c):04X}" for c in letter)
        super().__init__(
            f"{table_id} has no rule for {letter!r} ({name}) at position {start}; "
            f"use errors='keep' to let it pass unchanged"
        )


class UnknownScript(TranslitError, ValueError):
    """Not a four-letter ISO 15924 code that this package knows."""

    def __init__(self, script: str) -> None:
        #: The code that was given.
        self.script = script
        super().__init__(f"unknown script {script!r}: expected an ISO 15924 code such as 'Cyrl' or 'Latn'")


class UnknownKey(TranslitError, ValueError):
    """Not one key of the table's base keyboard, or not one of its levels."""


class NotInformal(Misused, ValueError):
    """A table of another kind has no styles, and no writer's habits."""


class NoRules(TranslitError, TypeError):
    """Asked for the rules of a table that a model reads."""
