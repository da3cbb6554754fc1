"""The schemes against independent programs; each deliberate difference is data with a reason."""

from __future__ import annotations

import sys
import tomllib

import pytest

from tests import places
from tests.oracles.missing import OracleMissing, PythonOracleMissing, listed_packages
from tests.oracles.spelling import ORACLES, PERL_PACKAGE, cyrtranslit, interscript, lingua_translit
from tests.places import ROOT
from translit import transliterate

pytestmark = pytest.mark.oracle

CASES = tomllib.loads((places.CASES / "schemes.toml").read_text(encoding="utf-8"))
#: Each language's words, each once.
WORDS = {language: tuple(dict.fromkeys(CASES[language]["text"].split())) for _, (language, _) in ORACLES.items()}


@pytest.mark.parametrize("name", ORACLES)
def test_scheme(name: str) -> None:
    language, ask = ORACLES[name]
    words = WORDS[language]
    ours = [transliterate(word, CASES[language]["table"]) for word in words]
    theirs = ask(words)
    found = {word: [us, them] for word, us, them in zip(words, ours, theirs, strict=True) if us != them}
    declared = [
        (word, spellings)
        for difference in CASES["difference"]
        if difference["oracle"] == name and difference["reason"]
        for word, *spellings in difference["words"]
    ]
    assert found == dict(declared)
    assert len(found) == len(declared)


def test_every_difference_is_of_an_oracle() -> None:
    assert {difference["oracle"] for difference in CASES["difference"]} <= set(ORACLES)


@pytest.mark.parametrize(("language", "fewest"), [("bulgarian", 250), ("ukrainian", 130), ("serbian", 120)])
def test_the_lists_are_long_enough_to_tell(language: str, fewest: int) -> None:
    assert len(WORDS[language]) >= fewest


# What the table says it can't: a Roman numeral, and seams that it doesn't list.
SERBIAN_GAPS = {"II", "оджалити", "поджанр"}


@pytest.mark.parametrize("word", [word for word in WORDS["serbian"] if word not in SERBIAN_GAPS])
def test_serbian_comes_back(word: str) -> None:
    latin = transliterate(word, "sr-latin")
    assert transliterate(latin, "sr-latin", reverse=True) == word


def test_no_python_library(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("cyrtranslit", "interscript"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(PythonOracleMissing, match="pip install cyrtranslit "):
        cyrtranslit(["а"])
    with pytest.raises(PythonOracleMissing, match="pip install interscript "):
        interscript("bgna-bul-Cyrl-Latn-2009", ["а"])


def test_no_perl_module(monkeypatch: pytest.MonkeyPatch) -> None:
    assert PERL_PACKAGE in listed_packages(ROOT)
    monkeypatch.setattr("tests.oracles.spelling._PERL", "exit 2")
    with pytest.raises(OracleMissing, match=f"apt-get install {PERL_PACKAGE} "):
        lingua_translit("ISO 9", ["а"])
