"""Write what the fuzzer begins with: a machine file, a text, changes to the machine, a whole machine file."""

from __future__ import annotations

import sys
from pathlib import Path

from translit import Rule, compile_table
from translit.machine.finished import tabulate
from translit.machine.lazy import LazyMachine
from translit.machine.packing import build
from translit.rules.meaning import Meaning


def main(folder: Path) -> None:
    """Write the seeds into a folder."""
    inputs = folder / "inputs"
    inputs.mkdir(parents=True, exist_ok=True)
    law = tabulate(compile_table("bg-streamlined-2009")._rules.lazy)
    (folder / "law.machine").write_bytes(build(law))
    rules = [Rule("a", "xy"), Rule("ab", "long output"), Rule("й", "y", "", "$")]
    small = build(tabulate(LazyMachine(Meaning(rules, {}, follow=True), "small")))
    text = "„Щастие“, и\u0301я БЪЛГАРИЯ 😀\n".encode()
    (inputs / "text").write_bytes(b"\0" + text + b"\xff\xd0")
    (inputs / "change").write_bytes(b"\xf2" + bytes([60, 0, 0, 0, 5, 70, 0, 0, 0, 9]) + text)
    (inputs / "whole").write_bytes(b"\xf7" + small)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
