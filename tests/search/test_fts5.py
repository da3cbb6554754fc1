"""Full-text search in SQLite: any spelling finds the row, which is shown as it stands."""

from __future__ import annotations

from collections.abc import Iterator

import apsw
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.common_words import some_words
from tests.examples import examples
from translit import fold, transliterate
from translit.bulk.apsw import register, tokens
from translit.search.folding import folding

TITLES = ("Пътят към щастието", "Малко щастие", "Любов", "Честит рожден ден", "LG и Samsung, „Нощ“")
QUERIES = ("shtastie", "щастие", "6tastie", "ofcnbt", "ЩАСТИЕ", "schastie", "ŝastie", "щас\u0442ие")


@pytest.fixture
def songs() -> Iterator[apsw.Connection]:
    connection = apsw.Connection(":memory:")
    register(connection)
    connection.execute("CREATE VIRTUAL TABLE songs USING fts5(title, tokenize='translit')")
    connection.executemany("INSERT INTO songs VALUES (?)", [(title,) for title in TITLES])
    yield connection
    connection.close()


def found(songs: apsw.Connection, query: str) -> list[str]:
    return [title for (title,) in songs.execute("SELECT title FROM songs(?) ORDER BY rank", (query,))]


@pytest.mark.parametrize("query", QUERIES)
def test_any_spelling_finds_the_row_and_shows_it_as_it_stands(songs: apsw.Connection, query: str) -> None:
    shown = songs.execute(
        "SELECT highlight(songs, 0, '<b>', '</b>'), snippet(songs, 0, '[', ']', '…', 2) FROM songs(?)", (query,)
    ).fetchall()
    assert shown == [("Малко <b>щастие</b>", "Малко [щастие]")]


def test_the_language_of_queries(songs: apsw.Connection) -> None:
    assert found(songs, '"malko shtastie"') == found(songs, "malko AND 6tast*") == ["Малко щастие"]
    assert found(songs, "shtas*") == ["Малко щастие", "Пътят към щастието"]
    assert found(songs, "no6t OR lyubov NOT den") == ["Любов", "LG и Samsung, „Нощ“"]
    assert found(songs, "title : k*") == ["Пътят към щастието"]
    assert found(songs, "щастливец") == []
    # A sign of the layout is the letter ж there.
    assert found(songs, '"hj;lty"') == ["Честит рожден ден"]


def test_rows_that_change(songs: apsw.Connection) -> None:
    songs.execute("UPDATE songs SET title = 'Нощ в София' WHERE title = 'Малко щастие'")
    assert found(songs, "shtastie") == []
    assert found(songs, "sofiq") == ["Нощ в София"]
    songs.execute("INSERT INTO songs(songs) VALUES ('integrity-check')")


def test_settings() -> None:
    connection = apsw.Connection(":memory:")
    register(connection)
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(word, tokenize='translit language uk level strict')")
    connection.execute("INSERT INTO t VALUES ('М''який знак'), ('щука')")
    shown = "SELECT highlight(t, 0, '[', ']') FROM t(?)"
    assert connection.execute(shown, ("myakyi",)).fetchall() == [("[М'який] знак",)]
    assert connection.execute(shown, ("shchuka",)).fetchall() == [("[щука]",)]
    assert connection.execute(shown, ("6uka",)).fetchall() == []
    for wrong in ("language xx", "level none", "colour red"):
        with pytest.raises((apsw.SQLError, ValueError)):
            connection.execute(f"CREATE VIRTUAL TABLE w USING fts5(word, tokenize='translit {wrong}')")
    connection.close()


@examples(150)
@given(
    st.text(st.characters(codec="utf-8"), max_size=40)
    | st.lists(st.sampled_from([*TITLES, "п'ять", '"', "-", "и\u0306"])).map("".join)
)
def test_tokens_are_the_words_of_the_key(text: str) -> None:
    for language in ("bg", "uk"):
        made = list(tokens(text, folding(language)))
        assert [word for _, _, word in made] == [word for part in text.split() for word in fold(part, language).split()]
        assert all(0 <= start < end <= len(text) for start, end, _ in made)
        assert [start for start, _, _ in made] == sorted(start for start, _, _ in made)


@pytest.mark.parametrize("scheme", ["bg-streamlined-2009", "bg-bgn-pcgn-1952", "mul-iso-9-1995", "bg-ala-lc"])
def test_a_word_is_one_token_in_any_scheme(scheme: str) -> None:
    text = " ".join(some_words()["bg"])
    spelled = transliterate(text, scheme)
    made = [word for _, _, word in tokens(spelled, folding("bg"))]
    assert len(made) == len(text.split())
    assert made == fold(spelled).split()
