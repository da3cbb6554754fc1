"""What people really type: cases of each kind, and laws that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translit.informal import decode, suggest
from translit.informal.model.file import find_modelled
from translit.informal.tokens import cut
from translit.table.library import tables
from translit.text.segments import find_kept

INFORMAL = [t for t in tables if tables[t].kind == "informal" and tables[t].language in find_modelled()]

READ = {
    "bg-informal": {
        "a letter alone": [("kazah j da dojde", "казах ѝ да дойде")],
        "initials": [
            ("F. Dostoevski i Yu. Gagarin", "Ф. Достоевски и Ю. Гагарин"),
            ("A. S. Pushkin", "А. С. Пушкин"),
            ("i t.n. i dr.", "и т.н. и др."),
        ],
        "capitals": [("V NOI ot ZUNK", "В НОИ от ЗУНК"), ("MOI PRIATEL", "МОЙ ПРИЯТЕЛ")],
        "hyphens": [("zam.-shefkata dojde", "зам.-шефката дойде"), ("-Kak si? -Dobre.", "-Как си? -Добре.")],
        "apostrophes": [("O'Raili dojde", "О'Райли дойде")],
        "ъ as @": [
            ("s@jalqvam, ne s@m s@glasen", "съжалявам, не съм съгласен"),
            ("pishi na root@host", "пиши на root@host"),
        ],
        "laughter": [("xaxaxa mnogo smeshno", "хахаха много смешно")],
        "clipped": [("nz6to ne trugva", "нзщо не тръгва"), ("kvo ima we", "кво има ве")],
        "behind numbers": [
            ("3kg brashno i 2l voda za 100lv", "3кг брашно и 2л вода за 100лв"),
            ("5 mln.lv.", "5 млн.лв."),
        ],
        "ch in Greek words": [("v technopolis", "в технополис")],
        "quotes without a blank": [('kaza"ela" i izleze', 'каза"ела" и излезе')],
        "joined by commas": [("kniga,masa,stol", "книга,маса,стол")],
        "emoji": [("dobre❤ ✅vzemi go", "добре❤ ✅вземи го")],
    },
    "ru-informal": {
        "initials": [
            ("F. M. Dostoevskij i Ju. A. Gagarin", "Ф. М. Достоевский и Ю. А. Гагарин"),
            ("i t.e. tak", "и т.е. так"),
        ],
        "behind numbers": [("3kg muki v 30-e gody", "3кг муки в 30-е годы")],
        "ъ as a quotation mark": [
            ('ob"yasni, kto s"el', "объясни, кто съел"),
            ('on skazal "est" i ushel', 'он сказал "есть" и ушел'),
        ],
        "ё as o": [("escho odin", "ещё один")],
        "shh": [("eto blestjashhee budushhee", "это блестящее будущее")],
        "stress marks": [("sta\u0301romu domu", "ста\u0301рому дому"), ("stáromu domu", "ста\u0301рому дому")],
    },
    "uk-informal": {
        "a letter alone": [("vona j ne znala", "вона й не знала")],
        "capitals": [("zbroya AK-74 ta kuli", "зброя АК-74 та кулі")],
        "behind numbers": [("u 40-kh rokakh, 3kg", "у 40-х роках, 3кг")],
    },
}
CASES = [
    pytest.param(table_id, latin, cyrillic, id=f"{table_id} {kind}: {latin}")
    for table_id, kinds in READ.items()
    for kind, cases in kinds.items()
    for latin, cyrillic in cases
]


@pytest.mark.parametrize(("table_id", "latin", "cyrillic"), CASES)
def test_typed(table_id: str, latin: str, cyrillic: str) -> None:
    assert decode(latin, table_id) == cyrillic


def test_variables_stay_where_they_are_compared() -> None:
    assert decode("ako i > 0 i j = 1", "bg-informal") == "ако i > 0 и j = 1"


LINES = st.text(st.characters(codec="utf-8"), max_size=80) | st.lists(
    st.sampled_from(
        ["kak", "si", " ", "6te", "@", ".", "/", "https://example.com/a?b=c", "ivan@abv.bg", "<b>", "4", "\n", "ъ", "-"]
    ),
    max_size=15,
).map("".join)


@given(LINES)
def test_pieces_make_up_any_line(line: str) -> None:
    parts = cut(line)
    assert parts.join(parts.words) == line


CHUNKS = st.text("abz49.@_-'", min_size=1, max_size=12) | st.sampled_from(
    ["kak", "si", "6te,", "https://example.com/a?b=c", "(ivan@abv.bg)", "@petar,", "abv.bg", "ъ"]
)


@given(st.lists(CHUNKS, max_size=8).map(" ".join))
def test_addresses_are_what_the_segmenter_says(line: str) -> None:
    """What the toolkit calls an address is no word for the readers either."""
    starts, place = [], 0
    for word, gap in zip(*cut(line), strict=False):
        place += len(gap)
        starts.append(range(place, place + len(word)))
        place += len(word)
    for address in find_kept(line, {"email", "handle"}):
        assert not any(address.start < word.stop and word.start < address.end for word in starts)


@given(LINES, st.sampled_from(INFORMAL))
def test_any_text_is_read_line_by_line(text: str, table_id: str) -> None:
    """Nothing raises, line ends stay, and what is no Latin letter, digit or mark inside a word stays."""
    read = decode(text, table_id, adapt=False)
    assert [line[len(line.rstrip("\r\n")) :] for line in read.splitlines(keepends=True)] == [
        line[len(line.rstrip("\r\n")) :] for line in text.splitlines(keepends=True)
    ]


@given(st.text("0123456789.,:-+%()€ \n", max_size=40), st.sampled_from(INFORMAL))
def test_numbers_stay(text: str, table_id: str) -> None:
    assert decode(text, table_id) == text


@given(st.text("абвгдежзийклмнопрстуфхцчшщъьюяѝієїґўјљњ ,.!?\n", max_size=40), st.sampled_from(INFORMAL))
def test_cyrillic_stays(text: str, table_id: str) -> None:
    assert decode(text, table_id) == text


@given(st.text("abcdefghijklmnopqrstuvwxyz46'", min_size=1, max_size=14), st.sampled_from(INFORMAL))
def test_candidates_are_a_ranking(word: str, table_id: str) -> None:
    found = suggest(word, table_id, 5)
    shares = [candidate.probability for candidate in found]
    assert found
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 1.000001
    assert len({candidate.text for candidate in found}) == len(found) <= 5
