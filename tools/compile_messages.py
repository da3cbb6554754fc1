"""Compile translit/locale/*/LC_MESSAGES/*.po to the .mo files that gettext reads.

python tools/compile_messages.py            # write them
python tools/compile_messages.py --check    # exit 1 if one is not what its source gives
"""

from __future__ import annotations

import ast
import struct
import sys
from pathlib import Path

LOCALE = Path(__file__).parent.parent / "translit" / "locale"


def read_po(text: str) -> dict[str, str]:
    """Return the messages of a .po file, plurals joined by NUL as in a .mo file."""
    messages: dict[str, str] = {}
    for block in text.split("\n\n"):
        fields: dict[str, str] = {}
        current = ""
        for line in block.splitlines():
            if line.startswith("#"):
                continue
            keyword, _, literal = line.partition('"')
            current = keyword.strip() or current
            fields[current] = fields.get(current, "") + ast.literal_eval('"' + literal)
        if "msgid" in fields:
            key = "\0".join(fields[name] for name in ("msgid", "msgid_plural") if name in fields)
            plurals = [fields[f"msgstr[{number}]"] for number in range(9) if f"msgstr[{number}]" in fields]
            messages[key] = "\0".join(plurals) if plurals else fields["msgstr"]
    return messages


def compile_mo(messages: dict[str, str]) -> bytes:
    """Return the .mo file of some messages: a header, two tables of places, the keys, the texts."""
    keys = [key.encode() for key in sorted(messages)]
    texts = [messages[key.decode()].encode() for key in keys]
    place = 28 + 16 * len(keys)
    tables: list[bytes] = []
    for strings in (keys, texts):
        for string in strings:
            tables.append(struct.pack("<2I", len(string), place))
            place += len(string) + 1
    header = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, 0)
    return header + b"".join(tables) + b"".join(string + b"\0" for string in (*keys, *texts))


def main() -> int:
    """Write every catalogue, or with `--check` say which ones are out of date."""
    status = 0
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        compiled = compile_mo(read_po(source.read_text(encoding="utf-8")))
        target = source.with_suffix(".mo")
        if "--check" not in sys.argv[1:]:
            target.write_bytes(compiled)
        elif not target.exists() or target.read_bytes() != compiled:
            print(f"{target} is out of date: run tools/compile_messages.py")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
