"""Text to text by a table: the object that `compile_table` gives, and `transliterate` on top of it."""

from __future__ import annotations

from functools import cache, cached_property

from ..errors import TableError, UnmappedCharacter
from ..machine import file as compiled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal

    from ..machine._loop import Machine as CompiledMachine
    from ..machine.lazy import Machine
    from ..rules.meaning import Match, Meaning
    from ..table.value import Table

    Errors = Literal["keep", "strict"]


#: Input smaller than this is converted in pure Python sooner than a machine that was not shipped can be built.
WORTH_BUILDING = 1 << 16


class Transliterator:
    """A table made ready to convert, in one direction. Make one with `compile_table`; it is reusable."""

    #: How many bytes of a text it looks at before it begins, where the text can be read twice.
    sample = 0

    def __init__(self, table: Table | str, *, reverse: bool = False, shipped: CompiledMachine | None = None) -> None:
        """`shipped` is the machine of the table with this id; with it the table itself is read when asked for."""
        self._table = table
        self._shipped = shipped
        #: True if it converts from the table's target script back to its source script.
        self.reverse = reverse

    @property
    def table(self) -> Table:
        """The table this was compiled from."""
        if isinstance(self._table, str):
            from ..table.library import find_table

            self._table = find_table(self._table)
        return self._table

    @cached_property
    def meaning(self) -> Meaning:
        """The rules, ready to be asked; the definition of what this converts to what."""
        from ..rules.directions import inverse, without_seams
        from ..rules.meaning import Meaning

        table = self.table
        rules, classes = inverse(table) if self.reverse else (without_seams(table.rules), dict(table.classes))
        return Meaning(rules, classes, follow=table.case == "follow", stress=table.kind != "layout")

    @cached_property
    def machine(self) -> Machine:
        """The same as states and steps; what runs keys."""
        from ..machine.lazy import Machine

        return Machine(self.meaning, self.table.id)

    @cached_property
    def compiled(self) -> CompiledMachine | None:
        """The machine as one table for the loop in C; None without that, or for a table too large for it."""
        if self._shipped is not None or not compiled.available():
            return self._shipped
        from ..machine.lazy import Machine

        try:
            machine = Machine(self.meaning, self.table.id)  # not the one that runs keys: their states are its own
            return compiled.load(compiled.build(machine.tabulate(compiled.QUICK)))
        except (TableError, ValueError):
            return None

    def compiled_for(self, size: int) -> CompiledMachine | None:
        """The compiled machine if it is there already, or if so much input (characters, bytes) is worth building it."""
        if self._shipped is None and size < WORTH_BUILDING and "compiled" not in self.__dict__:
            return None
        return self.compiled

    @cached_property
    def _swept(self) -> Callable[[str], str]:
        """The fastest way there is to convert whole texts in pure Python."""
        from ..machine.codepage import sweep

        return sweep(self.meaning, self.machine.convert) or self.machine.convert

    def transliterate(self, text: str, *, errors: Errors = "keep") -> str:
        """Convert a whole text.

        With `errors="strict"` a letter that no rule maps, and that is not of the target script already,
        raises UnmappedCharacter; by default it passes through unchanged.

        >>> compile_table("bg-streamlined-2009").transliterate("Щастие в София")
        'Shtastie v Sofia'
        """
        if errors == "strict":
            self._require_mapped(text)
        machine = self.compiled_for(len(text))
        return self._swept(text) if machine is None else machine.convert(text)

    def by_stretches(self, beginning: bytes = b"") -> tuple[Callable[[str], str], Callable[[str], int]] | None:
        """Return how a stream converts stretch by stretch, and where a stretch ends; None: by words or the machine.

        `beginning` is what there is to see of the text before it is read: up to `sample` bytes.
        """
        return None

    @cached_property
    def _always_mapped(self) -> frozenset[str]:
        return frozenset(r.source for r in self.meaning.rules if len(r.source) == 1 and not (r.after or r.before))

    def _require_mapped(self, text: str) -> None:
        from ..text.kinds import kind
        from ..text.scripts import script_of

        target = self.table.source_script if self.reverse else self.table.target_script
        fold = str.lower if self.meaning.follow else str
        foreign = {
            c
            for c in set(text)
            if fold(c) not in self._always_mapped and kind(c) in "Ulc" and script_of(c) not in (target, "Zinh")
        }
        for match in self.matches(text) if foreign else ():
            if match.rule is None and foreign.intersection(match.source):
                raise UnmappedCharacter(text, match.start, match.end, self.table.id)

    def matches(self, text: str) -> Iterator[Match]:
        """Explain: yield one Match for each piece of `text`, in order, with the rule that converted it.

        >>> [(m.source, m.target) for m in compile_table("bg-streamlined-2009").matches("Щит")]
        [('Щ', 'Sht'), ('и', 'i'), ('т', 't')]
        """
        return self.meaning.matches(text)


def compile_table(table: Table | str, *, reverse: bool = False) -> Transliterator:
    """Make a table ready to convert; a string is an id, an alias or the path of a table file.

    Raises TableNotFound, TableError or, for a path, OSError.
    """
    return _compiled(table, reverse) if isinstance(table, str) else _made(table, reverse)


@cache
def _compiled(name: str, reverse: bool) -> Transliterator:
    machine = compiled.shipped(name, reverse)
    if machine is not None:
        return Transliterator(name, reverse=reverse, shipped=machine)
    from ..table.library import find_table

    return _made(find_table(name), reverse)


def _made(table: Table, reverse: bool) -> Transliterator:
    if table.kind != "informal":
        return Transliterator(table, reverse=reverse)
    # The one place that looks up: every call takes every kind of table, and most never need the model.
    from ..informal.conversion import Reading

    return Reading(table, reverse=reverse)


def transliterate(text: str, table: Table | str, *, reverse: bool = False, errors: Errors = "keep") -> str:
    """Convert `text` by a table, or back with `reverse=True`.

    >>> transliterate("Здравейте, ЩАСТИЕ!", "bg-streamlined-2009")
    'Zdraveyte, SHTASTIE!'
    """
    return compile_table(table, reverse=reverse).transliterate(text, errors=errors)
