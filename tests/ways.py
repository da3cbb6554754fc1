"""The ways that the laws walk: tables in both directions, each where it is of a kind of its own."""

from __future__ import annotations

import os

from translit import Table, Transliterator, compile_table, tables

#: Of tables that a machine cannot tell apart but by their letters, one in so many is walked; at night every one.
ONE_IN = 1 if os.environ.get("HYPOTHESIS_PROFILE") == "nightly" else 8


def is_plain(table: Table) -> bool:
    """Tell whether a table maps letter by letter, without contexts: most of ALA-LC does.

    >>> is_plain(tables["tt-ala-lc"]), is_plain(tables["uk-ala-lc"])
    (True, False)
    """
    return not table.keys and all(len(rule.source) == 1 and not (rule.after or rule.before) for rule in table.rules)


def walked(kinds: tuple[str, ...]) -> list[Transliterator]:
    """Return both directions of the tables of some kinds, of the plain ones every eighth."""
    chosen = [table for table in map(tables.__getitem__, tables) if table.kind in kinds]
    plain = [table for table in chosen if is_plain(table)]
    left_out = {table.id for number, table in enumerate(plain) if number % ONE_IN}
    return [
        compile_table(table.id, reverse=reverse)
        for table in chosen
        if table.id not in left_out
        for reverse in (False, True)
    ]
