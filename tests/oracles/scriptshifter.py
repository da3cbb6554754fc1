"""What scriptshifter, the Library of Congress's own program, answers: `python -m tests.oracles.scriptshifter CHECKOUT`.

No registry has it, so its answers are kept in tests/cases/scriptshifter.tsv: system, word and answer, a line each. With
a checkout (and PyYAML, regex and python-dotenv) they are asked again. Program and tables are under CC0.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import normalize

from tests.places import CASES
from translit import Table, tables

ANSWERS = CASES / "scriptshifter.tsv"
ORACLE = "scriptshifter"
#: The commit of github.com/lcnetdev/scriptshifter whose answers these are.
COMMIT = "0fb3059"


@cache
def answers() -> dict[tuple[str, str], str]:
    """Return the answers, by system and word."""
    lines = (line for line in ANSWERS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {(system, word): answer for system, word, answer in (line.split("\t") for line in lines)}


def scriptshifter(system: str, words: Sequence[str]) -> list[str]:
    """Return what a system made of words that it was asked about.

    >>> scriptshifter("tatar_cyrillic", ["аңа"])
    ['an͡ga']
    """
    return [answers()[system, word] for word in words]


def words_for(table: Table) -> Iterator[str]:
    """Yield what a table is asked: words of its samples, each letter first and between vowels, and what differs."""
    for sample in table.samples:
        if not (sample.reverse or sample.fails):
            yield from normalize("NFC", sample.source.lower()).split()
    for letter in sorted({c for rule in table.rules for c in rule.source.lower() if c.islower()}):
        yield from (f"а{letter}а", f"{letter}ан")
    yield from (deviation.source for deviation in table.deviations if deviation.oracle == ORACLE)


def questions(table: Table) -> Iterator[str]:
    """Yield the words of a table whose answers are kept; new ones wait until somebody asks again."""
    system = table.counterparts[ORACLE]
    yield from (word for word in words_for(table) if (system, word) in answers())


def record(checkout: Path) -> None:
    """Ask a checkout about all tables that name a system of it, and keep the answers."""
    every = map(tables.__getitem__, tables)
    named = [(table, table.counterparts[ORACLE]) for table in every if ORACLE in table.counterparts]
    with TemporaryDirectory() as folder:
        os.environ |= {"TXL_DB_PATH": f"{folder}/scriptshifter.db", "TXL_LOGLEVEL": "ERROR"}
        sys.path.insert(0, str(checkout))
        import_module("scriptshifter.tables").init_db()
        ask: Any = import_module("scriptshifter.trans").transliterate
        found = {(system, word): ask(word, system)[0] for table, system in named for word in words_for(table)}
    head = f"# What scriptshifter (CC0) answers at commit {COMMIT}: see tests/oracles/scriptshifter.py.\n"
    lines = (f"{system}\t{word}\t{normalize('NFC', answer)}\n" for (system, word), answer in sorted(found.items()))
    ANSWERS.write_text(head + "".join(lines), "utf-8")


if __name__ == "__main__":
    record(Path(sys.argv[1]))
