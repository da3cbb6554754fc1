"""Compressed files, told by their suffixes, read and written as what they hold; archives are refused."""

from __future__ import annotations

import os

from ..errors import FileProblem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType
    from typing import BinaryIO, Protocol

    class Compressor(Protocol):
        """What compresses in pieces."""

        def compress(self, data: bytes, /) -> bytes: ...
        def flush(self) -> bytes: ...


ARCHIVES = (".7z", ".jar", ".rar", ".tar", ".tbz", ".tbz2", ".tgz", ".txz", ".zip")


def compression(path: str) -> str:
    """Return the suffix of a compressed file in small letters, nothing for any other; raise FileProblem for an archive.

    >>> compression("film.SRT.GZ"), compression("film.srt")
    ('.gz', '')
    """
    stem, suffix = os.path.splitext(path.lower())  # noqa: PTH122
    if suffix in ARCHIVES or (suffix in _OPENED and stem.endswith(".tar")):
        raise FileProblem(path, "is an archive: unpack it, and convert the files in it")
    return suffix if suffix in _OPENED else ""


def open_compressed(file: BinaryIO, suffix: str) -> BinaryIO:
    """Return what a compressed file holds, as a file; reading it raises FAULTS where it is damaged."""
    return _OPENED[suffix](file)


def compressor(suffix: str) -> Compressor:
    """Return what compresses for a suffix."""
    return _COMPRESSORS[suffix]()


def fault(error: Exception) -> str | None:
    """Return what is wrong with compressed bytes that could not be read, None for any other error."""
    kind = f"{type(error).__module__}.{type(error).__name__}"
    if kind in ("gzip.BadGzipFile", "_lzma.LZMAError", "zlib.error", "builtins.EOFError") or kind.endswith(
        ".ZstdError"
    ):
        return f"is damaged or not compressed as its name says ({error})"
    if isinstance(error, OSError) and error.errno is None:  # All that bz2 says.
        return f"is damaged or not compressed as its name says ({error})"
    return None


def _open_gzip(file: BinaryIO) -> BinaryIO:
    from gzip import GzipFile

    return GzipFile(fileobj=file)  # type: ignore[return-value]


def _open_bzip2(file: BinaryIO) -> BinaryIO:
    from bz2 import BZ2File

    return BZ2File(file)  # type: ignore[return-value]


def _open_xz(file: BinaryIO) -> BinaryIO:
    from lzma import LZMAFile

    return LZMAFile(file)  # type: ignore[return-value]


def _open_zstandard(file: BinaryIO) -> BinaryIO:
    return _Zstandard(file)  # type: ignore[return-value]


class _Zstandard:
    """Reads frame after frame; the reader of the library takes one that was cut short for whole."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._frame = file, _zstandard().ZstdDecompressor().decompressobj()

    def __enter__(self) -> _Zstandard:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def read(self, size: int) -> bytes:
        """Return what comes of the next bytes; nothing at the end."""
        while packed := self._file.read(size >> 3):
            found = b""
            while packed:
                if self._frame.eof:
                    self._frame = _zstandard().ZstdDecompressor().decompressobj()
                found += self._frame.decompress(packed)
                packed = self._frame.unused_data if self._frame.eof else b""
            if found:
                return found
        if not self._frame.eof:
            raise EOFError("it ends too early")
        return b""


def _gzip() -> Compressor:
    from zlib import DEFLATED, compressobj

    return compressobj(6, DEFLATED, 31)


def _bzip2() -> Compressor:
    from bz2 import BZ2Compressor

    return BZ2Compressor()


def _xz() -> Compressor:
    from lzma import LZMACompressor

    return LZMACompressor()


def _zstandard_compressor() -> Compressor:
    made: Compressor = _zstandard().ZstdCompressor().compressobj()
    return made


def _zstandard() -> ModuleType:
    try:
        import zstandard
    except ImportError:
        raise FileProblem(".zst", "needs a library: pip install 'translit-toolkit[zstd]'") from None
    return zstandard


_OPENED: dict[str, Callable[[BinaryIO], BinaryIO]] = {
    ".gz": _open_gzip,
    ".bz2": _open_bzip2,
    ".xz": _open_xz,
    ".zst": _open_zstandard,
}
_COMPRESSORS: dict[str, Callable[[], Compressor]] = {
    ".gz": _gzip,
    ".bz2": _bzip2,
    ".xz": _xz,
    ".zst": _zstandard_compressor,
}
