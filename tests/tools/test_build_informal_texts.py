"""Running text for the informal models: one reader for each kind of file, and what is kept of a string."""

from __future__ import annotations

import io
import json
import struct
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import ROOT
from tools import build_informal_readers as readers
from tools import build_informal_sources as sources
from tools import build_informal_texts as texts

TOOLS = ROOT / "tools"
LANGUAGES = list(texts.COUNTRIES)
STRINGS = st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12), max_size=8)


@given(STRINGS)
def test_resource_packs_are_read(strings: list[str]) -> None:
    coded = [text.encode() for text in strings]
    start = 12 + 6 * (len(coded) + 1)
    ends = [start + sum(map(len, coded[:i])) for i in range(len(coded) + 1)]
    table = b"".join(struct.pack("<HI", number, end) for number, end in enumerate(ends))
    assert list(readers.pak_strings(struct.pack("<IB3xHH", 5, 1, len(coded), 0) + table + b"".join(coded))) == strings


def test_other_packs_are_refused() -> None:
    with pytest.raises(ValueError, match="version 5"):
        list(readers.pak_strings(struct.pack("<IB3xHH", 4, 1, 0, 0)))


@given(STRINGS, st.sampled_from("<>"))
def test_gettext_files_are_read_in_both_byte_orders(strings: list[str], order: str) -> None:
    coded = [text.encode() for text in strings]
    start = 28 + 8 * len(coded)
    ends = [start + sum(map(len, coded[:i])) for i in range(len(coded) + 1)]
    table = b"".join(struct.pack(order + "2I", len(text), end) for text, end in zip(coded, ends, strict=False))
    head = struct.pack(order + "7I", 0x950412DE, 0, len(coded), 0, 28, 0, 0)
    assert list(readers.mo_strings(head + table + b"".join(coded))) == strings


@given(st.recursive(st.text(max_size=5), lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=3), inner)))
def test_every_string_of_a_json_file_is_read_once(value: Any) -> None:
    def strings(part: Any) -> list[str]:
        parts = part.values() if isinstance(part, dict) else part
        return [part] if isinstance(part, str) else [text for inner in parts for text in strings(inner)]

    assert list(readers.json_strings(json.dumps(value).encode())) == strings(value)


def test_language_packs_are_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a.ftl", "# бележка\nopen-file =\n    .label = Отвори\n    Още ред\n")
        archive.writestr("b.properties", "close.title=Затвори\n")
        archive.writestr("c.dtd", '<!ENTITY quit "Изход">\n')
        archive.writestr("d.js", "var x = 'не';")
    found = [text for text in readers.langpack_strings(packed.getvalue()) if text]
    assert found == ["Отвори", "Още ред", "Затвори", "Изход"]


@pytest.mark.parametrize("kind", ["x_1.whl", "x-1.tgz"])
def test_files_of_a_package_come_in_name_order(tmp_path: Path, kind: str) -> None:
    path = tmp_path / kind
    names = ["p/b.txt", "p/a.txt", "p/c.json"]
    if path.suffix == ".whl":
        with zipfile.ZipFile(path, "w") as wheel:
            for name in names:
                wheel.writestr(name, name)
    else:
        with tarfile.open(path, "w:gz") as archive:
            for name in names:
                member = tarfile.TarInfo(name)
                member.size = len(name)
                archive.addfile(member, io.BytesIO(name.encode()))
    assert list(texts.package_files(path, r"\.txt$")) == [("p/a.txt", b"p/a.txt"), ("p/b.txt", b"p/b.txt")]


KEPT = {
    "Имате {count} нови писма": ["Имате X нови писма"],
    "Изтриване на %1$s от %d файла": ["Изтриване на X от X файла"],
    "Вижте <a href='$1'>тук</a> или на https://example.bg/x.": ["Вижте тук или на X"],
    "Първо. Второ! „Трето“": ["Първо.", "Второ!", "„Трето“"],
    "{n, plural, one {# файл} other {# файла}}": ["# файл", "# файла"],
    "Отвори ~файл": ["Отвори файл"],
    "Върви\nсега": ["Върви", "сега"],
    "Open the file": [],
    "the big file от": [],
    "Мы открыли файл": [],
    "42": [],
}


@pytest.mark.parametrize("text", KEPT)
def test_sentences_of_a_language_are_kept(text: str) -> None:
    assert list(texts.sentences(text, texts.alphabet("bg"))) == KEPT[text]


@given(st.text(st.sampled_from("абвы xY.!?{}%$<>&\n~"), max_size=40), st.sampled_from(LANGUAGES))
def test_what_is_kept_is_in_the_alphabet_and_on_one_line(text: str, language: str) -> None:
    letters = texts.alphabet(language)
    for sentence in texts.sentences(text, letters):
        assert {c for c in sentence.lower() if "Ѐ" <= c <= "ӿ"} <= letters
        assert sentence == sentence.strip()
        assert "\n" not in sentence
        assert "<" not in sentence or ">" not in sentence.partition("<")[2]


def test_every_source_is_in_the_manifest() -> None:
    """A source whose package is named nowhere would silently be left out."""
    for source in texts.SOURCES:
        assert any(sources.find(Path(), source.package.format(code)) for code in LANGUAGES)


def length_of(size: int, wide: bool) -> bytes:
    """Return a length as Android writes it: one unit, or two where the first has its highest bit set."""
    if size < (1 << 15 if wide else 1 << 7):
        return struct.pack("<H" if wide else "B", size)
    return struct.pack("<HH", size >> 16 | 1 << 15, size & 0xFFFF) if wide else bytes([size >> 8 | 128, size & 255])


def resource_table(strings: dict[str, list[str]], wide: bool) -> bytes:
    """Return an Android resource table with one type chunk for each language, all entries plain strings."""
    pool = [text for texts in strings.values() for text in texts]
    offsets, texts = [], b""
    for text in pool:
        offsets.append(len(texts))
        coded = text.encode("utf-16-le" if wide else "utf-8")
        sizes = [len(text)] if wide else [len(text), len(coded)]
        texts += b"".join(length_of(size, wide) for size in sizes) + coded
    head = struct.pack("<5I", len(pool), 0, 0 if wide else 256, 28 + 4 * len(pool), 0)
    pool_chunk = head + struct.pack(f"<{len(pool)}I", *offsets) + texts
    types = b""
    number = 0
    for language, members in strings.items():
        entries = b""
        for _ in members:
            entries += struct.pack("<HHIHBBI", 8, 0, 0, 8, 0, 3, number)
            number += 1
        header = 20 + 16
        first = header + 4 * len(members)
        body = struct.pack("<BBHIII", 1, 0, 0, len(members), first, 16) + b"\0" * 4 + language.encode() + b"\0" * 6
        body += struct.pack(f"<{len(members)}I", *(16 * i for i in range(len(members)))) + entries
        types += struct.pack("<HHI", 0x201, header, 8 + len(body)) + body
    package = struct.pack("<HHII", 0x200, 12, 12 + len(types), 1) + types
    pool_chunk = struct.pack("<HHI", 1, 28, 8 + len(pool_chunk)) + pool_chunk
    return struct.pack("<HHII", 2, 12, 12 + len(pool_chunk) + len(package), 1) + pool_chunk + package


@pytest.mark.parametrize("wide", [False, True])
def test_android_packages_are_read_by_language(wide: bool) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("resources.arsc", resource_table({"bg": ["Да", "Не"], "mk": ["Ќе", "да " * 50]}, wide))
    assert list(readers.apk_strings(packed.getvalue(), "bg")) == ["Да", "Не"]
    assert list(readers.apk_strings(packed.getvalue(), "mk")) == ["Ќе", "да " * 50]
