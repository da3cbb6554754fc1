"""What the models are made from: inputs with licences that fit, and forms that no list has."""

from __future__ import annotations

import tomllib

from tests.places import ROOT
from tools import build_informal_dictionary as dictionary
from tools import build_informal_forms as forms

MANIFEST = tomllib.loads((ROOT / "tools" / "build_informal.toml").read_text("utf-8"))


def test_inputs_have_licences_that_fit() -> None:
    """CC BY-SA 4.0 may be put on what came under these; GPL or non-commercial data may not be in a model."""
    inputs, packages = MANIFEST["inputs"], MANIFEST["packages"].values()
    assert {entry["licence"] for entry in inputs.values()} == {
        "Apache-2.0",
        "BSD-3-Clause",
        "CC-BY-4.0",
        "CC-BY-SA-3.0",
        "ISC",
        "MIT",
        "MPL-1.1",
        "MPL-2.0",
    }
    assert {entry.get("data", entry["licence"]) for entry in packages} == {
        "CC-BY-4.0",
        "CC-BY-SA-3.0",
        "CC-BY-SA-4.0",
        "MIT",
        "Unicode-3.0",
    }
    assert all(len(bytes.fromhex(entry["sha256"])) == 32 for entry in inputs.values())
    assert all("@" in entry["package"] for name, entry in inputs.items() if name.endswith(".tgz"))


VERBS = [
    stem + ending
    for stem in (f"{a}{b}{c}" for a in "бвгдк" for b in "аои" for c in "лмнрст")
    for ending in ("а", "ат", "аш")
]


def test_paradigms_are_completed_by_analogy() -> None:
    """A stem with two endings of three gets the third, whatever the order of the words."""
    lacking = set(VERBS) - {"балаш", "кисат"}
    assert forms.missing_forms(lacking)[:2] == ["балаш", "кисат"]
    assert forms.missing_forms(reversed(sorted(lacking))) == forms.missing_forms(lacking)


def test_a_dictionary_adds_its_words_with_all_their_forms() -> None:
    """What analogy made stays only if it is a form of a word that the dictionary has; known words keep their share."""
    made = 17.7
    words = {"сом": 9.0, "сома": 15.9, "викове": 12.0, "сомът": made, "сомеш": made}
    found = dictionary.add_words(words, {("сом", "noun"), ("вик", "noun"), ("а", "noun")})
    assert found["сом"] == 9.0
    assert found["сома"] == 15.9
    assert found["вик"] == dictionary.ENTRY
    assert found["сомът"] == dictionary.LIKELY_FORM
    assert found["виковете"] == dictionary.FORM
    assert not {"сомеш", "а", "вици"} & found.keys()


def test_names_that_are_written_like_a_word_are_known() -> None:
    words = {"варна", "върна", "видин", "ан", "ън"}
    assert dictionary.twins({"варна", "видин", "ан", "ън"}, words, "bg") == ["варна"]
