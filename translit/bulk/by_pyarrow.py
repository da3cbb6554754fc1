"""Arrow arrays by pyarrow, for where there is no compiled machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .records import PIECE, in_order

if TYPE_CHECKING:
    from collections.abc import Callable

    from .records import Find


def transliterate_rows(array: Any, convert: Callable[[str, int], str]) -> Any:
    """Convert an array of texts, or one in chunks, by a function of a text and the number of its row.

    >>> import pyarrow
    >>> transliterate_rows(pyarrow.array(["a", None, "b"]), lambda text, row: f"{row}{text}").to_pylist()
    ['0a', None, '2b']
    """
    import pyarrow

    if not hasattr(array, "__arrow_c_stream__"):
        return _convert(pyarrow.array(array), convert, 0)
    chunked = pyarrow.chunked_array(array)
    chunks: list[Any] = []
    rows = 0
    for chunk in chunked.chunks:
        chunks.append(_convert(chunk, convert, rows))
        rows += len(chunk)
    return pyarrow.chunked_array(chunks, chunked.type)


def find_in_rows(array: Any, find: Find, fields: dict[str, str], jobs: int) -> Any:
    """Return of each row of an array of texts, or one in chunks, a list of the records that are found.

    >>> import pyarrow
    >>> find_in_rows(pyarrow.array(["a", None]), lambda texts: [(0, [(7,)])], {"n": "i"}, 1).to_pylist()
    [[{'n': 7}], None]
    """
    import pyarrow

    forms = {"u": pyarrow.string(), "i": pyarrow.int32(), "g": pyarrow.float64()}
    kind = pyarrow.list_(pyarrow.struct([(name, forms[form]) for name, form in fields.items()]))
    chunked = hasattr(array, "__arrow_c_stream__")
    chunks = pyarrow.chunked_array(array).chunks if chunked else [pyarrow.array(array)]
    made = [pyarrow.array(_lists(chunk, find, fields, jobs), kind) for chunk in chunks]
    return pyarrow.chunked_array(made, kind) if chunked else made[0]


def _lists(array: Any, find: Find, fields: dict[str, str], jobs: int) -> list[Any]:
    """Return of each row its records, by the names of their fields; each value of a dictionary is looked at once."""
    import pyarrow

    if pyarrow.types.is_dictionary(array.type):
        encoded = array.cast(array.type.value_type).dictionary_encode()
        values = _lists(encoded.dictionary, find, fields, jobs)
        return [None if index is None else values[index] for index in encoded.indices.to_pylist()]
    _require_texts(array.type)
    texts = array.to_pylist()
    lists: list[Any] = [None if text is None else [] for text in texts]
    pieces = (texts[start : start + PIECE] for start in range(0, len(texts), PIECE))
    for number, found in enumerate(in_order(find, pieces, jobs)):
        for row, records in found:
            lists[number * PIECE + row] = [dict(zip(fields, record, strict=True)) for record in records]
    return lists


def _require_texts(kind: Any) -> None:
    import pyarrow

    if kind not in (pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()):
        raise TypeError(f"expected an Arrow array of texts (string), found one of {kind}")


def _convert(array: Any, convert: Callable[[str, int], str], rows_before: int) -> Any:
    import pyarrow

    kind = array.type
    if pyarrow.types.is_dictionary(kind):
        plain = _convert(array.cast(kind.value_type), _once(convert), rows_before).dictionary_encode()
        indices = plain.indices.cast(kind.index_type)
        return pyarrow.DictionaryArray.from_arrays(indices, plain.dictionary, ordered=kind.ordered)
    _require_texts(kind)
    texts = enumerate(array.to_pylist(), rows_before)
    return pyarrow.array([None if text is None else convert(text, row) for row, text in texts], kind)


def _once(convert: Callable[[str, int], str]) -> Callable[[str, int], str]:
    """Remember what became of each text."""
    known: dict[str, str] = {}

    def look_up(text: str, row: int) -> str:
        if text not in known:
            known[text] = convert(text, row)
        return known[text]

    return look_up
