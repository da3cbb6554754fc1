"""One factory for every kind of table: what it takes, what it refuses, and what it spares."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import pytest

from tests.counting import calls_of
from tests.places import ROOT
from translit import InputEngine, Table, Transliterator, UnmappedCharacter, compile_table, tables, transliterate
from translit.errors import NoRules, NotInformal, UnknownChoice, UnknownStyle
from translit.informal.profile import Profile
from translit.machine import file
from translit.machine.by_rules import WORTH_BUILDING, RuleConversion
from translit.machine.stored import StoredMachine

LAW = "bg-streamlined-2009"


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> Transliterator:
    """Return the law as an installed wheel has it, its table not to be read."""
    content = RuleConversion(tables[LAW]).build()
    monkeypatch.setattr("translit.table.library.find_table", lambda name: pytest.fail(f"{name} was read"))
    return Transliterator(RuleConversion(LAW, content=content))


def test_a_shipped_machine_runs_keys_without_its_table(shipped: Transliterator) -> None:
    engine, text = InputEngine(shipped), ""
    for key in "Щастие":
        text = engine.feed(key).apply(text)
    assert text == shipped.transliterate("Щастие") == "Shtastie"
    assert isinstance(shipped._rules.machine, StoredMachine)


def test_keys_run_the_machine_that_was_made_for_text() -> None:
    conversion = RuleConversion(tables[LAW])
    assert conversion.machine is conversion.lazy
    Transliterator(conversion).transliterate("щ" * WORTH_BUILDING)
    assert isinstance(conversion.machine, StoredMachine) == file.available()
    assert InputEngine(Transliterator(conversion)).feed("щ").insert == "sht"


def test_one_word_takes_few_calls(monkeypatch: pytest.MonkeyPatch) -> None:
    def word(text: str) -> str:
        return transliterate(text, LAW)

    rules = compile_table(LAW)._rules
    monkeypatch.setattr(rules, "_content", rules.build())
    assert word("Щит") == "Shtit"
    assert calls_of(word, "Щит") <= 9


@pytest.mark.parametrize("table", [LAW, tables[LAW], ROOT / "layouts" / f"{LAW}.toml"], ids=["id", "table", "path"])
def test_a_table_may_be_given_in_three_ways(table: Table | str | Path) -> None:
    assert transliterate("Щит", table) == "Shtit"
    assert InputEngine(table).feed("щ").insert == "sht"


@pytest.mark.parametrize("table", [LAW, "bg-informal"])
def test_errors_is_one_of_two_words(table: str) -> None:
    with pytest.raises(UnknownChoice, match="unknown errors 'stricht': expected one of keep, strict"):
        transliterate("Щит", table, errors="stricht")  # type: ignore[arg-type]


def test_strict_is_strict_with_informal_tables_too() -> None:
    assert transliterate("6te doida, iPhone 5", "bg-informal", errors="strict") == "ще дойда, iPhone 5"
    with pytest.raises(UnmappedCharacter, match="bg-informal has no rule for 'λ'") as caught:
        transliterate("6te doida λ", "bg-informal", errors="strict")
    assert (caught.value.start, caught.value.end) == (10, 11)
    with pytest.raises(UnmappedCharacter) as caught:
        transliterate("шы", "bg-informal", reverse=True, errors="strict")
    assert caught.value.start == 1


def test_styles_and_habits_are_for_informal_tables() -> None:
    assert compile_table("bg-informal", style="digits").transliterate("Ще дойда") == "6te doida"
    assert compile_table("bg-informal", style="digits").reverse
    with pytest.raises(UnknownStyle, match="no style 'loud'"):
        compile_table("bg-informal", style="loud")
    for asked in ({"style": "digits"}, {"profile": Profile()}):
        with pytest.raises(NotInformal, match="is a scheme"):
            compile_table(LAW, **asked)
    with pytest.raises(NotInformal):
        InputEngine(LAW, profile=Profile())


def test_a_table_that_a_model_reads_has_no_rules_to_show() -> None:
    with pytest.raises(NoRules, match="suggest"):
        compile_table("bg-informal").matches("6te")


@pytest.mark.parametrize(
    "made",
    [
        compile_table(LAW),
        compile_table(LAW, reverse=True),
        compile_table(tables[LAW]),
        compile_table("bg-informal", style="digits"),
        compile_table("bg-informal", profile=Profile({("ш", "6"): 40.0})),
    ],
    ids=["id", "reverse", "table", "style", "profile"],
)
def test_it_pickles_and_copies(made: Transliterator) -> None:
    for again in (pickle.loads(pickle.dumps(made)), copy.copy(made), copy.deepcopy(made)):
        assert (again.table.id, again.reverse) == (made.table.id, made.reverse)
        assert again.transliterate("Щит 6te") == made.transliterate("Щит 6te")


def test_a_path_that_is_no_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"none\.toml"):
        transliterate("щ", tmp_path / "none.toml")
