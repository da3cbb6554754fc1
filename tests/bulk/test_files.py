"""Files with columns are written again as they were, but for the columns that are converted."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from translit import FileProblem, UnmappedCharacter, compile_table, transliterate
from translit.bulk.files import convert_columns
from translit.errors import Misused

LAW = compile_table("bg-streamlined-2009")
NAMES = ["Щерев", None, "", "Юлия"] * 25
TABLE = pyarrow.table(
    {"n": range(100), "име": NAMES, "вид": pyarrow.array(["щ", "sht"] * 50).dictionary_encode(), "друго": NAMES}
)


@pytest.fixture(params=["parquet", "arrow"])
def source(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"in.{request.param}"
    if request.param == "parquet":
        parquet.write_table(TABLE, path, row_group_size=30, compression="zstd")
    else:
        with pyarrow.ipc.new_file(path, TABLE.schema) as writer:
            writer.write_table(TABLE, max_chunksize=30)
    return path


def read(path: Any) -> Any:
    return parquet.read_table(path) if path.suffix == ".parquet" else pyarrow.ipc.open_file(path).read_all()


def test_a_file_keeps_all_else(source: Path, tmp_path: Path) -> None:
    out, told = tmp_path / f"out{source.suffix}", list[int]()
    with out.open("wb") as target:
        assert convert_columns(str(source), target, LAW, ["име"], jobs=2, progress=told.append) == 100
    assert told == [30, 60, 90, 100]
    found = read(out)
    assert found.schema == TABLE.schema
    assert found["име"].to_pylist() == [None if name is None else LAW.transliterate(name) for name in NAMES]
    assert found.drop_columns(["име"]).equals(TABLE.drop_columns(["име"]))
    if source.suffix == ".parquet":
        assert parquet.ParquetFile(out).metadata.num_row_groups == 4
        assert parquet.ParquetFile(out).metadata.row_group(0).column(0).compression == "ZSTD"


def test_two_columns(source: Path, tmp_path: Path) -> None:
    out = tmp_path / f"out{source.suffix}"
    with out.open("wb") as target:
        convert_columns(str(source), target, LAW, ["вид", "друго"])
    assert set(read(out)["вид"].to_pylist()) == {"sht"}
    assert read(out)["друго"].to_pylist()[:4] == ["Shterev", None, "", "Yulia"]


def test_strict_tells_the_row_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "in.parquet"
    parquet.write_table(pyarrow.table({"t": ["щ"] * 70 + ["вы", "щ"]}), path, row_group_size=20)
    with pytest.raises(UnmappedCharacter, match="row 70: ") as caught:
        convert_columns(str(path), io.BytesIO(), LAW, ["t"], errors="strict")
    assert caught.value.row == 70


def test_what_cannot_be_done_is_told(source: Path, tmp_path: Path) -> None:
    with pytest.raises(Misused, match="no column 'x': expected one of n, име, вид, друго"):
        convert_columns(str(source), io.BytesIO(), LAW, ["x"])
    with pytest.raises(Misused, match="column 'n': expected an Arrow array of texts"):
        convert_columns(str(source), io.BytesIO(), LAW, ["n"])
    broken = tmp_path / "broken"
    for content, message in ((b"n,t\n", "neither a Parquet nor an Arrow file"), (b"PAR1", "cannot read")):
        broken.write_bytes(content)
        with pytest.raises(FileProblem, match=message):
            convert_columns(str(broken), io.BytesIO(), LAW, ["t"])
    with pytest.raises(FileProblem, match="no such file"):
        convert_columns(str(tmp_path / "none"), io.BytesIO(), LAW, ["t"])


def run(*arguments: object) -> Any:
    command = [sys.executable, "-m", "translit", "convert", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True)


def test_the_command(source: Path, tmp_path: Path) -> None:
    out = tmp_path / f"out{source.suffix}"
    result = run("bg-law", source, "--column", "име", "--column", "друго", "-o", out, "-j", 2)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    wanted = [None if name is None else transliterate(name, "bg-streamlined-2009") for name in NAMES]
    assert read(out)["име"].to_pylist() == read(out)["друго"].to_pylist() == wanted


def test_the_command_leaves_nothing_half_done(tmp_path: Path) -> None:
    path, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    parquet.write_table(pyarrow.table({"t": ["щ"] * 30 + ["вы"]}), path, row_group_size=20)
    result = run("bg-law", path, "--column", "t", "-o", out, "--errors", "strict")
    assert result.returncode == 1
    assert "row 30: bg-streamlined-2009 has no rule for 'ы'" in result.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["in.parquet"]


def test_the_command_needs_one_file_and_a_place_for_the_other(source: Path) -> None:
    for arguments in ((source,), ("-o", "x"), (source, source, "-o", "x"), (source, "--in-place")):
        result = run("bg-law", *arguments, "--column", "име")
        assert result.returncode == 2
        assert "--column" in result.stderr


#: So many bytes of memory, of which the libraries alone take two thirds.
LIMIT = 300_000_000
LIMITED = f"""
import os, resource, sys
os.environ["OMP_NUM_THREADS"] = "2"  # The stacks of many threads of pyarrow would count.
resource.setrlimit(resource.RLIMIT_DATA, ({LIMIT}, {LIMIT}))
"""


@pytest.mark.slow
def test_a_file_larger_than_memory_allows(tmp_path: Path) -> None:
    path, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    rows = pyarrow.table(
        {"t": [f"Щастие и вълна {n}, дълга дума, по-дълга от дванадесет знака" for n in range(20_000)]}
    )
    with parquet.ParquetWriter(path, rows.schema, compression="zstd", use_dictionary=False) as writer:
        groups = LIMIT * 2 // rows.nbytes
        for _ in range(groups):
            writer.write_table(rows)
    # Threads that get no memory wait for ever in pyarrow, so what shows that the limit is one has none.
    read = f"from pyarrow import parquet; parquet.ParquetFile({str(path)!r}).read(use_threads=False)"
    whole = subprocess.run([sys.executable, "-c", LIMITED + read], capture_output=True, text=True, timeout=100)
    assert whole.returncode != 0 and "alloc" in whole.stderr
    arguments = ["translit", "convert", "bg-law", str(path), "--column", "t", "-o", str(out)]
    by_groups = f"{LIMITED}sys.argv = {arguments!r}; from translit.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", by_groups], capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    file = parquet.ParquetFile(out)
    assert file.metadata.num_rows == groups * len(rows)
    assert file.read_row_group(groups - 1)["t"][7].as_py() == LAW.transliterate(rows["t"][7].as_py())
