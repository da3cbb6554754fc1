"""What lines and their words are written in: cases as data, and laws over positions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit.detection import detect, explain_layout
from translit.detection.hypotheses import hypotheses
from translit.detection.lines import _judge_word

LINES = [
    ("Ще дойда утре след работа", "cyrillic", "bg"),
    ("Я сегодня не приду, заболел", "cyrillic", "ru"),
    ("Я сьогодні не прийду, захворів", "cyrillic", "uk"),
    ("Шта радиш вечерас, идемо ли у биоскоп", "cyrillic", "sr"),
    ("6te doida utre sled rabota", "romanised", "bg"),
    ("ya segodnya ne pridu, zabolel", "romanised", "ru"),
    ("ya sohodni ne pryjdu, zakhvoriv", "romanised", "uk"),
    ("sta radis veceras, idemo li u bioskop", "romanised", "sr"),
    ("I will come tomorrow after work", "english", "en"),
    ("ghbdtn rfr ltkf", "layout", "ru"),
    ("руддщ ше шы ьу", "layout", "en"),
    ("Гоогле анд Фацебоок", "layout", "en"),
    ("Бусх анд Форд, греат сторе", "layout", "en"),
    ("Davai teper pro rabotu", "romanised", "ru"),
    ("Клааааассно!!!", "cyrillic", "ru"),
    ("Ich komme morgen etwas später nach Hause", "other", ""),
    ("Po,dlexje! Udu ie=", "layout", "bg"),
    ("Zdrawej, `akam te vk]i", "layout", "bg"),
    ("12:30, 2026 ...", "none", ""),
    ("я ўжо ў дарозе", "cyrillic", "be"),
    ("Газета Коммерсантъ пишет о выборах", "cyrillic", "ru"),
    ("Вчера научих думата рахмет от един казах", "cyrillic", "bg"),
    ("Градът се нарича Өскемен и е на изток", "cyrillic", "bg"),
    ("Посёлок Қазақстан на карте", "cyrillic", "ru"),
    ("Гръцката дума λόγος значи слово", "cyrillic", "bg"),
    ("Слово ἀλήθεια по-гречески значит правда", "cyrillic", "ru"),
    ("Мама каза אמא и се засмя", "cyrillic", "bg"),
    ("Купих си iPhone от магазина", "cyrillic", "bg"),
]


@pytest.mark.parametrize(("line", "kind", "language"), LINES, ids=lambda value: value)
def test_lines(line: str, kind: str, language: str) -> None:
    found = detect(line)
    assert [(d.kind, d.language) for d in found] == [(kind, language)]
    assert found[0].score > 0.5


def test_a_word_is_judged_within_its_line() -> None:
    (line,) = detect("kachih snimkite v Google Drive dnes")
    kinds = {word.text: word.kind for word in line.words}
    assert kinds["Google"] == kinds["Drive"] == "english"
    assert kinds["snimkite"] == kinds["dnes"] == "romanised"


def rows(name: str) -> list[tuple[str, ...]]:
    text = (Path(__file__).parent / name).read_text("utf-8")
    return [tuple(line.split("\t")) for line in text.splitlines()[1:]]


@pytest.mark.parametrize(("language", "line"), rows("foreign_cyrillic.tsv"), ids=lambda value: value)
def test_other_languages_in_cyrillic_are_none_of_ours(language: str, line: str) -> None:
    (found,) = detect(line)
    assert (found.kind, found.script, found.variant) == ("other", "Cyrl", "")
    near = {"bua": "mn"}
    assert found.language in ("", language, near.get(language))


def test_most_other_languages_in_cyrillic_are_named() -> None:
    lines = rows("foreign_cyrillic.tsv")
    named = [language for language, line in lines if detect(line)[0].language == language]
    assert len(named) > 0.6 * len(lines)
    assert len(set(named)) > 20


@pytest.mark.parametrize(("language", "variant", "line"), rows("respelled.tsv"), ids=lambda value: value)
def test_old_spellings_are_named(language: str, variant: str, line: str) -> None:
    (found,) = detect(line)
    assert (found.kind, found.language, found.variant) == ("cyrillic", language, variant)


def test_usual_spelling_has_no_variant() -> None:
    for line, _, _ in LINES:
        assert detect(line)[0].variant == ""


def test_other_languages_in_latin_are_none_of_ours() -> None:
    lines = rows("foreign_latin.tsv")
    wrong = [line for language, line in lines if (detect(line)[0].kind, detect(line)[0].language) != ("other", "")]
    # Short Slavic lines without a word that only their language has may be one of ours.
    assert len(wrong) <= 0.1 * len(lines), wrong


@pytest.mark.parametrize(("script", "line"), rows("other_scripts.tsv"), ids=lambda value: value)
def test_other_scripts_are_none_of_ours(script: str, line: str) -> None:
    (found,) = detect(line)
    assert (found.kind, found.script, found.language, found.score) == ("other", script, "", 1.0)
    assert {word.kind for word in found.words} == {"other"}


def test_a_foreign_word_is_told_from_its_line() -> None:
    (line,) = detect("Гръцката дума λόγος значи слово")
    assert [(word.kind, word.script) for word in line.words if word.text == "λόγος"] == [("other", "Grek")]


@given(st.lists(st.sampled_from(["ще 👍 дойда", "kak si", "", "ghbdtn", " the end ", "1"]), max_size=5))
def test_positions_point_into_the_text(parts: list[str]) -> None:
    text = "\n".join(parts)
    units = text.encode("utf-16-le")
    for line in detect(text):
        for piece in (line, *line.words):
            assert text[piece.start : piece.end] == piece.text
            assert units[2 * piece.start16 : 2 * piece.end16].decode("utf-16-le") == piece.text
    for change in explain_layout(text):
        assert text[change.start : change.end] == change.text
        assert units[2 * change.start16 : 2 * change.end16].decode("utf-16-le") == change.text


@pytest.mark.slow
def test_a_line_without_end_is_judged_and_its_places_are_right() -> None:
    line = "kakvo shte pravim 😀 ghbdtn " * 8_000
    last = detect(line)[0].words[-1]
    assert (last.text, last.start, last.start16) == ("ghbdtn", len(line) - 7, len(line) + 8_000 - 7)
    assert explain_layout("ghbdtn rfr 😀 ltkf " * 8_000)[-1].end16 == 19 * 8_000 - 1


def test_hypotheses_that_two_threads_made_are_the_same() -> None:
    (best,) = (h for h in hypotheses.__wrapped__(False) if h.scheme == "bg-informal")
    assert _judge_word.__wrapped__("zdravei", False, best, True)[1] == detect("zdravei kak si")[0].words[0].score
