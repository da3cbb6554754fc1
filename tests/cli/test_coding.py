"""Files in other encodings than UTF-8, and compressed ones: read, written, and nothing lost."""

from __future__ import annotations

import bz2
import gzip
import lzma
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard
from click.testing import CliRunner, Result

from tests.counting import bytes_of
from translit.cli.app import app
from translit.cli.coding import Coding
from translit.cli.compressed import ARCHIVES, compression
from translit.cli.filters import PACKED
from translit.detection.code_pages import CYRILLIC

TEXT = "Ще дойда утре следобед, ако не вали.\r\nДруг ред\n"
LATIN = "Shte doyda utre sledobed, ako ne vali.\r\nDrug red\n"
WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig")
OPENERS = {".gz": gzip, ".bz2": bz2, ".xz": lzma}


def run(*args: str, stdin: bytes = b"") -> Result:
    return CliRunner().invoke(app, list(args), input=stdin)


@pytest.mark.parametrize("encoding", [*CYRILLIC, *WIDE])
@pytest.mark.parametrize("how", ["named", "auto"])
def test_read(encoding: str, how: str, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode(encoding))
    result = run("convert", "bg-law", "--encoding", encoding if how == "named" else "auto", str(path))
    assert (result.exit_code, result.stdout_bytes.decode(), result.stderr) == (0, LATIN, "")


@pytest.mark.parametrize("encoding", [*CYRILLIC, *WIDE])
def test_written(encoding: str, tmp_path: Path) -> None:
    path, out = tmp_path / "a.txt", tmp_path / "b.txt"
    path.write_text(LATIN, "utf-8", newline="")
    assert run("convert", "bg-law", "-r", "--output-encoding", encoding, "-o", str(out), str(path)).exit_code == 0
    assert out.read_bytes().decode(encoding) == TEXT


@pytest.mark.parametrize("encoding", [*CYRILLIC, "utf-16", "utf-16-be", "utf-8-sig", "utf-8"])
def test_written_back_the_same(encoding: str, tmp_path: Path) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    path = tmp_path / "text.txt"
    path.write_bytes(mark + TEXT.encode(encoding))
    assert run("fix", "--in-place", "--encoding", "auto", "--output-encoding", "same", str(path)).exit_code == 0
    assert path.read_bytes() == mark + TEXT.encode(encoding)


def test_what_cannot_be_written_is_said_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text("добре\nда, \N{GREEK SMALL LETTER OMEGA}\n", "utf-8")
    before = path.read_bytes()
    result = run("fix", "--in-place", "--output-encoding", "cp1251", str(path))
    assert (result.exit_code, path.read_bytes()) == (1, before)
    assert result.stderr == f"translit: {path}:2:5: 'ω' (U+03C9) cannot be written in cp1251\n"


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(b"ok\n\x98\n")
    result = run("convert", "bg-law", "--in-place", "--encoding", "cp1251", str(path))
    assert (result.exit_code, path.read_bytes()) == (1, b"ok\n\x98\n")
    assert f"{path}:2: not cp1251: 0x98" in result.stderr


@pytest.mark.parametrize("command", [["convert", "bg-law"], ["check"], ["fix"], ["detect"]], ids=lambda c: c[0])
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "utf-16"])
def test_a_file_that_is_not_utf8_is_named(command: list[str], encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode(encoding))
    result = run(*command, str(path))
    assert f"looks like {encoding}: --encoding {encoding} reads it" in result.stderr


def test_a_stray_byte_says_nothing_of_an_encoding(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(TEXT.encode() + b"\xe9\n")
    assert "looks like" not in run("convert", "bg-law", str(path)).stderr


def test_an_unknown_encoding_is_misuse() -> None:
    result = run("convert", "bg-law", "--encoding", "koi8x")
    assert result.exit_code == 2
    assert "is no encoding. Did you mean 'koi8-u'?" in result.stderr


def test_check_and_detect_read_other_encodings(tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes("Утре имаме среща след обед".encode("cp1251"))
    assert run("check", "--encoding", "cp1251", str(path)).exit_code == 0
    assert "cyrillic bg" in run("detect", "--encoding", "auto", str(path)).stdout


def test_fix_encoding_is_a_flag_or_has_a_name(tmp_path: Path) -> None:
    wrong = "Àëèñà и РџСЂРёРІРµС‚\n"
    result = run("fix", "--encoding", "--explain", stdin=wrong.encode())
    assert result.stdout_bytes.decode() == "Алиса и Привет\n"
    assert "Àëèñà -> Алиса (cp1251 read as cp1252)" in result.stderr
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("cp1251"))
    for args in (["--encoding", "cp1251"], ["--encoding=cp1251"]):
        assert run("fix", *args, str(path)).stdout_bytes.decode() == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "cp866", "utf-8"])
def test_the_pieces_that_a_file_comes_in_never_show(encoding: str) -> None:
    content = (TEXT * 3).encode(encoding)
    for size in (1, 2, 3, 7):
        pieces = [content[at : at + size] for at in range(0, len(content), size)]
        assert b"".join(Coding("auto", None).decoded(pieces, "x")).decode() == TEXT * 3


def test_memory_is_flat() -> None:
    def read(encoding: str) -> int:
        chunks = (TEXT.encode("cp1251") * 20 for _ in range(4_000))
        return sum([len(chunk) for chunk in Coding(encoding, None).decoded(chunks, "x")])

    read("auto")
    assert bytes_of(read, "auto") < 1_000_000


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
def test_compressed_files(suffix: str, tmp_path: Path) -> None:
    path, out = tmp_path / f"text.txt{suffix}", tmp_path / f"out.txt{suffix}"
    packed = zstandard.compress(TEXT.encode()) if suffix == ".zst" else OPENERS[suffix].compress(TEXT.encode())
    path.write_bytes(packed)
    assert run("convert", "bg-law", str(path)).stdout_bytes.decode() == LATIN
    assert run("convert", "bg-law", "-o", str(out), str(path)).exit_code == 0
    assert run("convert", "bg-law", "--in-place", str(path)).exit_code == 0
    for written in (out, path):
        content = written.read_bytes()
        opened = zstandard.ZstdDecompressor().decompressobj().decompress(content) if suffix == ".zst" else None
        assert (opened or OPENERS[suffix].decompress(content)).decode() == LATIN


def test_gzip_itself_reads_what_is_written(tmp_path: Path) -> None:
    out = tmp_path / "out.gz"
    assert run("convert", "bg-law", "-o", str(out), stdin=TEXT.encode()).exit_code == 0
    assert subprocess.run(["gzip", "-dc", str(out)], capture_output=True, check=True).stdout.decode() == LATIN


def test_parts_put_together_are_all_read(tmp_path: Path) -> None:
    path = tmp_path / "text.gz"
    path.write_bytes(gzip.compress(TEXT.encode()) * 2)
    assert run("convert", "bg-law", str(path)).stdout_bytes.decode() == LATIN * 2


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".xz", ".zst"])
@pytest.mark.parametrize("fault", ["other", "cut"])
def test_a_damaged_file_is_left_as_it_is(suffix: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / f"text{suffix}"
    packed = zstandard.compress(TEXT.encode()) if suffix == ".zst" else OPENERS[suffix].compress(TEXT.encode())
    path.write_bytes(TEXT.encode() if fault == "other" else packed[:-9])
    before = path.read_bytes()
    result = run("convert", "bg-law", "--in-place", str(path))
    assert path.read_bytes() == before
    assert (result.exit_code, "is damaged" in result.stderr) == (1, True)


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tgz", "a.7z", "A.RAR"])
def test_archives_are_left_alone(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"whatever")
    result = run("convert", "bg-law", "--in-place", str(path))
    assert (result.exit_code, path.read_bytes()) == (1, b"whatever")
    assert "is an archive: unpack it" in result.stderr


def test_the_fast_path_loads_none_of_this() -> None:
    code = "import sys; sys.argv = ['translit', 'convert', 'bg-law']\nfrom translit.cli import main\ntry: main()\n"
    code += "finally: sys.stderr.write(' '.join(m for m in sys.modules if 'coding' in m or 'compressed' in m))"
    told = subprocess.run([sys.executable, "-c", code], input=b"\xd0\xb0", capture_output=True, check=True).stderr
    assert b"translit.cli" not in told


def test_the_fast_path_knows_every_suffix() -> None:
    assert set(PACKED) == {*ARCHIVES, ".gz", ".bz2", ".xz", ".zst"}
    assert all(compression(f"a{suffix}") == suffix for suffix in PACKED if suffix not in ARCHIVES)
