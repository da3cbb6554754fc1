"""A table's rules in one direction, run by one machine: a file, shipped or made, or states as they are needed."""

from __future__ import annotations

from functools import cached_property

from ..errors import NotInformal, TableError, UnmappedCharacter
from . import file
from .stretches import StreamConversion, last_blank, telling_what_came_before

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Literal

    from ..rules.meaning import Match, Meaning
    from ..table.value import Table
    from ._loop import Machine as CompiledMachine
    from .keys import KeyMachine
    from .lazy import LazyMachine
    from .step import Machine
    from .stretches import ByteMachine, LetterMachine

    Errors = Literal["keep", "strict"]

#: Input smaller than this is converted in pure Python sooner than a machine that was not shipped can be built.
WORTH_BUILDING = 1 << 16


class RuleConversion:
    """What a table's rules make of text, bytes and keys; nothing is read or built before it is needed."""

    #: How many bytes of a text it looks at before it begins: rules need none.
    sample = 0

    def __init__(self, table: Table | str, *, reverse: bool = False, content: bytes | None = None) -> None:
        """`table` may be an id, read when it is asked for; `content` is the machine file that was shipped for it."""
        self._table = table
        self._content = content
        #: True if it converts from the table's target script back to its source script.
        self.reverse = reverse

    def __reduce__(self) -> tuple[Callable[..., RuleConversion], tuple[Table, bool]]:
        # What C made, and what is made when it is asked for, is no part of it.
        return _remade, (self.table, self.reverse)

    @property
    def table(self) -> Table:
        """The table itself."""
        if isinstance(self._table, str):
            from ..table.library import find_table

            self._table = find_table(self._table)
        return self._table

    @property
    def rules(self) -> RuleConversion:
        """The rules, for who looks inside: all there is."""
        return self

    @property
    def is_shipped(self) -> bool:
        """Whether there is a machine file already."""
        return self._content is not None

    @cached_property
    def meaning(self) -> Meaning:
        """The rules, ready to be asked; the definition of what this converts to what."""
        from ..rules.directions import inverse, without_seams
        from ..rules.meaning import Meaning

        table = self.table
        rules, classes = inverse(table) if self.reverse else (without_seams(table.rules), dict(table.classes))
        return Meaning(
            rules, classes, follow=table.case == "follow", stress=table.kind != "layout", capitals=table.capitals
        )

    @cached_property
    def lazy(self) -> LazyMachine:
        """The machine whose states are found by asking the meaning."""
        from .lazy import LazyMachine

        return LazyMachine(self.meaning, self.table.id)

    @cached_property
    def _stored(self) -> Machine:
        from .stored import StoredMachine

        assert self._content is not None
        return StoredMachine(self._content)

    @property
    def machine(self) -> Machine:
        """The machine letter by letter, which runs keys: with the states of the file, where there is one."""
        return self.lazy if self._content is None else self._stored

    def build(self, limit: int | None = None, made_from: bytes = bytes(16)) -> bytes:
        """Return a machine file; `made_from` is the digest of the table, `limit` how many states it may have.

        Raises TableError for a table that needs more states, ValueError for a machine too large for a file.
        """
        from .finished import tabulate
        from .packing import build

        return build(tabulate(self.lazy, limit), made_from)

    @cached_property
    def compiled(self) -> CompiledMachine | None:
        """The machine that the loop in C runs; None without that, or for a table too large for it."""
        if not file.available():
            return None
        try:
            if self._content is None:
                self._content = self.build(file.QUICK)
            return file.load(self._content)
        except (TableError, ValueError):
            return None

    def compiled_for(self, size: int) -> CompiledMachine | None:
        """Return the compiled machine if it is there, or if so much input (characters, bytes) is worth building it."""
        if self._content is None and size < WORTH_BUILDING:
            return None
        return self.compiled

    @cached_property
    def _swept(self) -> Callable[[str], str]:
        """The fastest way there is to convert whole texts in pure Python."""
        from .codepage import sweep

        return sweep(self.meaning, self.lazy.convert) or self.lazy.convert

    def transliterate(self, text: str, errors: Errors = "keep") -> str:
        """Convert a whole text; with `strict` raise UnmappedCharacter."""
        if errors == "strict":
            self._require_mapped(text)
        if "&" in text:
            from .entities import hide, show

            hidden = hide(text)
            if hidden != text:
                return show(self._convert(hidden))
        return self._convert(text)

    def _convert(self, text: str) -> str:
        # A word has its machine at hand, and no time to ask for it.
        compiled = self.compiled if self._content is not None else self.compiled_for(len(text))
        return self._swept(text) if compiled is None else compiled.convert(text)

    def matches(self, text: str) -> Iterator[Match]:
        """Yield a Match for each piece of a text, in order."""
        if "&" in text:
            from .entities import hide, show_matches

            hidden = hide(text)
            if hidden != text:
                return show_matches(self.meaning.matches(hidden))
        return self.meaning.matches(text)

    def stream(self, errors: Errors = "keep", beginning: bytes = b"") -> StreamConversion:
        """Return what a stream needs; rules have no use for the `beginning` of a text."""
        if errors == "strict":
            return StreamConversion(telling_what_came_before(lambda text: self.transliterate(text, errors), last_blank))
        return StreamConversion(self.transliterate, letters=self._letter_machine, compiled=self._byte_machine)

    def _letter_machine(self) -> LetterMachine:
        from .entities import EntityLetters

        return EntityLetters(self.machine)

    def _byte_machine(self, size: int) -> ByteMachine | None:
        compiled = self.compiled_for(size)
        if compiled is None:
            return None
        from .entities import EntityMachine

        return EntityMachine(compiled)

    def keys(self, profile: object = None, addresses: bool | None = None) -> KeyMachine:
        """Begin to type, addresses left alone or not; raise NotInformal for a writer's profile: rules use none."""
        from .addresses import AddressKeys

        if profile is not None:
            raise NotInformal(self.table.id, self.table.kind)
        return AddressKeys(self.machine, lambda: self.table, reverse=self.reverse, wanted=addresses)

    @cached_property
    def _always_mapped(self) -> frozenset[str]:
        rules = self.meaning.facts.rules
        return frozenset(r.source for r in rules if len(r.source) == 1 and not (r.after or r.before))

    def _require_mapped(self, text: str) -> None:
        from unicodedata import normalize

        from .strict import foreign_letters, unmapped

        target = self.table.source_script if self.reverse else self.table.target_script
        foreign = foreign_letters(text + normalize("NFC", text), self._always_mapped, target, self.meaning.facts.fold)
        for start, end in unmapped(self.matches(text), foreign, self.meaning.facts) if foreign else ():
            raise UnmappedCharacter(text, start, end, self.table.id)


def _remade(table: Table, reverse: bool) -> RuleConversion:
    return RuleConversion(table, reverse=reverse)
