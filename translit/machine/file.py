"""Machine files: a table's finished machine as bytes, for the loop in C to run.

All numbers are little-endian and 32 bits wide. A file is: `TRLM`, the format, a digest of what it was made from; the
numbers of classes, states, outputs, bytes of output, bytes of kinds and composed characters, a checksum of all that
stands before and behind it; then the characters that have a class of their own; each composed character that is read as
its parts, in their order, and its four parts or fewer, the rest 0; start and length of each output, and of what each
state owes; for each
state and class one step (15 bits: the next state, 1 bit: copy, 16 bits: the output); the kinds of all code points,
run by run; the outputs in UTF-8.
"""

from __future__ import annotations

import os

from ..resources import read_bytes

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._loop import Machine as CompiledMachine

try:
    from . import _loop
except (ImportError, SystemError):  # one that was compiled for a Python with a lock, in one without
    _loop = None  # type: ignore[assignment]
if os.environ.get("TRANSLIT_PURE"):
    _loop = None  # type: ignore[assignment]

FORMAT = 2
#: A machine of more states is worth building once, to ship it, but not each time a program starts.
QUICK = 700
MAGIC = b"TRLM"
HEADER, CHECKSUM = 52, 48
#: The first classes, which stand for all characters of a kind.
KINDS_NAMED = 7
#: How many parts a composed character has at most.
PARTS = 4
#: A cell: 15 bits the next state, 1 bit: copy the character, and above them the number of the output.
STATE, COPY, OUTPUT = (1 << 15) - 1, 1 << 15, 16


def in_use() -> str:
    """Say which machine runs here: `compiled machine` or `pure-Python machine`."""
    return "pure-Python machine" if _loop is None else "compiled machine"


def available() -> bool:
    """Tell whether the compiled machine is in use."""
    return _loop is not None


def prove(content: bytes) -> bytes:
    """Return the content of a machine file as it is; raise ValueError if it is not one, or damaged.

    >>> prove(b"nonsense")
    Traceback (most recent call last):
        ...
    ValueError: not a machine file
    """
    if content[:4] != MAGIC or len(content) < HEADER:
        raise ValueError("not a machine file")
    if checksum(content[:CHECKSUM], content[HEADER:]) != content[CHECKSUM:HEADER]:
        raise ValueError("a machine file that is damaged: its checksum is another")
    return content


def checksum(header: bytes, body: bytes) -> bytes:
    """Return what shows that nothing of a machine file was changed."""
    from binascii import crc32

    return crc32(body, crc32(header)).to_bytes(4, "little")


def load(content: bytes) -> CompiledMachine | None:
    """Make a machine file ready to run in C; None if nothing compiled is in use here.

    Raises ValueError for a file that is damaged or of another format: every number in it is checked.
    """
    prove(content)
    return None if _loop is None else _loop.Machine(content)


def find_shipped(table_id: str, reverse: bool) -> bytes | None:
    """Return the machine file that was shipped for a table; None if there is none or its table was edited since."""
    if not table_id.replace("-", "").isalnum():
        return None
    try:
        content = read_bytes(f"machines/{file_name(table_id, reverse)}")
        table = read_bytes(f"layouts/{table_id}.toml")
        return prove(content) if content[8:24] == digest(table, reverse) else None
    except (OSError, ValueError):
        return None


def file_name(table_id: str, reverse: bool) -> str:
    """Return what a table's machine file is called."""
    return f"{table_id}.reverse.machine" if reverse else f"{table_id}.machine"


def digest(table: bytes, reverse: bool) -> bytes:
    """Return what tells whether a machine file was made from this table, in this direction, for this format."""
    try:
        from _blake2 import blake2b  # hashlib loads OpenSSL, which takes longer than all else here
    except ImportError:
        from hashlib import blake2b
    from ..text._kinds import UNICODE_VERSION

    made_from = f"{FORMAT} {UNICODE_VERSION} {'reverse' if reverse else 'forward'}\n".encode()
    return blake2b(made_from + table, digest_size=16).digest()
