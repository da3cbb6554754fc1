"""Measure the compiled loop beside the one of an earlier revision, both in one process.

    python -m benchmarks.loop main            # docs/architecture.md says what comes of it
    python -m benchmarks.loop main --text cyrillic.txt --rounds 25

Both are compiled here, alike. All numbers of a line are medians of one run, whose contestants take turns.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sysconfig
import tempfile
import time
from collections.abc import Callable
from functools import partial
from importlib.machinery import ExtensionFileLoader
from importlib.util import module_from_spec, spec_from_loader
from itertools import islice
from pathlib import Path
from types import ModuleType

from translit import compile_table

from .speed.contestants import LAW
from .speed.corpus import bulgarian

ROOT = Path(__file__).parents[1]
SOURCES = "translit/machine"
MODULE = "translit.machine._loop"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("revision", help="what to compare with, as git names it")
    parser.add_argument("--text", type=Path, help="Cyrillic text, instead of the Bulgarian of the other benchmarks")
    parser.add_argument("--size", type=int, default=5_000_000)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    text = given.text.read_text("utf-8") if given.text else bulgarian(given.size)
    with tempfile.TemporaryDirectory() as folder:
        loops = {"before": build(Path(folder, "before"), given.revision), "now": build(Path(folder, "now"), "")}
        for name, reverse in (("from Cyrillic", False), ("from Latin", True)):
            content = compile_table(LAW, reverse=reverse)._rules.build()
            machines = {when: loop.Machine(content) for when, loop in loops.items()}
            found = compare(machines, text, given.rounds)
            print(name, *(f"{contestant}: {speed:.0f} MB/s" for contestant, speed in found.items()), sep="; ")
            text = compile_table(LAW).transliterate(text)


def build(folder: Path, revision: str) -> ModuleType:
    """Compile the loop of a revision, or of the working tree, and load it beside any other."""
    folder.mkdir()
    for path in sources(revision):
        target = folder / Path(path).name
        if revision:
            target.write_bytes(subprocess.check_output(["git", "show", f"{revision}:{path}"], cwd=ROOT))
        else:
            shutil.copy(ROOT / path, target)
    made = folder / "_loop.so"
    flags = ["-O3", "-fwrapv", "-DNDEBUG", "-fPIC", "-shared", f"-I{sysconfig.get_path('include')}"]
    subprocess.run(["cc", *flags, str(folder / "_loop.c"), "-o", str(made)], check=True)
    loader = ExtensionFileLoader(MODULE, str(made))
    spec = spec_from_loader(MODULE, loader, origin=str(made))
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def sources(revision: str) -> list[str]:
    """Return the names of what is written in C."""
    if not revision:
        return [f"{SOURCES}/{path.name}" for path in Path(ROOT, SOURCES).glob("*.[ch]")]
    listed = subprocess.check_output(["git", "ls-tree", "--name-only", revision, f"{SOURCES}/"], cwd=ROOT, text=True)
    return [path for path in listed.split() if path.endswith((".c", ".h"))]


def compare(machines: dict[str, object], text: str, rounds: int) -> dict[str, float]:
    """Return the megabytes of UTF-8 that each reads in a second of CPU."""
    data = text.encode()
    runs: dict[str, Callable[[], object]] = {"decode + encode": lambda: data.decode().encode()}
    for when, machine in machines.items():
        run, convert = machine.run, machine.convert  # type: ignore[attr-defined]
        runs[f"bytes {when}"] = partial(run, data, 0, True)
        runs[f"str in blocks {when}"] = partial(by_blocks, convert, text)
    assert len({runs[name]() for name in runs if name.startswith("bytes")}) == 1
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(rounds):
        # Whoever comes behind another finds memory as that left it.
        for name in islice([*runs, *runs], turn % len(runs), turn % len(runs) + len(runs)):
            start = time.process_time()
            runs[name]()
            seconds[name].append(time.process_time() - start)
    return {name: len(data) / statistics.median(times) / 1e6 for name, times in seconds.items()}


def by_blocks(convert: Callable[[str], str], text: str, size: int = 30_000) -> list[str]:
    """Convert what fits into caches, so that the loop is measured and not the memory."""
    return [convert(text[start : start + size]) for start in range(0, len(text), size)]


if __name__ == "__main__":
    main()
