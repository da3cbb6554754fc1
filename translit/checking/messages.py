"""What is said of a fault: a text of the gettext domain `translit`, written where the fault is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..resources import catalogue


def N_(*texts: str) -> tuple[str, ...]:  # noqa: N802 - the mark that gettext tools look for
    """Mark a text, or a singular and its plural, as one to be translated."""
    return texts


#: What is asked of one suggestion, and of several.
DID_YOU_MEAN = (*N_("Did you mean “%(first)s”?"), *N_("Did you mean “%(first)s” or “%(second)s”?"))


@dataclass(frozen=True, slots=True)
class Message:
    """What is said of a fault, in English, which is the key of every other language.

    >>> Message(N_("Please write in %(script_name)s.")).with_names(script_name="Cyrillic").render("bg", {}, [])
    'Моля, пишете на кирилица.'
    """

    #: One text, or a singular and its plural; `%(name)s` stands for a parameter of the fault.
    texts: tuple[str, ...]
    #: What is asked of one suggestion, and of several.
    asks: tuple[str, ...] = ()
    #: What the plural is chosen by.
    count: int = 1
    #: Further words that the text names, which are translated themselves.
    names: tuple[tuple[str, str], ...] = ()

    def with_count(self, count: int) -> Message:
        """Return the message for a number of things."""
        return self if count == self.count else Message(self.texts, self.asks, count, self.names)

    def with_names(self, **names: str) -> Message:
        """Return the message with words that it names, in English."""
        return Message(self.texts, self.asks, self.count, tuple(names.items()))

    def render(self, language: str, params: Mapping[str, Any], suggestions: Sequence[str]) -> str:
        """Return what is said, and asked if there are suggestions; a language without a catalogue gets English."""
        words = catalogue(language)
        text = words.ngettext(*self.texts, self.count) if len(self.texts) == 2 else words.gettext(self.texts[0])
        said = text % {**params, **{name: words.gettext(word) for name, word in self.names}}
        if not (self.asks and suggestions):
            return said
        first, *others = suggestions
        ask = self.asks[1 if others and len(self.asks) > 1 else 0]
        return f"{said} {words.gettext(ask) % {'first': first, 'second': ''.join(others[:1])}}"
