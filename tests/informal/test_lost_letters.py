"""Letters that were left out come back, and nothing else is touched."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from translit import UnknownChoice, restore
from translit.cli.app import app
from translit.informal.lost_letters import restorable

RESTORED = [
    ("ru", "Самолет ЕЩЕ не взлетел. Ее ребенок поет", "Самолёт ЕЩЁ не взлетел. Её ребёнок поёт"),
    ("ru", "Пойдем, Артем: зеленый чай, Березка", "Пойдём, Артём: зелёный чай, Берёзка"),
    ("uk", "Пять обєктів, память і здоровя", "П'ять об'єктів, пам'ять і здоров'я"),
    ("uk", "ґрунт: грунт; ПЯТЬ", "ґрунт: ґрунт; П'ЯТЬ"),
    ("uk", "пам’ять, пять", "пам’ять, п’ять"),
    ("be", "пяць абектаў, сямя", "пяць аб'ектаў, сям'я"),
    ("bg", "Казах да и кажа. Майка и. Ще и дам", "Казах да ѝ кажа. Майка ѝ. Ще ѝ дам"),
    ("sr", "Necu doci, imam drugi posao. Djordje je kuci", "Neću doći, imam drugi posao. Đorđe je kući"),
    ("sr", "SRECAN ROĐENDAN, sta radis veceras?", "SREĆAN ROĐENDAN, šta radiš večeras?"),
]
LEFT = [
    ("ru", "Все узнает небо, осел и чем; ёлка, English, Ё"),
    ("uk", "грати, свято, морквяний, гніт, п'ять, обʼєкт, ґанок"),
    ("bg", "Майка и баща. И той. Това и онова, и още."),
    ("sr", "Kuća, jedan, odjednom; здраво, necu"),
    ("sr", "https://example.com/necu Microsoft Windows"),
]


@pytest.mark.parametrize(("language", "bare", "whole"), RESTORED)
def test_lost_letters_come_back(language: str, bare: str, whole: str) -> None:
    assert restore(bare, language) == whole
    assert restore(whole, language) == whole


@pytest.mark.parametrize(("language", "text"), LEFT)
def test_what_may_be_meant_as_it_stands_is_left(language: str, text: str) -> None:
    assert restore(text, language) == text


@pytest.mark.parametrize("language", restorable())
@examples(30)
@given(text=st.text("abcsz ČčđЁёеЕииѝгҐ'’япʼ.\n1&#", max_size=30))
def test_nothing_else_changes(language: str, text: str) -> None:
    """Take the letters out again, and the text is what it was."""
    bare = str.maketrans({"ё": "е", "Ё": "Е", "ѝ": "и", "ґ": "г", "Ґ": "Г", "'": "", "’": ""})
    bare |= str.maketrans({"š": "s", "č": "c", "ć": "c", "ž": "z"})
    bare |= str.maketrans({"Š": "S", "Č": "C", "Ć": "C", "Ž": "Z", "đ": "dj", "Đ": "Dj"})
    assert restore(text, language).translate(bare).lower() == text.translate(bare).lower()


def test_the_command_is_a_filter() -> None:
    found = CliRunner().invoke(app, ["restore", "--language", "sr"], input=b"necu\r\ndoci\n\nkuci")
    assert (found.exit_code, found.stdout_bytes) == (0, "neću\r\ndoći\n\nkući".encode())


def test_another_language_is_refused() -> None:
    with pytest.raises(UnknownChoice, match="expected one of be, bg, ru, sr, uk"):
        restore("a", "de")
