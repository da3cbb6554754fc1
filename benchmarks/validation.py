"""Measure the checker beside its peers: speed, import, and what each finds in the labelled texts.

    python benchmarks/validation.py [FILE...]

Files are plain text, a sentence a line, good ones: what is flagged in them is counted as a false alarm. Peers that
are not installed are left out: confusable_homoglyphs, disarm, PyICU (which needs libicu-dev and pkg-config).
Times are CPU time, the best of seven in the table; others on the machine make them worse, never better.
"""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from translit.checking import check, load_policy, repair

CASES = Path(__file__).parent.parent / "tests" / "cases"
SENTENCE = "Вчера вечерта времето се развали и решихме да останем вкъщи, а утре пак ще опитаме да стигнем до хижата. "
#: Verdicts of the form as a whole are no faults of words, and peers know nothing of them.
OF_THE_FORM = {"all_caps", "script_not_allowed", "required", "max_length", "min_length", "latin_transliteration"}
WORD = re.compile(r"\w+")


def cpu(action: Callable[[], object], at_least: float = 0.02) -> float:
    """Return the CPU seconds of one call, the best of seven rounds."""
    count, best = 1, float("inf")
    while True:
        began = time.process_time()
        for _ in range(count):
            action()
        spent = time.process_time() - began
        if spent >= at_least:
            break
        count *= 2
    for _ in range(7):
        began = time.process_time()
        for _ in range(count):
            action()
        best = min(best, (time.process_time() - began) / count)
    return best


def spread(action: Callable[[], object], rounds: int = 200) -> tuple[float, float]:
    """Return the CPU seconds of one call: the median, and what 95 of 100 stay below."""
    times = []
    for _ in range(rounds):
        began = time.process_time()
        for _ in range(20):
            action()
        times.append((time.process_time() - began) / 20)
    return median(times), sorted(times)[int(rounds * 0.95)]


def start_cpu(*programs: str) -> dict[str, float]:
    """Return the CPU milliseconds that a fresh interpreter takes for each program above an empty one: medians of 15.

    Programs take turns, and their byte code is there, as it is for what was installed.
    """
    times: dict[str, list[float]] = {program: [] for program in ("pass", *programs)}
    with TemporaryDirectory() as folder:
        own = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": folder}
        for _ in range(16):
            for program, spent in times.items():
                before = children_cpu()
                subprocess.run([sys.executable, "-c", program], check=True, env={**os.environ, **own})
                spent.append(children_cpu() - before)
    bare = median(times["pass"][1:])
    return {program: (median(spent[1:]) - bare) * 1000 for program, spent in times.items()}


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def ours(text: str) -> bool:
    return any(f.severity != "info" and f.code not in OF_THE_FORM for f in check(text, "text"))


def peers() -> dict[str, tuple[str, Callable[[str], bool]]]:
    """Return module and verdict of every way of asking a peer, whole text and word by word."""
    found: dict[str, tuple[str, Callable[[str], bool]]] = {}

    def add(name: str, module: str, ask: Callable[[Any], Callable[[str], bool]]) -> None:
        try:
            flags = ask(import_module(module))
        except ImportError:
            print(f"{name}: not installed")
            return
        found[name] = (module, flags)
        found[f"{name}, by word"] = (module, lambda text: any(map(flags, WORD.findall(text))))

    add("confusable_homoglyphs", "confusable_homoglyphs.confusables", lambda m: lambda t: bool(m.is_dangerous(t)))
    add("disarm", "disarm", lambda m: lambda t: bool(m.is_mixed_script(t)))

    def spoof(icu: Any) -> Callable[[str], bool]:
        checker = icu.SpoofChecker()
        checker.setRestrictionLevel(icu.URestrictionLevel.HIGHLY_RESTRICTIVE)
        return lambda text: checker.check(text) != 0

    add("ICU SpoofChecker", "icu", spoof)
    return found


def labelled() -> list[dict[str, Any]]:
    rows = [row for path in sorted(CASES.glob("check-*.json")) for row in json.loads(path.read_text("utf-8"))]
    return [row for row in rows if row.get("language", "bg") == "bg" and "policy" not in row]


def as_text(text: str) -> str:
    """Return a text that every peer can take: one of them refuses half a surrogate pair."""
    return text.encode("utf-8", "replace").decode()


def main(paths: list[str]) -> None:
    """Print the tables."""
    clean = (SENTENCE * 40)[:2000]
    faulty = clean.replace("се ", "ce ", 3).replace("времето", "врем\N{LATIN SMALL LETTER E}то", 3)
    rows = labelled()
    bad = [as_text(row["text"]) for row in rows if row["verdict"] == "bad"]
    good = [as_text(row["text"]) for row in rows if row["verdict"] == "ok"]
    sentences = [line for path in paths for line in Path(path).read_text("utf-8").splitlines()]
    ways = {"translit.check": ("translit.checking.checker", ours), **peers()}
    starts = start_cpu(*(f"import {module}" for module, _ in ways.values()))

    print(f"\n{len(bad)} bad and {len(good)} good labelled texts; {len(sentences)} sentences of running text")
    print(f"{'':30} {'found':>6} {'alarms':>7} {'running':>8} {'µs/2000':>8} {'µs faulty':>9} {'import ms':>9}")
    for name, (module, flags) in ways.items():
        counts = [sum(map(flags, texts)) for texts in (bad, good, sentences)]
        times = [cpu(lambda f=flags, t=text: f(t)) * 1e6 for text in (clean, faulty)]  # type: ignore[misc]
        print(
            f"{name:30} {counts[0]:6} {counts[1]:7} {counts[2]:8} "
            f"{times[0]:8.0f} {times[1]:9.0f} {starts[f'import {module}']:9.1f}"
        )

    first_checks = [f"from translit.checking import check; check({text!r})" for text in ("текст", faulty)]
    _, regex, first_good, first_faulty = start_cpu("import re", *first_checks).values()
    print(f"\nimport and first check above a bare Python: {first_good:.1f} ms of a good text,", end=" ")
    print(f"{first_faulty:.1f} of a faulty one; `import re` alone {regex:.1f}")
    comment = load_policy("comment")
    brands = clean[:1900] + " iPhone 17 Pro, https://example.com/x и SMS-и, 10 km, „ок“"
    for name, text in (("clean", clean), ("with brands", brands), ("faulty", faulty)):
        middle, most = (seconds * 1e6 for seconds in spread(lambda t=text: check(t, comment)))  # type: ignore[misc]
        count = len(check(text, comment))
        print(f"policy 'comment', {name}, {count} findings: median {middle:.0f} µs, 95 % below {most:.0f}")
    fixes = [row for row in rows if row["verdict"] == "bad" and isinstance(row.get("fix"), str)]
    right = sum(repair(row["text"]) == row["fix"] for row in fixes)
    changed = sum(repair(text) != text for text in sentences)
    print(f"repair: {right} of {len(fixes)} as wanted; {changed} of the running sentences changed")

    data = (SENTENCE * (20_000_000 // len(SENTENCE.encode())) + "\n").replace(". ", ".\n").encode()
    command = [sys.executable, "-c", "from translit.cli import main; main()", "check"]
    before, began = children_cpu(), time.monotonic()
    subprocess.run(command, input=data, check=True)
    wall, spent = time.monotonic() - began, children_cpu() - before
    size = len(data) / 1e6
    print(f"pipe: {size / spent:.0f} MB/s of CPU time, {size / wall:.0f} of wall, the start of the process included")


if __name__ == "__main__":
    main(sys.argv[1:])
