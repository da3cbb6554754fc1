"""PostgreSQL, a server of our own: the recipe of docs/search.md, run as it stands there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator

import pytest

from tests.oracles.missing import OracleMissing, listed_packages
from tests.places import ROOT
from tests.search.postgresql import PROGRAMS, PYTHON_PACKAGE, SERVER_PACKAGE, Server, running_server
from translit import fold, transliterate

pytestmark = [pytest.mark.slow, pytest.mark.oracle]

LOAD, FIND, CREATE_BY_PYTHON, FIND_BY_PYTHON = re.findall(
    r"```sql\n(.*?)```", (ROOT / "docs" / "search.md").read_text(encoding="utf-8"), re.DOTALL
)
TITLES = ("Щастие", "Малко щастие", "Любов", "Нощ", 'Каза "не" и \\n', "Честит рожден ден", "100% \\N")
QUERIES = ("shtastie", "щастие", "6tastie", "ofcnbt", "ЩАСТИЕ", "schastie")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    work = tmp_path_factory.mktemp("work")
    command = work / "translit"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m translit "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    (work / "titles.txt").write_text("\n".join(TITLES) + "\n", encoding="utf-8")
    with running_server(work) as started:
        yield started


def test_the_packages_are_listed() -> None:
    assert {SERVER_PACKAGE, PYTHON_PACKAGE} <= listed_packages(ROOT)


def test_keys_by_a_pipe(server: Server) -> None:
    server.psql(LOAD)
    rows = [row.rsplit("|", 1) for row in server.psql("select title, key from songs")]
    assert rows == [[title, fold(title)] for title in TITLES]
    for query in QUERIES:
        assert sorted(server.psql(FIND, query=query)) == ["Малко щастие", "Щастие", "Щастие"], query
    assert server.psql(FIND, query="shtastie maLKO") == ["Малко щастие"]
    assert server.psql(FIND, query="'; drop table songs; --") == []


def test_both_indexes_are_used(server: Server) -> None:
    server.psql("drop table if exists songs;" + LOAD)
    asked = FIND.replace("select title", "explain select title")
    plan = server.psql("set enable_seqscan = off;" + asked, query="6tastie")
    assert len([line for line in plan if "Index Cond" in line]) == 2, plan


def test_nothing_is_loaded_where_the_program_fails(server: Server) -> None:
    failing = LOAD.replace("translit fold", "translit fold --no-such-option").replace("songs", "unfilled")
    with pytest.raises(AssertionError, match="exited"):
        server.psql(failing)
    assert server.psql("select to_regclass('unfilled') is null") == ["t"]


def test_a_scheme_by_a_pipe(server: Server) -> None:
    page = (ROOT / "docs" / "search.md").read_text(encoding="utf-8")
    (copy,) = re.findall(r"`(\\copy latin [^`]*)`", page)
    rows = server.psql("create table latin (title text);" + "\n" + copy + "\nselect title from latin")
    assert rows == [transliterate(title, "bg-law") for title in TITLES]


def test_keys_by_the_server_itself(server: Server) -> None:
    if not (PROGRAMS / "lib" / "plpython3.so").exists():
        raise OracleMissing("plpython3.so", PYTHON_PACKAGE)
    server.psql(CREATE_BY_PYTHON)
    values = ",".join(f"('{title}')" for title in TITLES)
    server.psql(f"insert into books values {values}, (null)")
    rows = [row.rsplit("|", 1) for row in server.psql("select title, key from books")]
    assert rows == [*([title, fold(title)] for title in TITLES), ["", ""]]
    for query in QUERIES:
        assert server.psql(FIND_BY_PYTHON, query=query) == ["Щастие"], query
    plan = server.psql("set enable_seqscan = off; explain " + FIND_BY_PYTHON, query="6tastie")
    assert any("Index Cond" in line for line in plan), plan
    server.psql("update books set title = 'Ден' where title = 'Нощ'")
    assert server.psql("select key from books where title = 'Ден'") == [fold("Ден")]
