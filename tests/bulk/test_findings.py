"""What is found in columns is what is found in each of their texts alone, whatever their type and their library."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from typing import Any

import duckdb
import nanoarrow
import polars
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bulk.test_arrow import ENCODED, PLAIN, array_of
from tests.examples import examples
from translit import Policy, PolicyError, UnknownLanguage, detect, repair
from translit import check as check_text
from translit.bulk import arrow
from translit.bulk.by_pyarrow import find_in_rows
from translit.bulk.records import DETECTION, FINDING, check_texts, lists
from translit.checking.rows import check_rows

TYPES = pytest.mark.parametrize("kind", [*PLAIN, *ENCODED], ids=str)
FAULTY = ["Утре имаме срещa.", "хубавo e", "😀 Тoва", "ПИША С ГЛАВНИ БУКВИ ВСИЧКО", "6тука", "zdravei na vsi4ki"]
GOOD = ["Утре имаме среща.", "", "Купих си iPhone 17", "1 234", "«Да», каза „тя“.", "ЕС"]
TEXTS = st.one_of(
    st.none(),
    st.sampled_from([*FAULTY, *GOOD]),
    st.lists(st.sampled_from([*"абвГДЖaeo340'’\n \u200b-", "щастие ", "д3р"]), max_size=12).map("".join),
)


def as_records(text: str | None, policy: Any = "text", lang: str = "en") -> Any:
    if text is None:
        return None
    return [
        {
            "code": f.code,
            "severity": f.severity,
            "start": f.start,
            "end": f.end,
            "text": f.text,
            "suggestion": f.suggestions[0] if f.suggestions else None,
            "fix": f.fix,
            "message": f.message(lang),
        }
        for f in check_text(text, policy)
    ]


@TYPES
@examples(20)
@given(texts=st.lists(TEXTS, max_size=14), start=st.integers(0, 9), end=st.integers(0, 14))
def test_a_slice_is_checked_as_its_texts(kind: Any, texts: list[str | None], start: int, end: int) -> None:
    part = array_of(texts, kind)[start : max(start, end)]
    found = pyarrow.array(arrow.check(part, "comment"))
    found.validate(full=True)
    assert found.to_pylist() == [as_records(text, "comment") for text in part.to_pylist()]


@TYPES
@examples(15)
@given(chunks=st.lists(st.lists(TEXTS, max_size=5), max_size=4))
def test_chunks_stay_chunks(kind: Any, chunks: list[list[str | None]]) -> None:
    given_ = pyarrow.chunked_array([array_of(chunk, kind) for chunk in chunks], kind)
    made = arrow.check(given_)
    for _ in range(2):
        found = pyarrow.chunked_array(made)
        found.validate(full=True)
        assert [chunk.to_pylist() for chunk in found.chunks] == [[*map(as_records, chunk)] for chunk in chunks]
    repaired = pyarrow.chunked_array(arrow.repair(given_))
    assert repaired.type == kind
    assert repaired.to_pylist() == [None if text is None else repair(text) for chunk in chunks for text in chunk]


@pytest.mark.parametrize("kind", [PLAIN[0], ENCODED[0]], ids=str)
@examples(15)
@given(texts=st.lists(TEXTS, max_size=14), start=st.integers(0, 9))
def test_without_the_compiled_machine_it_is_the_same(kind: Any, texts: list[str | None], start: int) -> None:
    find = partial(check_texts, policy=Policy(), lang="bg")
    for given_ in (array_of(texts, kind)[start:], pyarrow.chunked_array([array_of(texts, kind)], kind)):
        pure = find_in_rows(given_, find, FINDING, 1)
        compiled: Any = arrow.check(given_, Policy(), lang="bg")
        again = pyarrow.chunked_array(compiled) if hasattr(pure, "chunks") else pyarrow.array(compiled)
        assert pure.type.value_type.fields == again.type.value_type.fields
        assert pure.to_pylist() == again.to_pylist() == [as_records(t, Policy(), "bg") for t in given_.to_pylist()]


def test_a_program_without_the_compiled_machine() -> None:
    code = "import pyarrow; from translit.bulk.arrow import check, detect, repair; t = pyarrow.array(['срещa', None]); "
    code += "print([f['code'] for f in check(t).to_pylist()[0]], repair(t).to_pylist(), detect(t)[1])"
    environment = {**os.environ, "TRANSLIT_PURE": "1"}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert found.stdout == "['mixed_script_confusable'] ['среща', None] None\n"


@examples(60)
@given(st.lists(TEXTS, max_size=80), st.sampled_from(["text", "comment", "code"]))
def test_rows_together_are_checked_as_each_alone(texts: list[str | None], name: str) -> None:
    policy = Policy(code=True) if name == "code" else Policy(name=name, max_length=20 if name == "comment" else 0)
    wanted = [
        (row, found) for row, text in enumerate(texts) if text is not None and (found := check_text(text, policy))
    ]
    assert list(check_rows(texts, policy)) == wanted


def test_each_value_of_a_dictionary_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str | None] = []

    def look(texts: Any, **_: Any) -> Any:
        seen.extend(texts)
        return []

    monkeypatch.setattr("translit.bulk.records.check_texts", look)
    encoded = pyarrow.array(["а", "б", "а", None, "в"] * 100).dictionary_encode()[1:400]
    assert pyarrow.array(arrow.check(encoded)).to_pylist() == [None if t is None else [] for t in encoded.to_pylist()]
    assert sorted(filter(None, seen)) == ["а", "б", "в"]


def test_what_lines_are() -> None:
    texts = ["Ще дойда утре\n\nghbdtn rfr ltkf", None, " "]
    found = pyarrow.array(arrow.detect(pyarrow.array(texts))).to_pylist()
    assert found[1:] == [None, []]
    assert found[0] == [{field: getattr(line, field) for field in DETECTION} for line in detect(str(texts[0]))]
    assert [line["language"] for line in found[0]] == ["bg", "ru"]


@pytest.mark.parametrize("jobs", [1, 3])
def test_keys_by_threads(jobs: int) -> None:
    texts = pyarrow.array(["Щастие", "6tastie", None, ""] * 9)
    made: Any = arrow.fold(texts, jobs=jobs)
    keys = pyarrow.array(made) if jobs == 1 else pyarrow.chunked_array(made)
    assert keys.to_pylist() == ["stastje", "stastje", None, ""] * 9


def test_processes_share_the_rows() -> None:
    texts = pyarrow.array(["Утре имаме срещa.", "Добре", None] * 3000)
    for given_ in (texts, texts.dictionary_encode()):
        assert pyarrow.array(arrow.check(given_, jobs=2)).equals(pyarrow.array(arrow.check(given_)))
    repaired = pyarrow.array(arrow.repair(texts, jobs=2))
    assert repaired.to_pylist() == ["Утре имаме среща.", "Добре", None] * 3000


def test_in_other_libraries() -> None:
    texts = ["срещa", None, "добре"]
    wanted = [*map(as_records, texts)]
    assert polars.Series(arrow.check(polars.Series(texts))).to_list() == wanted
    assert nanoarrow.Array(arrow.check(nanoarrow.Array(texts, nanoarrow.string()))).to_pylist() == wanted
    column = pyarrow.table({"f": pyarrow.array(arrow.check(pyarrow.array(texts)))})
    connection = duckdb.connect()
    connection.register("found", column)
    answer = connection.execute("select unnest(f).suggestion from found").fetchall()
    assert answer == [("среща",)]


def test_offsets_are_characters() -> None:
    text = "😀 и\u0301 срещa"
    ((found,),) = pyarrow.array(arrow.check(pyarrow.array([text]))).to_pylist()
    assert text[found["start"] : found["end"]] == found["text"] == "срещa"


def test_what_is_no_text_is_refused() -> None:
    for function in (arrow.check, arrow.detect, arrow.repair):
        for array in (pyarrow.array([1]), pyarrow.chunked_array([[1]]), pyarrow.array([b"x"])):
            with pytest.raises(TypeError, match="expected an Arrow array of texts"):
                function(array)
        not_arrow: Any = ["Щ"]
        with pytest.raises(TypeError, match=r"expected an Arrow array.*found list"):
            function(not_arrow)
        with pytest.raises(ValueError, match="jobs: expected 1 or more, found 0"):
            function(pyarrow.array(["щ"]), jobs=0)
    with pytest.raises((PolicyError, UnknownLanguage)):
        arrow.repair(pyarrow.array([], pyarrow.string()), "xx")
    with pytest.raises((PolicyError, UnknownLanguage)):
        arrow.check(pyarrow.array([], pyarrow.string()), language="xx")


def test_lists_that_do_not_come_from_texts() -> None:
    made = pyarrow.array(lists([(1, [(7, None)]), (3, [(8, "б"), (9, "")])], [2], 5, {"n": "i", "t": "u"}))
    made.validate(full=True)
    one, two, three = {"n": 7, "t": None}, {"n": 8, "t": "б"}, {"n": 9, "t": ""}
    assert made.to_pylist() == [[], [one], None, [two, three], []]
