"""Arrow arrays by pyarrow, for where there is no compiled machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable


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


def _convert(array: Any, convert: Callable[[str, int], str], rows_before: int) -> Any:
    import pyarrow

    kind = array.type
    if pyarrow.types.is_dictionary(kind):
        plain = _convert(array.cast(kind.value_type), _once(convert), rows_before).dictionary_encode()
        indices = plain.indices.cast(kind.index_type)
        return pyarrow.DictionaryArray.from_arrays(indices, plain.dictionary, ordered=kind.ordered)
    if kind not in (pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()):
        raise TypeError(f"expected an Arrow array of texts (string), found one of {kind}")
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
