"""`translit fold` and `translit variants`: one line of each line."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from translit import fold, query_variants, variants
from translit.cli.app import app


def run(arguments: list[str], text: bytes = b"") -> Result:
    return CliRunner().invoke(app, arguments, input=text)


def test_fold_writes_one_key_a_line_and_keeps_line_ends() -> None:
    result = run(["fold"], "Щастие\r\n\n6tastie".encode())
    assert (result.exit_code, result.stdout_bytes) == (0, b"stastje\r\n\nstastje")


def test_fold_takes_a_language_a_level_and_brands() -> None:
    assert run(["fold", "--language", "ru"], "Щука\n".encode()).output == f"{fold('Щука', 'ru')}\n"
    assert run(["fold", "--strict"], "Щука\n".encode()).output == f"{fold('Щука', level='strict')}\n"
    assert run(["fold", "--keep-brands"], b"LG\n").output == "ylg\n"
    assert run(["fold", "--queries"], b"ofcnbt\n").output == "\t".join(query_variants("ofcnbt")) + "\n"
    assert run(["fold", "--language", "de"], b"").exit_code == 2


def test_fold_reads_files_and_names_one_it_cannot_read(tmp_path: Path) -> None:
    (tmp_path / "titles.txt").write_text("Щастие\n", "utf-8")
    result = run(["fold", str(tmp_path / "titles.txt"), str(tmp_path / "none.txt")])
    assert result.exit_code == 1
    assert result.stdout == "stastje\n" and "none.txt" in result.stderr


def test_lines_longer_than_a_chunk_and_bytes_that_are_no_text() -> None:
    word = "щастие ".encode() * 60_000
    assert run(["fold"], word + b"\n" + word).stdout == "\n".join([" ".join(["stastje"] * 60_000)] * 2)
    assert run(["fold"], b"\xff6tastie\n").output == "stastje\n"


def test_variants_writes_spellings_with_their_schemes() -> None:
    result = run(["variants", "-n", "2"], "Юлия\n\nЩерева\n".encode())
    rows = [[found.text for found in variants(name)[:2]] for name in ("Юлия", "Щерева")]
    assert result.output.split("\n") == ["\t".join(rows[0]), "", "\t".join(rows[1]), ""]
    first = run(["variants", "--schemes"], "Юлия\n".encode()).output.split("\t")[0]
    assert first.startswith("Yulia (bg-streamlined-2009")
