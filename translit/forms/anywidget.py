"""Jupyter: a text area that types by a table in the browser, and whose text Python has at once.

area = TableTextarea("bg-translit")
"""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from ..convert.transliterator import compile_table
from ..interchange.json import export
from ..resources import read_text
from ..web.join import join

#: A notebook has no address that a module could load another from: all is in one.
_WITHIN = {
    'const { SpellingEngine } = await import("./spelling.js");': "",
    'import("./relayout.js").then(({ putRight }) => putRight(this, this.#last))': "putRight(this, this.#last)",
    'import("./webkit.js").then(({ watch }) => watch(field))': "watch(field)",
    'from "./translit.js"': 'from "./engine.js"',
    'from "../web/': 'from "./',
}


#: Where what is joined lies; what a page loads for itself is a part here, and has a name that pages do not know.
_FILES = {"anywidget.js": "forms/anywidget.js", "right.js": "web/relayout.js"}


def _read(name: str) -> str:
    text = read_text(_FILES.get(name, f"web/{name}"))
    for wanted, found in _WITHIN.items():
        text = text.replace(wanted, found)
    if name == "typing.js":
        return 'import { SpellingEngine } from "./spelling.js";\nimport { putRight } from "./right.js";\n' + (
            'import { watch } from "./webkit.js";\n' + text
        )
    return text


class TableTextarea(anywidget.AnyWidget, metaclass=traitlets.MetaHasTraits):
    """A text area: `value` is its text, `table` the id of a layout or scheme, `enabled` whether it is on.

    `physical` asks where a key of a layout is, whatever keyboard is on. Raises TableNotFound or TableError, and NoRules
    for an informal table.

    >>> area = TableTextarea("bg-translit", rows=2)
    >>> area.table = "ru-jcuken"
    """

    _esm = join("anywidget.js", _read, apart=())
    value: traitlets.Unicode[str, str | bytes] = traitlets.Unicode("").tag(sync=True)
    enabled: traitlets.Bool[bool, bool | int] = traitlets.Bool(True).tag(sync=True)
    physical: traitlets.Bool[bool, bool | int] = traitlets.Bool(False).tag(sync=True)
    rows: traitlets.Int[int, int] = traitlets.Int(4).tag(sync=True)
    placeholder: traitlets.Unicode[str, str | bytes] = traitlets.Unicode("").tag(sync=True)
    table: traitlets.Unicode[str, str | bytes] = traitlets.Unicode()
    _machine = traitlets.Unicode().tag(sync=True)

    def __init__(self, table: str, **named: Any) -> None:
        super().__init__(table=table, **named)

    @traitlets.validate("table")
    def _change_table(self, proposal: Any) -> str:
        compiled = compile_table(proposal["value"])
        self._machine = export(compiled)
        return compiled.table.id
