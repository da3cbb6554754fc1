"""Lucene itself reads the synonym files and the ICU rules, and finds rows by them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.oracles.missing import OracleMissing, listed_packages, program
from tests.places import ROOT
from translit import compile_table, transliterate, variants
from translit.interchange import icu
from translit.search.synonyms import solr_synonyms

pytestmark = [pytest.mark.slow, pytest.mark.oracle]

PACKAGES = {"lucene-core.jar": "liblucene8-java", "icu4j.jar": "libicu4j-java"}
JARS = Path("/usr/share/java")
WORDS = ["Щастие", "Юлия", "Жълт цвят", "Пушкин", "Обич-безгранична"]
ROWS = ["Малко щастие", "Юлия Щерева, София", "жълт цвят", "Александър Пушкин", "обич безгранична"]


def jars() -> list[Path]:
    found = [*JARS.glob("lucene-core-8*.jar"), *JARS.glob("lucene-analyzers-common-8*.jar")]
    found += JARS.glob("lucene-analyzers-icu-8*.jar")
    if len(found) < 3:
        raise OracleMissing("Lucene", PACKAGES["lucene-core.jar"])
    if not (JARS / "icu4j.jar").exists():
        raise OracleMissing("icu4j.jar", PACKAGES["icu4j.jar"])
    return [*found, JARS / "icu4j.jar"]


def run(*options: str, words: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "translit", "variants", *options]
    return subprocess.run(command, input=words, capture_output=True, encoding="utf-8")


def search(tmp_path: Path, kind: str, content: str, rows: list[str], queries: list[str]) -> list[set[int]]:
    (tmp_path / "read").write_text(content, encoding="utf-8")
    java = program("java", "openjdk-17-jre-headless")
    command = [java, "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-cp", ":".join(map(str, jars()))]
    command += [str(Path(__file__).with_name("Engine.java")), str(tmp_path / "read"), kind]
    lines = [f"row\t{row}" for row in rows] + [f"query\t{query}" for query in queries]
    done = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return [set(map(int, line.split())) for line in done.stdout.splitlines()]


def test_the_packages_are_listed() -> None:
    assert set(PACKAGES.values()) <= set(listed_packages(ROOT))


def test_every_spelling_finds_its_row(tmp_path: Path) -> None:
    made = run("--to", "solr", words="\n".join(WORDS) + "\n")
    assert made.stdout.splitlines() == [solr_synonyms(word) for word in WORDS]
    asked = [(row, spelled.text) for row, word in enumerate(WORDS) for spelled in variants(word)]
    asked += [(row, word.upper()) for row, word in enumerate(WORDS)]
    # Words of one, and signs in words that a tokenizer takes away, are what the rows of a synonym file cannot have.
    asked = [(row, text) for row, text in asked if not set("`'’ʹʺ\"") & set(text)]
    assert len(asked) > 40
    found = search(tmp_path, "synonyms", made.stdout, ROWS, [text for _, text in asked] + ["любов"])
    assert found == [*({row} for row, _ in asked), set()]


def test_exported_rules_are_a_filter(tmp_path: Path) -> None:
    rules = icu.export(compile_table("bg-streamlined-2009"))
    queries = [transliterate(row, "bg-streamlined-2009") for row in ROWS]
    assert search(tmp_path, "icu", rules, ROWS, [*queries, "lyubov"]) == [*({n} for n in range(len(ROWS))), set()]


def test_what_is_no_word_has_no_synonyms() -> None:
    assert solr_synonyms(" , => ") == ""
    assert solr_synonyms("Ад, => рай").startswith("ад рай, ad ray, ")
    assert run("--to", "solr", "--schemes").returncode == 2
