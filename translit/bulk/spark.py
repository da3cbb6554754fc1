"""Spark: expressions of columns and functions of SQL, batch by batch, in Arrow's memory."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ..checking.policy import load_policy
from ..checking.repairs import repairing
from ..errors import UnmappedCharacter
from ..search.folding import folding
from . import arrow
from .records import DETECTION, FINDING
from .sql import CONVERTERS, convert_by_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pyspark.sql import Column, SparkSession

    from ..checking.policy import Policy
    from ..convert.transliterator import Transliterator
    from ..machine.by_rules import Errors
    from ..search.key_tables import Level
    from ..table.value import Table

_TYPES = {"u": "string", "i": "int", "g": "double"}


def transliterate(
    column: Column | str,
    table: Transliterator | Table | str | Path,
    *,
    reverse: bool = False,
    errors: Errors = "keep",
    row: Column | str | None = None,
) -> Column:
    """Return a column of texts converted as `arrow.transliterate` does; the compiled table goes with each task.

    With `errors="strict"` a letter that the table does not know ends the task, and the message has the number of the
    row: what the column of numbers `row` says, or else its place, from 0, in its partition.
    """
    transliterator = arrow.compiled(table, reverse)
    if errors == "strict" and row is not None:
        return _udf(partial(_numbered, transliterator), 2)(column, row)
    return _udf(partial(_counted, partial(arrow.transliterate, table=transliterator, errors=errors)))(column)


def fold(column: Column | str, language: str = "bg", *, level: Level = "loose", keep_brands: bool = False) -> Column:
    """Return the search keys of a column of texts, as `arrow.fold` makes them."""
    folding(language, level)
    make_keys = partial(arrow.fold, language=language, level=level, keep_brands=keep_brands)
    return _udf(partial(_counted, make_keys))(column)


def check(
    column: Column | str, policy: str | Path | Policy = "text", language: str | None = None, *, lang: str = "en"
) -> Column:
    """Return what is wrong with a column of texts, as `arrow.check` finds it: an array of structs for each."""
    known = load_policy(policy, language)
    return _udf(partial(_counted, partial(arrow.check, policy=known, lang=lang)), made=lists_of(FINDING))(column)


def repair(column: Column | str, language: str = "bg") -> Column:
    """Return a column of texts put right, as `arrow.repair` does it."""
    repairing(language)
    return _udf(partial(_counted, partial(arrow.repair, language=language)))(column)


def detect(column: Column | str) -> Column:
    """Return what the lines of a column of texts are, as `arrow.detect` finds it: an array of structs for each."""
    return _udf(partial(_counted, arrow.detect), made=lists_of(DETECTION))(column)


def register(session: SparkSession) -> None:
    """Give SQL `transliterate(text, table)`, `transliterate_back(text, table)` and `fold(text, language)`.

    Also `repair(text, language)`, `findings(text, policy)`, which is `arrow.check`, and `detections(text)`.
    """
    for name, convert in CONVERTERS.items():
        session.udf.register(name, _udf(partial(_by_settings, convert), 2))
    session.udf.register("findings", _udf(partial(_by_settings, arrow.check), 2, lists_of(FINDING)))
    session.udf.register("detections", _udf(partial(_counted, arrow.detect), made=lists_of(DETECTION)))


def _udf(convert: Callable[[Iterator[Any]], Iterator[Any]], columns: int = 1, made: str = "string") -> Any:
    """Make a function of Spark of one that takes what each batch of a task has in so many columns."""
    from collections.abc import Iterator

    from pyarrow import Array
    from pyspark.sql.functions import arrow_udf

    def batches(arrays):  # type: ignore[no-untyped-def] # The types, by which Spark knows its kind, follow.
        yield from convert(arrays)

    taken = Array if columns == 1 else tuple[Array, ...]
    batches.__annotations__ = {"arrays": Iterator[taken], "return": Iterator[Array]}  # type: ignore[valid-type]
    return arrow_udf(batches, made)


def lists_of(fields: dict[str, str]) -> str:
    """Return what Spark calls the type of arrays of records with these fields.

    >>> lists_of({"end": "i", "text": "u"})
    'array<struct<`end`: int, `text`: string>>'
    """
    return f"array<struct<{', '.join(f'`{name}`: {_TYPES[form]}' for name, form in fields.items())}>>"


def _counted(convert: Callable[[Any], Any], batches: Iterator[Any]) -> Iterator[Any]:
    import pyarrow

    rows = 0
    for texts in batches:
        try:
            yield pyarrow.array(convert(texts))
        except UnmappedCharacter as error:
            error.row = rows + (error.row or 0)
            raise
        rows += len(texts)


def _numbered(transliterator: Transliterator, batches: Iterator[Any]) -> Iterator[Any]:
    import pyarrow

    for texts, numbers in batches:
        try:
            yield pyarrow.array(arrow.transliterate(texts, transliterator, errors="strict"))
        except UnmappedCharacter as error:
            error.row = numbers[error.row or 0].as_py()
            raise


def _by_settings(convert: Any, batches: Iterator[Any]) -> Iterator[Any]:
    for texts, settings in batches:
        yield convert_by_settings(convert, texts, settings).combine_chunks()
