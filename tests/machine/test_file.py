"""The compiled machine: equal to the meaning, safe against any file, the same in chunks and whole."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.places import PACKAGE, ROOT
from tests.strategies import small_tables, texts_for
from translit import Rule, Sample, Table, TableError, Transliterator, compile_table, tables
from translit.convert.stream import Stream
from translit.machine import file as compiled
from translit.machine._loop import Machine as CompiledMachine
from translit.machine.by_rules import RuleConversion
from translit.machine.finished import FinishedMachine, tabulate
from translit.machine.lazy import LazyMachine
from translit.machine.packing import build
from translit.rules.meaning import Meaning

#: Of keyboards that read each letter alone the usual ones: others are much the same to a machine.
ALL = [
    compile_table(table_id, reverse=reverse)
    for table_id, table in tables.items()
    if table.kind == "scheme" or table.usual or any(len(rule.source) > 1 for rule in table.rules)
    for reverse in (False, True)
]
EVERY_TABLE = pytest.mark.parametrize(
    "table",
    [t for t in ALL if t._rules.compiled is not None],
    ids=lambda t: f"{t.table.id}{'-reverse' if t.reverse else ''}",
)
LAW = compile_table("bg-streamlined-2009")


def machine_of(table: Transliterator) -> CompiledMachine:
    assert table._rules.compiled is not None
    return table._rules.compiled


def loaded(tabulated: FinishedMachine) -> CompiledMachine:
    machine = compiled.load(build(tabulated))
    assert machine is not None
    return machine


def test_the_compiled_machine_is_in_use() -> None:
    assert compiled.in_use() == "compiled machine"
    assert len([t for t in ALL if t._rules.compiled is not None]) > len(ALL) / 2


@EVERY_TABLE
@examples(12)
@given(data=st.data())
def test_compiled_is_pure_is_meaning(table: Transliterator, data: st.DataObject) -> None:
    text = data.draw(texts_for(table._rules.meaning))
    expected = "".join(match.target for match in table.matches(text))
    assert machine_of(table).convert(text) == table._rules.lazy.convert(text) == expected
    output, state, used, invalid = machine_of(table).run(text.encode(), 0, True)
    assert (output.decode(), state, used, invalid) == (expected, 0, len(text.encode()), 0)


@pytest.mark.slow
@examples(100)
@given(small_tables(), st.data())
def test_random_tables(drawn: tuple[list[Rule], dict[str, str], bool], data: st.DataObject) -> None:
    rules, classes, follow = drawn
    meaning = Meaning(rules, classes, follow=follow)
    try:
        machine = loaded(tabulate(LazyMachine(meaning, "random"), 500))
    except TableError:
        return
    text = data.draw(texts_for(meaning, 14))
    assert machine.convert(text) == "".join(match.target for match in meaning.matches(text))


@given(st.text(st.characters(codec=None, exclude_categories=()), max_size=40))
def test_every_string_survives_lone_surrogates_too(text: str) -> None:
    assert machine_of(LAW).convert(text) == LAW._rules.lazy.convert(text)


@pytest.mark.slow
def test_a_long_string_is_converted_in_blocks_that_do_not_show() -> None:
    block = 1 << 15
    for text in ("България " * 20_000, "я" * block, "x" * (block - 1) + "Щ", "x" * (block - 3) + "ия\ud800\udc00😀ия"):
        assert machine_of(LAW).convert(text) == "".join(match.target for match in LAW.matches(text))


def outcome(stream: Stream, content: bytes, cuts: list[int]) -> tuple[bytes, list[str], int]:
    out, start = b"", 0
    for end in [*sorted(cut % (len(content) + 1) for cut in cuts), len(content)]:
        out += stream.feed(content[start:end])
        start = end
    out += stream.close()
    return out, [str(place) for place in stream.invalid], stream.invalid_count


def pure_stream() -> Stream:
    conversion = RuleConversion(LAW.table)
    conversion.__dict__["compiled"] = None
    return Stream(Transliterator(conversion))


PIECES = st.one_of(
    st.sampled_from(["Щ", "ия", "България", "и\u0301", "\n", " ", "€", "😀", "x"]).map(str.encode),
    st.sampled_from([b"\xff", b"\xd0", b"\xe2\x82", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xc0\xaf", b"\x80"]),
    st.binary(max_size=3),
)


@pytest.mark.slow
@examples(400)
@given(st.lists(PIECES, max_size=12).map(b"".join), st.lists(st.integers(0, 99), max_size=4))
def test_any_bytes_in_any_chunks_are_the_same_pure_and_compiled(content: bytes, cuts: list[int]) -> None:
    whole = outcome(pure_stream(), content, [])
    assert outcome(Stream(LAW), content, []) == whole
    assert outcome(Stream(LAW), content, cuts) == whole
    assert outcome(pure_stream(), content, cuts) == whole


def test_a_text_in_every_two_chunks_is_the_whole() -> None:
    content = "„Щастие“, БЪЛГАРИЯ и Йѝ!\n\U0001f600 Жълта дюля\u0301".encode() + b"\xff\xd0"
    whole = outcome(pure_stream(), content, [])
    for cut in range(len(content)):
        assert outcome(Stream(LAW), content, [cut]) == whole


def by_letters(machine: CompiledMachine, content: bytes) -> tuple[bytes, int, int, int]:
    """Run bytes a few at a time, too few for a block."""
    output, state, done, wrong = b"", 0, 0, 0
    while True:
        final = done + 7 >= len(content)
        written, state, used, invalid = machine.run(content[done : done + 7], state, final)
        output, done, wrong = output + written, done + used, wrong + invalid
        if final and done == len(content):
            return output, state, done, wrong


ODD = [
    b"\xff",
    b"\xd0",
    b"\xd0\xd0",
    b"\xe2\x82",
    b"\xed\xa0\x80",
    b"\xe0\x9f\xbf",
    b"\xf4\x90\x80\x80",
    b"\xc0\xaf",
    b"\xc1\xbf",
    b"\x80\x80",
]
PLAIN = ["„", "–", "\ufeff", "ḁ", "힣", "ࠀ", "\uffff", "😀", "и\u0301", "ѝ", "Щ", "߿", "\x80", "\x7f", "\0"]
LENGTHY = Table(
    *("bg-x", "scheme", {"en": "X"}, "bg", "Cyrl", "Latn"),
    rules=tuple(Rule(letter, letter * count) for count, letter in enumerate("абвгдщ“힣e", 4)),
    samples=(Sample("а", "аааа"),),
)


@pytest.mark.parametrize(
    "table", [LAW, compile_table(LAW.table, reverse=True), compile_table(LENGTHY)], ids=["law", "back", "lengthy"]
)
def test_blocks_are_what_letters_are(table: Transliterator) -> None:
    machine = CompiledMachine(table._rules.build())
    for piece in ODD + [text.encode() for text in PLAIN]:
        for around in ("Йоана Щедра и агентът ", "Yoana Shtedra, agent ", "e„щ“"):
            for before in range(0, 70):
                content = (around * 9)[:before].encode() + piece + (around * 9).encode()[: 140 - before]
                assert machine.run(content, 0, True) == by_letters(machine, content)


def test_invalid_bytes_are_counted_and_copied() -> None:
    output, state, used, invalid = machine_of(LAW).run("Щ".encode() + b"\xff\xfe" + b"\xd0", 0, False)
    assert (output, used, invalid) == (b"Sht\xff\xfe", 4, 2)
    assert machine_of(LAW).run(b"\xd0", state, True) == (b"\xd0", 0, 1, 1)


CONTENT = build(tabulate(LAW._rules.lazy))


@examples(300)
@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_a_damaged_file_is_refused(at: int, change: int) -> None:
    damaged = bytearray(CONTENT)
    damaged[at] ^= change
    with pytest.raises(ValueError, match=r"machine file|sizes"):
        compiled.load(bytes(damaged))


def test_every_byte_of_the_header_counts() -> None:
    for at in range(compiled.HEADER):
        damaged = bytearray(CONTENT)
        damaged[at] ^= 1
        with pytest.raises(ValueError, match="machine file"):
            compiled.load(bytes(damaged))


@examples(500)
@given(st.lists(st.tuples(st.integers(24, len(CONTENT) - 1), st.integers(0, 255)), max_size=6), st.integers(0, 9))
def test_numbers_out_of_bounds_are_refused_whatever_the_checksum_says(changes: list[tuple[int, int]], cut: int) -> None:
    damaged = bytearray(CONTENT)
    for at, value in changes:
        damaged[at] = value
    try:
        machine = CompiledMachine(bytes(damaged[: len(damaged) - cut]))
    except ValueError:
        return
    output, *_ = machine.run("Щастие в България!\n".encode() + b"\xff", 0, True)
    assert output.endswith(b"\xff") or machine.convert("\n") != ""


@pytest.mark.parametrize(
    ("start", "value"),
    [
        (24, 0),
        (24, 1 << 31),
        (28, 0),
        (28, 1 << 30),
        (32, 0),
        (36, 1),
        (40, 1 << 31),
        (44, 1),
        (44, 1 << 31),
        (52, 0x110000),
    ],
)
def test_each_size_in_the_header_is_checked(start: int, value: int) -> None:
    damaged = CONTENT[:start] + value.to_bytes(4, "little") + CONTENT[start + 4 :]
    with pytest.raises(ValueError, match=r"sizes|out of range"):
        CompiledMachine(damaged)


def test_a_state_that_is_not_is_refused() -> None:
    for state in (-1, 1 << 20):
        with pytest.raises(ValueError, match="no such state"):
            machine_of(LAW).run(b"", state, True)


def test_a_machine_is_fresh_only_for_its_table_and_direction() -> None:
    digests = {compiled.digest(table, reverse) for table in (b"one", b"two") for reverse in (False, True)}
    assert len(digests) == 4


def test_output_longer_than_any_guess_fits() -> None:
    meaning = Meaning([Rule("a", "щ" * 300), Rule("b", "")], {}, follow=False)
    machine = loaded(tabulate(LazyMachine(meaning, "long")))
    text = "b" * 10_000 + "a" * 1_000 + "b"
    assert machine.convert(text) == "щ" * 300_000


def test_threads_share_a_machine() -> None:
    from concurrent.futures import ThreadPoolExecutor

    text = "".join(random.Random(1).choices("абвгияюящ \n", k=100_000))
    expected = machine_of(LAW).convert(text)
    with ThreadPoolExecutor(2) as pool:
        assert set(pool.map(machine_of(LAW).convert, [text] * 8)) == {expected}


def test_no_pure_python_is_asked_for() -> None:
    code = "import os; os.environ['TRANSLIT_PURE'] = '1'; from translit import transliterate; "
    code += (
        "from translit.machine.file import in_use; print(in_use(), ascii(transliterate('Щит', 'bg-streamlined-2009')))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "pure-Python machine 'Shtit'\n"


@pytest.mark.parametrize("error", ["ImportError('wrong architecture')", "SystemError('uninitialized object')"])
def test_a_loop_that_was_compiled_for_another_python_is_let_be(error: str, tmp_path: Path) -> None:
    """The second is what Python without a lock says of one that was compiled for a Python with it."""
    code = f"""
import sys
class Finder:
    def find_spec(self, name, path, target=None):
        if name.endswith("._loop"): raise {error}
sys.meta_path.insert(0, Finder())
from translit.machine.file import in_use
print(in_use())
"""
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "pure-Python machine\n"


def test_the_formats_agree() -> None:
    source = (PACKAGE / "machine" / "_loop.c").read_text()
    constants = dict(re.findall(r"^#define (\w+) (\d+)", source, re.MULTILINE))
    assert int(constants["FORMAT"]) == compiled.FORMAT
    assert int(constants["HEADER"]) == compiled.HEADER


@pytest.fixture(scope="session", params=["as it is", "without SSE2"])
def sanitized(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the loop with AddressSanitizer and UBSan, as a program that reads a machine file and a text."""
    folder = tmp_path_factory.mktemp("sanitized")
    source = ROOT / "fuzz" / "run.c"
    command = ["cc", "-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-DFUZZING"]
    command += ["-U__SSE2__"] if request.param == "without SSE2" else []
    command += [f"-I{sysconfig.get_path('include')}", str(source), "-o", str(folder / "run")]
    subprocess.run(command, check=True)
    return folder / "run"


@pytest.mark.slow
def test_sanitizers_find_nothing(sanitized: Path, tmp_path: Path) -> None:
    chance = random.Random(2009)
    cases = [(CONTENT, "Щастие в България! и\u0301я 😀\n".encode() * 40)]
    for _ in range(300):
        content = bytearray(CONTENT)
        for _ in range(chance.randrange(4)):
            at = chance.choice([chance.randrange(24, 700), chance.randrange(len(content))])
            content[at] = chance.randrange(256)
        text = chance.randbytes(60) + "".join(chance.choices("щияЮБ \u0301\n€😀x", k=40)).encode() + chance.randbytes(9)
        cases.append((bytes(content[: len(content) - chance.choice([0, 0, 0, 1])]), text))
    packed = b"".join(len(part).to_bytes(4, "little") + part for case in cases for part in case)
    found = subprocess.run([sanitized], input=packed, capture_output=True)
    assert (found.returncode, found.stderr) == (0, b"")
    ran, refused = map(int, found.stdout.split())
    assert ran + refused == len(cases)
    assert ran > 10
    assert refused > 10
