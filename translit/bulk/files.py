"""Files with columns, Parquet and Arrow: converted piece by piece, whatever their size, and written as they were."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import FileProblem, Misused, UnmappedCharacter, reason
from . import arrow
from .records import require_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from typing import BinaryIO

    from ..convert.transliterator import Transliterator
    from ..machine.by_rules import Errors

    #: What the columns are called, the pieces of the file, and what writes a piece.
    Opened = tuple[list[str], Iterable[Any], Callable[[Any], None]]


def convert_columns(
    source: str,
    target: BinaryIO,
    transliterator: Transliterator,
    columns: Sequence[str],
    *,
    errors: Errors = "keep",
    jobs: int = 1,
    progress: Callable[[int], object] = lambda rows: None,
) -> int:
    """Write a file again, with some columns converted; return how many rows it has.

    A Parquet file keeps its row groups and its compression, an Arrow file its batches, and one of these at a time is in
    memory. `progress` is told how many rows are done. Raises FileProblem, Misused for a column that is not there or has
    no texts, and UnmappedCharacter as `arrow.transliterate` does, its `row` that of the file.
    """
    rows = 0
    with ExitStack() as stack:
        names, pieces, write = _opened(source, target, stack)
        require_columns(source, columns, names)
        for piece in pieces:
            for column in columns:
                try:
                    piece = _with_converted(piece, names.index(column), transliterator, errors, jobs)
                except UnmappedCharacter as error:
                    error.row = rows + (error.row or 0)
                    raise
                except TypeError as error:
                    raise Misused(f"{source}, column {column!r}: {error}") from None
            write(piece)
            rows += piece.num_rows
            progress(rows)
    return rows


def read_columns(source: str, columns: Sequence[str]) -> Iterator[dict[str, list[str | None]]]:
    """Yield the texts of some columns, piece by piece; raise FileProblem and Misused as `convert_columns` does.

    >>> from tempfile import mkdtemp
    >>> import pyarrow
    >>> from pyarrow import parquet
    >>> path = mkdtemp() + "/people.parquet"
    >>> parquet.write_table(pyarrow.table({"name": ["Щерев", None], "n": [1, 2]}), path)
    >>> list(read_columns(path, ["name"]))
    [{'name': ['Щерев', None]}]
    """
    with ExitStack() as stack:
        names, pieces, _ = _opened(source, None, stack)
        require_columns(source, columns, names)
        for piece in pieces:
            yield {column: _texts(source, column, piece.column(names.index(column))) for column in columns}


def _texts(source: str, column: str, values: Any) -> list[str | None]:
    from pyarrow import types

    kind = values.type.value_type if types.is_dictionary(values.type) else values.type
    if not any(is_text(kind) for is_text in (types.is_string, types.is_large_string, types.is_string_view)):
        raise Misused(f"{source}, column {column!r}: expected texts, not {values.type}")
    found: list[str | None] = values.to_pylist()
    return found


def _with_converted(piece: Any, place: int, transliterator: Transliterator, errors: Errors, jobs: int) -> Any:
    import pyarrow

    converted = arrow.transliterate(piece.column(place), transliterator, errors=errors, jobs=jobs)
    return piece.set_column(place, piece.schema.field(place), pyarrow.chunked_array(converted))


def _opened(source: str, target: BinaryIO | None, stack: ExitStack) -> Opened:
    """Open a file by what it begins with, and begin to write another of its kind if there is a target."""
    import pyarrow

    try:
        with Path(source).open("rb") as file:
            start = file.read(6)
        if start[:4] == b"PAR1":
            return _parquet(source, target, stack)
        if start == b"ARROW1":
            return _arrow(source, target, stack)
    except OSError as error:
        raise FileProblem(source, f"cannot read: {reason(error)}") from None
    except pyarrow.ArrowInvalid as error:
        raise FileProblem(source, f"cannot read: {error}") from None
    raise FileProblem(source, "neither a Parquet nor an Arrow file")


def _parquet(source: str, target: BinaryIO | None, stack: ExitStack) -> Opened:
    from pyarrow import parquet

    file = stack.enter_context(parquet.ParquetFile(source))
    groups = file.metadata.num_row_groups
    pieces = map(file.read_row_group, range(groups))
    if target is None:
        return file.schema_arrow.names, pieces, _leave
    used = file.metadata.row_group(0).column(0).compression if groups else "SNAPPY"
    compression = "NONE" if used == "UNCOMPRESSED" else used
    writer = stack.enter_context(parquet.ParquetWriter(target, file.schema_arrow, compression=compression))
    return file.schema_arrow.names, pieces, writer.write_table


def _arrow(source: str, target: BinaryIO | None, stack: ExitStack) -> Opened:
    import pyarrow

    file = stack.enter_context(pyarrow.ipc.open_file(stack.enter_context(pyarrow.memory_map(source))))
    batches = (pyarrow.Table.from_batches([file.get_batch(n)]) for n in range(file.num_record_batches))
    if target is None:
        return file.schema.names, batches, _leave
    writer = stack.enter_context(pyarrow.ipc.new_file(target, file.schema))
    return file.schema.names, batches, writer.write_table


def _leave(piece: Any) -> None:
    """Write nothing."""
