"""Transliteration, input methods and script validation for Cyrillic.

>>> import translit
>>> translit.transliterate("Щастие", "bg-streamlined-2009")
'Shtastie'
"""

from importlib import import_module

# `typing` is not imported for this: type checkers know the name, and start-up is counted in milliseconds.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .checking import Finding as Finding
    from .checking import Policy as Policy
    from .checking import Repair as Repair
    from .checking import check as check
    from .checking import check_script as check_script
    from .checking import repair as repair
    from .checking import repair_and_explain as repair_and_explain
    from .convert.stream import Stream as Stream
    from .convert.transliterator import Transliterator as Transliterator
    from .convert.transliterator import compile_table as compile_table
    from .convert.transliterator import transliterate as transliterate
    from .detection import detect as detect
    from .engine import InputEngine as InputEngine
    from .errors import TableError as TableError
    from .errors import TableNotFound as TableNotFound
    from .errors import TranslitError as TranslitError
    from .errors import UnknownScript as UnknownScript
    from .errors import UnmappedCharacter as UnmappedCharacter
    from .informal import suggest as suggest
    from .rules.meaning import Match as Match
    from .table.library import load_table as load_table
    from .table.library import tables as tables
    from .table.value import Problem as Problem
    from .table.value import Rule as Rule
    from .table.value import Sample as Sample
    from .table.value import Table as Table
    from .text.edits import Edit as Edit

#: Where each public name lives; it is imported when first used, so that `import translit` costs nothing.
_HOMES = {
    "Edit": "text.edits",
    "Finding": "checking",
    "InputEngine": "engine",
    "Match": "rules.meaning",
    "Policy": "checking",
    "Problem": "table.value",
    "Repair": "checking",
    "Rule": "table.value",
    "Sample": "table.value",
    "Stream": "convert.stream",
    "Table": "table.value",
    "TableError": "errors",
    "TableNotFound": "errors",
    "TranslitError": "errors",
    "Transliterator": "convert.transliterator",
    "UnknownScript": "errors",
    "UnmappedCharacter": "errors",
    "check": "checking",
    "check_script": "checking",
    "compile_table": "convert.transliterator",
    "detect": "detection",
    "load_table": "table.library",
    "repair": "checking",
    "repair_and_explain": "checking",
    "suggest": "informal",
    "tables": "table.library",
    "transliterate": "convert.transliterator",
}
__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'translit' has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    return value


def __dir__() -> list[str]:
    return __all__
