"""Arrow arrays are converted as each of their texts alone is, whatever their type, their chunks and their library."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import duckdb
import nanoarrow
import polars
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.places import PACKAGE, ROOT
from translit import UnmappedCharacter, compile_table
from translit import fold as fold_text
from translit import transliterate as transliterate_text
from translit.bulk.arrow import fold, transliterate
from translit.bulk.by_pyarrow import transliterate_rows

LAW = "bg-streamlined-2009"
#: From Cyrillic, to it, long outputs, rules that look around, what a model reads, words that stay.
TABLES: dict[str, Any] = {
    "law": compile_table(LAW),
    "typed": compile_table("bg-translit"),
    "back": compile_table("uk-kmu-2010", reverse=True),
    "Mongolian": compile_table("mn-mns-5217-2012"),
    "informal": compile_table("bg-informal"),
    "kept words": compile_table("bg-translit", keep_words=["Google"]),
}
PLAIN: Sequence[Any] = (pyarrow.string(), pyarrow.large_string(), pyarrow.string_view())
ENCODED: Sequence[Any] = (
    pyarrow.dictionary(pyarrow.int8(), pyarrow.string()),
    pyarrow.dictionary(pyarrow.uint16(), pyarrow.large_string()),
    pyarrow.dictionary(pyarrow.int64(), pyarrow.string()),
)
TYPES = pytest.mark.parametrize("kind", [*PLAIN, *ENCODED], ids=str)
PIECES = [
    *["Щастие", "ия", "зг", "sht", "6te", "&", "&shy;", "и\u0301", "😀", "Google", "ѝ", "ь"],
    *" \n\x00",
    "x" * 40,
]
TEXTS = st.one_of(
    st.none(),
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
    st.text(st.characters(codec="utf-8"), max_size=20),
)


def one_by_one(texts: list[str | None], table: Any = LAW) -> list[str | None]:
    return [None if text is None else transliterate_text(text, table) for text in texts]


def array_of(texts: Sequence[str | None], kind: Any) -> Any:
    """Return an array of a type that pyarrow may not know how to cast to."""
    if not pyarrow.types.is_dictionary(kind):
        return pyarrow.array(texts, kind)
    encoded = pyarrow.array(texts, kind.value_type).dictionary_encode()
    return pyarrow.DictionaryArray.from_arrays(encoded.indices.cast(kind.index_type), encoded.dictionary)


def alone(texts: list[str | None], name: str) -> list[str | None]:
    return [None if text is None else TABLES[name].transliterate(text) for text in texts]


@TYPES
@pytest.mark.parametrize("name", TABLES)
@examples(30)
@given(texts=st.lists(TEXTS, max_size=14), start=st.integers(0, 9), end=st.integers(0, 14))
def test_a_slice_is_converted_as_its_texts(kind: Any, name: str, texts: list[str | None], start: int, end: int) -> None:
    whole = array_of(texts, kind)
    part = whole[start : max(start, end)]
    converted = pyarrow.array(transliterate(part, TABLES[name]))
    converted.validate(full=True)
    assert converted.type == kind
    assert converted.to_pylist() == alone(part.to_pylist(), name)


@TYPES
@examples(30)
@given(chunks=st.lists(st.lists(TEXTS, max_size=5), max_size=4))
def test_chunks_stay_chunks(kind: Any, chunks: list[list[str | None]]) -> None:
    given_ = pyarrow.chunked_array([array_of(chunk, kind) for chunk in chunks], kind)
    made = transliterate(given_, LAW)
    for _ in range(2):
        converted = pyarrow.chunked_array(made)
        converted.validate(full=True)
        assert converted.type == kind
        assert [chunk.to_pylist() for chunk in converted.chunks] == [one_by_one(chunk) for chunk in chunks]


@TYPES
@examples(30)
@given(texts=st.lists(TEXTS, max_size=14), start=st.integers(0, 9))
def test_without_the_compiled_machine_it_is_the_same(kind: Any, texts: list[str | None], start: int) -> None:
    whole = array_of(texts, kind)
    for given_ in (whole[start:], pyarrow.chunked_array([whole[:start], whole[start:]], kind)):
        converted = transliterate_rows(given_, lambda text, row: transliterate_text(text, LAW))
        converted.validate(full=True)
        assert converted.type == kind
        assert converted.to_pylist() == one_by_one(given_.to_pylist())


def test_a_program_without_the_compiled_machine() -> None:
    code = "import pyarrow; from translit.bulk.arrow import transliterate; "
    code += f"print(transliterate(pyarrow.array(['Щит', None]), {LAW!r}).to_pylist())"
    environment = {**os.environ, "TRANSLIT_PURE": "1"}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert found.stdout == "['Shtit', None]\n"


@examples(60)
@given(texts=st.lists(TEXTS, max_size=14), cut=st.integers(0, 14))
def test_in_polars(texts: list[str | None], cut: int) -> None:
    series = polars.Series("име", texts[:cut], polars.String).append(polars.Series("име", texts[cut:], polars.String))
    converted = polars.Series("име", transliterate(series, LAW))
    assert (converted.name, str(converted.dtype), converted.to_list()) == ("име", "String", one_by_one(texts))


def test_categories_of_polars() -> None:
    series = polars.Series(["щ", None, "sht", "щ"], dtype=polars.Categorical)
    converted = polars.Series(transliterate(series, LAW))
    assert converted.dtype == polars.Categorical
    assert converted.to_list() == ["sht", None, "sht", "sht"]
    assert converted.value_counts()["count"].sum() == 4


def test_in_duckdb() -> None:
    texts = ["Щастие", None, "", "дълга дума, по-дълга от дванадесет"] * 1000
    rows: Any = duckdb.sql("select unnest($texts) as t", params={"texts": texts})
    column = rows.to_arrow_table()["t"]
    made = pyarrow.table({"t": pyarrow.chunked_array(transliterate(column, LAW))})
    summary: Any = duckdb.sql("select count(*), count(t), max(t) from made")
    assert summary.fetchall() == [
        (
            4000,
            3000,
            "dalga duma, po-dalga ot dvanadeset",
        )
    ]
    assert made["t"].to_pylist() == one_by_one(texts)


def test_in_nanoarrow_which_needs_no_other_library() -> None:
    given_: Any = nanoarrow.Array(["Щастие", None, "София"], nanoarrow.string())
    assert nanoarrow.Array(transliterate(given_, LAW)).to_pylist() == ["Shtastie", None, "Sofia"]


@TYPES
def test_keys_are_those_of_the_texts(kind: Any) -> None:
    texts = ["Щастие", None, "6tastie", "", "LG и ЛГ", "Щастие"]
    given_ = array_of(texts, kind)
    assert pyarrow.array(fold(given_)).to_pylist() == [None if text is None else fold_text(text) for text in texts]
    made = pyarrow.chunked_array(fold(pyarrow.chunked_array([given_, given_[4:]]), "bg", keep_brands=True))
    assert made.to_pylist()[6:] == [fold_text("LG и ЛГ", keep_brands=True), fold_text("Щастие")]
    with pytest.raises(ValueError, match="xx"):
        fold(given_, "xx")


def test_values_that_become_one_are_one_in_the_dictionary() -> None:
    encoded = pyarrow.array(["щ", "sht", None, "щит", "щ"]).dictionary_encode()
    converted: Any = pyarrow.array(transliterate(encoded, LAW))
    assert converted.dictionary.to_pylist() == ["sht", "shtit"]
    assert converted.indices.to_pylist() == [0, 0, None, 1, 0]


def test_a_null_among_the_values_of_a_dictionary_is_null() -> None:
    encoded = pyarrow.DictionaryArray.from_arrays(pyarrow.array([1, 0, None]), pyarrow.array([None, "щ"]))
    assert pyarrow.array(transliterate(encoded, LAW)).to_pylist() == ["sht", None, None]


def test_no_row_is_read_with_the_next() -> None:
    texts: list[str | None] = ["С", "х", "з", "г", "ЩАСТИЕ", "Щ", "\n"]
    table = compile_table("uk-kmu-2010")
    converted = pyarrow.array(transliterate(pyarrow.array(texts), table))
    assert converted.to_pylist() == [None if text is None else table.transliterate(text) for text in texts]


def test_what_is_given_and_what_is_made_may_go_before_the_other() -> None:
    made = transliterate(pyarrow.array(["Щастие"] * 1000), LAW)
    one, other = pyarrow.array(made), pyarrow.array(made)
    del made
    assert one.equals(other)
    del one
    assert set(other.to_pylist()) == {"Shtastie"}


def test_threads_share_a_machine() -> None:
    arrays = [pyarrow.array([f"Щастие {n}"] * 5000) for n in range(8)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda array: pyarrow.array(transliterate(array, LAW)), arrays))
    assert [set(array.to_pylist()) for array in made] == [{f"Shtastie {n}"} for n in range(8)]


@TYPES
@examples(30)
@given(texts=st.lists(TEXTS, max_size=14), start=st.integers(0, 9), jobs=st.integers(2, 5))
def test_jobs_share_the_rows(kind: Any, texts: list[str | None], start: int, jobs: int) -> None:
    whole = array_of(texts, kind)
    chunked = pyarrow.chunked_array([whole[:start], whole[start:]], kind)
    for given_ in (whole[start:], chunked):
        converted = pyarrow.chunked_array(transliterate(given_, LAW, jobs=jobs))
        converted.validate(full=True)
        assert converted.type == kind
        assert converted.to_pylist() == one_by_one(given_.to_pylist())


def test_jobs_of_what_only_python_knows() -> None:
    converted = pyarrow.chunked_array(transliterate(pyarrow.array(["6te", None]), "bg-informal", jobs=3))
    assert converted.to_pylist() == ["ще", None]
    with pytest.raises(ValueError, match="jobs: expected 1 or more, found 0"):
        transliterate(pyarrow.array(["щ"]), LAW, jobs=0)


@pytest.mark.parametrize("kind", [PLAIN[0], ENCODED[0]], ids=str)
def test_strict_tells_the_row(kind: Any) -> None:
    chunked = pyarrow.chunked_array([array_of(chunk, kind) for chunk in (["щ", None], ["щит", "вы"])], kind)
    with pytest.raises(UnmappedCharacter, match="row 3: bg-streamlined-2009 has no rule for 'ы'") as caught:
        transliterate(chunked, LAW, errors="strict")
    assert (caught.value.row, caught.value.text, caught.value.start) == (3, "вы", 1)
    assert pyarrow.chunked_array(transliterate(chunked[:3], LAW, errors="strict"))[2].as_py() == "shtit"


@pytest.mark.parametrize("array", [pyarrow.array([1]), pyarrow.array([b"x"]), pyarrow.array([None])], ids=str)
def test_what_is_no_text_is_refused(array: Any) -> None:
    with pytest.raises(TypeError, match="expected an Arrow array of texts"):
        transliterate(array, LAW)
    with pytest.raises(TypeError, match="expected an Arrow array of texts"):
        transliterate_rows(array, lambda text, row: text)


def test_what_is_no_array_is_refused() -> None:
    not_arrow: Any = ["Щ"]
    with pytest.raises(TypeError, match=r"expected an Arrow array.*found list"):
        transliterate(not_arrow, LAW)


@pytest.mark.parametrize("ends", [(0, 4, 2), (0, -1, 2)])
def test_offsets_that_lead_nowhere_are_refused(ends: tuple[int, ...]) -> None:
    offsets = pyarrow.array(ends, pyarrow.int32()).buffers()[1]
    broken = pyarrow.StringArray.from_buffers(2, offsets, pyarrow.py_buffer(b"abcd"))
    with pytest.raises(ValueError, match="not a sound Arrow array"):
        transliterate(broken, LAW)


def test_an_index_that_the_dictionary_lacks_is_refused() -> None:
    broken = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0, 7]), pyarrow.array(["щ"]), safe=False)
    with pytest.raises(ValueError, match="not a sound Arrow array"):
        transliterate(broken, LAW)


def test_of_a_table_one_column_is_wanted() -> None:
    table = pyarrow.table({"t": ["щ"]})
    with pytest.raises(TypeError, match="one of format '\\+s'"):
        transliterate(table, LAW)
    assert pyarrow.chunked_array(transliterate(table["t"], LAW)).to_pylist() == ["sht"]


SANITIZED = """
import random, pyarrow
from translit.bulk.arrow import check, fold, transliterate
chance = random.Random(2009)
kinds = [pyarrow.string(), pyarrow.large_string(), pyarrow.string_view()]
for _ in range(300):
    texts = [None if chance.random() < 0.2 else "".join(chance.choices("щияЮБ46ž &😀\\n", k=chance.randrange(30)))
             for _ in range(chance.randrange(40))]
    array = pyarrow.array(texts, chance.choice(kinds))
    if array.type != kinds[2] and chance.random() < 0.5:
        array = array.dictionary_encode()
    start = chance.randrange(len(texts) + 1)
    for part in (array[start:], pyarrow.chunked_array([array[:start], array[start:]])):
        made = transliterate(part, "bg-streamlined-2009", jobs=chance.choice([1, 3]))
        again = (pyarrow.chunked_array if hasattr(made, "__arrow_c_stream__") else pyarrow.array)(made)
        again.validate(full=True)
        transliterate(again, "bg-streamlined-2009")
        keys = pyarrow.chunked_array if hasattr(part, "__arrow_c_stream__") else pyarrow.array
        keys(fold(part, chance.choice(["bg", "sr"]))).validate(full=True)
        keys(check(part, "comment")).validate(full=True)
print("sound")
"""


@pytest.mark.slow
def test_sanitizers_find_nothing(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "translit", ignore=shutil.ignore_patterns("*.so"))
    shutil.copytree(ROOT / "layouts", tmp_path / "layouts")
    machine = tmp_path / "translit" / "machine"
    command = ["gcc", "-g", "-O1", "-fPIC", "-shared", "-fsanitize=address,undefined", "-fno-sanitize-recover=all"]
    command += [f"-I{sysconfig.get_path('include')}", str(machine / "_loop.c"), "-o", str(machine / "_loop.abi3.so")]
    subprocess.run(command, check=True)
    runtime = subprocess.run(["gcc", "-print-file-name=libasan.so"], capture_output=True, text=True, check=True)
    # CPython itself leaves memory at its end, so only what is wrong while it runs is looked for.
    environment = {"LD_PRELOAD": runtime.stdout.strip(), "ASAN_OPTIONS": "detect_leaks=0", "PYTHONPATH": str(tmp_path)}
    found = subprocess.run(
        [sys.executable, "-c", SANITIZED], capture_output=True, text=True, cwd=tmp_path, env=os.environ | environment
    )
    assert (found.stdout, found.returncode) == ("sound\n", 0), found.stderr
