"""Every message language says everything, in all its plural forms, and what gettext reads is what its source says."""

from __future__ import annotations

import ast
import re
from functools import cache

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.places import PACKAGE
from translit.checking import languages
from translit.checking.language import load_language
from translit.checking.required_script import SCRIPT_NAMES
from translit.resources import _catalogues, catalogue, message_languages

#: The marks of a text to be translated, by whether its context is given first.
MARKS = {"N_": False, "P_": True}
LANGUAGES = [language for language in message_languages() if language != "en"]
_PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@cache
def marked() -> set[tuple[str | None, str | tuple[str, ...]]]:
    """Return every text that the code marks, with its context, and the names that texts name.

    A text with a plural is both of its texts.
    """
    names = [*SCRIPT_NAMES.values(), *(load_language(code).name for code in languages())]
    found: set[tuple[str | None, str | tuple[str, ...]]] = {(None, name) for name in names}
    for path in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS:
                texts = [ast.literal_eval(argument) for argument in call.args]
                context = texts.pop(0) if MARKS[call.func.id] else None
                found.add((context, texts[0] if len(texts) == 1 else tuple(texts)))
    return found


def read(language: str) -> Catalog:
    with (PACKAGE / "locale" / language / "LC_MESSAGES" / "translit.po").open("rb") as source:
        return read_po(source, abort_invalid=True)


def test_a_name_that_anybody_may_send_is_not_kept() -> None:
    for name in ("qaa", "../../bg", "x" * 100_000, "\0"):
        assert catalogue(name) is catalogue("en")
    assert set(_catalogues) <= {*message_languages()}


def test_there_are_catalogues_and_marks() -> None:
    assert "bg" in LANGUAGES
    assert ("switch", "Off") in marked() and len(marked()) > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_is_complete_and_has_nothing_else(language: str) -> None:
    source = read(language)
    assert str(source.locale) == language
    texts = [message for message in source if message.id]
    assert {(message.context, message.id) for message in texts} == marked()
    assert not source.obsolete and not [message.id for message in texts if message.fuzzy]
    for message in texts:
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        assert all(forms) and len(forms) == (1 if isinstance(message.id, str) else source.num_plurals), message.id
        wanted = set(_PLACE.findall(message.id if isinstance(message.id, str) else message.id[1]))
        for form in forms:
            assert set(_PLACE.findall(form)) == wanted, message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_the_source_says(language: str) -> None:
    compiled = catalogue(language)
    advice = "compile it again: python hatch_build.py"
    source = read(language)
    for message in source:
        if not message.id:
            continue
        context = message.context or ""
        if isinstance(message.id, str):
            said = compiled.pgettext(context, message.id) if context else compiled.gettext(message.id)
            assert said == message.string, advice
            continue
        one, several = message.id
        said_forms = {
            compiled.npgettext(context, one, several, n) if context else compiled.ngettext(one, several, n)
            for n in range(200)
        }
        assert said_forms == set(message.string), advice
    assert len(source) > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_are_those_of_the_language(language: str) -> None:
    """Compare the rule with that of the Unicode locale data, by whose categories numbers go together."""
    source, compiled = read(language), catalogue(language)
    assert source.locale
    one, several = next(message.id for message in source if not isinstance(message.id, str))
    context = next(message.context for message in source if not isinstance(message.id, str)) or ""
    forms: dict[str, set[str]] = {}
    for n in range(1, 200):
        said = compiled.npgettext(context, one, several, n) if context else compiled.ngettext(one, several, n)
        forms.setdefault(source.locale.plural_form(n), set()).add(said)
    assert all(len(said) == 1 for said in forms.values()), forms
    assert len(set.union(*forms.values())) == min(len(forms), source.num_plurals)
