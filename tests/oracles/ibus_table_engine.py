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


class Field:
    """What the engine is made to inherit from: no bus is there, and what it would send over goes into `text`."""

    text = ""

    def commit_text(self, text: Any) -> None:
        """Take what was settled."""
        self.text += text.get_text()

    def _quiet(self, *_: Any) -> None:
        """Nobody looks."""

    update_preedit_text = update_preedit_text_with_mode = hide_preedit_text = show_preedit_text = _quiet
    update_auxiliary_text = hide_auxiliary_text = show_auxiliary_text = _quiet
    update_lookup_table = hide_lookup_table = show_lookup_table = _quiet
    register_properties = update_property = _quiet


class Bus:
    """No bus."""

    def get_connection(self) -> None:
        """Return no connection."""


def main(asked: str, answers: str) -> None:
    """Answer each [table, [texts]]."""
    os.environ["IBUS_TABLE_LOCATION"] = PLACE
    sys.path.insert(0, f"{PLACE}/engine")
    logging.disable(logging.CRITICAL)
    import gi

    gi.require_version("IBus", "1.0")
    from gi.repository import IBus

    class Engine(Field, IBus.EngineSimple):  # type: ignore[misc]
        def __init__(self, **_: Any) -> None:
            super().__init__()

        def forward_key_event(self, key: int, _code: int, _state: int) -> None:
            self.text += IBus.keyval_to_unicode(key)

    IBus.Engine = IBus.EngineSimple = Engine
    import table
    import tabsqlitedb

    def typed(engine: Any, keys: str) -> str:
        engine.reset()
        engine.text = ""
        for key in keys:
            engine._do_process_key_event(IBus.unicode_to_keyval(key), 0, 0)
        engine.commit_everything_unless_invalid()
        return str(engine.text)

    found = []
    for name, texts in json.loads(Path(asked).read_text(encoding="utf-8")):
        path = name if name.endswith(".db") else f"{PLACE}/tables/{name}.db"
        database = tabsqlitedb.TabSqliteDb(filename=path, user_db=":memory:", unit_test=True)
        engine = table.TabEngine(Bus(), f"/{Path(path).stem}", database, unit_test=True)
        found.append([typed(engine, keys) for keys in texts])
    Path(answers).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
