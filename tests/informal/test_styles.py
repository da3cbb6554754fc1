"""A style named after a standard writes that standard: the same table does it, in texts and streams, in every case."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import ROOT
from translit import Stream, compile_table, load_table, tables, transliterate
from translit.errors import TableError, TableNotFound, UnmappedCharacter
from translit.informal import decode, write
from translit.informal.writing import styles
from translit.lint import lint_table
from translit.table.drawing import draw

INFORMAL = sorted(name for name, table in tables.items() if table.kind == "informal")
#: (table, style) -> the scheme that writes it.
SCHEMES = {
    (name, style): letters["scheme"]
    for name in INFORMAL
    for style, letters in tables[name].extra["styles"].items()
    if "scheme" in letters
}
VALUES = [
    ("uk-informal", "official", "Юлія Згурська, Їжак", "Yuliia Zghurska, Yizhak"),
    ("uk-informal", "official", "Знам’янка, ЗГОРАНИ, сіль", "Znamianka, ZGHORANY, sil"),
    ("bg-informal", "official", "България, Мария и Марияна", "Bulgaria, Maria i Mariyana"),
    ("bg-informal", "official", "Щука ЩУКА актьор", "Shtuka SHTUKA aktyor"),
    ("be-informal", "official", "Яўгеній, Дзмітрый", "Yauheni, Dzmitry"),
    ("be-informal", "lacinka", "здароўе, пад'езд, твае", "zdaroŭje, padjezd, tvaje"),
    ("be-informal", "lacinka", "Ёсць людзі, конь і Еўропа", "Josć ludzi, koń i Jeŭropa"),
    ("ru-informal", "official", "Подъячев, Юлия", "Podieiachev, Iuliia"),
    ("mk-informal", "official", "Ѓорѓи Ќосев, ЅВЕЗДА", "Gjorgji Kjosev, DZVEZDA"),
    ("sr-informal", "official", "Ђорђе, ЊЕГОШ и Џеп", "Đorđe, NJEGOŠ i Džep"),
    ("sr-informal", "gaj", "Љубав", "Ljubav"),
]
#: Words that come back from what a style made of them, with neighbours to tell by.
READ_BACK = [
    ("uk-informal", "official", "моя сім'я живе в Україні, у місті Згурівка"),
    ("bg-informal", "official", "Мария от България каза, че ще дойде в София"),
    ("be-informal", "official", "дзе жыве Сяргей, яго сястра і я"),
    ("be-informal", "lacinka", "на здароўе, твае людзі ўжо ў горадзе"),
    ("ru-informal", "official", "Юлия съела пирог и пошла на юг"),
    ("mk-informal", "official", "ќе дојдам утре со Ѓорѓи"),
    ("sr-informal", "official", "Ђорђе је рекао да ће доћи сутра"),
]


def test_every_language_has_a_style_that_is_a_standard() -> None:
    known = {name for name, style, *_ in VALUES if style == "official"}
    assert known == {name for name, style in SCHEMES if style == "official"} and len(known) == 6


@pytest.mark.parametrize(("table", "style", "text", "latin"), VALUES)
def test_a_standard_s_own_values(table: str, style: str, text: str, latin: str) -> None:
    assert compile_table(table, style=style).transliterate(text) == write(text, table, style) == latin


@pytest.mark.parametrize(("table", "style"), SCHEMES)
@given(data=st.data())
def test_any_text_is_written_as_the_scheme_writes_it(table: str, style: str, data: st.DataObject) -> None:
    letters = "".join(sorted({c for rule in tables[SCHEMES[table, style]].rules for c in rule.source}))
    text = data.draw(st.text(letters + letters.upper() + "'’ʼ -.\n1", max_size=24))
    compiled = compile_table(table, style=style)
    wanted = transliterate(text, SCHEMES[table, style])
    assert compiled.transliterate(text) == write(text, table, style) == wanted
    stream, written = Stream(compiled), b""
    for char in text:
        written += stream.feed(char.encode())
    assert (written + stream.close()).decode() == wanted


@pytest.mark.parametrize(("table", "style"), SCHEMES)
def test_it_is_the_informal_table_all_the_same(table: str, style: str) -> None:
    compiled = compile_table(table, style=style)
    assert compiled.table.id == table and compiled.reverse and style in styles(table)
    assert pickle.loads(pickle.dumps(compiled)).transliterate("я") == compiled.transliterate("я")
    assert f"{style} ({SCHEMES[table, style]})" in draw(tables[table])
    with pytest.raises(UnmappedCharacter):
        compiled.transliterate("ҩ", errors="strict")
    with pytest.raises(UnmappedCharacter):
        Stream(compiled, errors="strict").feed("ҩ \n".encode())


@pytest.mark.parametrize(("table", "style", "text"), READ_BACK)
def test_what_it_writes_is_read_back(table: str, style: str, text: str) -> None:
    assert decode(write(text, table, style), table) == text


def test_a_long_stream_is_written_by_the_machine_of_the_scheme() -> None:
    text = "Юлія Згурська, Їжак і п’ять сімей.\n" * 4_000
    stream = Stream(compile_table("uk-informal", style="official"))
    data = text.encode()
    written = b"".join(stream.feed(data[at : at + 4_096]) for at in range(0, len(data), 4_096)) + stream.close()
    assert written.decode() == transliterate(text, "uk-kmu-2010")


def own(tmp_path: Path, style: str) -> Path:
    text = (ROOT / "layouts" / "uk-informal.toml").read_text("utf-8")
    path = tmp_path / "uk-informal.toml"
    path.write_text(text.replace('scheme = "uk-kmu-2010"', style), "utf-8")
    return path


@pytest.mark.parametrize(
    ("style", "says"),
    [
        ('scheme = "uk-kmu-2011"', "expected a scheme from Cyrl to Latn: "),
        ('scheme = "bg-translit"', "found bg-translit, a scheme"),
        ('scheme = "ru-jcuken"', "found ru-jcuken, a layout"),
    ],
)
def test_lint_names_a_scheme_that_can_write_nothing(tmp_path: Path, style: str, says: str) -> None:
    path = own(tmp_path, style)
    (problem,) = lint_table(load_table(path))
    assert problem.key == "styles.official.scheme" and says in problem.message
    assert path.read_text("utf-8").splitlines()[problem.line - 1] == style


def test_a_scheme_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(TableNotFound):
        compile_table(own(tmp_path, 'scheme = "uk-kmu-2011"'), style="official")


def test_letters_beside_a_scheme_are_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="no letters beside a scheme"):
        compile_table(own(tmp_path, 'scheme = "uk-kmu-2010"\n"г" = "g"'), style="official")
