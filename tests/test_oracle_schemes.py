"""The schemes against independent programs; each deliberate difference is data with a reason."""

from __future__ import annotations

import re
import subprocess

import cyrtranslit  # type: ignore[import-untyped]
import pytest
import translitua
from transliteration_ua import transliterate_ua  # type: ignore[import-untyped]

from tests.oracles.missing import OracleMissing, program
from translit import compile_table, transliterate

UKRAINIAN = [
    re.sub("[\"',{}]", "", word)
    for sample in compile_table("uk-kmu-2010").table.samples
    if not sample.reverse and re.fullmatch("[А-ЩЬЮЯЄІЇҐа-щьюяєіїґ' ]+", sample.source)
    for word in sample.source.split()
    if not word.isupper() and "'" not in word
]
BULGARIAN = """Здравейте приятели този текст говори за щастие и за хляб във всеки град край морето
Щастливият човек пътува с влак към Пловдив Жеравна Цариброд Чепеларе Шумен Ямбол Юндола
синьо шофьор район майор ъгъл вълк джоб дзифт изход схема отсечка любов кюфте"""
SERBIAN = """Љубав њива џеп шума чаша ћуп ђак жаба Београд коњ поље Његош књига учитељ недеља"""


@pytest.mark.parametrize("word", UKRAINIAN)
def test_ukrainian(word: str) -> None:
    ours = transliterate(word, "uk-kmu-2010")
    assert ours == translitua.translit(word, translitua.UkrainianKMU)
    assert ours == transliterate_ua(word)


def test_bulgarian_as_perl_reads_the_rules_of_2006() -> None:
    # The rules of 2006 have no -ия, so no such word is in the list. Its own command has our command's name.
    script = 'my $t = Lingua::Translit->new("Streamlined System BUL"); while (<>) { print $t->translit($_) }'
    command = [program("perl", "perl"), "-CS", "-MLingua::Translit", "-e", script]
    text = BULGARIAN
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=30)
    if done.returncode:
        raise OracleMissing("Lingua::Translit", "liblingua-translit-perl")
    assert done.stdout.split() == transliterate(text, "bg-streamlined-2009").split()


@pytest.mark.parametrize("word", SERBIAN.split())
def test_serbian(word: str) -> None:
    assert transliterate(word, "sr-latin") == cyrtranslit.to_latin(word, "sr")
    assert transliterate(transliterate(word, "sr-latin"), "sr-latin", reverse=True) == word
