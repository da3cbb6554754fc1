"""What the functions of SQL are called, and how a vector of rows is converted, each of which may name its own table."""

from __future__ import annotations

from functools import partial
from typing import Any

from . import arrow

#: Each takes an array of texts and a table, or a language, and makes an array.
CONVERTERS: dict[str, Any] = {
    "transliterate": arrow.transliterate,
    "transliterate_back": partial(arrow.transliterate, reverse=True),
    "fold": arrow.fold,
    "repair": arrow.repair,
}


def convert_by_settings(convert: Any, texts: Any, settings: Any) -> Any:
    """Convert an array, or one in chunks, of pyarrow's; the setting may be another in each row, though hardly ever is.

    >>> import pyarrow
    >>> texts, languages = pyarrow.array(["Щит", "Щит", "щ"]), pyarrow.array(["bg", "ru", None])
    >>> convert_by_settings(arrow.fold, texts, languages).to_pylist()
    ['stit', 'xit', None]
    """
    import pyarrow
    from pyarrow.compute import equal, if_else

    texts = texts if isinstance(texts, pyarrow.ChunkedArray) else pyarrow.chunked_array([texts])
    named = settings.unique().to_pylist()
    if len(named) == 1 and named[0] is not None:
        return pyarrow.chunked_array(convert(texts, named[0]))
    converted: Any = None
    for setting in named:
        if setting is not None:
            made = pyarrow.chunked_array(convert(texts, setting))
            others = pyarrow.nulls(len(texts), made.type) if converted is None else converted
            converted = if_else(equal(settings, setting), made, others)
    return pyarrow.nulls(len(texts), texts.type) if converted is None else converted
