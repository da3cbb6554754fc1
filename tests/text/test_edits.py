"""Edits and changes: what is asked of them whatever the texts are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from translit.text.edits import Change, Edit, apply_changes

#: Few letters, so that texts often begin alike.
TEXTS = st.text("аб😀")


@given(TEXTS, TEXTS)
def test_an_edit_between_two_texts_makes_one_of_the_other(old: str, new: str) -> None:
    assert Edit.between(old, new).apply(old) == new


@given(TEXTS, TEXTS)
def test_an_edit_between_two_texts_leaves_their_common_beginning_alone(old: str, new: str) -> None:
    edit = Edit.between(old, new)
    kept = len(old) - edit.delete
    assert old[:kept] == new[:kept]
    assert old[kept : kept + 1] != new[kept : kept + 1] or not edit.delete or not edit.insert


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS)))
def test_changes_apart_from_each_other_are_made_together(pieces: list[tuple[str, str, str]]) -> None:
    old = new = ""
    changes = []
    for between, before, after in pieces:
        start = len(old + between)
        changes.append(Change(start, start + len(before), 0, 0, before, after, "because"))
        old += between + before
        new += between + after
    assert apply_changes(old, changes) == new


def test_a_change_has_its_reason_under_both_names() -> None:
    change = Change(0, 1, 0, 1, "a", "а", "mixed_script_confusable")
    assert change.code == change.why == "mixed_script_confusable"
