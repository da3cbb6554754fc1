"""Every sign that is typed for an apostrophe counts as one where a word may have one, and nowhere else."""

from __future__ import annotations

import pytest

from translit.checking import check, languages, repair
from translit.checking.facts import from_hex, raw_rules
from translit.checking.language import load_language

SIGNS = {name: from_hex(codes) for name, codes in raw_rules()["apostrophes"].items()}
WORDS = {
    "uk": "сім’я п’ять об’єкт з’їзд кар’єра пам’ять м’яч під’їзд Лук’ян ЗДОРОВ’Я Знам’янка бур’ян в’юн торф’яний",
    "be": "сям’я пад’езд аб’ём з’ява салаў’і здароў’е інтэр’ер П’ЕСА сем’і аб’ява кар’ера мыш’як в’юнок бар’еры",
}
SPELLED = [(code, word) for code, words in WORDS.items() for word in words.split()]
#: Signs that mean something else.
LEFT = [
    ("uk", 'Це "клас"я'),
    ("uk", "Це `клас`я і „дім“я, «рух»ю"),
    ("uk", 'Слова "новий дім"я і "сад"я'),
    ("uk", "О`Коннор, Д`Артаньян"),
    ("uk", "https://site.ua/сім`я і @сім"),
    ("uk", '<a title="п"я">п</a>'),
    ("uk", "кут 5′ я, лапки 5″ я"),
    ("be", '"дом"і "сад"і'),
    ("be", "мал`а, каб`ы"),
    ("bg", 'об"ект, п`ять, съ`я'),
    ("ru", 'под"езд, п`ять'),
]


def test_the_right_and_the_wrong_signs_are_apart() -> None:
    assert not set(SIGNS["right"]) & set(SIGNS["wrong"])
    assert set('`´‘′ʹ"') <= set(SIGNS["wrong"]) and set("'’ʼ") == set(SIGNS["right"])


@pytest.mark.parametrize(("code", "word"), SPELLED)
@pytest.mark.parametrize("sign", SIGNS["right"])
def test_a_right_one_is_silent(code: str, word: str, sign: str) -> None:
    text = f"і {word.replace('’', sign)}."
    assert check(text, "strict", code) == [] and repair(text, code) == text


@pytest.mark.parametrize(("code", "word"), SPELLED)
@pytest.mark.parametrize("sign", SIGNS["wrong"])
def test_a_wrong_one_is_named_and_mended(code: str, word: str, sign: str) -> None:
    wrong = word.replace("’", sign)
    text = f"Тут {wrong}, так"
    (found,) = check(text, "text", code)
    assert (found.code, found.severity, found.text, found.fix) == ("wrong_apostrophe", "info", wrong, word)
    assert (found.suggestions, found.params["sign"], found.start) == ((word,), sign, 4)
    assert repair(text, code) == f"Тут {word}, так"


@pytest.mark.parametrize(("code", "text"), LEFT)
def test_another_use_is_left_alone(code: str, text: str) -> None:
    assert "wrong_apostrophe" not in {found.code for found in check(text, "text", code)}
    assert repair(text, code) == text


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ('"моя сім"я велика"', '"моя сім’я велика"'),
        ('сім"я "Іваненків" і п"ять', 'сім’я "Іваненків" і п’ять'),
        ("на подвір`ї, об`єднане м`ясо", "на подвір’ї, об’єднане м’ясо"),
        ("Кам`янець-Под´їльський", "Кам’янець-Под’їльський"),
        ("роз`ї´зд", "роз’ї´зд"),
        ("здоров`я сiм`ï", "здоров’я сім’ї"),
    ],
)
def test_signs_among_quotations_and_other_faults(text: str, mended: str) -> None:
    assert repair(text, "uk") == mended == repair(mended, "uk")


@pytest.mark.parametrize(
    ("code", "text", "mended"),
    [
        ("be", "моцнае здароў'e", "моцнае здароў'е"),
        ("be", "дзве сем’i", "дзве сем’і"),
        ("be", "надвор`e", "надвор’е"),
        ("be", "інтэр’eр і бар’еp", "інтэр’ер і бар’ер"),
        ("be", "на п'eсу", "на п'есу"),
        ("be", "зʼявa", "зʼява"),
        ("uk", "дві сім'ï", "дві сім'ї"),
        ("uk", "пʼятa година", "пʼята година"),
    ],
)
def test_a_latin_letter_behind_an_apostrophe_is_seen(code: str, text: str, mended: str) -> None:
    assert any(found.severity != "info" for found in check(text, "text", code))
    assert repair(text, code) == mended


@pytest.mark.parametrize("code", languages())
def test_letters_around_an_apostrophe_are_of_the_alphabet(code: str) -> None:
    language = load_language(code)
    assert language.before_apostrophe | language.after_apostrophe <= language.alphabet
    assert bool(language.before_apostrophe) == bool(language.after_apostrophe) >= (code in WORDS)


@pytest.mark.parametrize("piece", ['п"я', "п`я", '"п"я ', 'п"я "', "я`", 'п"я\n'])
def test_a_long_text_of_signs_ends(piece: str) -> None:
    """Anything worse than linear time would take minutes here."""
    found = check(piece * (200_000 // len(piece)), "text", "uk")
    assert {finding.code for finding in found} <= {"wrong_apostrophe"}
