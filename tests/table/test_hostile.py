"""Files of somebody else, tables, policies and profiles: whatever they are, one line says what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.counting import bytes_of, calls_of
from translit import PolicyError, TableError, load_table
from translit.checking import load_policy
from translit.cli.app import app
from translit.errors import FileProblem, ProfileError, TableNotFound
from translit.files import LARGEST, read_whole
from translit.informal.profile import Profile
from translit.table.library import find_table
from translit.table.lines import line_of
from translit.table.mapping import LONGEST
from translit.table.toml import DEEPEST, LONGEST_WORD, NotToml, parse_toml

MANY = 100_000
#: What stands in a file, and what is said of it.
HOSTILE = {
    "lists": ("x = " + "[" * MANY + "]" * MANY, "nested"),
    "lists that do not end": ("x = " + "[" * MANY, "nested"),
    "tables": ("x = " + "{a=" * MANY + "1" + "}" * MANY, "nested"),
    "lists behind a string of four quotes": ('x = """a"""", ' + "[" * MANY, "nested"),
    "lists behind a string of quotes": ("x = ''''a'''', " + "[" * MANY, "nested"),
    "lists behind an escaped quote": ('x = ["\\"", ' + "[" * MANY, "nested"),
    "parts of a key": (".".join("a" * MANY) + " = 1", "nested"),
    "parts of a quoted key": (".".join(['"a"'] * MANY) + " = 1", "nested"),
    "parts with blanks": (" . ".join("a" * MANY) + " = 1", "nested"),
    "parts of a header": ("[" + ".".join("a" * MANY) + "]", "nested"),
    "parts of a key of a table": ("x = {" + ".".join("a" * MANY) + " = 1}", "nested"),
    "digits": ("x = " + "9" * 1_000_000, "characters"),
    "digits with a sign": ("max_length = -" + "9" * 1_000_000, "characters"),
    "hexadecimal digits": ("x = 0x" + "f" * 1_000_000, "characters"),
    "digits with underscores": ("x = " + "1_" * 500_000 + "1", "characters"),
    "a fraction": ("x = 0." + "1" * 1_000_000, "characters"),
    "a time": ("x = 2000-01-01T00:00:00." + "1" * 1_000_000, "characters"),
    "a key": ("a" * 1_000_000 + " = 1", "characters"),
    "no day of any month": ("x = 2001-02-31", "not TOML"),
    "NUL": ("x = \0", "not TOML"),
    "quotes": ('"' * 1_000_000, "not TOML"),
    "escaped quotes": ('x = "' + '\\"' * 100_000, "not TOML"),
    "too much": ("# \n" * 500_000, "larger than 1 MiB"),
}
EVERY = pytest.mark.parametrize(("content", "said"), HOSTILE.values(), ids=HOSTILE)
ENDLESS = Path("/dev/zero")


def command_line(*arguments: str) -> tuple[int, str]:
    """Run a command; return its status and what it said."""
    outcome = CliRunner().invoke(app, list(arguments), input="абв abc")
    return outcome.exit_code, outcome.output


def commands(path: str) -> list[tuple[str, ...]]:
    """Return every command that takes a table, with this one."""
    return [
        ("show", path),
        ("lint", path),
        ("convert", path),
        ("type", path),
        ("export", path, "--to", "json"),
        ("suggest", path, "a"),
        ("bench", path),
    ]


@EVERY
def test_a_hostile_table_is_refused_in_one_line(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "bg-x.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises((TableError, FileProblem), match=said):
        load_table(path)
    for arguments in commands(str(path)):
        status, output = command_line(*arguments)
        assert status == 1 and said in output, (arguments, output)
        assert len(output.splitlines()) == 1 and len(output) < 500


@EVERY
def test_a_hostile_policy_is_refused_in_one_line(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PolicyError, match=said) as caught:
        load_policy(path)
    assert len(str(caught.value).splitlines()) == 1 and len(str(caught.value)) < 500
    status, output = command_line("check", "--policy", str(path))
    assert status == 2 and said in output


@pytest.mark.parametrize(
    "content",
    [
        "[" * MANY,
        '{"version": 1, "counts": ' + '{"a":' * MANY + "1" + "}" * MANY + "}",
        '{"version": ' + "9" * 900_000 + ', "counts": {}}',
        '{"version": 1, "counts": {"ш 6": ' + "9" * 4000 + "}}",
        '{"version": 1, "counts": {"ш 6": ' + "9" * 900_000 + "}}",
        '{"version": 1, "counts": {"ш 6": 1e999}}',
        '{"version": 1, "counts": {"ш 6": NaN}}',
        '{"version": 1, "counts": {"ш 6": -1}}',
        '{"version": 1, "counts": {"\\ud800 6": 1}}',
        '{"version": 1, "counts": {"' + "a" * 900_000 + '": 1}}',
        " " * LARGEST + "{}",
    ],
)
def test_a_hostile_profile_is_refused_in_one_line(content: str, tmp_path: Path) -> None:
    path = tmp_path / "me.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises((ProfileError, FileProblem)):
        Profile.load(path)
    for arguments in (("type", "bg-informal"), ("suggest", "bg-informal", "6te"), ("convert", "bg-informal")):
        status, output = command_line(*arguments, "--profile", str(path))
        assert status == 1, (arguments, output)
        assert len(output.splitlines()) == 1 and len(output) < 500


@pytest.mark.skipif(not ENDLESS.exists(), reason="there is no /dev/zero")
def test_what_does_not_end_is_not_read_to_its_end() -> None:
    def refuse(path: Path) -> None:
        with pytest.raises(FileProblem, match="larger than 1 MiB"):
            read_whole(path)

    assert bytes_of(refuse, ENDLESS) < 8 * LARGEST
    for arguments in [
        *commands(str(ENDLESS)),
        *(
            ("suggest", "bg-informal", "6te", "--profile", str(ENDLESS)),
            ("type", "bg-informal", "--profile", str(ENDLESS)),
        ),
    ]:
        status, output = command_line(*arguments)
        assert (status, output.count("\n")) == (1, 1) and "larger than 1 MiB" in output, (arguments, output)


@pytest.mark.parametrize("broken", ["bg-\udcff\udcfe", "\ud800", "bg-\udcff.toml", "a/\udcff", "\udcff/x.toml"])
def test_an_id_in_broken_utf_8_is_not_found(broken: str) -> None:
    with pytest.raises((TableNotFound, FileNotFoundError)):
        find_table(broken)
    for arguments in [*commands(broken), ("check", "--policy", broken), ("check", "--policy", f"{broken}.toml")]:
        status, output = command_line(*arguments)
        assert status in (1, 2) and "internal" not in output, (arguments, output)


SCHEME = """\
id = "bg-x"
kind = "scheme"
name = { en = "T" }
language = "bg"
source-script = "Latn"
target-script = "Cyrl"
samples = [["a", "а"]]
"""


@pytest.mark.parametrize(
    "more",
    [
        'kind = "' + "s" * 500_000 + '"',
        'url = ["' + "s" * 500_000 + '"]',
        'reversible = "' + "s" * 500_000 + '"',
        'counterparts = 5\ndeviations = [{ oracle = "a", in = "a", out = "b", reason = "c" }]',
        "[map]\n" + "".join(f"a{n} = {n}\n" for n in range(50_000)),
        '[map]\n"' + "a" * 500_000 + '" = "а"',
        '[map]\na = "' + "а" * 400_000 + '"',
        '[map]\na = "а"\n[[rules]]\nfrom = "b"\nto = "б"\nbefore = "' + "{" * 500_000 + '"',
        '[map]\na = "а"\n[[rules]]\nfrom = "b"\nto = "б"\nbefore = "' + "$" * 500_000 + '"',
        "[classes]\n" + "".join(f'c{n} = "ab"\n' for n in range(30_000)) + '[[rules]]\nbefore = "{d}"',
        "".join(f"k{n} = 1\n" for n in range(50_000)),
    ],
)
def test_what_is_said_of_a_large_table_is_read_at_a_glance(more: str, tmp_path: Path) -> None:
    path = tmp_path / "bg-x.toml"
    path.write_text((SCHEME if "kind" not in more else SCHEME.replace('kind = "scheme"', "")) + more, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_table(path)
    assert len(caught.value.problems) <= 101
    assert all(len(line) < 1_200 for line in str(caught.value).splitlines())


@pytest.mark.parametrize(
    "setting", ["required = 1", "severity = 5", "severity = []", "language = 7", "name = 1", "count = []"]
)
def test_a_setting_of_another_type_is_said(setting: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(setting, encoding="utf-8")
    with pytest.raises(PolicyError, match=f"{setting.split()[0]} is .*: expected "):
        load_policy(path)


def test_what_is_as_deep_and_as_long_as_may_be_is_read() -> None:
    deep = "[" * DEEPEST + "]" * DEEPEST
    assert parse_toml(f"x = {deep}\ny = {deep}")["y"] == json.loads(deep)
    assert parse_toml(".".join("a" * (DEEPEST + 1)) + " = 1\n" + ".".join("b" * (DEEPEST + 1)) + " = 1")
    assert parse_toml(f"{'a' * LONGEST_WORD} = {'1' * LONGEST_WORD}")
    for text in ("[" * 50, ". " * 50, "9" * 500, '\\"' + "[" * 50):
        assert parse_toml(f'x = "{text}" # {text}\ny = """\n{text}"""\n') == {
            "x": text.replace("\\", ""),
            "y": text.replace("\\", ""),
        }
        assert parse_toml(f"x = '{text}'\ny = '''{text}'''''") == {"x": text, "y": text + "''"}


def test_the_longest_rule_is_read(tmp_path: Path) -> None:
    path = tmp_path / "bg-x.toml"
    path.write_text(f'{SCHEME}case = "follow"\n[map]\na = "а"\n{"b" * LONGEST} = "{"б" * LONGEST}"\n', encoding="utf-8")
    assert len(load_table(path).rules) == 2
    path.write_text(f'{SCHEME}case = "follow"\n[map]\na = "а"\n{"b" * LONGEST}b = "б"\n', encoding="utf-8")
    with pytest.raises(TableError, match=r"bg-x\.toml:11: .*expected 64 characters at most, found 65"):
        load_table(path)


@pytest.mark.parametrize("part", ["[", "{a=", "a.", '"a".', "9", "x = = 1\n", '"', "'''''", '\\"', "#\n", "x = '''\n"])
def test_four_times_the_file_is_four_times_the_work(part: str) -> None:
    def refuse(text: str) -> object:
        with pytest.raises(NotToml):
            parse_toml(text)
        with pytest.raises(TableError):
            find_problems(text)
        return None

    from translit.table.file import parse_table

    def find_problems(text: str) -> object:
        return parse_table(text, "x.toml")

    short, long = ("x = " + part * size for size in (500, 2_000))
    refuse(long)
    assert calls_of(refuse, long) < 4.6 * calls_of(refuse, short) + 1_000
    assert bytes_of(refuse, long) < 4.6 * bytes_of(refuse, short) + 500_000


def test_the_line_of_each_of_many_keys_is_found_at_once() -> None:
    def find(count: int) -> list[int]:
        text = "[map]\n" + "".join(f'"{n}" = "a"\n' for n in range(count))
        return [line_of(text, f'map."{n}"') for n in range(count)]

    assert find(2_000) == list(range(2, 2_002))
    assert calls_of(find, 2_000) < 4.6 * calls_of(find, 500)


def test_lines_of_keys() -> None:
    text = 'id = "x"\nsamples = [\n  ["a", "b"],\n  { in = "a" },\n]\n[spellings.common]\n"ш" = "sh"\n[map]\nid = "и"\n'
    text += '"a.b" = "ц"\n[[rules]]\nfrom = "a"\n[[rules]]\nto = "b"\n[keys]\nplain = """\n[ ] a = b\n"""\nshift = ""\n'
    text += "caps = '''\n[altgr]\na = b\n'''\n"
    lines = {"id": 1, "samples": 2, "samples[0]": 3, "samples[1].level": 4, "samples[9]": 2, "spellings.common.ш": 7}
    lines |= {"map.id": 9, 'map."a.b"': 10, "map.none": 8, "rules[0].from": 12, "rules[1]": 13, "rules[1].to": 14}
    lines |= {"rules[1].from": 13, "keys.shift": 19, "keys.altgr": 15, "keys.caps": 20, "none": 1}
    assert {key: line_of(text, key) for key in lines} == lines
