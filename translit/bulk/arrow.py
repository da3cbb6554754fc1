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
from . import records

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import Any, Protocol

    from ..checking.policy import Policy
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
    transliterator = compiled(table, reverse)
    machine = _machine(transliterator, errors) if file.available() else None
    return _convert_any(array, machine, partial(_convert, transliterator, errors), jobs)


def fold(
    array: Array | Stream,
    language: str = "bg",
    *,
    level: Level = "loose",
    keep_brands: bool = False,
    jobs: int = 1,
) -> Array | Stream:
    """Make search keys of an Arrow array of texts, or one in chunks, as `translit.fold` does; null stays null.

    Each value of a dictionary is folded once. More `jobs` than one are so many threads, as `transliterate` has them;
    with `keep_brands` all is Python's, and no faster for it. Raises UnknownChoice, and TypeError.

    >>> import pyarrow
    >>> pyarrow.array(fold(pyarrow.array(["Щастие", "6tastie", None]))).to_pylist()
    ['stastje', 'stastje', None]
    """
    from ..search.folding import fold as fold_text
    from ..search.folding import folding

    machines = folding(language, level).compiled  # What is wrong is told although there be no rows.

    def convert(rows_before: int, text: str, row: int) -> str:
        return fold_text(text, language, level=level, keep_brands=keep_brands)

    return _convert_any(array, None if keep_brands else machines, convert, jobs)


def check(
    array: Array | Stream,
    policy: str | Path | Policy = "text",
    language: str | None = None,
    *,
    lang: str = "en",
    jobs: int = 1,
) -> Array | Stream:
    """Check an Arrow array of texts, or one in chunks, row by row as `translit.check` does.

    Of each row there is a list of records, empty for a good text and null for null: `code`, `severity`, `start` and
    `end` in code points, as Python and SQL count characters, `text`, `suggestion` (the likeliest), `fix` (what `repair`
    writes), `message` in the language `lang`. Each value of a dictionary is checked once.

    More `jobs` than one are so many processes: what is checked is Python's, which threads would wait for. They are kept
    for the next call, and start anew from the program's main module, which needs `if __name__ == "__main__":` then.

    Raises as `translit.check` does, and TypeError for what is no array of texts.

    >>> import pyarrow
    >>> found = pyarrow.array(check(pyarrow.array(["Утре имаме срещ\N{LATIN SMALL LETTER A}.", "Добре", None])))
    >>> found.to_pylist()[1:], [(f["code"], f["start"], f["suggestion"]) for f in found[0].as_py()]
    ([[], None], [('mixed_script_confusable', 11, 'среща')])
    """
    from ..checking.policy import load_policy

    find = partial(records.check_texts, policy=load_policy(policy, language), lang=lang)
    return _find_any(array, find, records.FINDING, jobs)


def detect(array: Array | Stream, *, jobs: int = 1) -> Array | Stream:
    """Tell what the lines of each text are, as `translit.detect` does; `jobs` are processes, as `check` has them.

    Of each row there is a list of records, one for each line that isn't blank, and null for null: `kind`, `script`,
    `language`, `scheme`, `variant`, `score`, `start` and `end` in code points, `text`.

    >>> import pyarrow
    >>> rows = pyarrow.array(detect(pyarrow.array(["Ще дойда утре", "kakvo shte pravim dovechera"]))).to_pylist()
    >>> [(line["kind"], line["language"], line["scheme"]) for lines in rows for line in lines]
    [('cyrillic', 'bg', ''), ('romanised', 'bg', 'bg-informal')]
    """
    return _find_any(array, records.detect_texts, records.DETECTION, jobs)


def repair(array: Array | Stream, language: str = "bg", *, jobs: int = 1) -> Array | Stream:
    """Put right an Arrow array of texts, or one in chunks, as `translit.repair` does; null stays null.

    Each value of a dictionary is put right once; `jobs` are processes, as `check` has them. Raises as `translit.repair`
    does, and TypeError.

    >>> import pyarrow
    >>> pyarrow.array(repair(pyarrow.array(["хубав\N{LATIN SMALL LETTER O}", None]))).to_pylist()
    ['хубаво', None]
    """
    from ..checking.repairs import repair as repair_text
    from ..checking.repairs import repairing

    repairing(language)  # What is wrong is told although there be no rows.
    _require_array(array, jobs)
    if not file.available():
        return _convert_any(array, None, lambda rows_before, text, row: repair_text(text, language), jobs)
    find = partial(records.repair_texts, language=language)

    def repair_rows(schema: object, texts: object) -> Rows:
        changed = records.changes_in_array(schema, texts, find, jobs)
        made: Rows = _loop().Rows(schema, texts, None, lambda text, row: changed.get(text, text))
        return made

    return _map_any(array, repair_rows)


def _convert_any(array: Any, machine: Machine | Folding | None, convert: Convert, jobs: int) -> Array | Stream:
    """Convert by the machine, or by a function of the rows before a chunk, a text, and its row in the chunk."""
    _require_array(array, jobs)
    if not file.available():
        from .by_pyarrow import transliterate_rows

        by_rows: Array | Stream = transliterate_rows(array, partial(convert, 0))
        return by_rows
    if hasattr(array, "__arrow_c_stream__"):
        return _convert_stream(array.__arrow_c_stream__(), machine, convert, jobs)
    schema, texts = array.__arrow_c_array__()
    rows = _convert_rows(schema, texts, machine, partial(convert, 0), jobs)
    return Chunks(schema, rows) if jobs > 1 else rows[0]


def _find_any(array: Any, find: records.Find, fields: dict[str, str], jobs: int) -> Array | Stream:
    """Return what is found in each row: a column of lists of records that have these fields."""
    _require_array(array, jobs)
    if not file.available():
        from .by_pyarrow import find_in_rows

        in_rows: Array | Stream = find_in_rows(array, find, fields, jobs)
        return in_rows
    found = _map_any(array, lambda schema, texts: records.find_in_array(schema, texts, find, fields, jobs))
    if isinstance(found, Chunks):
        return Chunks(records.lists([], [], 0, fields).__arrow_c_schema__(), found._chunks)
    return found


def _map_any(array: Any, make: Callable[[object, object], Rows]) -> Array | Stream:
    """Return what is made of an array, or of each chunk, whose schema is taken for that of what is made."""
    if not hasattr(array, "__arrow_c_stream__"):
        return make(*array.__arrow_c_array__())
    stream = array.__arrow_c_stream__()
    schema = _loop().stream_schema(stream)
    return Chunks(schema, tuple(make(schema, chunk) for chunk in _chunks(stream)))


def _require_array(array: object, jobs: int) -> None:
    if jobs < 1:
        raise ValueError(f"jobs: expected 1 or more, found {jobs}")
    if not hasattr(array, "__arrow_c_array__") and not hasattr(array, "__arrow_c_stream__"):
        raise wrong_type("an Arrow array: what has __arrow_c_array__ or __arrow_c_stream__", array)


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
