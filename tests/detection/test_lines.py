"""Detection and layout repair: cases as data, and laws over positions and text that has to stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from tests.places import ROOT
from translit.cli.app import app
from translit.detection import detect, explain_informal, explain_layout, repair_layout
from translit.detection.keyboards import Keyboard, keyboards
from translit.detection.repair import MEANT, WRONG

LAYOUT_LINES = ROOT / "benchmarks" / "accuracy" / "sentences" / "layouts.tsv"

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


REPAIRS = [
    ("ghbdtn, rfr ltkf", "привет, как дела"),
    ("Ghbdtn? rfr ltkf/", "Привет, как дела."),
    ("руддщ цщкдв", "hello world"),
    ("ye ofxod wj,e", "ще дойда утре"),
    ("kakwo ]e prawi[ we`er", "какво ще правиш вечер"),
    ("GHBDTN", "ПРИВЕТ"),
    ('"Ghbdtn, rfr ltkf?"', '"Привет, как дела?"'),
    ("dujaf,", "актьор"),
    ("DUJAF<", "АКТЬОР"),
    ("[jhjij? j,]`v", "хорошо, объём"),
    ("gjqltv d 18:30 e vtnhj", "пойдем в 18:30 у метро"),
    ("wtyf 150h/ pf inere", "цена 150р. за штуку"),
    ("I said ghbdtn to him", "I said привет to him"),
    ("ghbdtn, see https://example.com/rfr", "привет, see https://example.com/rfr"),
    ("ЦФКТШТП", "WARNING"),
    ("Ѝхщфдащ шгеие", "Anybody there"),
    ("yfi #vfhihen yfxfkcz", "наш #маршрут начался"),
    ("vtyz ,tcbn @vjlf yf htkbub.@", 'меня бесит "мода на религию"'),
    ("gjrf ytn? b ,eyn yt gjvj;tn((", "пока нет, и бунт не поможет(("),
    ("~~~~~~ vs d ntktuhfvt", "~~~~~~ мы в телеграме"),
    ("d cthtlbyt 20-[ uu/ d 18:30", "в середине 20-х гг. в 18:30"),
    ("Тодаъ ис мъ ласт даъ ат Азуриж", "Today is my last day at Azurix"),
]


@pytest.mark.parametrize(("typed", "meant"), REPAIRS)
def test_wrong_layouts_are_undone(typed: str, meant: str) -> None:
    assert repair_layout(typed) == meant


GOOD = [
    "Ще дойда утре, а ти?",
    "6te doida utre, a ti?",
    "I will be there at 8, don't wait for me.",
    "Привет, как дела? Всё хорошо.",
    "See https://example.com/ghbdtn and `rfr`",
    "git commit -m 'x' && make all",
    "Обожаю смотреть фото 😘😘",
    "Спасибо за пост!!!💗",
    "ivan.petrov@example.com, D&D, mp3, B2B",
    "---= 19 West-Coast servers =---",
    "x = [1, 2, 3]; y = {'a': 1}",
    "Tq ima moliwi, kolkoto imam i az",
    "spasibo @screened #vfhihen",
    "P.S. see the U.S. site, R.R.",
    "RVD podpisa tajno dogovor",
    "da",
    "the",
    "",
]


@pytest.mark.parametrize("text", GOOD)
def test_good_text_is_left_alone(text: str) -> None:
    assert repair_layout(text) == text
    assert explain_layout(text) == []


@pytest.mark.parametrize("board", keyboards(), ids=lambda board: board.id)
def test_every_layout_is_undone_both_ways(board: Keyboard) -> None:
    native = {"bg": "Защо още чакам пред вратата?", "ru": "Почему ты ещё ждёшь меня здесь?"}[board.language]
    assert repair_layout(native.translate(board.off)) == native
    english = "Where have you been yesterday?"
    assert repair_layout(english.translate(board.on)) == english


@given(
    st.lists(
        st.sampled_from(["привет", "hello", "ghbdtn", "цщкдв", "8", "🙂", "—", "]e", "R.R.", "\u200b"]), max_size=6
    )
)
def test_a_repair_is_done_at_once_and_keeps_blanks(words: list[str]) -> None:
    text = "  ".join(words)
    fixed = repair_layout(text)
    assert len(fixed.split("  ")) == len(text.split("  "))
    for change in explain_layout(text):
        assert not any(c.isspace() for c in change.text + change.instead)
        assert change.score >= WRONG * MEANT


def test_own_lines_of_the_dev_half_come_out_right() -> None:
    rows = [line.split("\t") for line in LAYOUT_LINES.read_text("utf-8").splitlines()[1:]]
    dev = [(typed, meant) for split, _, typed, meant in rows if split == "dev"]
    right = sum(repair_layout(typed) == meant for typed, meant in dev)
    assert right / len(dev) > 0.95


def test_repairs_explain_themselves() -> None:
    (change,) = explain_layout("ghbdtn")
    assert (change.instead, change.scheme, change.language) == ("привет", "ru-jcuken", "ru")
    assert "ru-jcuken" in change.why
    assert change.score >= 0.98


def test_romanised_lines_are_offered_in_cyrillic() -> None:
    text = "Kakvo shte pravim dovechera?\nNothing at all, I am tired.\nще видим\n"
    (change,) = explain_informal(text)
    assert (change.start, change.end) == (0, 28)
    assert change.instead == "Какво ще правим довечера?"


def run(arguments: list[str], text: str | bytes) -> Result:
    return CliRunner().invoke(app, arguments, input=text.encode() if isinstance(text, str) else text)


def test_command_says_what_lines_are() -> None:
    result = run(["detect"], "Ще дойда\n\nghbdtn rfr ltkf\n")
    assert result.exit_code == 0
    assert [line.split("\t")[0] for line in result.output.splitlines()] == ["1", "3"]
    assert "layout ru ru-jcuken" in result.output


def test_command_in_json_counts_both_units() -> None:
    result = run(["detect", "--json"], "👍 ще дойда утре\n")
    data = json.loads(result.output)
    assert (data["language"], data["words"][0]["start"], data["words"][0]["start16"]) == ("bg", 2, 3)


def test_command_reads_bytes_that_are_no_text() -> None:
    assert run(["detect"], b"\xff\xfe kak si dnes\n").exit_code == 0


def test_command_prints_nothing_of_a_binary_file() -> None:
    result = run(["detect"], b"kak si dnes\n\x7fELF\x02\0\0\n\x1b[31m\n")
    assert result.exit_code == 1
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == ["1"]
    assert "no text" in result.stderr


def test_command_names_a_file_it_cannot_read(tmp_path: Path) -> None:
    result = run(["detect", str(tmp_path / "none.txt")], "")
    assert result.exit_code == 1
    assert "none.txt" in result.output


def test_suggest_command() -> None:
    result = run(["suggest", "bg-informal", "6te", "--json"], "")
    assert json.loads(result.output)["candidates"][0]["text"] == "ще"
    assert run(["suggest", "bg-nothing", "6te"], "").exit_code == 2


def test_fix_command_undoes_layouts_and_explains() -> None:
    result = run(["fix", "--layout", "--explain"], b"ghbdtn\r\n\r\nhttps://a.bg/rfr \xff\xd1\n")
    assert result.stdout_bytes == "привет\r\n\r\nhttps://a.bg/rfr ".encode() + b"\xff\xd1\n"
    assert "ru-jcuken" in result.stderr


def test_fix_command_reads_sure_lines_only() -> None:
    result = run(["fix", "--informal"], "Kakvo shte pravim dovechera?\nda\nNothing at all.\n")
    assert result.stdout == "Какво ще правим довечера?\nda\nNothing at all.\n"


@pytest.mark.slow
def test_a_line_without_end_is_judged_and_its_places_are_right() -> None:
    line = "kakvo shte pravim 😀 ghbdtn " * 8_000
    last = detect(line)[0].words[-1]
    assert (last.text, last.start, last.start16) == ("ghbdtn", len(line) - 7, len(line) + 8_000 - 7)
    assert explain_layout("ghbdtn rfr 😀 ltkf " * 8_000)[-1].end16 == 19 * 8_000 - 1
