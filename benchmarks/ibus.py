"""How long a key takes through IBus and back: `python -m benchmarks.ibus [KEYS]`, for docs/ibus.md.

The same keys go through ibus-m17n, in C, by turns with ours, in the same daemon and from the same program.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.hosts.ibus_session import Program, daemon

ENGINES = ("translit:bg-translit", "m17n:ru:translit", "translit:bg-phonetic-traditional", "m17n:ru:phonetic")
#: Keys are pressed by turns of so many, so that a busy moment of the machine falls on all.
TURN = 500


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    tables = [name.partition(":")[2] for name in ENGINES if name.startswith("translit")]
    with TemporaryDirectory() as folder, daemon(Path(folder), tables) as environment:
        opened = {name: Program(environment["IBUS_ADDRESS"], name) for name in ENGINES}
        took: dict[str, list[float]] = {name: [] for name in ENGINES}
        keys = random.Random(1).choices("abvgdezijklmnoprstufhcyq      ", k=count)
        memory = []
        for start in range(0, count, TURN):
            for name, program in opened.items():
                program.call("FocusIn")
                # One engine has the focus at a time, whatever program asks for it.
                program.call("SetEngine", "s", name)
                program.text, program.pending = "", ""
                for key in keys[start : start + TURN]:
                    begun = time.perf_counter()
                    program.call("ProcessKeyEvent", "uuu", ord(key), 0, 0)
                    took[name].append(1e3 * (time.perf_counter() - begun))
                assert set(program.text) - set(" " + "".join(keys)), f"{name} is not typing"
            memory.append(resident())
        for name, each in took.items():
            each.sort()
            print(f"{name}: median {each[count // 2]:.2f} ms, p99 {each[count * 99 // 100]:.2f} ms of {count} keys")
        print(f"memory of ours: {memory[0]} kB after {TURN} keys each, {memory[-1]} kB after {count}")
        for program in opened.values():
            program.close()


def resident() -> int:
    """Return the kilobytes that the process of our engines takes."""
    found = subprocess.run(["pgrep", "-n", "-f", "translit ibus serve"], capture_output=True, text=True).stdout
    status = Path(f"/proc/{found.strip()}/status").read_text("utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))


if __name__ == "__main__":
    main()
