"""The command line as people use it: real processes, real pipes, real files."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from translit import tables
from translit.cli.app import app

LAW = "bg-streamlined-2009"


def translit(*args: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "translit", *args]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env=environment, check=False)


def good(*args: str, stdin: bytes = b"") -> str:
    result = translit(*args, stdin=stdin)
    assert (result.returncode, result.stderr) == (0, b""), result.stderr.decode()
    return result.stdout.decode("utf-8")


def bad(status: int, *args: str, stdin: bytes = b"") -> str:
    result = translit(*args, stdin=stdin)
    message = result.stderr.decode("utf-8")
    assert result.returncode == status, message
    assert "Traceback" not in message
    return message


def test_the_promised_line() -> None:
    assert good("type", "bg-phonetic-traditional", stdin=b"Bylgariq, 2026") == "България, 2026"


def test_capitals() -> None:
    text = "ЩАСТИЕ щастие Щастие СОФИЯ София"
    assert good("convert", LAW, stdin=text.encode()) == "SHTASTIE shtastie Shtastie SOFIA Sofia"


@pytest.mark.parametrize(
    "text", ["", "\n", "а", "без нов ред", "CR\r\nLF\r\n", "\ufeffБОМ", "нула\0байт", "а\rб", "😀ж😀"]
)
def test_nothing_is_lost_or_added(text: str) -> None:
    expected = text.replace("а", "a").replace("Б", "B")
    converted = good("convert", LAW, stdin=text.encode())
    assert len(converted.splitlines(keepends=True)) == len(expected.splitlines(keepends=True))
    assert [c for c in converted if c in "\r\n\0\ufeff😀"] == [c for c in text if c in "\r\n\0\ufeff😀"]


def test_bytes_that_are_not_utf8_are_kept_and_reported() -> None:
    content = "Ща\n\nаб".encode() + b"\xff\xc3(" + "в\n".encode()
    result = translit("convert", LAW, stdin=content)
    assert result.returncode == 1
    assert result.stdout == b"Shta\n\nab\xff\xc3(v\n"
    assert result.stderr.decode().splitlines()[0] == "translit: <stdin>:3:3: not UTF-8: 0xFF 0xC3"
    silent = translit("convert", LAW, "--invalid", "keep", stdin=content)
    assert (silent.returncode, silent.stdout, silent.stderr) == (0, result.stdout, b"")


def test_binary_noise_passes_through() -> None:
    content = (bytes(range(128, 256)) + b"\n") * 50
    assert translit("convert", LAW, "--invalid", "keep", stdin=content).stdout == content
    message = bad(1, "convert", LAW, stdin=content)
    assert "<stdin>:2:1: not UTF-8" in message
    assert "<stdin>: 40 more places are not UTF-8" in message


def test_strict_stops_at_the_letter() -> None:
    message = bad(1, "convert", LAW, "--errors", "strict", stdin="Добре\nтук ы".encode())
    assert message == f"translit: <stdin>:2:5: {LAW} has no rule for 'ы' (U+044B)\n"
    assert good("convert", LAW, "--errors", "strict", stdin="Добре, iPhone 5!".encode()) == "Dobre, iPhone 5!"


def test_what_is_written_whole_stays_as_it_was_where_strict_stops(tmp_path: Path) -> None:
    source, out = tmp_path / "a.txt", tmp_path / "out.txt"
    source.write_text("Добре\nтук ы", "utf-8")
    out.write_text("old", "utf-8")
    said = f"translit: {source}:2:5: {LAW} has no rule for 'ы' (U+044B)\n"
    assert bad(1, "convert", LAW, "--errors", "strict", "-o", str(out), str(source)) == said
    assert bad(1, "convert", LAW, "--errors", "strict", "--in-place", str(source)) == said
    assert (out.read_text("utf-8"), source.read_text("utf-8")) == ("old", "Добре\nтук ы")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "out.txt"]


def test_keep() -> None:
    text = 'Виж https://пример.бг/път <b class="я">ето</b>'
    kept = good("convert", LAW, "--keep", "url,html", stdin=text.encode())
    assert kept == 'Vizh https://пример.бг/път <b class="я">eto</b>'
    assert "not one of html, url" in bad(2, "convert", LAW, "--keep", "links", stdin=b"")
    assert "Did you mean 'placeholder'?" in bad(2, "convert", LAW, "--keep", "url,placeholders", stdin=b"")


def test_unknown_things() -> None:
    assert "did you mean 'bg-streamlined-2009'" in bad(2, "convert", "bg-streamlned-2009", stdin=b"")
    assert "did you mean 'bg-law'" in bad(2, "convert", "bg-lw", stdin=b"")
    assert "Did you mean 'convert'?" in bad(2, "convrt")
    assert bad(2, "fold", "-l", "ukrainian").endswith("Did you mean 'uk'?\n")
    assert bad(2, "export", LAW, "--to", "klk").endswith("Did you mean 'klc'?\n")
    assert "No such option" in bad(2, "convert", LAW, "--strict")
    assert "Missing argument 'ID'" in bad(2, "convert")
    assert bad(1, "convert", LAW, "no-such-file") == "translit: no-such-file: cannot read: no such file or directory\n"
    for command in ("fold", "detect", "check", "fix", "variants", "restore"):
        for text in ("Щастие", "kak si"):
            assert bad(1, command, text).endswith("such file or directory; a text is given by --text\n")
        assert bad(1, command, "щастие.txt").endswith("such file or directory\n")


def test_a_text_is_read_in_place_of_files() -> None:
    assert good("fold", "--text", "Щастие", "--text", "6tastie", stdin=b"") == "stastje\nstastje\n"
    assert good("detect", "--text", "kak si", stdin=b"").endswith("\tkak si\n")
    assert good("fix", "--text", "срещ\x61", stdin=b"") == "среща\n"
    assert good("restore", "-l", "ru", "--text", "еще", stdin=b"") == "ещё\n"
    assert good("variants", "--text", "Юлия", stdin=b"").startswith("Yulia\t")
    assert bad(1, "check", "--fail-on", "warning", "--text", "срещ\x61", stdin=b"") == ""
    for command in ("fold", "detect", "check", "fix", "variants", "restore"):
        assert "in place of files" in bad(2, command, "--text", "a", "b", stdin=b"")


def test_a_directory_is_no_file(tmp_path: Path) -> None:
    assert bad(1, "convert", LAW, str(tmp_path)).startswith(f"translit: {tmp_path}: is a folder: ")
    assert f"{tmp_path} is a folder: -o OUT puts its files there" in bad(2, "fix", str(tmp_path))
    assert "cannot write: is a directory" in bad(1, "convert", LAW, "-o", str(tmp_path), stdin=b"")


def test_a_table_of_ones_own(tmp_path: Path) -> None:
    table = tmp_path / "bg-mine.toml"
    table.write_text(
        'id = "bg-mine"\nkind = "scheme"\nname = { en = "Mine" }\nlanguage = "bg"\nsource-script = "Latn"\n'
        'target-script = "Cyrl"\ncase = "follow"\nsamples = [["q", "я"]]\n[map]\nq = "я"\n',
        encoding="utf-8",
    )
    assert good("convert", str(table), stdin=b"qQ") == "яЯ"
    assert good("lint", str(table)) == ""
    table.write_text(table.read_text(encoding="utf-8").replace('"я"\n', "5\n").replace('"bg"', '""'), encoding="utf-8")
    lines = bad(1, "convert", str(table), stdin=b"").splitlines()
    assert [line.removeprefix(f"translit: {table}:").split(":")[0] for line in lines] == ["4", "10"]


def test_files_and_output(tmp_path: Path) -> None:
    one, two, out = tmp_path / "1", tmp_path / "2", tmp_path / "out"
    one.write_text("Едно\n", encoding="utf-8")
    two.write_text("Две", encoding="utf-8")
    assert good("convert", LAW, str(one), str(two)) == "Edno\nDve"
    assert good("convert", LAW, "-o", str(out), str(one), "-", stdin="Три".encode()) == ""
    assert out.read_text() == "Edno\nTri"
    assert good("convert", LAW, "-r", str(out)) == "Едно\nТри"
    assert good("convert", LAW, "-o", str(one), str(one)) == ""
    assert one.read_text() == "Edno\n"


def test_in_place(tmp_path: Path) -> None:
    path, link = tmp_path / "text", tmp_path / "link"
    path.write_text("Щастие", encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    good("convert", LAW, "--in-place", str(link))
    assert (path.read_text(), path.stat().st_mode & 0o777, link.is_symlink()) == ("Shtastie", 0o640, True)
    path.write_bytes(b"\xff" + "я".encode())
    bad(1, "convert", LAW, "--in-place", str(path))
    assert path.read_bytes() == b"\xff" + "я".encode()
    path.chmod(0o440)
    assert bad(1, "convert", LAW, "--in-place", str(path)) == f"translit: {path}: cannot write: is read-only\n"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "text"]
    assert "--in-place needs files" in bad(2, "convert", LAW, "--in-place")


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    one, two, out = tmp_path / "one", tmp_path / "two", tmp_path / "out"
    for file in (one, two, out):
        file.write_text("Щит\n", encoding="utf-8")
    missing = str(tmp_path / "missing")
    done = translit("convert", "bg-streamlined-2009", str(one), missing, str(two))
    assert (done.returncode, done.stdout) == (1, b"Shtit\nShtit\n")
    assert b"missing: cannot read: no such file" in done.stderr
    bad(1, "convert", "bg-streamlined-2009", "--in-place", str(one), missing, str(two))
    assert one.read_text() == two.read_text() == "Shtit\n"
    # A joined output would look whole without the file that is missing.
    bad(1, "convert", "bg-streamlined-2009", "--output", str(out), str(one), missing)
    assert out.read_text(encoding="utf-8") == "Щит\n"


def test_a_kill_in_the_middle_of_in_place_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "big"
    content = ("Щастието е в София.\n" * 2_000_000).encode()
    path.write_bytes(content)
    process = subprocess.Popen([sys.executable, "-m", "translit", "convert", LAW, "--in-place", str(path)])
    deadline = time.monotonic() + 30
    while not any(p.name != "big" and p.stat().st_size > 0 for p in tmp_path.iterdir()):
        assert time.monotonic() < deadline
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert path.stat().st_size == len(content)
    assert path.read_bytes() == content


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    path = tmp_path / "big"
    path.write_text("Щастие\n" * 500_000, encoding="utf-8")
    shell = f"{sys.executable} -m translit convert {LAW} {path} | head -1"
    result = subprocess.run(["bash", "-c", shell], capture_output=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, b"Shtastie\n", b"")


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["Щастието е в София, а морето - във Варна.\n", "Щастието е в София, ", "щастиевсофия"]
)
def test_constant_memory(unit: str, tmp_path: Path) -> None:
    """Lines, one endless line, one endless word: 64 times the text takes no more memory."""
    peaks = []
    for size in (1 << 20, 1 << 26) if " " in unit else (1 << 18, 1 << 22):
        path = tmp_path / "text"
        path.write_bytes(unit.encode() * (size // len(unit.encode())))
        script = (
            "import sys; sys.argv = ['translit', 'convert', sys.argv[1], sys.argv[2]]\n"
            "from translit.cli import main\n"
            "try: main()\n"
            "finally: print(next(s.split()[1] for s in open('/proc/self/status') if 'VmHWM' in s), file=sys.stderr)"
        )
        with (tmp_path / "out").open("wb") as out:
            command = [sys.executable, "-c", script, LAW, str(path)]
            result = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, check=True)
        peaks.append(int(result.stderr))
    assert peaks[1] < 40_000
    assert peaks[1] < peaks[0] + 8_000


def printed(*args: str) -> str:
    """Run a command that reads nothing in this process, which takes a tenth of the time."""
    result = CliRunner().invoke(app, args)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def test_list() -> None:
    listed = good("list").splitlines()
    assert [line.split()[0] for line in listed] == list(tables)
    assert all(line.startswith("bg-") for line in printed("list", "--language", "bg").splitlines())
    assert {entry["id"] for entry in json.loads(printed("list", "--json"))} == set(tables)
    assert printed("list", "--kind", "layout") != printed("list")


@pytest.mark.parametrize("table_id", list(tables))
def test_show(table_id: str) -> None:
    from xml.etree import ElementTree

    assert printed("show", table_id).startswith(f"{table_id}: ")
    assert json.loads(printed("show", table_id, "--json"))["id"] == table_id
    assert ElementTree.fromstring(printed("show", table_id, "--svg")).tag.endswith("svg")


def test_show_compares_two() -> None:
    assert "7 keys, one cycle" in good("show", "bg-phonetic-traditional", "bg-phonetic-2006")
    found = json.loads(good("show", "ru-icao-9303", "ru-gost-779-2000-a", "--json"))
    assert {"level": "", "key": "щ", "first": "shch", "second": "ŝ"} in found
    assert translit("show", "bg-bds-2006", "ru-icao-9303").returncode == 2
    assert translit("show", "bg-bds-2006", "ru-jcuken", "--svg").returncode == 2


def test_a_draft_is_told_of_once() -> None:
    told = b"translit: kk-latin-2021 follows a standard that is not in force: draft of 2021-04-22"
    for command in ("convert", "type"):
        run = translit(command, "kk-latin-2021", stdin="қаласы".encode())
        assert (run.returncode, run.stdout.decode()) == (0, "qalasy")
        assert run.stderr.startswith(told)
        assert run.stderr.count(b"\n") == 1
    assert "[draft]" in good("list", "--language", "kk")
    assert "draft of 2021-04-22: https://" in good("show", "kk-latin-2021")


def test_show_draws_the_keyboard() -> None:
    drawn = good("show", "bg-phonetic-traditional")
    assert "я   в   е   р   т   ъ   у   и   о   п" in drawn
    assert "Caps Lock + Shift" in drawn
    assert "ия → ia before $" in good("show", LAW)


def test_typing_takes_keys_back() -> None:
    assert good("type", "bg-translit", stdin=b"sh\ba") == "са"
    assert good("type", "bg-translit", stdin=b"shte\x7f\x7f\x7f\x7f\x7fda") == "да"


@pytest.mark.parametrize("command", [[], ["-h"], ["--help"], ["convert", "-h"], ["show", "-h"], ["lint", "-h"]])
def test_help(command: list[str]) -> None:
    result = translit(*command)
    assert "Usage: translit" in (result.stdout + result.stderr).decode()


def test_version() -> None:
    assert good("--version").startswith("translit, version ")


def test_start_up_imports_little() -> None:
    script = (
        "import sys; sys.argv = ['translit', 'convert', 'bg-streamlined-2009']\n"
        "from translit.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(*sorted(sys.modules), file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", script], input="дума".encode(), capture_output=True, check=True)
    assert result.stdout == b"duma"
    loaded = set(result.stderr.decode().split())
    assert not loaded & {"click", "json", "asyncio", "email", "logging", "translit.lint", "translit.engine"}


@pytest.mark.parametrize(
    ("table", "way"), [(LAW, ()), ("bg-translit", ("-r",)), ("bg-informal", ()), ("bg-bds-2006", ())]
)
def test_bench_measures_what_is_asked_for(table: str, way: tuple[str, ...]) -> None:
    measured = json.loads(
        good("bench", table, "--json", "--rounds", "1", *way, stdin="Щастие, shtastie\n".encode() * 20)
    )
    assert measured["table"] == table
    assert measured["bytes"] == len("Щастие, shtastie\n".encode() * 20)
    assert min(measured["text"], measured["stream"]) > 0
    assert ("key" in measured) == (not way)
    assert ("model" in measured["machine"]) == (table == "bg-informal")


def test_bench_of_nothing_is_wrong_usage() -> None:
    assert "<stdin>: nothing to measure" in bad(2, "bench", LAW)
    assert "cannot read" in bad(1, "bench", LAW, "nowhere.txt")
