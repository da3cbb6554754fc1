"""The public face: the names, what they promise, and that importing costs nothing."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys

import pytest

import translit


def test_every_public_name_is_there_and_documented() -> None:
    for name in translit.__all__:
        value = getattr(translit, name)
        if inspect.isclass(value) or inspect.isfunction(value):
            assert value.__doc__, name
    assert dir(translit) == translit.__all__


def test_unknown_names_are_attribute_errors() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'translate'"):
        _ = translit.translate


@pytest.mark.parametrize("name", ["Table", "Rule", "Sample", "Match", "Edit", "Change", "Candidate"])
def test_values_are_frozen_and_slotted(name: str) -> None:
    value = getattr(translit, name)
    assert dataclasses.is_dataclass(value)
    assert vars(value)["__dataclass_params__"].frozen
    assert hasattr(value, "__slots__")


def test_import_is_light() -> None:
    script = "import sys; before = set(sys.modules); import translit; print(*(set(sys.modules) - before))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    loaded = set(result.stdout.split())
    assert {name for name in loaded if name.startswith("translit")} == {"translit"}
    assert loaded.isdisjoint({"tomllib", "dataclasses", "re", "click", "importlib_resources"})


@pytest.mark.parametrize("errors", ["TableNotFound", "TableError", "UnmappedCharacter", "UnknownScript"])
def test_errors_have_one_root(errors: str) -> None:
    assert issubclass(getattr(translit, errors), translit.TranslitError)


def test_strict_says_where() -> None:
    with pytest.raises(translit.UnmappedCharacter, match="position 6") as caught:
        translit.transliterate("Добре ы", "bg-streamlined-2009", errors="strict")
    assert (caught.value.start, caught.value.end, caught.value.text[6:7]) == (6, 7, "ы")


def test_lone_surrogates_survive() -> None:
    assert translit.transliterate("ж\ud800ж\udfff", "bg-streamlined-2009") == "zh\ud800zh\udfff"


@pytest.mark.parametrize("key", ["", "ab"])
def test_a_key_is_one_character(key: str) -> None:
    with pytest.raises(ValueError, match="expected one character a key"):
        translit.InputEngine("bg-translit").feed(key)


def test_unknown_levels_and_keys_are_told() -> None:
    engine = translit.InputEngine("ru-jcuken")
    with pytest.raises(ValueError, match="has nothing on key 'a', level 'hyper'"):
        engine.feed("a", "hyper")


def test_commit_and_reset_start_afresh() -> None:
    engine = translit.InputEngine("bg-translit")
    engine.feed("s")
    assert engine.preedit == "с"
    assert engine.commit() == "с"
    assert engine.feed("h") == translit.Edit(0, "х")
    engine.reset()
    assert engine.backspace() is None
