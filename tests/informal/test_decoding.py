"""The informal readers: samples of every table, what has to stay, and laws over any text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st

from translit.cli.app import app
from translit.errors import TableError, TableNotFound, UnknownStyle
from translit.informal import decode, decode_lines, suggest, write
from translit.informal.decoder import decoder
from translit.informal.model.file import find_modelled
from translit.informal.profile import Profile
from translit.informal.tokens import cut
from translit.informal.writing import styles
from translit.table.library import tables
from translit.table.value import Sample

INFORMAL = [t for t in tables if tables[t].kind == "informal" and tables[t].language in find_modelled()]


SAMPLES = [(table_id, sample) for table_id in INFORMAL for sample in tables[table_id].samples]


@pytest.mark.parametrize(("table_id", "sample"), SAMPLES, ids=lambda value: getattr(value, "source", value))
def test_samples(table_id: str, sample: Sample) -> None:
    assert decode(sample.source, table_id) == sample.target


@pytest.mark.parametrize("table_id", INFORMAL)
def test_capitals_marks_and_line_ends_stay(table_id: str) -> None:
    text = "  - 2026, 4 % \t...\r\n\r\n(?!) «»\n"
    assert decode(text, table_id) == text


KEPT = [
    "https://example.com/kak-si?a=6te",
    "ivan@example.com",
    "@petar",
    "#sofia",
    "config.json",
    "my_value",
    "getValue",
    "--verbose",
    "/usr/share/doc",
    "XXI",
    "`kak`",
    "C++",
    "C#",
    "i++",
    "n",
    "x",
    "getUser()",
    "arr[0]",
    "std::cout",
    "System.out.println(x)",
    "$this->name",
    "%d",
    "nokia",
    "tp-link",
    "wi-fi",
    "e-mail",
    "ID",
    ":wink:",
    "www.example.lv",
    "example.org/x?a=b",
    "ivan@mail.example.bg",
]


@pytest.mark.parametrize("span", KEPT)
def test_what_is_no_prose_is_kept(span: str) -> None:
    assert decode(f"vij tova {span} i mi kaji", "bg-informal") == f"виж това {span} и ми кажи"


ENGLISH = [
    "Please make sure that you have a valid ticket before boarding.",
    "If the list is empty, raise an error and stop.",
    "The cat sat on the mat and looked at the bird in the garden.",
]


@pytest.mark.parametrize("line", ENGLISH)
@pytest.mark.parametrize("table_id", INFORMAL)
def test_english_is_kept(line: str, table_id: str) -> None:
    assert decode(line, table_id) == line


def test_english_words_stay_in_a_bulgarian_line() -> None:
    assert decode("trqbva da napravim pull request dnes", "bg-informal") == "трябва да направим pull request днес"


def test_the_gate_can_be_left_open() -> None:
    assert decode("the best", "bg-informal", keep_english=False) != "the best"


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("6TE DOIDA", "ЩЕ ДОЙДА"),
        ("Shte DOIDA utre", "Ще ДОЙДА утре"),
        ("po-golqma", "по-голяма"),
        ("v 4 chasa i 15 min", "в 4 часа и 15 мин"),
        ("mnoooogo dobre", "мноооого добре"),
        ("tova e 4udesno!!!", "това е чудесно!!!"),
        ("na 6-ti maj, 7mi klas, 2007ma", "на 6-ти май, 7ми клас, 2007ма"),
        ("k'vo ste kaje6", "к'во ще кажеш"),
        ("VIJ, VI STE", "ВИЖ, ВИ СТЕ"),
        ("dobreeee, mnoogo si prav", "добрееее, мноого си прав"),
        ("mnogo mi haresa :D xD :P", "много ми хареса :D xD :P"),
        ("Facebook-a i Nike-ovete mi lipsvat", "Facebook-а и Nike-овете ми липсват"),
        ("samo da kaja: you are the best", "само да кажа: you are the best"),
    ],
)
def test_words_as_people_write_them(latin: str, cyrillic: str) -> None:
    assert decode(latin, "bg-informal") == cyrillic


@pytest.mark.parametrize(
    ("latin", "cyrillic"),
    [
        ("jana u Minsku", "яна ў Мінску"),
        ("dom u Minsku", "дом у Мінску"),
        ("dobra, usie doma", "добра, усе дома"),
        ("i Uladzimir", "і Уладзімір"),
    ],
)
def test_belarusian_u_is_short_behind_a_vowel(latin: str, cyrillic: str) -> None:
    assert decode(latin, "be-informal") == cyrillic


def test_candidates_are_ranked_and_share_one_certainty() -> None:
    for word in ("koito", "sam", "vidia", "Ne6to"):
        found = suggest(word, "bg-informal", 10)
        shares = [candidate.probability for candidate in found]
        assert shares == sorted(shares, reverse=True)
        assert 0 < sum(shares) <= 1.000001
        assert len({candidate.text for candidate in found}) == len(found)


SCHEME = {"ш": "w", "ъ": "x", "й": "y", "я": "q", "ж": "j", "ч": "4"}


TEXT = """Шофьорът каза, че няма да може да тръгне веднага. Слънцето грееше силно и ние седяхме вкъщи.
Най-добрият ми приятел дойде с баща си. Искаш ли да отидем на кино днес? Шестима човека чакаха пред входа на училището.
Той винаги закъснява за работа. Добър вечер на всички, как сте? Първият път беше най-хубав.
Ябълките са вкусни и евтини. Мъжът влезе вътре и свали шапката си."""


def test_a_private_scheme_is_learned() -> None:
    latin = "".join(SCHEME.get(c, write(c, "bg-informal", "official")) for c in TEXT.lower())
    plain = decode(latin, "bg-informal", adapt=False).split()
    adapted = decode(latin, "bg-informal").split()
    meant = TEXT.lower().split()
    right = sum(a == b for a, b in zip(adapted, meant, strict=True))
    assert right >= sum(a == b for a, b in zip(plain, meant, strict=True))
    assert right >= len(meant) - 2


def test_a_stream_reads_as_its_lines() -> None:
    lines = ["Zdravei, kak si?\n", "\n", "6te doida v 8.\n"]
    assert list(decode_lines(lines, "bg-informal")) == ["Здравей, как си?\n", "\n", "ще дойда в 8.\n"]


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_pieces_make_up_the_line(line: str) -> None:
    parts = cut(line)
    assert parts.join(parts.words) == line


@given(
    st.lists(
        st.sampled_from(["kak", "si", "6te", ", ", "\n", " ", "4", "Q", "'", "the", "…", "Щ", "-", "\r\n"]), max_size=20
    )
)
def test_nothing_but_words_changes(parts: list[str]) -> None:
    text = "".join(parts)
    read = decode(text, "bg-informal")
    word = r"[^\W_]+(?:['’][^\W_]+)*'*"
    assert re.sub(word, "", text) == re.sub(word, "", read)
    assert read.count("\n") == text.count("\n")


@given(st.text("абвгдежзийклмнопрстуфхцчшщъьюя", min_size=1, max_size=12), st.sampled_from(styles("bg-informal")))
def test_every_reading_can_be_written_as_it_was(word: str, style: str) -> None:
    """What the decoder answers is always a spelling of what it was given."""
    latin = write(word, "bg-informal", style)
    assume(not re.search(r"(.)\1\1", latin))  # drawn-out letters are read as one and drawn out again
    reading = decoder("bg-informal").reading(latin)
    for _, text in reading.found[:3]:
        number = text[0].isdigit()  # 6та
        assert number or decoder("bg-informal").align(latin, text) is not None


def test_cyrillic_is_left_alone() -> None:
    assert decode(TEXT, "bg-informal") == TEXT


def test_latin_in_a_cyrillic_line_is_left_alone() -> None:
    text = "Smart Wi-Fi зоните дават нови възможности на клиентите"
    assert decode(text, "bg-informal") == text


def test_unknown_tables_and_styles() -> None:
    with pytest.raises(TableNotFound):
        decode("x", "bg-nothing")
    with pytest.raises(TableError):
        decode("x", "bg-streamlined-2009")
    with pytest.raises(UnknownStyle) as caught:
        write("x", "bg-informal", "nothing")
    assert "digits" in caught.value.styles


def test_suggest_says_what_is_wrong(tmp_path: Path) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["suggest", *arguments])
        return result.exit_code, result.stderr

    good, bad, binary = tmp_path / "good", tmp_path / "bad", tmp_path / "binary"
    Profile({("ш", "6"): 3}).save(good)
    bad.write_text("{}", "utf-8")
    binary.write_bytes(b"\xff")
    assert run("bg-informal", "6te", "--profile", str(good)) == (0, "")
    assert run("bg-informa", "6te")[0] == 2
    for path in (bad, binary, tmp_path / "none"):
        status, said = run("bg-informal", "6te", "--profile", str(path))
        assert status == 1
        assert said.startswith("translit: ")
    assert run("bg-streamlined-2009", "6te")[0] == 1
