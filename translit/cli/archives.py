"""Documents that are archives (`.docx`, `.odt`, `.epub`, ...): parts of them are rewritten, all others stay."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from ..errors import Unreadable

#: What all parts together may hold, unpacked, and how many there may be: more is a trap, or no document.
UNPACKED, PARTS = 1 << 29, 1 << 16


def rewrite_archive(content: bytes, rewrite: Callable[[str, bytes], bytes]) -> bytes:
    """Return an archive in which `rewrite(name, part)` says what becomes of each part.

    Where all parts stay the same the archive does; else they keep their order, dates and ways of packing.
    Raises Unreadable.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            _require_harmless(archive.infolist())
            before = [(info, archive.read(info)) for info in archive.infolist()]
            comment = archive.comment
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise Unreadable(f"is no archive: {error}", 1) from None
    after = [(info, rewrite(info.filename, part)) for info, part in before]
    if after == before:
        return content
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.comment = comment
        for info, part in after:
            archive.writestr(info, part)
    return out.getvalue()


def _require_harmless(parts: list[ZipInfo]) -> None:
    if len(parts) > PARTS or sum([part.file_size for part in parts]) > UNPACKED:
        raise Unreadable(f"is too large: more than {PARTS} parts, or {UNPACKED >> 20} MiB of them", 1)
