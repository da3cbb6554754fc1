"""Layouts against Vim's keymaps; `bulgarian-bds` is the one program here that has the typewriter of 1978."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.examples import examples
from tests.oracles import vim
from tests.oracles.editors import (
    Pair,
    assert_cells_agree,
    assert_texts_agree,
    assert_words_differ_as_declared,
)
from tests.oracles.keyboard import Difference

pytestmark = pytest.mark.oracle

ASCII_SIGN = "Vim leaves the American sign; ours is the X11 and Windows one"
SEQUENCES = "!#-.`',<>*+^~@$%|"

PAIRS = (
    Pair(
        "bg-bds-1978",
        "bulgarian-bds",
        known=(Difference("shift", "9", "_", "-", "as on Windows and macOS; Vim has a second hyphen"),),
        leaders="eEC" + SEQUENCES,
        words=(
            ("ufkj,,elf.z[rs", "контрреволюция", "конт„еволюция", "doubled р is a quotation mark in Vim"),
            ("d..f", "алло", "а…о", "doubled л is an ellipsis in Vim"),
            ("CX", "ЪЙ", "Ы", "Vim reaches Ы by two keys, ours by Caps Lock and Shift"),
        ),
    ),
    Pair(
        "bg-phonetic-traditional",
        "bulgarian-phonetic",
        known=(
            *(Difference("shift", k, o, t, ASCII_SIGN) for k, o, t in zip("367-,.", "№€§–„“", "#^&_<>", strict=True)),
            Difference("shift", "x", "ѝ", "Ь", "Vim has a capital Ь on Shift and no ѝ; ours has Ь on Caps Lock"),
        ),
        leaders="eEyY" + SEQUENCES,
        words=(
            ("syedinenie", "съединение", "сэдинение", "Vim reads y e as one Russian letter"),
            ("razyiskwam", "разъисквам", "разысквам", "Vim reads y i as one Russian letter"),
            ("Bylgariq, 2026", "България, 2026", "България, 2026", "no sequence of Vim's is in it"),
        ),
    ),
    Pair(
        "ru-jcuken",
        "russian-jcukenwin",
        known=(Difference("shift", "\\", "/", "|", "ours has the slash of Windows and X11"),),
    ),
)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_every_cell(pair: Pair) -> None:
    assert_cells_agree(vim, pair)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_samples(pair: Pair) -> None:
    assert_texts_agree(vim, pair, list(pair.samples()))


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair.words], ids=str)
def test_words_that_sequences_break(pair: Pair) -> None:
    assert_words_differ_as_declared(vim, pair)


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS, ids=str)
@given(choice=st.data())
@examples(10)
def test_any_text(pair: Pair, choice: st.DataObject) -> None:
    texts = choice.draw(st.lists(st.text(pair.agreed()), min_size=20, max_size=40))
    assert_texts_agree(vim, pair, texts)
