"""`translit check --column`: every cell is a text of its own, and is told by its row, whatever the file."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pyarrow
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from translit.cli.app import app

BAD = "срещ\N{LATIN SMALL LETTER A}"
COMMENTS = ["Добре", None, "", f"Утре има {BAD}.", "Ок"] * 3
WRONG = [3, 8, 13]


def run(*arguments: str, words: bytes = b"") -> Result:
    return CliRunner().invoke(app, ["check", *arguments], input=words)


def told(result: Result) -> list[tuple[int, str, str, int]]:
    found = [json.loads(line) for line in result.stdout.splitlines()]
    return [(each["row"], each["field"], each["text"], each["start"]) for each in found]


def as_csv(separator: str) -> bytes:
    rows = [f"{n}{separator}{text or ''}{separator}x" for n, text in enumerate(COMMENTS)]
    return "\r\n".join(["\ufeff" + separator.join(["n", "текст", "друго"]), *rows, ""]).encode()


def as_lines() -> bytes:
    return "\n".join(
        json.dumps({"n": n, "текст": text}, ensure_ascii=False) for n, text in enumerate(COMMENTS)
    ).encode()


def write(path: Path) -> Path:
    table = pyarrow.table({"n": range(len(COMMENTS)), "текст": COMMENTS})
    if path.suffix == ".parquet":
        parquet.write_table(table, path, row_group_size=4)
    elif path.suffix == ".arrow":
        coded = table.set_column(1, "текст", table["текст"].dictionary_encode())
        with pyarrow.ipc.new_file(path, coded.schema) as writer:
            writer.write_table(coded, max_chunksize=4)
    elif path.suffix == ".gz":
        path.write_bytes(gzip.compress(as_lines()))
    elif path.suffix == ".json":
        path.write_text(json.dumps([{"текст": text} for text in COMMENTS], indent=1), encoding="utf-8")
    else:
        path.write_bytes({".csv": as_csv(";"), ".tsv": as_csv("\t"), ".jsonl": as_lines()}[path.suffix])
    return path


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.jsonl", "a.jsonl.gz", "a.json", "a.parquet", "a.arrow"])
def test_rows_of_every_kind_of_file(name: str, tmp_path: Path) -> None:
    path = str(write(tmp_path / name))
    result = run("--column", "текст", "--json", path)
    assert (result.exit_code, told(result)) == (1, [(row, "текст", BAD, 9) for row in WRONG])
    first = run("--column", "текст", path).stdout.splitlines()[0]
    line = {".csv": ":5", ".tsv": ":5", ".jsonl": ":4", ".gz": ":4"}.get(Path(name).suffix, "")
    assert first.startswith(f"{path}{line}: row 3, текст: error: mixed_script_confusable: ")
    missing = run("--column", "няма", path)
    assert missing.exit_code == 2 and f"{path} has no column 'няма': expected one of " in missing.stderr
    assert run("--column", "текст", "--fail-on", "never", path).exit_code == 0


@pytest.mark.parametrize("content", [as_csv(","), as_lines()])
def test_what_comes_through_a_pipe_is_told_by_its_first_sign(content: bytes) -> None:
    assert [row for row, *_ in told(run("--column", "текст", "--json", words=content))] == WRONG


def test_cells_of_several_lines_quotes_and_empty_lines() -> None:
    rows = f'"a\n""б""",в\r\n"добре\nутре\n",{BAD}\r\n\r\n"{BAD}\nутре ""тук""",ок\r\nсама\r\n'
    result = run("--column", 'a\n"б"', "--column", "в", words=rows.encode())
    assert [line.partition(": row ")[::2][0] for line in result.stdout.splitlines()] == ["<stdin>:3", "<stdin>:7"]
    assert ": row 0, в: " in result.stdout and ': row 1, a "б": ' in result.stdout


def test_each_cell_is_a_text_of_its_own(tmp_path: Path) -> None:
    """Who shouts is told among others who do not, which are most of the file."""
    calm = "това е напълно спокоен коментар без никакви викове и грешки\n"
    path = tmp_path / "a.csv"
    path.write_text(f"текст\nВИКАМ МНОГО СИЛНО ТУК\n{calm * 3}", encoding="utf-8")
    options = ("--policy", "comment", "--json", str(path))
    assert run(*options).stdout == ""
    assert [json.loads(line)["code"] for line in run("--column", "текст", *options).stdout.splitlines()] == ["all_caps"]


def test_nested_keys_and_lists_are_of_their_row() -> None:
    rows = f'{{"a": {{"t": ["ок", "{BAD}"]}}, "t": 1}}\n\n{{"t": "{BAD}"}}\n'
    result = run("--column", "t", "--json", words=rows.encode())
    assert [(json.loads(line)["line"], json.loads(line)["row"]) for line in result.stdout.splitlines()] == [
        (1, 0),
        (3, 1),
    ]


def test_more_jobs_find_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("t\n" + "\n".join(["добре"] * 5000 + [BAD] + ["добре"] * 5000), encoding="utf-8")
    results = [run("--column", "t", "--json", "-j", jobs, str(path)) for jobs in ("1", "2")]
    assert told(results[0]) == told(results[1]) == [(5000, "t", BAD, 0)]


@pytest.mark.parametrize(
    ("options", "content", "status", "message"),
    [
        (("--format", "sarif"), b"t\n", 2, "--format sarif tells lines of files, not rows"),
        (("--since", "HEAD"), b"t\n", 2, "--since cannot be asked for with it"),
        ((), b't\n"a', 1, "<stdin>:2: is no table: unexpected end of data"),
        ((), b't\n"a"b\n', 1, "<stdin>:2: is no table: "),
        ((), b'{"t": 1}\n{"t": \n', 1, "<stdin>:2: is no JSON"),
        ((), b'{"t": \n', 1, "<stdin>: is no JSON: "),
        ((), "t\nд\n".encode() + "среща утре".encode("cp1251"), 1, "<stdin>:3: not UTF-8"),
        ((), b"", 2, "<stdin> has no column 't'"),
    ],
)
def test_what_cannot_be_done_is_said(options: tuple[str, ...], content: bytes, status: int, message: str) -> None:
    result = run("--column", "t", *options, words=content)
    assert result.exit_code == status and message in result.stderr


def test_files_that_are_no_tables(tmp_path: Path) -> None:
    numbers = tmp_path / "n.parquet"
    parquet.write_table(pyarrow.table({"t": [1]}), numbers)
    result = run("--column", "t", str(numbers))
    assert result.exit_code == 2 and "column 't': expected texts, not int64" in result.stderr
    (tmp_path / "a.html").write_text("<p>щ</p>")
    result = run("--column", "t", str(tmp_path / "a.html"))
    assert result.exit_code == 2 and "looks into CSV, JSON, Parquet and Arrow" in result.stderr
    assert run("--column", "t", str(tmp_path / "none.csv")).exit_code == 1
