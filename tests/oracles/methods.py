"""Programs whose keyboards and input methods our tables stand for: what each types, and which sequences it knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from tests.oracles import emacs, ibus_table, jquery_ime, m17n, vim


class Program(NamedTuple):
    """A program that types: `ask` types texts by methods, `known` are the sequences of keys that a method has."""

    ask: Callable[[Sequence[tuple[str, Sequence[str]]]], list[list[str]]]
    known: Callable[[Sequence[str]], list[list[str]]]


#: By the name that tables give each as a counterpart.
PROGRAMS: Mapping[str, Program] = {
    "quail": Program(emacs.ask, emacs.known),
    "m17n": Program(m17n.ask, m17n.known),
    "vim": Program(vim.ask, vim.known),
    "ibus-table": Program(ibus_table.ask, ibus_table.known),
    "jquery.ime": Program(jquery_ime.ask, jquery_ime.known),
}
