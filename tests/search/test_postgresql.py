"""PostgreSQL, a server of our own: the recipe of docs/search.md, run as it stands there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

from tests.oracles.missing import OracleMissing, listed_packages
from tests.places import ROOT
from translit import fold, transliterate

pytestmark = [pytest.mark.slow, pytest.mark.oracle]

SERVER_PACKAGE, PYTHON_PACKAGE = "postgresql", "postgresql-plpython3-15"
PROGRAMS = Path("/usr/lib/postgresql/15")
LOAD, FIND, CREATE_BY_PYTHON, FIND_BY_PYTHON = re.findall(
    r"```sql\n(.*?)```", (ROOT / "docs" / "search.md").read_text(encoding="utf-8"), re.DOTALL
)
TITLES = ("Щастие", "Малко щастие", "Любов", "Нощ", 'Каза "не" и \\n', "Честит рожден ден", "100% \\N")
QUERIES = ("shtastie", "щастие", "6tastie", "ofcnbt", "ЩАСТИЕ", "schastie")


class Server:
    """A server on a socket in a folder of its own, and a client in another."""

    def __init__(self, folder: Path, work: Path) -> None:
        self._folder = folder
        self._work = work
        # PostgreSQL refuses to be run by root.
        self._user: dict[str, Any] = (
            {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        )
        path = f"{work}{os.pathsep}{os.environ['PATH']}"
        self._environment = {**os.environ, "PATH": path, "PYTHONPATH": str(folder), "LC_ALL": "C.UTF-8"}

    def start(self) -> None:
        self._run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-sync", "--no-locale")
        options = f"-k {self._folder} -c listen_addresses= -c fsync=off -c shared_buffers=16MB"
        self._run("pg_ctl", "start", "--wait", f"--log={self._folder}/log", f"--options={options}")

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "--mode=immediate")

    def _run(self, name: str, *arguments: str) -> None:
        program = PROGRAMS / "bin" / name
        if not program.exists():
            raise OracleMissing(str(program), SERVER_PACKAGE)
        run = [str(program), f"--pgdata={self._folder}/data", *arguments]
        done = subprocess.run(
            run, **self._user, env=self._environment, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            text=True, check=False,
        )  # fmt: skip
        log = self._folder / "log"
        assert done.returncode == 0, done.stderr + (log.read_text(encoding="utf-8") if log.exists() else "")

    def psql(self, script: str, **variables: str) -> list[str]:
        """Run a script of psql; return the rows it found."""
        file = self._work / "script.sql"
        file.write_text(script, encoding="utf-8")
        where = ["psql", "-XqAt", f"--host={self._folder}", "-U", "postgres", "-v", "ON_ERROR_STOP=1", f"--file={file}"]
        run = [*where, *(f"--set={name}={value}" for name, value in variables.items())]
        environment = {**self._environment, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(run, env=environment, cwd=self._work, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout.splitlines()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    # The path of a socket may have 107 bytes, and the server's user must come through to its folder.
    folder = Path(mkdtemp(prefix="pg-", dir="/tmp"))
    work = tmp_path_factory.mktemp("work")
    try:
        folder.chmod(0o755)
        shutil.copytree(ROOT / "translit", folder / "translit", ignore=shutil.ignore_patterns("__pycache__", "web"))
        shutil.copytree(ROOT / "layouts", folder / "translit" / "layouts")
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        command = work / "translit"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m translit "$@"\n', encoding="utf-8")
        command.chmod(0o755)
        (work / "titles.txt").write_text("\n".join(TITLES) + "\n", encoding="utf-8")
        running = Server(folder, work)
        running.start()
        yield running
        running.stop()
    finally:
        shutil.rmtree(folder)


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
