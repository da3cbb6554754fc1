"""Lucene itself reads the synonym files and the ICU rules, and finds rows by them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.oracles.missing import listed_packages
from tests.places import ROOT
from tests.search.lucene import PACKAGES, search
from translit import compile_table, transliterate, variants
from translit.interchange import icu
from translit.search.synonyms import solr_synonyms

pytestmark = [pytest.mark.slow, pytest.mark.oracle]

WORDS = ["Щастие", "Юлия", "Жълт цвят", "Пушкин", "Обич-безгранична"]
ROWS = ["Малко щастие", "Юлия Щерева, София", "жълт цвят", "Александър Пушкин", "обич безгранична"]


def run(*options: str, words: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "translit", "variants", *options]
    return subprocess.run(command, input=words, capture_output=True, encoding="utf-8")


def test_the_packages_are_listed() -> None:
    assert set(PACKAGES.values()) <= set(listed_packages(ROOT))


def test_every_spelling_finds_its_row() -> None:
    made = run("--to", "solr", words="\n".join(WORDS) + "\n")
    assert made.stdout.splitlines() == [solr_synonyms(word) for word in WORDS]
    asked = [(row, spelled.text) for row, word in enumerate(WORDS) for spelled in variants(word)]
    asked += [(row, word.upper()) for row, word in enumerate(WORDS)]
    # Words of one, and signs in words that a tokenizer takes away, are what the rows of a synonym file cannot have.
    asked = [(row, text) for row, text in asked if not set("`'’ʹʺ\"") & set(text)]
    assert len(asked) > 40
    found = search("synonyms", made.stdout, ROWS, [text for _, text in asked] + ["любов"])
    assert found == [*({row} for row, _ in asked), set()]


def test_exported_rules_are_a_filter() -> None:
    rules = icu.export(compile_table("bg-streamlined-2009"))
    queries = [transliterate(row, "bg-streamlined-2009") for row in ROWS]
    assert search("icu", rules, ROWS, [*queries, "lyubov"]) == [*({n} for n in range(len(ROWS))), set()]


def test_what_is_no_word_has_no_synonyms() -> None:
    assert solr_synonyms(" , => ") == ""
    assert solr_synonyms("Ад, => рай").startswith("ад рай, ad ray, ")
    assert run("--to", "solr", "--schemes").returncode == 2
