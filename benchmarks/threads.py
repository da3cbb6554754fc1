"""Let eight threads use everything at once, cold, and compare what each finds with what one alone finds.

    python -m benchmarks.threads 40           # rounds; docs/reliability.md says what comes of it

Meant for Python without a lock; in any other, threads are made to take turns as often as they can.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

from translit import (
    InputEngine,
    Rule,
    Sample,
    Stream,
    Table,
    Transliterator,
    add_table,
    check,
    compile_table,
    detect,
    explain_layout,
    load_table,
    repair,
    tables,
    transliterate,
)
from translit.machine.by_rules import RuleConversion
from translit.machine.file import in_use
from translit.search import fold

THREADS = 8
RULES = [("s", "с"), ("sh", "ш"), ("sht", "щ"), ("c", "к"), ("c", "ц", "", "e"), ("h", "х", "s", ""), ("é", "э")]
RULES += [("n", f"н{letter}", letter, "") for letter in "абвгдежзиclmn"]
WORDS = ["shta", "ssхcha,", "ЁЛКА’s", "ce\u0301n", "и\u0306", "a", "an", "ln", "mn"]
COMMENTS = [
    "Имаме срещa утре",
    "нeщo странно\u200b тук",
    "всичко e наред,нали?",
    "Zdravei kak si",
    "МОСКВA и СОФИЯ 12а",
]
OWN = """id = "bg-own{0}"
name = {{ en = "Own" }}
language = "bg"
source-script = "Latn"
target-script = "Cyrl"
[map]
s = "с"
sh = "ш"
[[samples]]
source = "sh"
target = "ш"
"""

Task = Callable[[], object]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rounds", type=int, nargs="?", default=20)
    given = parser.parse_args()
    sys.setswitchinterval(1e-5)
    locked = getattr(sys, "_is_gil_enabled", lambda: True)()
    print(sys.version.split("(")[0], "with a lock" if locked else "without a lock", in_use(), sep="; ")
    began, wrong, answers = time.time(), 0, 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.rounds):
            alone, found = play(number, Path(folder))
            answers += len(alone) * THREADS
            for name, answer in alone.items():
                different = [each[name] for each in found if each[name] != answer]
                wrong += len(different)
                for one in different[:1]:
                    print(f"round {number}: {name}: alone {answer!s:.300}; among others {one!s:.300}")
    print(f"{answers} answers, {wrong} wrong, {time.time() - began:.0f} s")
    sys.exit(wrong > 0)


def play(number: int, folder: Path) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return what one thread finds alone, and before that what each of eight found that began together."""
    path = folder / f"bg-own{number}.toml"
    path.write_text(OWN.format(number), "utf-8")
    every = tasks(fresh_table(number), path)
    found: list[dict[str, object]] = [{} for _ in range(THREADS)]
    together = Barrier(THREADS)

    def work(thread: int) -> None:
        mine = [*every.items()]
        if number % 2:
            random.Random(f"{number} {thread}").shuffle(mine)
        together.wait()
        for name, task in mine:
            found[thread][name] = answer_of(task)

    threads = [Thread(target=work, args=[thread]) for thread in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {name: answer_of(task) for name, task in every.items()}, found


def answer_of(task: Task) -> object:
    try:
        return task()
    except Exception as error:  # whatever it is, it is wrong
        return repr(error)


def fresh_table(number: int) -> Table:
    rules = tuple(Rule(*rule, **{"key": f"rules[{at}]"}) for at, rule in enumerate(RULES))
    head = (f"bg-fresh{number}", "scheme", {"en": "Fresh"}, "bg", "Latn", "Cyrl")
    return Table(*head, case="follow", rules=rules, samples=(Sample("s", "с"),))


def tasks(table: Table, path: Path) -> dict[str, Task]:
    """Return what to do with a table that nobody has used, and with all that is shared by everybody."""
    conversion, there, back = RuleConversion(table), compile_table(table), compile_table(table, reverse=True)
    return {
        "found as needed": lambda: [(conversion.lazy.convert(word), conversion.transliterate(word)) for word in WORDS],
        "matches": lambda: [(there.transliterate(word), list(there.matches(word))) for word in WORDS],
        "back": lambda: [back.transliterate(word) for word in ("щит", "ШАХ", "ньц", "хн э")],
        "large": lambda: there.transliterate(" ".join(WORDS) * 4_000),
        "typed": lambda: [typed(there, word) for word in WORDS],
        "typed, shared": lambda: [typed("bg-translit", "shtastie yunak"), typed("bg-informal", "6te doida")],
        "streamed": lambda: [streamed(there, " ".join(WORDS) * 30, 7), streamed("bg-informal", "6te doida\n" * 5, 11)],
        "streamed, large": lambda: streamed("ru-icao-9303", "Щука и ёж\n" * 9_000, 4_000),
        "check": lambda: [check(comment) for comment in COMMENTS],
        "repair": lambda: [repair(comment) for comment in COMMENTS],
        "detect": lambda: [detect(text) for text in ("zdravei kak si", "ghbdtn rfr ltkf", "Ð—Ð´Ñ€Ð°Ð²ÐµÐ¹")],
        "explain_layout": lambda: explain_layout("ghbdtn rfr ltkf"),
        "informal": lambda: transliterate("6te doida utre na kafe s priqteli, haide", "bg-informal"),
        "informal back": lambda: transliterate("Той дойде", "bg-informal", reverse=True),
        "tables": lambda: [transliterate("Щастие и радость, їжак", each) for each in list(tables)[::9]],
        "fold": lambda: [fold(word) for word in ("Щастие", "shtastie", "6tastie", "Čačak")],
        "load_table": lambda: (load_table(path).id, compile_table(path).transliterate("sh")),
        "add_table": lambda: (add_table(table).id, compile_table(table.id).transliterate("shta"), tables[table.id].id),
    }


def typed(table: str | Transliterator, keys: str) -> str:
    engine, text = InputEngine(table), ""
    for key in keys:
        text = engine.feed(key).apply(text)
    return text


def streamed(table: str | Transliterator, text: str, step: int) -> bytes:
    stream, data = Stream(table), text.encode()
    return b"".join(stream.feed(data[at : at + step]) for at in range(0, len(data), step)) + stream.close()


if __name__ == "__main__":
    main()
