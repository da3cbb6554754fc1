"""Letters disguised as something else, one table a kind; and that no repair makes an obscenity."""

from __future__ import annotations

import random

import pytest

from translit.checking import Policy, check, languages, load_policy, policies, repair, repair_and_explain
from translit.checking.facts import rules
from translit.checking.language import Language, load_language
from translit.checking.obscenities import obscenity
from translit.checking.twin_words import twin_words
from translit.checking.words import known_words
from translit.informal.model.file import model
from translit.resources import read_toml

TWINS = {cyrillic: latin for latin, cyrillic in rules().to_cyrillic.items() if latin.isascii()}
APART = Policy(severity={"letters_set_apart": "warning"})


def codes(text: str, language: str, policy: str | Policy = "text") -> set[str]:
    return {finding.code for finding in check(text, policy, language) if finding.severity != "info"}


DIGITS = {
    "bg": {
        "4овек": "човек", "ко6мар": "кошмар", "3адача": "задача", "0тговор": "отговор", "ма4": "мач", "о6ед": "обед",
        "6ез": "без", "въ3можно": "възможно", "х0р0": "хоро", "в4ера": "вчера", "ве4е": "вече",
        "бърз0": "бързо", "когат0": "когато", "тря6ва": "трябва", "и3бор": "избор",
    },
    "ru": {
        "о6ед": "обед", "отка3": "отказ", "х0р0шо": "хорошо", "пр0дажа": "продажа", "4то": "что", "но4ь": "ночь",
        "0чень": "очень", "се6я": "себя", "тыся4": "тысяч", "мног0": "много", "эт0м": "этом",
        "в0т": "вот", "3автра": "завтра", "6ольше": "больше", "наро4но": "нарочно",
    },
    "uk": {"6уло": "було", "4ому": "чому", "пока3": "показ", "3нати": "знати", "о6ід": "обід"},
    "sr": {"6рзо": "брзо", "4овек": "човек", "ка3ао": "казао", "з6ог": "због"},
    "mk": {"6еше": "беше", "4овек": "човек", "пока3": "показ", "до6ро": "добро", "заедн0": "заедно"},
}  # fmt: skip


@pytest.mark.parametrize(("language", "word"), [(code, word) for code, words in DIGITS.items() for word in words])
def test_a_digit_for_a_letter(language: str, word: str) -> None:
    right = DIGITS[language][word]
    text = "Тука {} там"
    assert "confusable_digit" in codes(text.format(word), language)
    assert repair(text.format(word), language) == text.format(right)


NUMBERS = """
5-ти 8м Т34 А4 А3 МиГ29 кв3 ч4 вер2 7а 2б шест6 глава3 бл4а вх6 ст4 том4 ред0 раздел3 на6 до4 3м 4м 6м 6ч 3г Як40
БТР60 3х4 А6 Б3 В4 М3 М4 К0 О3 4а 3б 6а 2003 6,3 10.04 3:0 4/6
"""


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("word", NUMBERS.split())
def test_a_number_with_its_word(language: str, word: str) -> None:
    assert "confusable_digit" not in codes(f"Това {word} там", language)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Ти си г л у п а к!", "глупак"),
        ("Ти си г.л.у.п.а.к", "глупак"),
        ("Ти си г-л-у-п-а-к", "глупак"),
        ("Ти си Г Л У П А К", "ГЛУПАК"),
        ("Ти си г_л_у_п_а_к", "глупак"),
        ("Ти си гл*пак", None),
        ("Ти си ид@от", None),
    ],
)
def test_letters_set_apart_where_a_policy_asks(text: str, meant: str | None) -> None:
    (finding,) = check(text, APART)
    assert (finding.code, finding.suggestions, finding.fix) == ("letters_set_apart", (meant,) if meant else (), None)


@pytest.mark.parametrize(
    "text",
    [
        "точки а б в г",
        "А. С. Пушкин и М. Ю. Л. К. Иванов",
        "т. е. и т.д., и т. н. т.",
        "гласните а е и о у ъ, редът б в г д ж",
        "С.С.С.Р. и н-е-е-е-е, а-а-а-а",
        "а*б, *дума*, **много**, дължина*широчина и ivan@abv.bg",
        "x y z t и a b c d",
    ],
)
def test_lists_and_initials_are_not_set_apart(text: str) -> None:
    assert "letters_set_apart" not in codes(text, "bg", APART)


def test_letters_set_apart_are_off_in_every_policy() -> None:
    assert policies() and {load_policy(name).severities["letters_set_apart"] for name in policies()} == {"off"}


def obscene_words(code: str) -> list[str]:
    return sorted({word.rstrip("*") for word in load_language(code).obscenities})


def disguised(word: str, dice: random.Random) -> str:
    """Return a word with some of its letters as twins, or something unseen between them."""
    letters = [TWINS[char] if char in TWINS and dice.random() < 0.6 else char for char in word]
    return "".join(char + dice.choice(["", "", "\u200b", "\u00ad", "\u0336"]) for char in letters)


@pytest.mark.parametrize("code", languages())
def test_no_repair_makes_an_obscenity(code: str) -> None:
    dice, find = random.Random(code), obscenity(load_language(code)).findall
    for word in obscene_words(code):
        assert find(word), word
        for shape in (str.lower, str.upper, str.title):
            for _ in range(6):
                text = f"Това {disguised(shape(word), dice)} там."
                fixed = repair_and_explain(text, code)
                assert set(find(fixed.text.lower())) <= set(find(text.lower())), text
                offered = [words for finding in fixed.left for words in finding.suggestions]
                assert not any(map(find, map(str.lower, offered))) or find(text.lower()), text


@pytest.mark.parametrize("text", ["Диаграмата XY", "осите XY", "Мъжете имат XY хромозома", "нивото на XY е 3"])
def test_axes_and_chromosomes_stay(text: str) -> None:
    assert not codes(text, "bg") and repair(text) == text


def test_a_word_that_only_begins_alike_is_put_right() -> None:
    good = "хубав хлебар и ебонит, употреба и обем"
    assert repair("".join(TWINS.get(char, char) for char in good)) == good


def test_a_language_with_no_list_of_obscenities_has_no_check() -> None:
    bare = Language("xx", {"alphabet": "абвг", "name": "Bare"})
    assert not obscenity(bare).findall("всяка дума")


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("bg", "ВРЕМЕТРАЕНЕ"),
        ("ru", "СОСТАВОМ"),
        ("uk", "СТОРІНКАХ"),
        ("sr", "САСТАВУ"),
        ("mk", "СТРАНСТВО"),
        ("be", "СТАСУНКІ"),
    ],
)
def test_a_word_of_twins_alone_in_a_line_of_capitals(language: str, word: str) -> None:
    line = sample(language).upper()
    assert repair(line.format(in_twins(word)), language) == line.format(word)


#: Words that no list of ours has, only the lexicons: the last of each looks like a word of another language.
RARE = {
    "bg": "АТАКУВАТЕ КОСОВСКА КУКАТА МАТКА",
    "ru": "РЕСТОРАНУ МОТОКРОСС Терраса хорее МАТКА",
    "uk": "АМАТОРОМ ВЕРСТАТІВ Хосе АТАКАМІ",
    "sr": "КОНКУРСА СВЕТСКОЈ Тасос КОМЕТА",
    "mk": "ТЕТРАТКАТА АВАНТУРАТА МАТЕЈ",
    "be": "САКРАТАРКА КОНКУРСУ Троху КОМІТА",
}


@pytest.mark.parametrize("language", RARE)
def test_a_rare_word_of_twins_alone(language: str) -> None:
    line = sample(language)
    *rare, foreign = RARE[language].split()
    for word in rare:
        for place in (line, line.upper()) if word.isupper() else (line,):
            assert repair(place.format(in_twins(word)), language) == place.format(word)
        assert repair(in_twins(word), language) == in_twins(word)
    assert not codes(line.format(in_twins(foreign)), language)
    assert repair(f"The {in_twins(rare[0])} was there", language) == f"The {in_twins(rare[0])} was there"


@pytest.mark.parametrize("language", [code for code in languages() if twin_words(load_language(code)).packed])
def test_the_lexicon_has_what_only_twins_spell_and_no_list_has(language: str) -> None:
    known, words = load_language(language), [*twin_words(load_language(language))]
    assert len(words) == len({*words}) > 3_000
    assert not {*words} & known_words(known)
    capitals = [word.upper() for word in words]
    assert {*"".join(capitals)} <= {*TWINS}
    assert not {in_twins(word).lower() for word in capitals} & (rules().latin_twins | rules().latin_words)
    model_of = model(language)
    assert all(model_of.share(word) is not None for word in words[::20])
    assert all(word in twin_words(known) for word in words[::20])
    assert not any(word[:-1] + "ъ" in twin_words(known) or f"{word}о" * 9 in twin_words(known) for word in words[::20])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "ВІН КАЖЕ НІ УСІМ І ЙДЕ"),
        ("sr", "ЈА ЋУ БИТИ САМ ТАМО"),
        ("ru", "Я же ЕМУ и сказал"),
        ("uk", "це УСЕ що було"),
        ("sr", "иста је КАО и пре"),
        ("mk", "знам АКО не е така"),
    ],
)
def test_a_short_word_in_capitals(language: str, text: str) -> None:
    word = next(word for word in text.split() if word.isupper() and {*word} <= {*TWINS} and len(word) > 1)
    assert repair(text.replace(word, in_twins(word)), language) == text


@pytest.mark.parametrize(
    ("language", "text"), [("uk", "Hi, я тут"), ("uk", "кнопка HI тут"), ("sr", "програм CAM ради")]
)
def test_a_latin_word_among_small_letters_is_no_short_word(language: str, text: str) -> None:
    assert repair(text, language) == text


def test_a_language_without_a_lexicon_knows_no_rare_words() -> None:
    assert "ресторану" not in twin_words(Language("xx", {"alphabet": "абвг", "name": "Bare"}))


def sample(language: str) -> str:
    return str(read_toml(f"checking/languages/{language}.toml")["sample"])


def in_twins(word: str) -> str:
    """Return a word with the Latin twin of each letter; they have one."""
    return "".join(TWINS[char] for char in word)
