"""How long a key takes from another process and back: `python -m benchmarks.stdio [KEYS]`, for docs/stdio.md."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from typing import Any

COMMAND = [sys.executable, "-m", "translit", "engine", "--stdio"]
TABLES = ("bg-translit", "bg-phonetic-traditional")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    with subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout

        def ask(method: str, **params: object) -> Any:
            request = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
            process.stdin.write(json.dumps(request).encode() + b"\n")  # type: ignore[union-attr]
            process.stdin.flush()  # type: ignore[union-attr]
            return json.loads(process.stdout.readline())["result"]  # type: ignore[union-attr]

        for table in TABLES:
            session = ask("open", table=table)["session"]
            keys = random.Random(1).choices("abvgdezijklmnoprstufhcyqx '", k=count)
            took = []
            for key in keys:
                begun = time.perf_counter()
                ask("feed", session=session, key=key)
                took.append(1e3 * (time.perf_counter() - begun))
            took.sort()
            print(f"{table}: median {took[count // 2]:.3f} ms, p99 {took[count * 99 // 100]:.3f} ms of {count} keys")
        process.stdin.close()


if __name__ == "__main__":
    main()
