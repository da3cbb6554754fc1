"""Rules that change nothing on the way there: they mark where the way back has two letters that look like one.

Serbian инјекција is injekcija as each of its letters is written; only back must somebody know that nj is not њ.
"""

from __future__ import annotations

from collections.abc import Sequence

from .table import Rule
from .transliterator import MIXED_CASE_LENGTH


def without_seams(rules: Sequence[Rule]) -> list[Rule]:
    """Return the rules that the way there needs: a machine need not wait for the others to fit.

    >>> nj, seam = [Rule("н", "n"), Rule("ј", "j"), Rule("њ", "nj")], Rule("инј", "inj")
    >>> without_seams([*nj, Rule("и", "i"), seam]) == [*nj, Rule("и", "i")]
    True
    """
    letters = {r.source: r.target for r in rules if len(r.source) == 1 and not (r.after or r.before)}
    likely = {id(r) for r in rules if len(r.source) > 1 and _letter_by_letter(r, letters)}
    others = {r.source[0] for r in rules if id(r) not in likely and (len(r.source) > 1 or r.after or r.before)}
    return [r for r in rules if id(r) not in likely or not others.isdisjoint(r.source)]


def _letter_by_letter(rule: Rule, letters: dict[str, str]) -> bool:
    written = [letters.get(c, "") for c in rule.source]
    # A capital among few letters may spread over more letters than its own; longer rules know plain cases only.
    return "".join(written) == rule.target and (
        len(rule.source) > MIXED_CASE_LENGTH or all(len(w) == 1 for w in written)
    )
