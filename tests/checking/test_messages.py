"""Every code speaks English and Bulgarian, with its plurals."""

from __future__ import annotations

import re

import pytest

from translit.checking import Policy, check
from translit.checking.facts import rules
from translit.checking.messages import MESSAGES

SAYS = {
    "required": (" ", "Please fill in this field.", "Моля, попълнете полето."),
    "max_length": ("ами не е", "2 characters too long", "с 2 символа по-дълъг"),
    "min_length": ("е", "at least 3 characters", "поне 3 символа"),
    "script_not_allowed": ("hello", "Please write in Cyrillic.", "Моля, пишете на кирилица."),
    "latin_transliteration": ("az sum tuk", "Bulgarian in Latin", "на български с латински букви"),
    "mixed_script_confusable": ("срещa", "“срещa” the letter “a” is Latin", "„срещa“ буквата „a“ е латинска"),
    "mixed_script": ("facebookа", "mixes letters", "смесва букви"),
    "whole_script_confusable": ("Те ca тук", "typed in Latin", "с латински букви"),
    "confusable_digit": ("3дравей", "digit in place", "цифра вместо"),
    "letter_outside_alphabet": ("мы", "“ы” in “мы” is not", "„ы“ в „мы“ не е"),
    "all_caps": ("ВИЖТЕ КАКВО СТАВА", "capital letters", "главни букви"),
    "invisible_character": ("ту\u200bк", "invisible character (U+200B)", "невидим знак (U+200B)"),
    "bidi_control": ("ту\u202eк", "text-direction", "посока"),
    "restricted_character": ("ту\x00к", "U+0000 is not allowed", "U+0000 не е позволен"),
    "compatibility_character": ("ＺＡＲＡ тук", "special letter forms", "особени форми"),
    "excessive_marks": ("а\u0301\u0302\u0303\u0304", "too many marks", "Твърде много знаци"),
    "replacement_character": ("ту\ufffdк", "damaged", "повредена"),
    "not_nfc": ("Чаи\u0306", "normal form C", "нормална форма C"),
}


def test_every_code_has_its_texts() -> None:
    assert set(SAYS) == set(rules().severity)
    assert set(MESSAGES) == set(SAYS) - {"mixed_script_confusable", "whole_script_confusable"}


@pytest.mark.parametrize("code", SAYS)
def test_a_code_speaks_both_languages(code: str) -> None:
    text, english, bulgarian = SAYS[code]
    limits = {"max_length": 6} if code == "max_length" else {"min_length": 3} if code == "min_length" else {}
    policy = Policy(script="Cyrl", required=True, **limits)  # type: ignore[arg-type]
    found = next(finding for finding in check(text, policy) if finding.code == code)
    assert english in found.message() == found.message("fr")
    assert bulgarian in found.message("bg") == found.message("bg-BG")
    assert not re.search(r"[A-Za-z]{3}", re.sub(r"„.*?“|U\+\w+", "", found.message("bg")))
    assert found.as_dict("bg")["message"] == found.message("bg")
    assert str(found).startswith(code)


@pytest.mark.parametrize(("over", "bulgarian"), [(1, "с 1 символ по"), (2, "с 2 символа по"), (21, "с 21 символа по")])
def test_plurals_follow_the_number(over: int, bulgarian: str) -> None:
    (finding,) = check("а" * (over + 3), Policy(max_length=3))
    assert bulgarian in finding.message("bg")


@pytest.mark.parametrize(
    ("language", "text", "cyrillic", "name"),
    [
        ("bg", "az sym ot Sofia i iskam da kaja ne6to", "аз съм от София и искам да кажа нещо", "Bulgarian"),
        ("ru", "privet, kak dela? ya doma", "привет, как дела? я дома", "Russian"),
    ],
)
def test_romanised_text_is_offered_back_in_cyrillic(language: str, text: str, cyrillic: str, name: str) -> None:
    found = next(f for f in check(f"  {text}\n", "comment", language) if f.code == "latin_transliteration")
    assert found.suggestions == (cyrillic,) and found.text == text
    assert found.message() == f"This is {name} in Latin letters. In Cyrillic: “{cyrillic}”."
