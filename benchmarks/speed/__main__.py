"""Measure everything in one run and write docs/performance.md and docs/performance.svg.

`pip install -e .[bench]`, then `python -m benchmarks.speed [--quick] [--gigabyte]`. What is measured is the wheel,
built from this checkout and unpacked; commands that are not installed are named and left out.
"""

from __future__ import annotations

import compileall
import os
import platform
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

from .contestants import LAW, Contestant, commands, cpu_time, library
from .corpus import bulgarian
from .picture import bars

ROOT = Path(__file__).parents[2]
Result = tuple[str, str, float, float]


def main() -> None:
    quick, gigabyte = "--quick" in sys.argv, "--gigabyte" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        prefix = unpacked(Path(folder))
        rounds, size = (3, 1_000_000) if quick else (5, 5_000_000)
        text = bulgarian(size)
        from translit import transliterate

        latin = transliterate(text, LAW)
        parts = [heading(size, rounds)]
        pictures = {}
        for title, source, reverse in (("Cyrillic to Latin", text, False), ("Latin to Cyrillic", latin, True)):
            found = measured(library(reverse), source, rounds)
            parts.append(table(f"{title}, in one process", found))
            pictures[title] = [(name, side, cpu) for name, side, cpu, _ in found if "copy" not in name]
            whole = measured(commands(reverse, prefix), source, rounds)
            parts.append(table(f"{title}, whole process, pipe to pipe", whole))
        parts += [start_up(prefix, 5 if quick else 21), compiling(rounds), comment(text), keystrokes()]
        parts.append(growth(prefix, Path(folder), text, gigabyte, quick))
    docs = ROOT / "docs"
    (docs / "performance.md").write_text("\n".join(parts), encoding="utf-8")
    (docs / "performance.svg").write_text(bars(pictures, "MB/s of CPU time"), encoding="utf-8")
    print("\n".join(parts))


def unpacked(folder: Path) -> list[str]:
    """Build the wheel, unpack it, import from it from now on, and return the command that runs it."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder), str(ROOT)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    zipfile.ZipFile(next(folder.glob("*.whl"))).extractall(folder / "wheel")
    compileall.compile_dir(folder / "wheel", quiet=1)  # as an installer does
    sys.path.insert(0, str(folder / "wheel"))
    # `re` is in every script that an installer writes.
    code = f"import re, sys; sys.path.insert(0, {str(folder / 'wheel')!r}); from translit.cli import main; main()"
    return [sys.executable, "-c", code]


def measured(contestants: Iterable[Contestant], text: str, rounds: int) -> list[Result]:
    """Return (name, side, MB/s of CPU time, MB/s of wall time), fastest first: medians of interleaved rounds."""
    lines = text.splitlines(keepends=True)
    entries: list[tuple[Contestant, str, bytes, list[tuple[float, float]]]] = []
    for contestant in contestants:
        part = "".join(lines[: max(1, int(len(lines) * contestant.share))])
        entries.append((contestant, part, part.encode(), []))
    for _ in range(rounds):
        for contestant, part, data, taken in entries:
            wall, cpu = time.perf_counter(), cpu_time()
            contestant.run(part, data)
            taken.append((cpu_time() - cpu, time.perf_counter() - wall))
    results = []
    for contestant, _, data, taken in entries:
        cpu, wall = median(t[0] for t in taken), median(t[1] for t in taken)
        results.append((contestant.name, contestant.side, len(data) / max(cpu, 1e-6) / 1e6, len(data) / wall / 1e6))
    return sorted(results, key=lambda r: -r[2])


def table(title: str, results: list[Result]) -> str:
    best = max((cpu for _, side, cpu, _ in results if side == "peer"), default=0.0)
    rows = [f"## {title}", "", "| | MB/s of CPU | MB/s of wall | times the fastest peer |", "|---|--:|--:|--:|"]
    for name, side, cpu, wall in results:
        shown = f"**{name}**" if side == "ours" else name
        rows.append(f"| {shown} | {cpu:.3g} | {wall:.3g} | {cpu / best if best else 0:.2g} |")
    return "\n".join([*rows, ""])


def heading(size: int, rounds: int) -> str:
    from translit.machine.file import in_use

    return f"""# Performance

![Throughput beside the peers](performance.svg)

Made by `python -m benchmarks.speed --gigabyte` ({platform.python_implementation()} {platform.python_version()},
{platform.machine()}, {os.cpu_count()} cores) from the wheel of this version: {in_use()}. All numbers of a table come
from one run: medians of {rounds} interleaved rounds over {size / 1e6:.0f} MB of Bulgarian text, every tenth word of it
unrepeated. Bold is ours, which follows all of the law's rules; a peer may do less. Compare CPU time: where wall time
is far above it, the machine had other work.
MB are millions of bytes of UTF-8 read.
"""


def start_up(prefix: list[str], rounds: int) -> str:
    """Time one word through whole processes."""
    word = "Щастие".encode()
    contestants = {
        f"**translit convert {LAW}**": [*prefix, "convert", LAW],
        "**the same in pure Python**": ["env", "TRANSLIT_PURE=1", *prefix, "convert", LAW],
        "cyrtranslit": [str(Path(sys.executable).parent / "cyrtranslit"), "-l", "bg"],
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import click'": [sys.executable, "-c", "import click"],
        "uconv": ["uconv", "-x", "bg-bg_Latn/BGN"],
    }
    taken: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, command in contestants.items():
            before = cpu_time()
            try:
                subprocess.run(command, input=word, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            except (OSError, subprocess.CalledProcessError):
                continue
            taken[name].append(1e3 * (cpu_time() - before))
    rows = ["## Start-up: one word through the command", "", "| | ms of CPU |", "|---|--:|"]
    rows += [f"| {name} | {median(times):.0f} |" for name, times in taken.items() if times]
    return "\n".join([*rows, ""])


def compiling(rounds: int) -> str:
    """Time what it takes to compile a table: to load its shipped machine, or from its file to a word or a machine."""
    import translit
    from translit import load_table, tables
    from translit.machine.by_rules import RuleConversion
    from translit.machine.file import find_shipped
    from translit.machine.finished import tabulate

    rows = [
        "## From a table to a converted word, and to a finished machine",
        "",
        "A table converts as soon as it is read, and finds its states as text needs them. The finished machine, which",
        "the loop in C runs, comes with the wheel; a checkout makes it for large inputs.",
        "",
        "| ms of CPU, there and back | states | shipped machine | table file to first word | to finished machine |",
        "|---|--:|--:|--:|--:|",
    ]
    layouts = Path(translit.__file__).parent / "layouts"
    made = [name for name in tables if tables[name].kind != "informal"]
    taken: dict[str, list[list[float]]] = {}
    for name in made:
        taken[name] = [[], [], [], []]
        for reverse in (False, True):
            runs: list[list[float]] = [[], [], []]
            for _ in range(rounds):
                marks = [time.process_time()]
                find_shipped(name, reverse)
                marks.append(time.process_time())
                table = RuleConversion(load_table(layouts / f"{name}.toml"), reverse=reverse)
                table.transliterate("shtastie щастие")
                marks.append(time.process_time())
                finished = tabulate(table.lazy)
                marks.append(time.process_time())
                for times, start, end in zip(runs, marks, marks[1:], strict=False):
                    times.append(1e3 * (end - start))
            for column, value in zip(taken[name], [len(finished.rows), *map(median, runs)], strict=True):
                column.append(value)
    for name in made:
        if tables[name].usual:
            rows.append(f"| {name} | {' | '.join(map(_there_and_back, taken[name]))} |")
    for which, of_all in (("median", median), ("most", max)):
        columns = [[of_all(ways) for ways in zip(*column, strict=True)] for column in zip(*taken.values(), strict=True)]
        rows.append(f"| {which} of {len(made)} | {' | '.join(map(_there_and_back, columns))} |")
    return "\n".join([*rows, ""])


def _there_and_back(both: list[float]) -> str:
    return ", ".join(f"{value:.0f}" if value == int(value) else f"{value:.1f}" for value in both)


def timed(call: Callable[[], object], times: int) -> float:
    """Return the median microseconds of a call."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(1e6 * (time.perf_counter() - start))
    return median(taken)


def comment(text: str) -> str:
    """Time a comment of 2,000 characters, and one word."""
    rows = ["## A comment and a word", "", "| | µs for 2,000 characters | µs for a word |", "|---|--:|--:|"]
    for contestant in library(False):
        if contestant.side != "limit":
            shown = f"**{contestant.name}**" if contestant.side == "ours" else contestant.name
            rows.append(f"| {shown} | {called(contestant, text[:2000]):.3g} | {called(contestant, 'Щастие'):.3g} |")
    return "\n".join([*rows, ""])


def called(contestant: Contestant, text: str) -> float:
    """Return the median microseconds of converting a text."""
    data = text.encode()
    return timed(lambda: contestant.run(text, data), 200)


def keystrokes() -> str:
    """Time keys, at the start and after many."""
    from translit import InputEngine

    rows = ["## A keystroke, pure Python", "", "| typed before | median µs | 99 of 100 under |", "|--:|--:|--:|"]
    engine = InputEngine("bg-translit")
    keys = "shtastlivo momche ot sofiya, yunak na godinata! "
    for key in keys * 20:
        engine.feed(key)
    typed = len(keys) * 20
    for goal in (1_000, 100_000, 1_000_000):
        while typed < goal - 10_000:
            engine.feed(keys[typed % len(keys)])
            typed += 1
        taken = []
        for _ in range(10_000):
            key = keys[typed % len(keys)]
            start = time.perf_counter_ns()
            engine.feed(key)
            taken.append(time.perf_counter_ns() - start)
            typed += 1
        taken.sort()
        rows.append(f"| {goal:,} keys | {median(taken) / 1e3:.2f} | {taken[-100] / 1e3:.2f} |")
    return "\n".join([*rows, ""])


def growth(prefix: list[str], folder: Path, text: str, gigabyte: bool, quick: bool) -> str:
    """Run the command on files of growing size, beside a copy through iconv."""
    unit = text.encode()[:1_000_000]
    unit = unit[: unit.rfind(b"\n") + 1]
    sizes = [1_000, 1_000_000, *([] if quick else [100_000_000]), *([1_000_000_000] if gigabyte else [])]
    rows = [
        "## Growth: the command from file to file",
        "",
        "| size | CPU s | ns of CPU a byte | MB/s of wall | resident MB | `cat` through `iconv`, MB/s of wall |",
        "|--:|--:|--:|--:|--:|--:|",
    ]
    source, target = folder / "text", folder / "out"
    for size in sizes:
        with source.open("wb") as file:
            for _ in range(size // len(unit)):
                file.write(unit)
            file.write(unit[: size % len(unit)])
        ours = [resources([*prefix, "convert", LAW, str(source)], target) for _ in range(1 if size > 10**8 else 3)]
        cpu, wall = median(o[0] for o in ours), median(o[1] for o in ours)
        others = [
            resources(["sh", "-c", 'cat "$0" | iconv -c -f utf-8 -t utf-8', str(source)], target) for _ in range(3)
        ]
        other = median(o[1] for o in others)
        rows.append(
            f"| {size:,} | {cpu:.2f} | {1e9 * cpu / size:.3g} | {size / wall / 1e6:.3g} | "
            f"{resident([*prefix, 'convert', LAW, str(source)], target):.0f} | {size / other / 1e6:.3g} |"
        )
    return "\n".join([*rows, ""])


def resources(command: list[str], target: Path) -> tuple[float, float]:
    """Run a command, its output going to a file; return its CPU and wall seconds."""
    cpu, start = cpu_time(), time.perf_counter()
    with target.open("wb") as out:
        subprocess.run(command, stdout=out, check=False, stderr=subprocess.DEVNULL)
    return cpu_time() - cpu, time.perf_counter() - start


def resident(command: list[str], target: Path) -> float:
    """Return the largest resident MB of a Python command that is given as code, by its own account."""
    tell = "import atexit, sys; atexit.register(lambda: sys.stderr.write([l for l in open('/proc/self/status') "
    tell += "if l.startswith('VmHWM')][0])); "
    with target.open("wb") as out:
        told = subprocess.run(
            [*command[:2], tell + command[2], *command[3:]], stdout=out, check=False, stderr=subprocess.PIPE
        )
    return int(told.stderr.split()[-2]) / 1024


if __name__ == "__main__":
    main()
