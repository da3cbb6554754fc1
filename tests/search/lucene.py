"""Lucene itself, in a Java of its own, for tests and benchmarks."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.oracles.missing import OracleMissing, program

PACKAGES = {"lucene-core.jar": "liblucene8-java", "icu4j.jar": "libicu4j-java"}
JARS = Path("/usr/share/java")


def jars() -> list[Path]:
    found = [*JARS.glob("lucene-core-8*.jar"), *JARS.glob("lucene-analyzers-common-8*.jar")]
    found += JARS.glob("lucene-analyzers-icu-8*.jar")
    if len(found) < 3:
        raise OracleMissing("Lucene", PACKAGES["lucene-core.jar"])
    if not (JARS / "icu4j.jar").exists():
        raise OracleMissing("icu4j.jar", PACKAGES["icu4j.jar"])
    return [*found, JARS / "icu4j.jar"]


def search(kind: str, content: str, rows: list[str], queries: list[str]) -> list[set[int]]:
    """Return which rows each query finds, ten at most."""
    lines = [f"row\t{row}" for row in rows] + [f"query\t{query}" for query in queries]
    return [set(map(int, line.split())) for line in ask(kind, lines, content)]


def words(kind: str, texts: Iterable[str]) -> list[str]:
    """Return the words of each text, as they are looked up."""
    return ask(kind, [f"words\t{text}" for text in texts])


def ask(kind: str, lines: list[str], content: str = "") -> list[str]:
    """Return what an analyzer of one kind, made of a file, answers to lines."""
    java = program("java", "openjdk-17-jre-headless")
    command = [java, "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-cp", ":".join(map(str, jars()))]
    with TemporaryDirectory() as folder:
        file = Path(folder, "read")
        file.write_text(content, encoding="utf-8")
        command += [str(Path(__file__).with_name("Engine.java")), str(file), kind]
        done = subprocess.run(command, input="\n".join(lines) + "\n", capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]
