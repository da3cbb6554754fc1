"""Read the strings out of each kind of file that running text comes in."""

from __future__ import annotations

import html
import io
import json
import re
import struct
import zipfile
from collections.abc import Iterator
from itertools import pairwise


def unescape(match: re.Match[str]) -> str:
    """Return the character that an escape such as `\\n` or `\\"` stands for; a blank for all kinds of blank."""
    return {"n": "\n", "r": " ", "t": " "}.get(match[1], match[1])


def mo_strings(content: bytes) -> Iterator[str]:
    """Yield the translations in a gettext `.mo` file."""
    order = "<" if content[:4] == b"\xde\x12\x04\x95" else ">"
    count, _, table = struct.unpack_from(order + "3I", content, 8)
    for i in range(count):
        length, offset = struct.unpack_from(order + "2I", content, table + 8 * i)
        yield from content[offset : offset + length].decode("utf-8", "replace").split("\0")


def po_strings(content: bytes) -> Iterator[str]:
    r"""Yield the translations in a gettext `.po` file.

    >>> list(po_strings('msgid "yes"\nmsgstr "да"\n"!"\n'.encode()))
    ['да!']
    """
    for match in re.finditer(r'^msgstr(?:\[\d\])?((?:\s*"(?:\\.|[^"\\])*")+)', content.decode("utf-8"), re.MULTILINE):
        yield re.sub(r"\\(.)", unescape, re.sub(r'"\s*"', "", match[1].strip())[1:-1])


def langpack_strings(content: bytes) -> Iterator[str]:
    """Yield the translations in a Mozilla language pack (Fluent, properties and DTD files)."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in sorted(archive.namelist()):
            if not name.endswith((".ftl", ".properties", ".dtd", ".ini")):
                continue
            for line in archive.read(name).decode("utf-8", "replace").splitlines():
                stripped = line.strip()
                if stripped.startswith(("#", "//", "<!--")) and "ENTITY" not in stripped:
                    continue
                if "ENTITY" in stripped:
                    yield from re.findall(r'"([^"]*)"', stripped)
                else:
                    yield re.sub(r"^[-.\w\[\]*]+\s*[=\]]\s*", "", stripped)


def pak_strings(content: bytes) -> Iterator[str]:
    """Yield the strings of a Chromium resource pack, version 5 in UTF-8: numbers and offsets, then the texts."""
    version, encoding, count, _ = struct.unpack_from("<IB3xHH", content)
    if (version, encoding) != (5, 1):
        raise ValueError("not a resource pack of version 5 in UTF-8")
    offsets = [struct.unpack_from("<HI", content, 12 + 6 * i)[1] for i in range(count + 1)]
    for start, end in pairwise(offsets):
        yield content[start:end].decode("utf-8", "replace")


def json_strings(content: bytes) -> Iterator[str]:
    """Yield every string value of a JSON file, in file order; names of members are no text.

    >>> list(json_strings('{"a": ["да", {"b": "не"}], "c": 1}'.encode()))
    ['да', 'не']
    """
    waiting = [json.loads(content)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            waiting.extend(reversed(list(value.values() if isinstance(value, dict) else value)))


def quoted_strings(content: bytes) -> Iterator[str]:
    """Yield the string literals of a JavaScript file.

    >>> list(quoted_strings("const a = { b: 'да', c: `не` }".encode()))
    ['да', 'не']
    """
    for match in re.finditer(r"""(['"`])((?:\\.|(?!\1).)*)\1""", content.decode("utf-8"), re.DOTALL):
        yield re.sub(r"\\(.)", unescape, match[2])


def plain_strings(content: bytes) -> Iterator[str]:
    """Yield the lines of a text file."""
    yield from content.decode("utf-8").splitlines()


UNREAD = re.compile(r"<(script|style|pre|info|code|head)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
INLINE = re.compile(
    r"</?(?:a|abbr|app|b|bdo|bdi|cite|cmd|em|emph|file|font|gui|guiseq|i|input|key|keyseq|link|quote|span|strong|sub|sup|sys|tt|u|var"
    r"|option|command|filename|emphasis|wbr)\b[^>]*>",
    re.IGNORECASE,
)


def page_strings(content: bytes) -> Iterator[str]:
    """Yield the paragraphs of an HTML or Mallard page, without code and without what is said about the page.

    >>> list(page_strings("<p>Това е <em>така</em>.</p><pre>x = 1</pre><p>Да</p>".encode()))
    ['Това е така.', 'Да']
    """
    text = INLINE.sub("", UNREAD.sub(" ", content.decode("utf-8", "replace")))
    for part in re.split(r"<[^>]*>", text):
        if part.strip():
            yield " ".join(html.unescape(part).split())


def string_pool(content: bytes, start: int) -> list[str]:
    """Return the strings of one pool of an Android resource table, in UTF-8 or UTF-16, each behind its length."""
    count, _, flags, first = struct.unpack_from("<4I", content, start + 8)
    unit = 1 if flags & 256 else 2
    strings = []

    def length(place: int) -> tuple[int, int]:
        high, low = struct.unpack_from("<2B" if unit == 1 else "<2H", content, place)
        long = 1 << 8 * unit - 1
        return ((high - long) << 8 * unit | low, place + 2 * unit) if high >= long else (high, place + unit)

    for (offset,) in struct.iter_unpack("<I", content[start + 28 : start + 28 + 4 * count]):
        size, place = length(start + first + offset)
        if unit == 1:
            size, place = length(place)
        strings.append(content[place : place + unit * size].decode("utf-8" if unit == 1 else "utf-16-le", "replace"))
    return strings


def chunks(content: bytes, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the chunks of an Android resource table: kind, place, length of the header, place of the next."""
    while start < end:
        kind, header, size = struct.unpack_from("<HHI", content, start)
        yield kind, start, header, start + size
        start += size


def apk_strings(content: bytes, language: str) -> Iterator[str]:
    """Yield the strings for one language in the resource table of an Android package, plurals and lists included."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        table = archive.read("resources.arsc")
    pool: list[str] = []
    for kind, start, header, end in chunks(table, struct.unpack_from("<H", table, 2)[0], len(table)):
        if kind == 0x1:
            pool = string_pool(table, start)
        elif kind == 0x200:
            for inner, place, inner_header, _ in chunks(table, start + header, end):
                if inner == 0x201 and table[place + 28 : place + 30] == language.encode():
                    yield from (pool[index] for index in entry_strings(table, place, inner_header))


def entry_strings(table: bytes, place: int, header: int) -> Iterator[int]:
    """Yield the numbers of the strings that the entries of one type chunk refer to."""
    count, first = struct.unpack_from("<2I", table, place + 12)
    for (offset,) in struct.iter_unpack("<I", table[place + header : place + header + 4 * count]):
        if offset != 0xFFFFFFFF:
            entry = place + first + offset
            values = [entry + 8]
            if struct.unpack_from("<H", table, entry + 2)[0] & 1:
                values = [entry + 20 + 12 * i for i in range(struct.unpack_from("<I", table, entry + 12)[0])]
            for value in values:
                kind, number = struct.unpack_from("<3xBI", table, value)
                if kind == 3:
                    yield number
