"""Wrong layouts undone: cases as data, and text that has to stay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import ROOT
from translit.detection import explain_informal, explain_layout, repair_layout
from translit.detection.hypotheses import languages
from translit.detection.keyboards import WORD, Keyboard, keyboards
from translit.detection.repair import MEANT, WRONG
from translit.text.scripts import script_of

LAYOUT_LINES = ROOT / "benchmarks" / "accuracy" / "sentences" / "layouts.tsv"

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


NOT_OURS = ["foreign_cyrillic.tsv", "respelled.tsv", "foreign_latin.tsv", "other_scripts.tsv"]
FOLDER = Path(__file__).parent


@pytest.mark.parametrize("name", NOT_OURS)
def test_other_languages_and_spellings_are_left_alone(name: str) -> None:
    lines = [line.rpartition("\t")[2] for line in (FOLDER / name).read_text("utf-8").splitlines()[1:]]
    each = [*lines, *map(str.upper, lines), *(" ".join(line.split()[:2]) for line in lines)]
    assert [line for line in each if repair_layout(line) != line] == []


def test_technical_lines_are_left_alone() -> None:
    lines = (FOLDER / "technical.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if repair_layout(line) != line] == []


def test_every_language_has_its_keyboard() -> None:
    assert {board.language for board in keyboards()} == set(languages())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ghbdsn? zr cghfdb&", "Привіт, як справи?"),
        ("Lj pecnhsxs d cthtle!", "До зустрічі в середу!"),
        ("lj,hbq ltym", "добрий день"),
        ("lj,hsq ltym", "добрый день"),
        (",skb", "были"),
        ("b[", "их"),
        ("Lj,hs lptym? cz,hs", "Добры дзень, сябры"),
        ("Ydravo, kad do'e[ ku'i", "Здраво, кад доћеш кући"),
        ("ne mogu da pla'am ra;un", "не могу да плаћам рачун"),
        ("[to prava[ dene\\ka", "што праваш денежка"),
        ("хоњ аре зоу", "how are you"),
    ],
)
def test_ukrainian_belarusian_serbian_and_macedonian_layouts(typed: str, meant: str) -> None:
    assert repair_layout(typed) == meant


@pytest.mark.parametrize("text", ["Kako si? Dobro, hvala", "Jas sum od Skopje", "Zivot je lep", "Pryvit, jak spravy?"])
def test_who_romanises_had_no_layout_off(text: str) -> None:
    assert repair_layout(text) == text


def test_no_word_comes_out_in_two_scripts() -> None:
    for line in ("то руддщ҃ world", "йцукѣн руддщ", "ghbdtñ rfr ltkf", "Съ Новымъ годомъ руддщ цщкдв"):
        for word in repair_layout(line).split():
            assert len({script_of(letter) for letter in word if letter.isalpha()}) < 2


NATIVE = {
    "be": "Чаму ты яшчэ стаіш ля дзвярэй?",
    "bg": "Защо още чакам пред вратата?",
    "mk": "Зошто уште чекам пред куќата?",
    "ru": "Почему ты ещё ждёшь меня здесь?",
    "sr": "Зашто још увек чекаш пред кућом?",
    "uk": "Чому ти ще стоїш під дверима?",
}


@pytest.mark.parametrize("board", keyboards(), ids=lambda board: board.id)
def test_every_layout_is_undone_both_ways(board: Keyboard) -> None:
    native = NATIVE[board.language]
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


@given(st.text("0_а’'a -", max_size=12))
def test_words_are_found_from_one_place_in_a_row_of_digits(text: str) -> None:
    """The plain expression says what a word is, and tries each digit of a row as a beginning."""
    assert WORD.findall(text) == re.findall(r"[^\W_]*[^\W\d_][^\W_]*(?:['’][^\W_]+)*", text)
