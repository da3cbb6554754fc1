"""What the Vim and the Emacs tests have in common: a table beside an editor's input method."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from tests.oracles.keyboard import (
    US_PLAIN,
    US_SHIFT,
    Cell,
    Difference,
    cells_of,
    declared,
    differences,
    pressed,
)
from translit import InputEngine, tables


class Editor(Protocol):
    """A module that types in an editor: each text under an input method."""

    def typed(self, method: str, texts: Sequence[str], /) -> list[str]: ...
    def cells(self, method: str, /) -> dict[Cell, str]: ...


@dataclass(frozen=True, slots=True)
class Pair:
    """A table and the editor's input method that stands for the same keyboard.

    `leaders` are the keys with which the editor's longer sequences begin: our layouts have none, so texts with
    them are compared one by one, in `words`: what is typed, what we give, what the editor gives, and why.
    """

    table: str
    method: str
    known: tuple[Difference, ...] = ()
    leaders: str = ""
    words: tuple[tuple[str, str, str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.table}~{self.method}"

    def agreed(self) -> str:
        """Return the keys, and the blank, that mean the same on both sides wherever they stand."""
        apart = {(each.level, each.key) for each in self.known}
        return " " + "".join(k for k in US_PLAIN + US_SHIFT if pressed(k) not in apart and k not in self.leaders)

    def samples(self) -> Iterator[str]:
        """Yield the samples of the table that need agreed keys only."""
        agreed = frozenset(self.agreed())
        for sample in tables[self.table].samples:
            if not sample.level and not sample.reverse and agreed.issuperset(sample.source):
                yield sample.source


def typed_on(table: str, keys: str) -> str:
    """Return what stands in a field after `keys` are typed one by one by a table.

    >>> typed_on("bg-phonetic-traditional", "syedinenie")
    'съединение'
    """
    engine, text = InputEngine(table), ""
    for key in keys:
        text = engine.feed(key).apply(text)
    return text


def assert_cells_agree(editor: Editor, pair: Pair) -> None:
    """Compare all 94 cells of plain and Shift, each key typed alone."""
    theirs = editor.cells(pair.method)
    assert len(theirs) == 2 * len(US_PLAIN) == 94
    assert differences(cells_of(tables[pair.table].keys), theirs, theirs) == declared(pair.known)


def assert_texts_agree(editor: Editor, pair: Pair, texts: Sequence[str]) -> None:
    """Compare whole texts, all typed in one run of the editor."""
    assert texts
    assert [typed_on(pair.table, keys) for keys in texts] == editor.typed(pair.method, texts)


def assert_words_differ_as_declared(editor: Editor, pair: Pair) -> None:
    """Compare each of `pair.words` with what is written down for us and for the editor."""
    keys, ours, theirs, _ = zip(*pair.words, strict=True)
    assert tuple(typed_on(pair.table, text) for text in keys) == ours
    assert tuple(editor.typed(pair.method, keys)) == theirs
