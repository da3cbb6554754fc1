"""Every table that names its counterpart in another program, against that program; deviations are in the table."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import category, combining, normalize

import pytest

from tests.common_words import some_words
from tests.oracles import scriptshifter
from tests.oracles.methods import PROGRAMS
from tests.oracles.missing import OracleMissing, listed_packages
from tests.oracles.spelling import COUNTERPARTS, ICU_PACKAGE, icu
from tests.places import ROOT
from translit import Table, compile_table, tables
from translit.rules.facts import APOSTROPHES

pytestmark = pytest.mark.oracle

#: Keyboards are asked key by key (tests/oracles/test_xkb.py, test_methods.py).
PAIRS = [
    (tables[name], oracle)
    for name in tables
    for oracle in tables[name].counterparts
    if oracle not in {*PROGRAMS, "xkb"}
]
#: How many words are asked at least: where there are no common words of a language, the letters and samples.
FEWEST = 60
#: Apostrophes, and what is typed for them.
SIGNS = frozenset({*APOSTROPHES, *'‘‛`´′ʹˈʻ＇"”'})
#: Programs that write both letters of a digraph in capitals in a word that only begins with one.
IN_SMALL_LETTERS = {"interscript"}


def questions(table: Table, oracle: str) -> Iterator[str]:
    """Yield what both are asked: the samples' words, words of the language, each letter where it may stand."""
    if oracle == scriptshifter.ORACLE:
        yield from scriptshifter.questions(table)
        return
    for sample in table.samples:
        if not (sample.reverse or sample.fails):
            yield from normalize("NFC", sample.source.lower()).split()
    letters = {c for rule in table.rules for c in rule.source.lower() if c.islower()}
    for letter in sorted(letters):
        yield from (f"а{letter}а", f"н{letter}на", f"{letter}ан", f"на{letter}")
    for number, word in enumerate(some_words().get(table.language, ())):
        yield word.title() if number % 3 == 0 else word


def is_fair(word: str, table: Table) -> bool:
    """Tell whether peers can be asked a word.

    They know no stress marks, nothing unseen and one apostrophe of all there are, leave composed letters of other
    languages whole, and some take a lone letter apart.
    """
    known = {c for rule in table.rules for c in rule.source}
    return len(word) > 1 and not any(
        combining(c) or category(c) == "Cf" or c in SIGNS or (normalize("NFD", c) != c and c.lower() not in known)
        for c in word
    )


def differs(word: str, apart: list[str]) -> bool:
    """Tell whether letters that are known to differ stand in a word."""
    return any(letters in word.lower() for letters in apart)


@pytest.mark.parametrize(("table", "oracle"), PAIRS, ids=[f"{table.id}~{oracle}" for table, oracle in PAIRS])
def test_a_counterpart_agrees(table: Table, oracle: str) -> None:
    convert, system = compile_table(table.id), table.counterparts[oracle]
    deviations = [d for d in table.deviations if d.oracle == oracle]
    ask = COUNTERPARTS[oracle]
    for deviation, theirs in zip(deviations, ask(system, [d.source for d in deviations]), strict=False):
        assert normalize("NFC", theirs) == deviation.target, deviation
        assert normalize("NFC", convert.transliterate(deviation.source)) != deviation.target, deviation
    apart = [deviation.source for deviation in deviations]
    asked = (word.lower() if oracle in IN_SMALL_LETTERS else word for word in questions(table, oracle))
    words = [word for word in dict.fromkeys(asked) if is_fair(word, table) and not differs(word, apart)]
    answers = zip(words, ask(system, words), strict=True)
    found = {
        word: (ours, theirs)
        for word, answer in answers
        if (theirs := normalize("NFC", answer)) != (ours := normalize("NFC", convert.transliterate(word)))
    }
    assert found == {}
    assert len(words) >= FEWEST


def test_every_counterpart_is_known() -> None:
    assert {oracle for _, oracle in PAIRS} <= set(COUNTERPARTS)


def test_no_icu(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ICU_PACKAGE in listed_packages(ROOT)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(OracleMissing, match=f"apt-get install {ICU_PACKAGE} "):
        icu("Russian-Latin/BGN", ["а"])
