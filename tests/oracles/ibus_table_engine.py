"""What the table engine of IBus types, run by Debian's own Python: ASKED ANSWERS, two files of JSON.

There is no IBus about: what the engine would have sent over the bus is kept in a field, as its own tests have it.
"""

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

PLACE = "/usr/share/ibus-table"
os.environ["IBUS_TABLE_LOCATION"] = PLACE
sys.path.insert(0, f"{PLACE}/engine")
logging.disable(logging.CRITICAL)

import gi  # noqa: E402

gi.require_version("IBus", "1.0")
from gi.repository import IBus  # noqa: E402


class Field(IBus.EngineSimple):  # type: ignore[misc]
    """An engine whose text goes nowhere but into `text`; no bus is there to send it over."""

    text = ""

    def __init__(self, **_: Any) -> None:
        super().__init__()

    def commit_text(self, text: Any) -> None:
        self.text += text.get_text()

    def forward_key_event(self, key: int, _code: int, _state: int) -> None:
        self.text += IBus.keyval_to_unicode(key)

    def _quiet(self, *_: Any) -> None:
        """Nobody looks."""

    update_preedit_text = update_preedit_text_with_mode = hide_preedit_text = show_preedit_text = _quiet
    update_auxiliary_text = hide_auxiliary_text = show_auxiliary_text = _quiet
    update_lookup_table = hide_lookup_table = show_lookup_table = _quiet
    register_properties = update_property = _quiet


IBus.Engine = IBus.EngineSimple = Field

import table  # noqa: E402
import tabsqlitedb  # noqa: E402


class Bus:
    """No bus."""

    def get_connection(self) -> None:
        """Return no connection."""


def typed(engine: Any, keys: str) -> str:
    """Return what is in the field after keys were typed, what waits settled at the end."""
    engine.reset()
    engine.text = ""
    for key in keys:
        engine._do_process_key_event(IBus.unicode_to_keyval(key), 0, 0)
    engine.commit_everything_unless_invalid()
    return str(engine.text)


def main(asked: str, answers: str) -> None:
    """Answer each [table, [texts]]."""
    found = []
    for name, texts in json.loads(Path(asked).read_text(encoding="utf-8")):
        file = f"{PLACE}/tables/{name}.db"
        database = tabsqlitedb.TabSqliteDb(filename=file, user_db=":memory:", unit_test=True)
        engine = table.TabEngine(Bus(), f"/{name}", database, unit_test=True)
        found.append([typed(engine, keys) for keys in texts])
    Path(answers).write_text(json.dumps(found), encoding="utf-8")


main(*sys.argv[1:])
