"""Documents and books that are archives: only their texts change, and other programs read what is written."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from click.testing import CliRunner, Result
from ebooklib import epub
from odf import opendocument, teletype
from odf.namespaces import TEXTNS
from odf.table import Table, TableCell, TableRow
from odf.text import H, LineBreak, P, Span

from tests.oracles.missing import OracleMissing
from translit.cli.app import app

BOOK = Path("/usr/share/doc/ubuntu-packaging-guide-epub-ru/ubuntu-packaging-guide.epub")
WRITTEN = [
    Path("/usr/share/python-odf/api-for-odfpy.odt"),
    Path("/usr/share/python-odf/examples/countrystatistics.ods"),
]


def run(*args: object) -> Result:
    return CliRunner().invoke(app, ["convert", *map(str, args)])


def converted(path: Path, *args: str, table: str = "sr-latin") -> Path:
    out = path.with_name(f"out-{path.name}")
    result = run(table, *args, "-o", out, path)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return out


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(before: Path, after: Path) -> list[str]:
    old, new = members(before), members(after)
    assert list(old) == list(new)
    return [name for name in old if old[name] != new[name]]


def document(path: Path) -> Path:
    made = docx.Document()
    paragraph = made.add_paragraph("Добро јутро, ")
    for number, part in enumerate(("Ма", "њ", "а")):
        paragraph.add_run(part).bold = bool(number % 2)
    paragraph.add_run("\tЊ\nу & <Џеј>")
    made.add_paragraph("л", style="List Bullet")
    made.add_paragraph("ј")
    made.add_table(1, 2).rows[0].cells[1].text = "Ћелија"
    made.sections[0].header.paragraphs[0].text = "Заглавље"
    made.sections[0].footer.paragraphs[0].text = "Подножје"
    made.core_properties.title = "Наслов"
    made.save(str(path))
    return path


def test_word(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx")
    out = converted(path)
    read = docx.Document(str(out))
    assert [paragraph.text for paragraph in read.paragraphs] == [
        "Dobro jutro, Manja\tNj\nu & <Džej>", "l", "j",
    ]  # fmt: skip
    assert [run.text for run in read.paragraphs[0].runs][1:4] == ["Ma", "nj", "a"]
    assert [bool(run.bold) for run in read.paragraphs[0].runs][1:4] == [False, True, False]
    assert read.tables[0].rows[0].cells[1].text == "Ćelija"
    assert read.sections[0].header.paragraphs[0].text == "Zaglavlje"
    assert read.sections[0].footer.paragraphs[0].text == "Podnožje"
    assert changed(path, out) == ["word/document.xml", "word/header1.xml", "word/footer1.xml"]
    assert members(converted(out, "-r")) == members(path)


def test_what_a_rule_reads_of_two_runs_is_written_in_the_first(tmp_path: Path) -> None:
    made = docx.Document()
    for parts in (("Ро", "з", "гін"), ("З", "гоЗ", "Г")):
        paragraph = made.add_paragraph()
        for part in parts:
            paragraph.add_run(part)
    made.save(str(tmp_path / "uk.docx"))
    read = docx.Document(str(converted(tmp_path / "uk.docx", table="uk-kmu-2010")))
    assert [[run.text for run in paragraph.runs] for paragraph in read.paragraphs] == [
        ["Ro", "z", "ghin"], ["Z", "ghoZ", "GH"],
    ]  # fmt: skip
    made = docx.Document()
    paragraph = made.add_paragraph("На ")
    for part in ("l", "j", "ubav"):
        paragraph.add_run(part)
    made.save(str(tmp_path / "sr.docx"))
    read = docx.Document(str(converted(tmp_path / "sr.docx", "-r")))
    assert [run.text for run in read.paragraphs[0].runs] == ["На ", "љ", "", "убав"]


def test_fields_formulas_and_places_stay(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx")
    parts = members(path)
    inside = (
        '<w:p><w:r><w:instrText xml:space="preserve"> TOC щ </w:instrText></w:r><w:r><w:drawing><wp:align>center'
        "</wp:align></w:drawing></w:r><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:r><w:t/><w:t>da &#353; &amp;</w:t>"
        "</w:r></w:p>"
    )
    before = parts["word/document.xml"].decode().replace("<w:body>", f"<w:body>{inside}")
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, before if name == "word/document.xml" else part)
    after = members(converted(path, "-r"))["word/document.xml"].decode()
    assert after == before.replace("da &#353; &amp;", "да ш &amp;")


def workbook(path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = "Лист"
    sheet.append(["Име", "Град"])
    sheet.append(["Његош", "Ниш"])
    sheet.append(["=UPPER(A2)", 1.5])
    table = openpyxl.worksheet.table.Table(displayName="T", ref="A1:B2")
    sheet.add_table(table)
    sheet["D1"] = openpyxl.cell.rich_text.CellRichText(
        "Љ", openpyxl.cell.rich_text.TextBlock(openpyxl.cell.text.InlineFont(b=True), "убав")
    )
    sheet["A2"].comment = openpyxl.comments.Comment("Белешка", "Ђ")
    made.save(path)
    return path


def test_excel(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx")
    out = converted(path)
    sheet = openpyxl.load_workbook(out, rich_text=True)["Лист"]
    assert [[cell.value for cell in row] for row in sheet["A1:B3"]] == [
        ["Ime", "Grad"], ["Njegoš", "Niš"], ["=UPPER(A2)", 1.5],
    ]  # fmt: skip
    assert [str(part) for part in sheet["D1"].value] == ["Lj", "ubav"]
    assert sheet["A2"].comment.text == "Beleška"
    # Else Excel takes the file for damaged.
    assert [column.name for column in sheet.tables["T"].tableColumns] == ["Ime", "Grad"]
    back = converted(out, "-r")
    assert changed(path, back) == ["xl/worksheets/sheet1.xml"]
    # Which has numbers for letters.
    sheet1 = members(path)["xl/worksheets/sheet1.xml"].decode()
    assert members(back)["xl/worksheets/sheet1.xml"].decode() == unescape(sheet1)


def text_document(path: Path) -> Path:
    made = opendocument.OpenDocumentText()
    made.text.addElement(H(outlinelevel=1, text="Наслов"))
    paragraph = P(text="Ма")
    paragraph.addElement(Span(text="њ"))
    paragraph.addText("а & <ја>")
    paragraph.addElement(LineBreak())
    paragraph.addText("крај")
    made.text.addElement(paragraph)
    made.save(str(path))
    return path


def spreadsheet(path: Path) -> Path:
    made = opendocument.OpenDocumentSpreadsheet()
    table, row, cell = Table(name="Лист"), TableRow(), TableCell(valuetype="string", formula="of:=[.A2]")
    cell.addElement(P(text="Његош"))
    row.addElement(cell)
    table.addElement(row)
    made.spreadsheet.addElement(table)
    made.save(str(path))
    return path


def paragraphs(path: Path) -> list[str]:
    read = opendocument.load(str(path))
    body: Any = read.body
    return [
        teletype.extractText(element)
        for element in _elements(body)
        if getattr(element, "qname", None) in {(TEXTNS, "p"), (TEXTNS, "h")}
    ]


def _elements(element: Any) -> Any:
    for child in element.childNodes:
        yield child
        yield from _elements(child)


def test_opendocument(tmp_path: Path) -> None:
    path = text_document(tmp_path / "a.odt")
    out = converted(path)
    assert paragraphs(out) == ["Naslov", "Manja & <ja>\nkraj"]
    assert changed(path, out) == ["content.xml"]
    assert members(converted(out, "-r")) == members(path)
    with zipfile.ZipFile(out) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
    out = converted(spreadsheet(tmp_path / "a.ods"))
    assert paragraphs(out) == ["Njegoš"]
    assert 'table:formula="of:=[.A2]"' in members(out)["content.xml"].decode()


def test_what_stands_beside_the_text_of_a_paragraph(tmp_path: Path) -> None:
    path = text_document(tmp_path / "a.odt")
    parts = members(path)
    inside = (
        "<text:p>da<draw:frame><draw:text-box><text:p>ne</text:p></draw:text-box><svg:desc>slika</svg:desc>"
        "</draw:frame>j<office:annotation><dc:creator>Ana</dc:creator><text:p>to</text:p></office:annotation></text:p>"
    )
    before = parts["content.xml"].decode().replace("<text:h", f"{inside}<text:h", 1)
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, before if name == "content.xml" else part)
    after = members(converted(path, "-r"))["content.xml"].decode()
    expected = inside.replace(">da<", ">да<").replace(">ne<", ">не<").replace(">j<", ">ј<").replace(">to<", ">то<")
    assert after == before.replace(inside, expected)


@pytest.mark.oracle
def test_a_book_that_others_made(tmp_path: Path) -> None:
    path = copy_of(BOOK, tmp_path, "ubuntu-packaging-guide-epub-ru")
    out = converted(path, table="ru-gost-779-2000-b")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        old, new = epub.read_epub(str(path)), epub.read_epub(str(out))
    assert old.get_metadata("DC", "identifier") == new.get_metadata("DC", "identifier")
    differing = changed(path, out)
    assert len(differing) == 20
    assert all(name.endswith((".xhtml", ".ncx", ".opf")) for name in differing)
    page = next(name for name in differing if name.endswith("introduction-to-ubuntu-development.xhtml"))
    before, after = (members(book)[page].decode() for book in (path, out))
    assert re.findall("<[^>]*>", before) == re.findall("<[^>]*>", after)
    assert "Введение в разработку Ubuntu" in before
    assert "Vvedenie v razrabotku Ubuntu" in after


def test_a_book_says_its_language(tmp_path: Path) -> None:
    book = epub.EpubBook()
    book.set_identifier("ljudi-1")
    book.set_title("Људи")
    book.set_language("sr")
    page = epub.EpubHtml(title="Прва", file_name="prva.xhtml", lang="sr")
    page.content = "<p>Реч <i>л</i>ето &amp; <code>ш</code></p>"
    book.add_item(page)
    book.toc, book.spine = (page,), [page]
    book.add_item(epub.EpubNcx())
    book.add_item(epub.EpubNav())
    path = tmp_path / "a.epub"
    epub.write_epub(str(path), book)
    out = converted(path)
    read = epub.read_epub(str(out))
    assert (read.title, read.get_metadata("DC", "language")[0][0]) == ("Ljudi", "sr-Latn")
    assert read.get_metadata("DC", "identifier")[0][0] == "ljudi-1"
    assert [link.title for link in read.toc] == ["Prva"]
    content = members(out)["EPUB/prva.xhtml"].decode()
    assert "<p>Reč <i>l</i>eto &amp; <code>ш</code></p>" in content and 'lang="sr-Latn"' in content
    assert members(converted(out, "-r"))["EPUB/prva.xhtml"] == members(path)["EPUB/prva.xhtml"]


@pytest.mark.oracle
@pytest.mark.parametrize("written", WRITTEN, ids=lambda path: path.suffix)
def test_documents_of_libreoffice_come_back_as_they_were(written: Path, tmp_path: Path) -> None:
    path = copy_of(written, tmp_path, "python-odf-doc")
    cyrillic = converted(path, "-r")
    assert changed(path, cyrillic) == ["content.xml", "styles.xml"]
    assert any("ОпенДоцумент" in text or "Аустриа" in text for text in paragraphs(cyrillic))
    assert members(converted(cyrillic)) == members(path)


def copy_of(found: Path, folder: Path, package: str) -> Path:
    if not found.exists():
        raise OracleMissing(found.name, package)
    copy = folder / found.name
    copy.write_bytes(found.read_bytes())
    return copy


MADE = {"docx": document, "xlsx": workbook, "odt": text_document, "ods": spreadsheet}


@pytest.mark.parametrize("suffix", MADE)
def test_nothing_is_written_anew_where_nothing_changes(suffix: str, tmp_path: Path) -> None:
    path = MADE[suffix](tmp_path / f"a.{suffix}")
    before = path.read_bytes()
    assert run("sr-latin", "-r", "--in-place", path).exit_code == 0
    assert path.read_bytes() == before


def test_folders_and_encodings_of_other_files(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    tree.mkdir()
    document(tree / "a.docx")
    (tree / "b.txt").write_bytes("Добро јутро свима".encode("cp1251"))
    (tree / "c.bin").write_bytes(b"PK\0\0")
    result = run("sr-latin", "--encoding", "auto", "--output-encoding", "utf-16", "-o", tmp_path / "out", tree)
    assert (result.exit_code, result.stderr) == (0, "translit: 3 files: 2 converted, 1 skipped (binary)\n")
    assert docx.Document(str(tmp_path / "out" / "a.docx")).paragraphs[1].text == "l"
    assert (tmp_path / "out" / "b.txt").read_text("utf-16") == "Dobro jutro svima"


def test_what_is_no_document_is_said_and_left(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"no")
    result = run("sr-latin", "--in-place", path)
    assert (result.exit_code, path.read_bytes()) == (1, b"no")
    assert f"{path}: is no archive: File is not a zip file" in result.stderr


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    inner = bytes(1 << 20)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", inner)
    content = bytearray(path.read_bytes())
    place = content.rindex(b"PK\1\2") + 24
    content[place : place + 4] = (1 << 30).to_bytes(4, "little")
    path.write_bytes(content)
    result = run("sr-latin", path)
    assert result.exit_code == 1
    assert "is too large: more than 65536 parts, or 512 MiB of them" in result.stderr


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    text = '<!DOCTYPE x [<!ENTITY a "щщ"><!ENTITY b SYSTEM "file:///etc/hostname">]><text:p>&a;&b; ш</text:p>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", text)
    after = members(converted(path))["content.xml"].decode()
    assert after == text.replace("&b; ш", "&b; š")


def test_a_document_comes_from_a_pipe(tmp_path: Path) -> None:
    path = document(tmp_path / "a.docx")
    result = CliRunner().invoke(app, ["convert", "sr-latin", "--format", "docx"], input=path.read_bytes())
    assert docx.Document(io.BytesIO(result.stdout_bytes)).paragraphs[2].text == "j"
