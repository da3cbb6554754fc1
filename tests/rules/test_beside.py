"""Rules found by what stands beside their letters are those that asking one after the other finds."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import small_tables, texts_for
from translit import Rule, Sample, Table, compile_table
from translit.errors import TableError
from translit.machine.finished import FinishedMachine, tabulate
from translit.machine.lazy import LazyMachine
from translit.rules import meaning
from translit.rules.meaning import Meaning

ONE_BY_ONE, INDEXED = 1000, -1


@st.composite
def crowded_tables(draw: st.DrawFn) -> tuple[list[Rule], dict[str, str], bool]:
    """Draw many contexts, of letters, classes, edges and what marks may make, for one letter and for two."""
    context = st.lists(st.sampled_from(["a", "b", "{k}", "{m}", "й", "и", "'"]), max_size=3).map("".join)
    rules: dict[tuple[str, str, str], Rule] = {}
    for _ in range(draw(st.integers(1, 14))):
        after = draw(st.sampled_from(["", "^"])) + draw(context)
        before = draw(context) + draw(st.sampled_from(["", "$"]))
        source = draw(st.sampled_from(["a", "ab", "и"]))
        rules.setdefault((source, after, before), Rule(source, draw(st.text("xyzж", max_size=2)), after, before))
    return list(rules.values()), {"k": "aий", "m": "abи"}, draw(st.booleans())


@given(crowded_tables() | small_tables(), st.data())
def test_the_index_finds_what_the_list_has(drawn: tuple[list[Rule], dict[str, str], bool], data: st.DataObject) -> None:
    rules, classes, follow = drawn
    text = data.draw(texts_for(Meaning(rules, classes, follow=follow), 12))
    found = []
    for few in (ONE_BY_ONE, INDEXED):
        with patch.object(meaning, "FEW", few):
            asked = Meaning(rules, classes, follow=follow)
            found.append((list(asked.matches(text)), _steps(asked, text), _finished(asked)))
    assert found[0] == found[1]


def test_a_capital_is_read_nowhere_in_a_table_of_small_letters() -> None:
    for target in ("Ќa", "Ж", "Жж"):
        rules = [Rule("sh", target), Rule("x", "ж", before="$")]
        samples = (Sample("x", "ж"),)
        table = Table(
            "bg-x", "scheme", {"en": "X"}, "bg", "Latn", "Cyrl", case="follow", rules=tuple(rules), samples=samples
        )
        back = compile_table(table, reverse=True)
        text = f"{target}ж {target} ж"
        assert back.transliterate(text) == "".join(match.target for match in back.matches(text))


def _steps(asked: Meaning, text: str) -> list[str]:
    machine = LazyMachine(asked, "x")
    state, written = 0, []
    for char in text:
        step = machine.step(state, char)
        state = step.state
        written.append(f"{step.output}{step.copy}{machine.owed(state)}")
    return written


def _finished(asked: Meaning) -> object:
    try:
        machine: FinishedMachine = tabulate(LazyMachine(asked, "x"), 200)
    except TableError as error:
        return str(error)
    return machine.rows, machine.outputs, machine.endings
