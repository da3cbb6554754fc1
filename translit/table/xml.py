"""XML of somebody else: read as plain elements with their lines, or refused before it can grow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..errors import Unreadable

#: How deep elements may nest, and how many there may be.
DEEPEST, MOST_ELEMENTS = 32, 100_000
#: Control characters, which XML 1.1 may name by number and the parser knows none of, stand as these meanwhile.
_STANDING_FOR = 0xFDD0
_NUMBERED = re.compile(r"&#(?:x0*([01]?[0-9A-Fa-f])|0*([12]?\d|3[01]));")
_NAMED = re.compile(r"&(?!(?:lt|gt|amp|quot|apos);)([A-Za-z_][\w.-]*);")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


@dataclass(slots=True)
class Element:
    """An element: what it is called, what it says, and where; text between elements is of no use to a keyboard."""

    tag: str
    line: int
    said: dict[str, str]
    inside: list[Element] = field(default_factory=list)

    def all(self, *tags: str) -> Iterator[Element]:
        """Yield the elements in this one, at any depth, that are called so."""
        for each in self.inside:
            if each.tag in tags:
                yield each
            yield from each.all(*tags)

    def get(self, name: str) -> str:
        """Return an attribute, `""` where there is none."""
        return self.said.get(name, "")


def parse_xml(text: str) -> Element:
    """Return the root of an XML text; raise Unreadable for its first fault, and for entities that it makes itself.

    >>> parse_xml('<a><b c="&#x8;"/></a>').inside[0].said
    {'c': '\\x08'}
    >>> parse_xml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    Traceback (most recent call last):
        ...
    translit.errors.Unreadable: declares entities: keyboards have none
    """
    from xml.parsers import expat

    named = _NAMED.search(_COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text))
    if named and "<!ENTITY" not in text:
        raise Unreadable(f"an entity that is none of XML's own: {named[0]}", text.count("\n", 0, named.start()) + 1)
    text = re.sub(r"^(\ufeff?<\?xml\b[^>]*?version=[\"'])1\.1", r"\g<1>1.0", text)
    text = _NUMBERED.sub(lambda found: _stand_in(int(found[1], 16) if found[1] else int(found[2])), text)
    parser = expat.ParserCreate()
    building = _Building(parser)
    try:
        parser.Parse(text.removeprefix("\ufeff"), True)
    except expat.ExpatError as error:
        raise Unreadable(f"not XML: {expat.ErrorString(error.code)}", error.lineno) from None
    except Unreadable:
        raise
    except ValueError as error:
        raise Unreadable(f"not XML: {error}", 1) from None
    return building.root


def _stand_in(code: int) -> str:
    return f"&#{code};" if code in (9, 10, 13) else chr(_STANDING_FOR + code)


def _meant(text: str) -> str:
    low, high = _STANDING_FOR, _STANDING_FOR + 31
    return "".join(chr(ord(c) - low) if low <= ord(c) <= high else c for c in text)


class _Building:
    """The elements as the parser finds them."""

    def __init__(self, parser: object) -> None:
        self.root = Element("", 0, {})
        self._open: list[Element] = []
        self._count = 0
        self._parser = parser
        parser.StartElementHandler = self._start  # type: ignore[attr-defined]
        parser.EndElementHandler = lambda tag: self._open.pop()  # type: ignore[attr-defined]
        parser.EntityDeclHandler = self._refuse  # type: ignore[attr-defined]

    def _line(self) -> int:
        return int(self._parser.CurrentLineNumber)  # type: ignore[attr-defined]

    def _start(self, tag: str, said: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) == DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", self._line())
        if self._count > MOST_ELEMENTS:
            raise Unreadable(f"more than {MOST_ELEMENTS} elements", self._line())
        found = Element(tag, self._line(), {name: _meant(value) for name, value in said.items()})
        if self._open:
            self._open[-1].inside.append(found)
        else:
            self.root = found
        self._open.append(found)

    def _refuse(self, *declared: object) -> None:
        raise Unreadable("declares entities: keyboards have none", self._line())
