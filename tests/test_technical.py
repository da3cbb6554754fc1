"""The benchmark over technical texts: what it reads, and how it counts what was labelled."""

from __future__ import annotations

import doctest
import gettext
import gzip
import io
import struct
from pathlib import Path

import pytest

from benchmarks.technical import labels, packages, reading, texts
from benchmarks.technical.labels import Label, place
from benchmarks.technical.score import score

FAULTY = "Утре имаме срещ\N{LATIN SMALL LETTER A}"


def catalogue(messages: dict[str, str], order: str, encoding: str) -> bytes:
    """Return a .mo file; the originals must be in order."""
    start = 28 + 16 * len(messages)
    tables: list[bytes] = []
    body = b""
    for column in (messages.keys(), messages.values()):
        for text in column:
            tables.append(struct.pack(f"{order}2I", len(text.encode(encoding)), start + len(body)))
            body += text.encode(encoding) + b"\0"
    header = struct.pack(f"{order}7I", 0x950412DE, 0, len(messages), 28, 28 + 8 * len(messages), 0, start)
    return header + b"".join(tables) + body


@pytest.mark.parametrize("encoding", ["UTF-8", "KOI8-R"])
@pytest.mark.parametrize("order", "<>")
def test_translations_are_those_that_gettext_gives(order: str, encoding: str) -> None:
    header = f"Content-Type: text/plain; charset={encoding}\nPlural-Forms: nplurals=2; plural=n != 1;\n"
    packed = catalogue({"": header, "button\x04Open": "Отвори", "file\0files": "файл\0файла"}, order, encoding)
    asked = gettext.GNUTranslations(io.BytesIO(packed))
    forms = [asked.ngettext("file", "files", number) for number in (1, 2)]
    assert [*texts.translations(packed)] == [asked.pgettext("button", "Open"), *forms]


def test_a_registry_gives_the_values_of_one_language(tmp_path: Path) -> None:
    registry = tmp_path / "res.xcd"
    registry.write_text('<r><value xml:lang="uk">Вийти</value><value xml:lang="ru">Выйти</value><value>q</value></r>')
    assert [*texts.strings([tmp_path], "uk")] == ["Вийти"]


def test_a_manual_page_has_a_paragraph_a_line_and_no_markup(tmp_path: Path) -> None:
    page = tmp_path / "man" / "ru" / "man1" / "x.1.gz"
    page.parent.mkdir(parents=True)
    text = "\n".join(["показывает \\fBвсё\\fR"] * 20)
    page.write_bytes(gzip.compress(f".TH X 1\n.SH ИМЯ\n{text}\n".encode()))
    (shown,) = texts.pages([tmp_path], "ru")
    assert " ".join(["показывает всё"] * 20) in shown


def test_the_same_in_the_same_line_is_seen_once() -> None:
    found, lines = reading.read([f"  {FAULTY}\nДобре", f"{FAULTY}\nДа"], "bg")
    assert [(one.text, one.written) for one in found] == [(FAULTY[11:], None), (FAULTY[11:], "среща")]
    assert lines == {reading.hashed(line) for line in (FAULTY, "Добре", "Да")}


def test_a_composed_letter_is_no_repair() -> None:
    found, _ = reading.read(["се\N{CYRILLIC SMALL LETTER I}\N{COMBINING BREVE}ф"], "bg")
    assert found == []


def labelled(verdicts: tuple[str, str]) -> dict[labels.Place, Label]:
    found, _ = reading.read([FAULTY], "bg")
    places = [place(one, "bg", "strings") for one in found]
    return {at: Label(at, "", verdict) for at, verdict in zip(places, verdicts, strict=True)}


def test_what_was_read_is_counted_and_what_was_not() -> None:
    known = labelled(("true", "wrong"))
    found, lines = reading.read([FAULTY, f"{FAULTY}!"], "bg")
    result = score(2, [place(one, "bg", "strings") for one in found], lines, known)
    assert result.findings == {"true": 1, "unread": 1}
    assert result.repairs == {"wrong": 1, "unread": 1}
    assert result.lost == 0


def test_a_true_one_is_lost_where_its_line_still_stands() -> None:
    known = labelled(("true", "right"))
    (at, _) = known
    _, lines = reading.read([FAULTY], "bg")
    assert score(1, [], lines, known).lost == 1
    assert score(1, [], set(), known).lost == 0
    assert score(1, [at.__class__("bg", "strings", at.line, at.start - 1, at.end, "")], lines, known).lost == 0


def test_labels_come_back_as_they_were_saved(tmp_path: Path) -> None:
    known = labelled(("unclear", "wrong"))
    labels.save(known.values(), tmp_path / "labels.tsv")
    assert labels.load(tmp_path / "labels.tsv") == known


def test_the_labels_that_come_with_it_are_in_order_and_fit_what_they_judge() -> None:
    known = labels.load()
    assert [*known.values()] == sorted(known.values())
    for at, label in known.items():
        assert label.verdict in (("right", "wrong", "unclear") if at.written else ("true", "false", "unclear"))


@pytest.mark.parametrize("module", [labels, packages, reading])
def test_examples(module: object) -> None:
    failed, tried = doctest.testmod(module)  # type: ignore[arg-type]
    assert tried and not failed
