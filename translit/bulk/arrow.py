"""Arrow arrays, of whatever library: texts are read where they lie, and no Python string is made of any.

Libraries hand arrays to each other by the Arrow PyCapsule interface: pyarrow, Polars, DuckDB, pandas and nanoarrow do,
and none is needed here. Only without the compiled machine pyarrow is, and each text becomes a Python string.
"""

from __future__ import annotations

from functools import partial

from ..convert.parallel import pool
from ..convert.transliterator import Transliterator, compile_table
from ..errors import UnmappedCharacter, wrong_type
from ..machine import file
from ..machine.by_rules import RuleConversion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any, Protocol

    from ..machine._loop import Folding, Machine, Rows
    from ..machine.by_rules import Errors
    from ..search.key_tables import Level
    from ..table.value import Table

    #: Of the number of rows before a chunk, a text, and its row in the chunk.
    Convert = Callable[[int, str, int], str]

    class Array(Protocol):
        """What any Arrow library takes as an array."""

        def __arrow_c_array__(self, requested_schema: object = None) -> tuple[object, object]: ...

    class Stream(Protocol):
        """What any Arrow library takes as an array in chunks."""

        def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...


class Chunks:
    """An array in chunks, converted: give it to `pyarrow.chunked_array`, `polars.Series` or what else takes Arrow."""

    def __init__(self, schema: object, chunks: tuple[Rows, ...]) -> None:
        self._schema = schema
        self._chunks = chunks

    def __len__(self) -> int:
        return sum(map(len, self._chunks))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand on the chunks; as often as wanted."""
        return _loop().stream(self._schema, self._chunks)


def transliterate(
    array: Array | Stream,
    table: Transliterator | Table | str | Path,
    *,
    reverse: bool = False,
    errors: Errors = "keep",
    jobs: int = 1,
) -> Array | Stream:
    """Convert an Arrow array of texts, or one in chunks, row by row as `translit.transliterate` does; null stays null.

    The texts may be `string`, `large_string`, `string_view`, or a dictionary of these, of which each value is
    converted once; the result is of the same type. What `compile_table` makes is a table too, with all its settings.

    More `jobs` than one share the rows among so many threads, and what is made comes in chunks then. What only Python
    can convert, as an informal table, is no faster for it.

    With `errors="strict"` raises UnmappedCharacter, its `row` set, from 0; otherwise as `compile_table` does, TypeError
    for what is no array of texts, and OverflowError for a `string` array that would be longer than 2 GiB.

    >>> import pyarrow
    >>> pyarrow.array(transliterate(pyarrow.array(["Щастие", None, "София"]), "bg-streamlined-2009")).to_pylist()
    ['Shtastie', None, 'Sofia']
    """
    if jobs < 1:
        raise ValueError(f"jobs: expected 1 or more, found {jobs}")
    transliterator = compiled(table, reverse)
    machine = _machine(transliterator, errors) if file.available() else None
    return _convert_any(array, machine, partial(_convert, transliterator, errors), jobs)


def fold(
    array: Array | Stream, language: str = "bg", *, level: Level = "loose", keep_brands: bool = False
) -> Array | Stream:
    """Make search keys of an Arrow array of texts, or one in chunks, as `translit.fold` does; null stays null.

    Each value of a dictionary is folded once; with `keep_brands`, all in Python. Raises UnknownChoice, and TypeError.

    >>> import pyarrow
    >>> pyarrow.array(fold(pyarrow.array(["Щастие", "6tastie", None]))).to_pylist()
    ['stastje', 'stastje', None]
    """
    from ..search.folding import fold as fold_text
    from ..search.folding import folding

    machines = folding(language, level).compiled  # What is wrong is told although there be no rows.

    def convert(rows_before: int, text: str, row: int) -> str:
        return fold_text(text, language, level=level, keep_brands=keep_brands)

    return _convert_any(array, None if keep_brands else machines, convert, 1)


def _convert_any(array: Any, machine: Machine | Folding | None, convert: Convert, jobs: int) -> Array | Stream:
    """Convert by the machine, or by a function of the rows before a chunk, a text, and its row in the chunk."""
    if not hasattr(array, "__arrow_c_array__") and not hasattr(array, "__arrow_c_stream__"):
        raise wrong_type("an Arrow array: what has __arrow_c_array__ or __arrow_c_stream__", array)
    if not file.available():
        from .by_pyarrow import transliterate_rows

        by_rows: Array | Stream = transliterate_rows(array, partial(convert, 0))
        return by_rows
    if hasattr(array, "__arrow_c_stream__"):
        return _convert_stream(array.__arrow_c_stream__(), machine, convert, jobs)
    schema, texts = array.__arrow_c_array__()
    rows = _convert_rows(schema, texts, machine, partial(convert, 0), jobs)
    return Chunks(schema, rows) if jobs > 1 else rows[0]


def compiled(table: Transliterator | Table | str | Path, reverse: bool = False) -> Transliterator:
    """Return a table made ready, also one that was before; raises as `compile_table` does."""
    if not isinstance(table, Transliterator):
        return compile_table(table, reverse=reverse)
    if reverse and not table.reverse:
        raise TypeError("reverse is for a table that is named: one that is compiled has its direction already")
    return table


def _convert_stream(stream: object, machine: Machine | Folding | None, convert: Convert, jobs: int) -> Chunks:
    schema = _loop().stream_schema(stream)
    chunks: list[Rows] = []
    rows = 0
    for chunk in _chunks(stream):
        made = _convert_rows(schema, chunk, machine, partial(convert, rows), jobs)
        chunks += made
        rows += sum(map(len, made))
    return Chunks(schema, tuple(chunks))


def _convert_rows(
    schema: object, array: object, machine: Machine | Folding | None, convert: Callable[[str, int], str], jobs: int
) -> tuple[Rows, ...]:
    """Convert an array in one piece, or in as many as there are jobs where that is faster."""
    if jobs == 1 or machine is None:
        return (_loop().Rows(schema, array, machine, convert),)
    parts = range(jobs)
    return tuple(pool(jobs).map(lambda part: _loop().Rows(schema, array, machine, convert, part, jobs), parts))


def _chunks(stream: object) -> Iterator[object]:
    while (chunk := _loop().stream_next(stream)) is not None:
        yield chunk


def _machine(transliterator: Transliterator, errors: Errors) -> Machine | None:
    """Return what converts texts as they lie; None for a table, or a setting, that only Python knows."""
    conversion = transliterator._conversion
    return conversion.compiled if errors == "keep" and isinstance(conversion, RuleConversion) else None


def _convert(transliterator: Transliterator, errors: Errors, rows_before: int, text: str, row: int) -> str:
    try:
        return transliterator.transliterate(text, errors=errors)
    except UnmappedCharacter as error:
        error.row = rows_before + row
        raise


def _loop() -> Any:
    from ..machine import _loop

    return _loop
