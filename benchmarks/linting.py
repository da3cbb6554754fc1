"""How long `translit check` takes over the tree of a large project: python -m benchmarks.linting [--files N] [-j N].

The tree is made of the modules of Python's own library over and over, until there are so many files of so many bytes;
every tenth file has comments in Russian, and an ignore file has to be asked about each.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

COMMENT = "# Здесь читается файл, и его строки передаются дальше (см. описание).\n"
FOLDER = 100


def contents() -> Iterator[bytes]:
    """Yield the modules there are, without end."""
    library = Path(sysconfig.get_path("stdlib"))
    files = [path.read_bytes() for path in sorted(library.rglob("*.py")) if "site-packages" not in path.parts]
    return cycle(files)


def make(root: Path, files: int, size: int) -> int:
    """Write the tree, so that a file has `size` bytes on the average, and return how many bytes it has."""
    written = 0
    (root / ".gitignore").write_text("*.o\n*.pyc\n/build/\n__pycache__/\n", "utf-8")
    for number, content in enumerate(islice(contents(), files)):
        folder = root / f"part{number // FOLDER // 50}" / f"module{number // FOLDER}"
        folder.mkdir(parents=True, exist_ok=True)
        missing = (number + 1) * size - written
        taken = (content * (missing // max(len(content), 1) + 1))[: max(missing, 1)] if len(content) > 99 else content
        if number % 10 == 0:
            lines = taken.split(b"\n")
            taken = b"\n".join(line + b"\n" + COMMENT.encode() if not n % 20 else line for n, line in enumerate(lines))
        written += (folder / f"file{number}.py").write_bytes(taken)
    return written


def main() -> None:
    """Print how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--size", type=int, default=10_000, help="bytes of a file, on the average")
    parser.add_argument("-j", "--jobs", default="2")
    asked = parser.parse_args()
    with TemporaryDirectory() as folder:
        size = make(Path(folder), asked.files, asked.size)
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "translit", "check", folder, "-j", asked.jobs], check=False)
        took = time.perf_counter() - began
        used = sum(os.times()[2:4])
        told = f"{asked.files} files, {size / 1e6:.0f} MB, {asked.jobs} cores"
        print(f"{told}: {took:.1f} s, {used:.1f} s of them at work")


if __name__ == "__main__":
    main()
