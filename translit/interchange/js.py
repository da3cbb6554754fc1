"""One ES module that needs nothing else: the engine that the browser runs, and the machine of a table."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ..machine.finished import tabulate
from ..machine.portable import portable
from ..resources import read_text

if TYPE_CHECKING:
    from ..convert.transliterator import Transliterator

_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)


def export(compiled: Transliterator) -> str:
    """Return the module: it exports `machine`, `convert(text)`, `open()` for typing, and the engine's own classes.

    >>> from translit.convert.transliterator import compile_table
    >>> export(compile_table("bg-translit")).splitlines()[0]
    '// bg-translit: Bulgarian typed in Latin letters. Made by translit export ID --to js. MIT licence.'
    """
    table = compiled.table
    finished = tabulate(compiled._rules.lazy)
    data = json.dumps(portable(table, compiled.reverse, finished), ensure_ascii=False, separators=(",", ":"))
    name = " ".join(table.name["en"].split())
    kinds = read_text("web/generated/engine.js").replace("export const", "const")
    engine = _IMPORT.sub("", read_text("web/engine.js"))
    return (
        f"// {table.id}: {name}. Made by translit export ID --to js. MIT licence.\n\n{kinds}\n{engine}\n"
        f"export const machine = new Machine({_script(data)});\n\n"
        "export const convert = (text) => machine.convert(text);\n\n"
        "export const open = () => new InputEngine(machine);\n"
    )


def _script(data: str) -> str:
    """Return JSON as it may stand in a script: it has two line ends that scripts of before 2019 do not allow."""
    return data.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
