"""Spellings of names, and whether two names are one person's."""

from __future__ import annotations

import pytest

from tests.search.laws import writers
from translit import UnknownChoice, name_keys, same_name, transliterate, variants

#: What is one person's as far as names tell.
ONE = 0.85
SAME = [
    ("ru", "Чайковский, Сергей Петрович", "Sergei Chaikovskii"),
    ("ru", "С. Чайковский", "Sergey Tchaikovsky"),
    ("ru", "Алёна Щукина", "Alena Schukina"),
    ("ru", "Наталья Петрова", "Natalia Petrova"),
    ("ru", "Ксения Александрова", "Xenia Alexandrova"),
    ("ru", "Михаил Хрущёв", "Mikhail Khrushchev"),
    ("ru", "Фёдор Достоевский", "F. Dostoyevsky"),
    ("bg", "Христо Петров", "Petrov Khristo"),
    ("bg", "Юлия Щерева", "Yu. Shtereva"),
    ("bg", "Желю Желев", "Jeliu Jelev"),
    ("bg", "Ангел Ангелов", "Angel ANGELOV"),
    ("uk", "Сергій Коваленко", "Serhii Kovalenko"),
    ("uk", "Юрій Згурський", "Yuriy Zgurskyy"),
    ("sr", "Ђорђе Ђоковић", "Djordje Djokovic"),
    ("mk", "Ѓорѓи Ќосев", "Gjorgji Kjosev"),
    ("be", "Яўген Жук", "Jauhien Žuk"),
]
ANOTHER = [
    ("ru", "Сергей Иванов", "Sergej Ivanova"),
    ("ru", "Сергей Иванов", "Andrej Ivanov"),
    ("ru", "С. Иванов", "Andrej Ivanov"),
    ("bg", "Иван Петров", "Иван Димитров"),
    ("bg", "Иван Петров", "Ivana Petrova"),
    ("bg", "И. П.", "Ivan Petrov"),
    ("uk", "Сергій Коваленко", "Serhii Kovalchuk"),
    ("sr", "Марко Марић", "Marko Jovic"),
]


@pytest.mark.parametrize(("language", "a", "b"), SAME)
def test_one_person(language: str, a: str, b: str) -> None:
    found = same_name(a, b, language)
    assert found.score >= ONE, found
    assert found.score == same_name(b, a, language).score
    assert set(name_keys(a, language)) & set(name_keys(b, language))


@pytest.mark.parametrize(("language", "a", "b"), ANOTHER)
def test_another_person(language: str, a: str, b: str) -> None:
    found = same_name(a, b, language)
    assert found.score < ONE, found
    assert found.reasons


@pytest.mark.parametrize("language", ["bg", "ru", "uk", "be", "mk", "sr"])
def test_every_scheme_writes_a_name_that_is_found_again(language: str) -> None:
    names = {"ru": "Владимир Щербаков", "uk": "Оксана Шевченко", "mk": "Петар Стојков", "sr": "Петар Стојков"}
    name = names.get(language, "Павел Жуков")
    found = {variant.text: variant.schemes for variant in variants(name, language)}
    for writer in writers(language):
        spelled = writer.write(name)
        assert any(scheme == writer.name or scheme.endswith(f":{writer.name}") for scheme in found[spelled])
        assert same_name(name, spelled, language).score > 0.9, spelled


def test_the_official_spelling_comes_first_and_none_comes_twice() -> None:
    for language, scheme, name in (("bg", "bg-streamlined-2009", "Юлия Щерева"), ("uk", "uk-kmu-2010", "Згурська")):
        found = [variant.text for variant in variants(name, language)]
        assert found[0] == transliterate(name, scheme) and len(found) == len(set(found)) > 3


def test_a_name_in_latin_is_read_first() -> None:
    assert {v.text for v in variants("Pushkin", "ru")} == {v.text for v in variants("Пушкин", "ru")}


def test_reasons_name_what_was_compared() -> None:
    found = same_name("Чайковский, Пётр Ильич", "Pjotr Tschaikowski", "ru")
    assert found.reasons[0].startswith("Pjotr ~ Пётр: ")
    assert "Ильич: a patronymic, in one of them only" in found.reasons
    assert "in another order" in found.reasons


def test_nothing_is_nobody() -> None:
    assert same_name("", "Иван").score == same_name("…", "").score == 0
    assert name_keys("") == ()
    with pytest.raises(UnknownChoice):
        same_name("a", "b", "de")
    with pytest.raises(UnknownChoice):
        variants("a", "de")
