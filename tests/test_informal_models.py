"""The packed models: what is shipped, and that packing and reading are inverse."""

from __future__ import annotations

import math
import runpy
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translit.informal.model import DATA, Model, ModelError, model

PACK = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "build_informal_pack.py"))
FORMS = runpy.run_path(str(Path(__file__).parents[1] / "tools" / "build_informal_forms.py"))
MANIFEST = tomllib.loads((Path(__file__).parents[1] / "tools" / "build_informal.toml").read_text("utf-8"))["inputs"]
LANGUAGES = ["bg", "ru", "uk", "sr", "mk", "be", "en"]
LETTERS = "абвгд"


def test_all_models_together_are_small() -> None:
    assert sum(path.stat().st_size for path in DATA.glob("*.bin")) < 4_000_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_models_carry_their_licence_and_are_whole(language: str) -> None:
    header = model(language).header
    assert header["licence"] == "CC-BY-SA-4.0"
    assert "wordfreq" in header["attribution"]
    assert header["version"]
    assert len(model(language).shares) == header["words"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_and_letters_are_distributions(language: str) -> None:
    found = model(language)
    assert 0.9 < sum(math.exp(-cost) for _, cost in found.words()) < 1.1
    total = sum(math.exp(-found.step(found.start, code)[0]) for code in range(1, found.edge + 1))
    assert 0.8 < total < 1.2


def packed(lexicon: dict[str, float]) -> Model:
    code = {letter: i for i, letter in enumerate(LETTERS, 1)}
    coded = {tuple(code[c] for c in word): share for word, share in lexicon.items()}
    sections, root, _ = PACK["pack_lexicon"](coded)
    sections |= PACK["letter_model"](coded, len(LETTERS) + 1, 50)
    data = PACK["assemble"]({"letters": LETTERS, "root": root}, sections)
    return Model(data, Path("test.bin"))


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.text(LETTERS, min_size=1, max_size=7), st.floats(1e-8, 1.0), min_size=1, max_size=60),
    st.text(LETTERS, max_size=8),
)
def test_every_packed_word_is_found_and_no_other(lexicon: dict[str, float], other: str) -> None:
    found = packed(lexicon)
    for word, share in lexicon.items():
        cost = found.share(word)
        assert cost is not None
        assert abs(cost + math.log(share)) <= 1 / 24 + 1e-9
    assert dict(found.words()).keys() == lexicon.keys()
    assert (found.share(other) is not None) == (other in lexicon)
    assert 0 < found.spell(other) < math.inf


def test_packing_twice_gives_the_same_bytes() -> None:
    lexicon = {(1, 2): 0.5, (1, 2, 3): 0.25, (2,): 0.25}
    for pack in (PACK["pack_lexicon"], lambda words: PACK["letter_model"](words, 6, 20)):
        assert pack(dict(lexicon)) == pack(dict(reversed(lexicon.items())))


def test_inputs_have_licences_that_fit() -> None:
    """CC BY-SA 4.0 may be put on what came under these; GPL or non-commercial data may not be in a model."""
    assert {entry["licence"] for entry in MANIFEST.values()} == {"Apache-2.0", "CC-BY-SA-3.0", "MPL-2.0"}
    assert all(len(bytes.fromhex(entry["sha256"])) == 32 for entry in MANIFEST.values())


VERBS = [
    stem + ending
    for stem in (f"{a}{b}{c}" for a in "бвгдк" for b in "аои" for c in "лмнрст")
    for ending in ("а", "ат", "аш")
]


def test_paradigms_are_completed_by_analogy() -> None:
    """A stem with two endings of three gets the third, whatever the order of the words."""
    lacking = set(VERBS) - {"балаш", "кисат"}
    assert FORMS["missing_forms"](lacking)[:2] == ["балаш", "кисат"]
    assert FORMS["missing_forms"](reversed(sorted(lacking))) == FORMS["missing_forms"](lacking)


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        Model(b"nothing", tmp_path / "x.bin")
    assert "x.bin" in str(caught.value)
    with pytest.raises(ModelError):
        model("xx")
