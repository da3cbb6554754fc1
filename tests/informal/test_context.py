"""Neighbours: what is stored is what is read, the best path is the best, and the trainer learns what text says."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools import build_informal_context as build
from translit.informal import decode
from translit.informal.context import TRUST, WEIGHT_UNIT, Context, Options, key, pairs, shapes
from translit.informal.model.file import Model

WORDS = st.text("абвт", max_size=5)


@dataclass
class Sections:
    """As much of a model as neighbours need."""

    sections: dict[str, memoryview]


def context(weights: dict[str, float], size: int = 1000) -> Context:
    stored = build.pack_neighbours({pair: (nats, 1) for pair, nats in weights.items()}, (), size)
    return Context(cast(Model, Sections({name: memoryview(data) for name, data in stored.items()})))


@given(
    st.dictionaries(st.tuples(WORDS, WORDS).map(lambda two: pairs(*two)[0]), st.floats(-7, 7), max_size=8),
    WORDS,
    WORDS,
)
def test_what_is_stored_is_what_is_read(weights: dict[str, float], first: str, second: str) -> None:
    units = {key(pair): round(nats / WEIGHT_UNIT) for pair, nats in weights.items()}
    meant = sum(units.get(key(pair), 0) for pair in pairs(first, second))
    assert context(weights).link(first, second) == pytest.approx(-meant * WEIGHT_UNIT * TRUST)


def test_the_weightiest_pairs_are_kept() -> None:
    weights = {f"=а ={letter}": nats for letter, nats in zip("абвг", (1.0, -3.0, 2.0, 0.5), strict=True)}
    found = context(weights, size=2)
    assert [found.link("а", letter) < 0 for letter in "абвг"] == [False, False, True, False]
    assert found.link("а", "б") > 0


RUNS = st.lists(st.lists(st.tuples(st.floats(0, 7), WORDS), min_size=2, max_size=3), min_size=1, max_size=3)


@given(RUNS, WORDS, WORDS, st.dictionaries(st.tuples(WORDS, WORDS).map(lambda two: pairs(*two)[-1]), st.floats(-7, 7)))
def test_the_cheapest_path_is_chosen(run: list[Options], left: str, right: str, weights: dict[str, float]) -> None:
    found = context(weights)

    def cost(path: tuple[tuple[float, str], ...]) -> float:
        words = [left, *(text for _, text in path), right]
        return sum(own for own, _ in path) + sum(map(found.link, words, words[1:]))

    chosen = found.choose(run, left, right)
    least = min(map(cost, product(*run)))
    fits = [path for path in product(*run) if tuple(text for _, text in path) == chosen]
    assert min(map(cost, fits)) == pytest.approx(least)


def test_a_model_without_neighbours_leaves_words_alone() -> None:
    assert not Context(cast(Model, Sections({}))).is_there


def test_shapes_end_with_the_last_letter() -> None:
    assert [shapes(word) for word in ("", "я", "он", "она")] == [
        ("=",),
        ("=я", "~я"),
        ("=он", "~н"),
        ("=она", "~на", "~а"),
    ]


def test_the_trainer_learns_who_stands_beside_whom() -> None:
    """Infinitives behind one verb, finite forms behind a pronoun: words that were never seen follow."""

    def stretch(first: str, stem: str, ending: str) -> list[tuple[str, Any]]:
        return [(first, ()), (stem + ending, ((0.0, stem + "ит"), (0.0, stem + "ить")))]

    stems = ["говор", "ход", "люб", "нос", "прос"]
    lessons = build.Lessons([stretch("он", s, "ит") for s in stems] + [stretch("могу", s, "ить") for s in stems])
    weights = {pair: nats for pair, (nats, _) in lessons.learn({}).items()}
    options = ((0.0, "вод" + "ит"), (0.0, "вод" + "ить"))
    found = context(weights)
    assert found.choose([options], "он", "") == ("водит",)
    assert found.choose([options], "могу", "") == ("водить",)


def test_what_a_table_tells_is_kept_where_text_says_nothing() -> None:
    told = build.read_hints({"before": {"~ть": "надо"}})
    assert build.Lessons([]).learn(told) == {"=надо ~ть": (build.TOLD, 0)}


def test_rivals_are_asked_about_wherever_either_stands() -> None:
    stretches: list[list[build.Meant]] = [
        [("ще", ()), ("дойда", ())],
        [("вие", ()), ("сте", ())],
    ]
    asked = [
        [(word, [text for _, text in options]) for word, options in each]
        for each in build.rivals(stretches, ["ще сте"])
    ]
    assert asked == [[("ще", ["ще", "сте"]), ("дойда", [])], [("вие", []), ("сте", ["сте", "ще"])]]


@pytest.mark.parametrize(
    ("table_id", "latin", "cyrillic"),
    [
        ("ru-informal", "ya ne mogu govorit", "я не могу говорить"),
        ("ru-informal", "on horosho govorit", "он хорошо говорит"),
        ("bg-informal", "horata koito sa tuk, i chovekut koito e tam", "хората които са тук, и човекът който е там"),
        ("bg-informal", "ste doideme i vie ste tam", "ще дойдеме и вие сте там"),
    ],
)
def test_neighbours_choose_between_words_written_alike(table_id: str, latin: str, cyrillic: str) -> None:
    assert decode(latin, table_id) == cyrillic
