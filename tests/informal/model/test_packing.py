"""Packed models: packing and reading are inverse, files are mapped as they are, and what is no model is refused."""

from __future__ import annotations

import math
import mmap
import random
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tools.build_informal_letters import back_offs, count_contexts, prune, shorter, units
from tools.build_informal_pack import assemble, pack
from tools.build_informal_rows import distance, pack_rows
from tools.build_informal_shares import PRICE, pack_shares
from translit.informal.model import lexicon as lexicon_module
from translit.informal.model import ngrams as letters_module
from translit.informal.model.file import FOLDER, MAGIC, Model, ModelError, model
from translit.informal.model.lexicon import Lexicon, distance_at
from translit.informal.model.ngrams import BACK, LETTER_UNIT
from translit.informal.model.shares import SHARE_UNIT, Shares
from translit.resources import path_of

DATA = path_of(FOLDER)
LETTERS = "абвгд"
NGRAMS = 50
LEXICONS = st.dictionaries(st.text(LETTERS, min_size=1, max_size=7), st.floats(1e-8, 1.0), min_size=1, max_size=60)


def coded(lexicon: dict[str, float], letters: str = LETTERS) -> dict[tuple[int, ...], float]:
    return {tuple(letters.index(letter) + 1 for letter in word): share for word, share in lexicon.items()}


def packed(lexicon: dict[str, float], letters: str = LETTERS) -> Model:
    return Model(pack(coded(lexicon, letters), coded(lexicon, letters), NGRAMS, {"letters": letters}), Path("test.bin"))


@pytest.fixture(params=[None, 2], ids=["kept", "forgotten"])
def memory(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run with room for all that is read, and with so little that it is forgotten all the time."""
    if request.param is not None:
        monkeypatch.setattr(lexicon_module, "KEPT", request.param)
        monkeypatch.setattr(letters_module, "KEPT", request.param)


@pytest.mark.usefixtures("memory")
@settings(examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LEXICONS, st.lists(st.text(LETTERS + "x", max_size=8)))
def test_every_packed_word_is_found_and_no_other(lexicon: dict[str, float], others: list[str]) -> None:
    found = packed(lexicon)
    for word, share in lexicon.items():
        cost = found.share(word)
        assert cost is not None
        assert abs(cost + math.log(share)) <= SHARE_UNIT / 2 + 1e-9
    assert list(found.words()) == [(word, found.share(word)) for word in sorted(lexicon)]
    for other in others:
        assert (found.share(other) is not None) == (other in lexicon)


@pytest.mark.usefixtures("memory")
@settings(examples(60), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LEXICONS, st.lists(st.text(LETTERS, max_size=8), min_size=1))
def test_letters_cost_what_the_longest_known_context_says(lexicon: dict[str, float], words: list[str]) -> None:
    edge = len(LETTERS) + 1
    kept = prune(count_contexts(coded(lexicon), edge), edge, NGRAMS)
    factors = back_offs(kept)
    found = packed(lexicon)
    for word in [*words, *lexicon]:
        before: tuple[int, ...] = (edge,)
        total = 0
        for code in [*(LETTERS.index(letter) + 1 for letter in word), edge]:
            context = before if before in kept else shorter(before, kept)
            while code not in kept[context]:
                total += units(factors[context], BACK) - BACK
                context = shorter(context, kept)
            total += units(kept[context][code])
            before = (*before, code)
        assert found.spell(word) == pytest.approx(total * LETTER_UNIT)


def test_a_lexicon_with_every_kind_of_row_is_read_as_it_was_packed() -> None:
    """Many letters, and many paradigms of two stems each: kinds, ranks, distances and places that take more room."""
    draw = random.Random(7)
    stems = [tuple(draw.choices(range(1, 61), k=3)) for _ in range(6_000)]
    paradigms = [[tuple(draw.choices(range(1, 61), k=3)) for _ in range(8)] for _ in range(3_000)]
    codes = sorted({stem + ending for n, stem in enumerate(stems) for ending in paradigms[n // 2]})
    sections, header = pack_rows(codes)
    size = len(sections["lex.rows"])
    assert header["one"] < 256 and len(header["kinds"]) == 255 and size > 2**16 and header["wraps"]
    found = Lexicon(b"".join(sections.values()), {"lex.rows": 0, "lex.shared": size}, header)
    assert list(found.words()) == codes


@given(st.integers(0, 2**24 - 1), st.binary(max_size=3))
def test_distances(number: int, behind: bytes) -> None:
    written = distance(number)
    assert distance_at(written + behind, 0) == (number, len(written))


VALUES = st.integers(0, 3) | st.integers(0, 300)


@given(st.dictionaries(st.integers(1, 2**168), VALUES, min_size=1, max_size=200), st.sampled_from([0, PRICE]))
def test_values_are_found_by_their_keys(values: dict[int, int], price: int) -> None:
    body, levels = pack_shares(values, price)
    found = Shares(body, 0, levels)
    assert {key: round(found.of(key) / SHARE_UNIT) for key in values} == values


@given(LEXICONS)
@examples(10)
def test_packing_twice_gives_the_same_bytes(lexicon: dict[str, float]) -> None:
    words = coded(lexicon)
    again = dict(reversed(words.items()))
    assert pack(words, words, NGRAMS, {"letters": LETTERS}) == pack(again, again, NGRAMS, {"letters": LETTERS})


def test_shipped_models_are_mapped_as_they_are() -> None:
    for path in DATA.glob("*.bin"):
        for section in model(path.stem).sections.values():
            assert isinstance(section.obj, mmap.mmap)
            assert section.readonly


def test_no_two_threads_share_a_view() -> None:
    """Without a lock Python loses count of who has one, and takes it from all of them."""
    for name, section in model("bg").sections.items():
        section.release()
        assert model("bg").sections[name].nbytes


def test_models_are_read_out_of_a_zip_archive(tmp_path: Path) -> None:
    """Where there is no file to map, as in a zipped application, the same words are found."""
    package = DATA.parents[1]
    with zipfile.ZipFile(tmp_path / "app.zip", "w") as archive:
        for path in [*package.glob("**/*.py"), DATA / "mk.bin"]:
            archive.write(path, path.relative_to(package.parent))
    program = (
        "from translit.informal.model.file import model; print(model('mk').share('куќа'), model('mk').spell('куќа'))"
    )
    found = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(tmp_path / 'app.zip')!r}); {program}"],
        cwd=tmp_path,
        env={"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.split() == [str(model("mk").share("куќа")), str(model("mk").spell("куќа"))]


THREE = coded({"аб": 0.5, "бв": 0.25, "вг": 0.25})
WHOLE = pack(THREE, THREE, NGRAMS, {"letters": LETTERS})


@given(st.integers(0, len(WHOLE) - 1))
def test_a_truncated_model_is_refused(size: int) -> None:
    with pytest.raises(ModelError, match=r"x\.bin"):
        Model(WHOLE[:size], Path("x.bin"))


@given(st.binary() | st.builds(MAGIC.__add__, st.binary()))
def test_what_is_no_model_is_refused(data: bytes) -> None:
    with pytest.raises(ModelError, match=r"x\.bin"):
        Model(data, Path("x.bin"))


@pytest.mark.parametrize("header", [[], {}, {"letters": 7}, {"letters": LETTERS}, {"letters": LETTERS, "lexicon": {}}])
def test_a_header_that_lacks_something_is_refused(header: dict[str, object]) -> None:
    with pytest.raises(ModelError):
        Model(assemble(dict(header), {"lex.rows": b"", "lex.shared": b""}), Path("x.bin"))


def test_a_model_that_is_not_there_is_told() -> None:
    with pytest.raises(ModelError, match=r"xx\.bin"):
        model("xx")
