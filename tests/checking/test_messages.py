"""Every code speaks English and Bulgarian, with its plurals."""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from translit.checking import Policy, check
from translit.checking.facts import rules
from translit.checking.finding import Finding
from translit.checking.language import load_language
from translit.checking.messages import Message
from translit.resources import catalogue, message_languages
from translit.web.browser_rules import shared_facts

SAYS = {
    "required": (" ", "Please fill in this field.", "Моля, попълнете полето."),
    "max_length": ("ами не е", "2 characters too long", "с 2 символа по-дълъг"),
    "min_length": ("е", "at least 3 characters", "поне 3 символа"),
    "too_complex": ("ами срещa", "Too many words", "Твърде много думи"),
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
    "letters_set_apart": ("Ти си г л у п а к", "are set apart", "са раздалечени"),
    "replacement_character": ("ту\ufffdк", "damaged", "повредена"),
    "wrong_apostrophe": ("сім`я", "stands for an apostrophe", "вместо апостроф"),
    "not_nfc": ("Чаи\u0306", "normal form C", "нормална форма C"),
}


def test_every_code_has_its_texts() -> None:
    assert set(SAYS) == set(rules().severity)


@pytest.mark.parametrize("words", [code for code in message_languages() if code != "en"])
def test_every_text_is_in_every_catalogue(words: str) -> None:
    texts = set(english_texts(shared_facts(load_language("bg"))))
    assert len(texts) >= len(SAYS)
    spoken = catalogue(words)
    said = {forms: spoken.ngettext(*forms, 1) if len(forms) == 2 else spoken.gettext(*forms) for forms in texts}
    assert [forms for forms in texts if said[forms] == forms[0]] == []


def english_texts(value: object) -> Iterator[tuple[str, ...]]:
    """Yield the texts of messages, each with its plural if it has one."""
    if isinstance(value, Message):
        yield from (value.texts, *((ask,) for ask in value.asks))
    elif isinstance(value, dict):
        for inner in value.values():
            yield from english_texts(inner)


def test_a_finding_is_a_value() -> None:
    for text, *_ in SAYS.values():
        for found in check(text, "strict"):
            copied = pickle.loads(pickle.dumps(found))
            assert copied == found and hash(copied) == hash(found) and {copied, found} == {found}
            assert copied.as_dict("bg") == found.as_dict("bg")
            assert found != replace(found, start=found.start + 1) and found != replace(found, params={"more": 1})


def test_a_finding_of_one_s_own_is_named_by_its_code() -> None:
    assert str(Finding("rude", "warning", 0, 1, 0, 1, "а")) == "rude: rude"


@pytest.mark.parametrize("code", SAYS)
def test_a_code_speaks_both_languages(code: str) -> None:
    text, english, bulgarian = SAYS[code]
    limits = {"max_length": 6} if code == "max_length" else {"min_length": 3} if code == "min_length" else {}
    language = "uk" if code == "wrong_apostrophe" else "bg"
    severity = {"letters_set_apart": "warning"}
    policy = Policy(language=language, script="Cyrl", required=True, severity=severity, **limits)  # type: ignore[arg-type]
    budget = 3 if code == "too_complex" else 0
    found = next(finding for finding in check(text, policy, budget=budget) if finding.code == code)
    assert english in found.message() == found.message("qaa")
    assert bulgarian in found.message("bg") == found.message("bg-BG")
    assert not re.search(r"[A-Za-z]{3}", re.sub(r"„.*?“|U\+\w+", "", found.message("bg")))
    assert found.as_dict("bg")["message"] == found.message("bg")
    assert str(found).startswith(code)


@pytest.mark.parametrize(("over", "bulgarian"), [(1, "с 1 символ по"), (2, "с 2 символа по"), (21, "с 21 символа по")])
def test_plurals_follow_the_number(over: int, bulgarian: str) -> None:
    (finding,) = check("а" * (over + 3), Policy(max_length=3))
    assert bulgarian in finding.message("bg")


@pytest.mark.parametrize(
    ("language", "text", "cyrillic", "name", "own"),
    [
        (
            "bg",
            "az sym ot Sofia i iskam da kaja ne6to",
            "аз съм от София и искам да кажа нещо",
            "Bulgarian",
            "български",
        ),
        ("ru", "privet, kak dela? ya doma", "привет, как дела? я дома", "Russian", "руски"),
    ],
)
def test_romanised_text_is_offered_back_in_cyrillic(
    language: str, text: str, cyrillic: str, name: str, own: str
) -> None:
    found = next(f for f in check(f"  {text}\n", "comment", language) if f.code == "latin_transliteration")
    assert found.suggestions == (cyrillic,) and found.text == text
    assert found.message() == f"This is {name} in Latin letters. In Cyrillic: “{cyrillic}”."
    assert found.message("bg").startswith(f"Текстът е на {own} с латински букви.")
