"""`translit check` and `translit fix` as filters: places, exit codes, bytes that are no text, files written whole."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from inspect import signature
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from fuzz.draw import chunks
from translit.checking import check, languages, load_policy, policies, repair, repair_and_explain, stream
from translit.checking.stream import check_stream, repair_stream
from translit.cli.app import app
from translit.resources import message_languages

LATIN_A = "\N{LATIN SMALL LETTER A}"
BAD = f"Здравей.\nУтре имаме срещ{LATIN_A} в центъра\n"
GOOD = "Здравей.\nУтре имаме среща в центъра\n"


def run(*args: str, stdin: str | bytes = "") -> Result:
    return CliRunner().invoke(app, args, input=stdin)


def test_a_finding_says_where_and_what_instead() -> None:
    result = run("check", stdin=BAD)
    assert result.exit_code == 1
    assert result.stdout.startswith("<stdin>:2:12: error: mixed_script_confusable: ")
    assert "среща" in result.stdout and result.stdout.count("\n") == 1


def test_a_good_text_is_passed_in_silence() -> None:
    result = run("check", stdin=GOOD)
    assert (result.exit_code, result.output) == (0, "")


def test_json_lines_carry_the_finding() -> None:
    row = json.loads(run("check", "--format", "json", "--lang", "bg", stdin=BAD).stdout)
    (finding,) = check(BAD, "text")
    assert row == {"file": "<stdin>", "line": 2, "column": 12, **finding.as_dict("bg")}
    assert "буквата" in row["message"]


def test_json_may_be_asked_for_as_of_other_commands() -> None:
    assert run("check", "--json", stdin=BAD).stdout == run("check", "--format", "json", stdin=BAD).stdout != ""


def test_the_command_and_the_library_take_the_same_policy_for_granted() -> None:
    default = signature(check).parameters["policy"].default
    assert run("check", stdin=BAD + "HELLO\n" * 400).stdout == run("check", "--policy", default, stdin=BAD).stdout


@pytest.mark.parametrize("command", ["check", "fix"])
def test_help_names_the_languages_there_are(command: str) -> None:
    shown = run(command, "--help").output
    assert f"--language [{'|'.join(languages())}]" in shown
    if command == "check":
        assert f"--lang [{'|'.join(message_languages())}]" in shown
        assert f"--policy [{'|'.join([*policies(), 'FILE.toml'])}]" in shown


def test_each_line_is_a_text_of_its_own() -> None:
    result = run("check", "--policy", "comment", "--each-line", stdin="hello there\nдобре\nbye\n")
    assert [line.split(": ")[0] for line in result.stdout.splitlines()] == ["<stdin>:1:1", "<stdin>:3:1"]


def test_a_warning_is_shown_and_is_no_failure() -> None:
    result = run("check", stdin="качих го във facebookа\n")
    assert result.exit_code == 0 and "warning: mixed_script:" in result.stdout
    assert run("check", "--severity", "error", stdin="качих го във facebookа\n").output == ""
    assert "info: letter_outside_alphabet" in run("check", "--severity", "info", stdin="мы\n").stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--policy", "commnt"], "did you mean comment?"),
        (["--policy", "missing.toml"], "missing.toml"),
        (["--language", "xx"], "'xx' is not one of 'be'"),
        (["--script", "Abcd"], "script is 'Abcd'"),
        (["--lang", "xx"], "'xx' is not one of 'bg', 'de', 'en'"),
    ],
)
def test_a_mistake_of_the_user_is_usage(args: list[str], says: str) -> None:
    result = run("check", *args, stdin="а")
    assert result.exit_code == 2 and says in result.output


def test_bytes_that_are_not_utf8_are_named_and_kept() -> None:
    raw = "ред\nдве ".encode() + b"\xff\xfe" + f" срещ{LATIN_A}\n".encode()
    result = run("check", stdin=raw)
    assert result.exit_code == 1
    assert "<stdin>:2:5: not UTF-8: 0xFF 0xFE\n" in result.stderr and "<stdin>:2:8: error" in result.stdout
    fixed = run("fix", stdin=raw).stdout_bytes
    assert fixed == raw.replace(f"срещ{LATIN_A}".encode(), "среща".encode())


def test_a_missing_file_is_said_and_the_others_are_checked(tmp_path: Path) -> None:
    there = tmp_path / "a.txt"
    there.write_text(BAD, encoding="utf-8")
    result = run("check", str(tmp_path / "none.txt"), str(there))
    assert result.exit_code == 1 and "cannot read" in result.stderr and f"{there}:2:12" in result.stdout


def test_what_is_no_text_is_named_and_left_alone(tmp_path: Path) -> None:
    binary, damaged, good = tmp_path / "a.bin", tmp_path / "b.txt", tmp_path / "c.txt"
    binary.write_bytes(b"\x7fELF\0\0\xff\xfe" * 100)
    damaged.write_bytes(b"\xff " + BAD.encode())
    good.write_text(BAD, encoding="utf-8")
    checked = run("check", str(binary))
    assert (checked.exit_code, checked.stdout) == (1, "") and "binary file" in checked.stderr
    assert run("fix", stdin=binary.read_bytes()).stdout_bytes == binary.read_bytes()
    before = {path: path.read_bytes() for path in (binary, damaged)}
    fixed = run("fix", "--in-place", str(tmp_path / "none.txt"), *map(str, (binary, damaged, good)))
    assert fixed.exit_code == 1 and f"{damaged}:1:1: not UTF-8: 0xFF" in fixed.stderr
    assert before == {path: path.read_bytes() for path in before} and good.read_text(encoding="utf-8") == GOOD
    assert sorted(tmp_path.iterdir()) == [binary, damaged, good]


def test_only_the_first_places_of_bad_bytes_are_named() -> None:
    result = run("check", stdin=b"\xff \xff\xff\n" * 10)
    assert result.stderr.count("not UTF-8: 0xFF") == 10 and "10 more places are not UTF-8" in result.stderr


def test_findings_of_a_line_do_not_wait_for_the_next() -> None:
    command = [sys.executable, "-m", "translit", "check", "--format", "json"]
    quiet = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=quiet) as process:
        assert process.stdin and process.stdout
        process.stdin.write(BAD.encode())
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], 60)
        process.stdin.close()
        assert ready and json.loads(process.stdout.readline())["line"] == 2


def test_a_closed_pipe_is_no_error() -> None:
    command = f"{sys.executable} -m translit check | head -n 1"
    result = subprocess.run(["bash", "-c", command], input=BAD.encode() * 5000, capture_output=True, check=True)
    assert result.stdout.count(b"\n") == 1 and result.stderr == b""


def test_fix_is_a_filter() -> None:
    result = run("fix", "--explain", stdin=BAD)
    assert (result.exit_code, result.stdout) == (0, GOOD)
    assert result.stderr == f"translit: <stdin>:2:12: срещ{LATIN_A} -> среща (mixed_script_confusable)\n"


def test_fix_in_place_writes_the_file_back(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(BAD.replace("\n", "\r\n").encode())
    file.chmod(0o640)
    assert run("fix", "--in-place", str(file)).exit_code == 0
    assert file.read_bytes() == GOOD.replace("\n", "\r\n").encode()
    assert file.stat().st_mode & 0o777 == 0o640 and list(tmp_path.iterdir()) == [file]


def test_a_diff_shows_what_would_change(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(BAD, encoding="utf-8")
    result = run("fix", "--diff", str(file))
    assert result.exit_code == 1
    assert f"-Утре имаме срещ{LATIN_A} в центъра\n+Утре имаме среща в центъра\n" in result.stdout
    assert file.read_text(encoding="utf-8") == BAD
    assert run("fix", "--diff", stdin=GOOD).exit_code == 0


def test_a_diff_can_be_applied(tmp_path: Path) -> None:
    file = tmp_path / "my file.txt"
    file.write_bytes(BAD.replace("\n", "\r\n").rstrip().encode())
    result = run("fix", "--diff", str(file), str(tmp_path / "none.txt"))
    assert f"+++ {file}\t\n" in result.stdout and result.stdout.count("\\ No newline at end of file") == 2
    subprocess.run(["git", "apply", "-p0", "--unsafe-paths", "-"], input=result.stdout_bytes, check=True, cwd="/")
    assert file.read_bytes() == GOOD.replace("\n", "\r\n").rstrip().encode()


@pytest.mark.parametrize("args", [["--in-place"], ["--in-place", "--diff", "x"], ["--language", "xx"]])
def test_options_that_do_not_go_together(args: list[str]) -> None:
    assert run("fix", *args).exit_code == 2


PIECES = [
    "Здравей ",
    f"срещ{LATIN_A}\n",
    "5\u00a0km ",
    "<a href=",
    "'x'> ",
    "a ти ",
    "😀",
    "\n",
    "\r\n",
    "www.x.bg ",
    "e",
]


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join), st.integers(1, 7))
def test_a_stream_in_pieces_is_the_stream(text: str, size: int) -> None:
    raw = text.encode()
    pieces = [raw[i : i + size] for i in range(0, len(raw), size)]
    found = [item.finding for item in check_stream(pieces, load_policy("text"))]
    assert found == check(text, "text")
    assert "".join(after for _, after, _ in repair_stream(pieces, repair_and_explain)) == repair(text)


@given(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.lists(st.integers(1, 90), min_size=1, max_size=3)
)
def test_a_long_line_is_cut_where_the_text_says(text: str, sizes: list[int]) -> None:
    with patch.object(stream, "LONGEST", 30):
        for given_sizes in (sizes, [1]):
            pieces = chunks(text.encode(), given_sizes)
            for policy in ("text", "strict"):
                found = list(check_stream(pieces, load_policy(policy)))
                assert found == list(check_stream([text.encode()], load_policy(policy)))
            mended = [repair_stream(each, repair_and_explain) for each in (pieces, [text.encode()])]
            once, again = ("".join(after for _, after, _ in each) for each in mended)
            assert once == again


@pytest.mark.parametrize(
    ("options", "text", "fixed"),
    [
        (["--layout"], "ghbdtn, rfr ltkf\nHello there\n", "привет, как дела\nHello there\n"),
        (
            ["--informal"],
            "Kakvo shte pravim dovechera?\nWhat are we doing?\n",
            "Какво ще правим довечера?\nWhat are we doing?\n",
        ),
        (["--layout", "--informal"], "руддщ world\n", "hello world\n"),
    ],
)
def test_wrong_layouts_and_romanised_lines(options: list[str], text: str, fixed: str) -> None:
    command = [sys.executable, "-m", "translit", "fix", "--explain", *options]
    result = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    assert result.stdout.decode() == fixed
    assert b"probability" in result.stderr
