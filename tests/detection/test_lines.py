"""What lines and their words are written in: cases as data, and laws over positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit.detection import detect, explain_layout

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
