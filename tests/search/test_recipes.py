"""The databases of docs/search.md: whatever is typed finds the row."""

from __future__ import annotations

import subprocess
import sys

import duckdb
import pytest
from sqlalchemy import String, create_engine, or_, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from translit import fold, query_variants

QUERIES = ("shtastie", "щастие", "6tastie", "ofcnbt", "ЩАСТИЕ", "schastie")
TITLES = ("Щастие", "Любов", "Нощ", "Честит рожден ден")


class Base(DeclarativeBase):
    """The tables of this test."""


def key_of(context) -> str:  # type: ignore[no-untyped-def]
    return fold(context.get_current_parameters()["title"])


class Song(Base):
    """A title, and its key beside it."""

    __tablename__ = "songs"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    title_key: Mapped[str] = mapped_column(String, default=key_of, onupdate=key_of, index=True)


@pytest.mark.parametrize("query", QUERIES)
def test_sqlalchemy(query: str) -> None:
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all([Song(title=title) for title in TITLES])
        session.commit()
        matches = or_(*(Song.title_key == key for key in query_variants(query)))
        assert [song.title for song in session.scalars(select(Song).where(matches))] == ["Щастие"]
        (song,) = session.scalars(select(Song).where(Song.title == "Нощ"))
        song.title = "Ден"
        session.commit()
        assert song.title_key == fold("Ден")
    engine.dispose()


@pytest.mark.parametrize("query", QUERIES)
def test_duckdb(query: str) -> None:
    with duckdb.connect() as database:
        database.create_function("fold", lambda text: fold(text), ["VARCHAR"], "VARCHAR")
        database.execute("CREATE TABLE songs (title VARCHAR)")
        database.executemany("INSERT INTO songs VALUES (?)", [[title] for title in TITLES])
        database.execute("CREATE TABLE keys AS SELECT title, fold(title) AS key FROM songs")
        found = database.execute("SELECT title FROM keys WHERE list_contains(?, key)", [query_variants(query)])
        assert found.fetchall() == [("Щастие",)]


DJANGO = """
import sys
from django.conf import settings
settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    INSTALLED_APPS=[], DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
import django
django.setup()
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from translit.forms.django import TranslitSearchField

class Song(models.Model):
    title = models.CharField(max_length=200)
    title_key = TranslitSearchField("title", language="bg")
    class Meta:
        app_label = "songs"

with connection.schema_editor() as editor:
    editor.create_model(Song)
for title in ("Щастие моё", "Любов", "Нощ", "Shtastie v Sofia"):
    Song.objects.create(title=title)
Song.objects.bulk_create([Song(title="Щастливи дни")])
songs = Song.objects.order_by("pk")
for query in sys.argv[1:]:
    print(*[song.title for song in songs.filter(title_key__anyspelling=query)], sep="|")
song = songs.get(title="Нощ")
song.title = "Ден"
song.save()
print(songs.filter(title_key__anyspelling="den").count(), songs.filter(title_key__anyspelling="no6t").count())
print(songs.exclude(title_key__anyspelling="любов").count(), songs.filter(title_key__anyspelling="%").count())
print(MigrationWriter.serialize(Song._meta.get_field("title_key"))[0])
"""


def test_django() -> None:
    run = [sys.executable, "-c", DJANGO, *QUERIES, "v sofiq shtastie", "щаст"]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *found, both, none, saved, others, migration = done.stdout.splitlines()
    assert found == ["Щастие моё|Shtastie v Sofia"] * len(QUERIES)
    assert (both, none, saved, others) == ("Shtastie v Sofia", "", "1 0", "4 0")
    assert "TranslitSearchField('title'" in migration and "level='loose'" in migration
