"""The encodings that Cyrillic is met in, and which of them bytes are in."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE, charmap_build, utf_8_decode
from codecs import charmap_decode as _decode
from codecs import charmap_encode as _encode
from functools import cache
from typing import Any

from .legible import cost_by_words
from .letter_pairs import average_cost, cost_by_pairs

#: One byte a letter; where two read bytes alike, the first is named.
CYRILLIC = ("cp1251", "koi8-r", "koi8-u", "cp866", "iso-8859-5", "mac-cyrillic")
#: What such bytes are taken for elsewhere.
WESTERN = ("cp1252", "latin-1", "cp437", "cp850", "mac-roman", "cp1250")
#: The longest first: UTF-32 begins as UTF-16 does.
MARKS = (
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
#: So much of a text tells its encoding.
SAMPLE = 1 << 12
#: A text whose letters cost more than this each, in nats, is none in that code page.
PLAUSIBLE = 4.0
#: What a text costs more in mac-cyrillic, which few write and which reads nearly all of cp1251 alike, in nats.
RARE = 2.0
#: What a € without a number costs there: it is я in cp1251, which is a word.
NO_PRICE = 8.0
_NO_PRICE = re.compile(r"(?<!\d)(?<!\d[ \u00a0])€(?![ \u00a0]?\d)")
#: How many code pages are looked into closely.
CLOSELY = 3
#: The least share of the bytes of a text that are not ASCII; more NUL bytes than this are halves of letters.
NULS = 0.2


@cache
def characters(code_page: str) -> str:
    """Return what each of the 256 bytes is; one that a code page has no character for is a control character.

    >>> characters("cp1251")[0xE0], ascii(characters("cp1251")[0x98])
    ('а', "'\\\\x98'")
    """
    return "".join([_character(byte, code_page) for byte in range(256)])


def _character(byte: int, code_page: str) -> str:
    try:
        return bytes([byte]).decode(code_page)
    except UnicodeDecodeError:
        return chr(byte)


def read_as(content: bytes, code_page: str) -> str:
    """Return bytes as a code page reads them, with control characters for those that it does not know.

    >>> read_as("Алиса".encode("cp1251"), "latin-1")
    'Àëèñà'
    """
    return _decode(content, "strict", characters(code_page))[0]


def written_in(text: str, code_page: str) -> bytes:
    """Return the bytes that `read_as` makes this text of; raises UnicodeEncodeError.

    >>> written_in("Àëèñà", "latin-1").decode("cp1251")
    'Алиса'
    """
    return _encode(text, "strict", _encoding_map(code_page))[0]


@cache
def _encoding_map(code_page: str) -> Any:
    return charmap_build(characters(code_page))


def guess_encoding(content: bytes) -> str | None:
    """Return the likely encoding of a beginning of bytes by the name that Python knows it by; None if none is likely.

    >>> guess_encoding("Ще дойда утре следобед".encode("koi8-r"))
    'koi8-r'
    >>> guess_encoding("Ще дойда".encode("utf-16")), guess_encoding("Ще дойда".encode())
    ('utf-16', 'utf-8')
    """
    marked = next((name for mark, name in MARKS if content.startswith(mark)), None)
    return marked or _unmarked_wide(content) or _utf8(content) or _cyrillic(content) or _by_library(content)


def _unmarked_wide(content: bytes) -> str | None:
    """Return the UTF-16 that bytes without a mark are in: every second byte is zero, or says Cyrillic."""
    sample = content[:SAMPLE]
    halves = sample[0::2], sample[1::2]
    if not halves[1] or b"\0" not in sample:
        return None
    high = [(half.count(0) + half.count(4)) / len(half) for half in halves]
    for share, other, name in ((high[1], high[0], "utf-16-le"), (high[0], high[1], "utf-16-be")):
        if share > 0.9 and other < NULS:
            return name
    return None


def _utf8(content: bytes) -> str | None:
    if b"\0" in content:
        return None
    try:
        utf_8_decode(content, "strict", False)
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _cyrillic(content: bytes) -> str | None:
    """Return the code page in which bytes are the likeliest Cyrillic, if they are likely in any."""
    if b"\0" in content:
        return None
    sample = telling(content)
    near = sorted(CYRILLIC, key=lambda name: cost_by_pairs(read_as(sample, name)))[:CLOSELY]
    best = min(near, key=lambda name: _cost(read_as(sample, name), name))
    return best if average_cost(read_as(sample, best)) < PLAUSIBLE else None


def _cost(text: str, name: str) -> float:
    odd = RARE + NO_PRICE * len(_NO_PRICE.findall(text)) if name == "mac-cyrillic" else 0
    return cost_by_words(text) + odd


def telling(content: bytes) -> bytes:
    """Return the first lines that have a byte that is not ASCII, as many as tell an encoding."""
    lines, size = [], 0
    for line in content.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:SAMPLE])
            size += len(line)
            if size >= SAMPLE:
                break
    return b"".join(lines)


def _by_library(content: bytes) -> str | None:
    """Return what the charset-normalizer, where it is installed, makes of text that is not Cyrillic."""
    try:
        from charset_normalizer import from_bytes
    except ImportError:
        return None
    if b"\0" in content:
        return None
    found = from_bytes(telling(content)).best()
    return found.encoding.replace("_", "-") if found else None
