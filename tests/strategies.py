"""What hypothesis draws for tables: texts that reach their rules, and whole random tables."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from translit import Rule
from translit.rules.meaning import Meaning

_AROUND = " \n\t'’ʼ.,-7\u0300\u0301\u0306\u0308éÑё≠\u0302\u0323\xad\u200d\u200eäЩщxXyя中\u02b9\ue000\uffff\0😀"


def texts_for(meaning: Meaning, max_size: int = 24) -> st.SearchStrategy[str]:
    """Draw texts over a meaning's letters in all capitals, its sources whole, and what stands around them."""
    letters = sorted(meaning.facts.alphabet | meaning.facts.foreseen | meaning.facts.remembered.keys())
    sources = sorted({r.source for r in meaning.facts.rules})
    decomposed = [unicodedata.normalize("NFD", source) for source in sources]
    pieces = st.sampled_from([*letters, *sources, *decomposed, *_AROUND])
    cased = pieces | pieces.map(str.upper) | pieces.map(str.title)
    return st.lists(cased, max_size=max_size).map("".join)


@st.composite
def small_tables(draw: st.DrawFn) -> tuple[list[Rule], dict[str, str], bool]:
    """Draw the rules, classes and case of a small table full of overlaps and contexts."""
    letters = "abий'"
    word = st.text(letters, min_size=1, max_size=5)
    context = st.sampled_from(["", "", "{k}", "b", "{k}a", "й"])
    edges = st.booleans()
    rules: dict[tuple[str, str, str], Rule] = {}
    for _ in range(draw(st.integers(1, 8))):
        after, before = draw(context), draw(context)
        if draw(edges) and draw(edges):
            after = "^" + after
        if draw(edges) and draw(edges):
            before += "$"
        rule = Rule(draw(word), draw(st.text("xyzж", max_size=3)), after, before)
        rules.setdefault((rule.source, after, before), rule)
    if draw(edges):
        rules["\u0301", "", ""] = Rule("\u0301", "")
    return list(rules.values()), {"k": "aий"}, draw(edges)
