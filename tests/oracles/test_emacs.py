"""Layouts against Emacs' Quail input methods, typed as keyboard macros."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.oracles import emacs
from tests.oracles.editors import (
    Pair,
    assert_cells_agree,
    assert_texts_agree,
    assert_words_differ_as_declared,
)
from tests.oracles.keyboard import Difference

pytestmark = pytest.mark.oracle

ASCII_SIGN = "Emacs leaves the American sign; ours is the X11 and Windows one"
OF_1978 = "Emacs mixes signs of the typewriter into the layout of 2006"

PAIRS = (
    Pair("bg-phonetic-2006", "bulgarian-alt-phonetic", leaders="/"),
    Pair(
        "bg-phonetic-traditional",
        "bulgarian-phonetic",
        known=tuple(
            Difference("shift", k, o, t, ASCII_SIGN) for k, o, t in zip("367-,.", "№€§–„“", "#^&_<>", strict=True)
        ),
        leaders="/",
        words=(("/#", "/№", "№", "Emacs reaches № by a prefix"), ("/&", "/§", "§", "Emacs reaches § by a prefix")),
    ),
    Pair(
        "bg-bds-2006",
        "bulgarian-bds",
        known=(
            Difference("plain", "\\", "„", "'", "Emacs has no Bulgarian quotation marks"),
            Difference("shift", "\\", "“", "Ы", "ours has Ы on Caps Lock with Shift"),
            *(Difference("shift", k, o, t, OF_1978) for k, o, t in zip("9-=", "–$€", "_IV", strict=True)),
        ),
    ),
    Pair("ru-jcuken", "russian-computer"),
)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_every_cell(pair: Pair) -> None:
    assert_cells_agree(emacs, pair)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_samples(pair: Pair) -> None:
    assert_texts_agree(emacs, pair, list(pair.samples()))


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.words], ids=str)
def test_prefixes(pair: Pair) -> None:
    assert_words_differ_as_declared(emacs, pair)


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS, ids=str)
@given(choice=st.data())
@examples(10)
def test_any_text(pair: Pair, choice: st.DataObject) -> None:
    texts = choice.draw(st.lists(st.text(pair.agreed()), min_size=20, max_size=40))
    assert_texts_agree(emacs, pair, texts)
