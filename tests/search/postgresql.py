"""PostgreSQL, a server of our own on a socket, for tests and benchmarks."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from tests.oracles.missing import OracleMissing
from tests.places import ROOT

SERVER_PACKAGE, PYTHON_PACKAGE = "postgresql", "postgresql-plpython3-15"
PROGRAMS = Path("/usr/lib/postgresql/15")


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


@contextmanager
def running_server(work: Path) -> Iterator[Server]:
    """Start a server that finds translit; its client, and what the client's pipes call, run in `work`."""
    # The path of a socket may have 107 bytes, and the server's user must come through to its folder.
    folder = Path(mkdtemp(prefix="pg-", dir="/tmp"))
    try:
        folder.chmod(0o755)
        shutil.copytree(ROOT / "translit", folder / "translit", ignore=shutil.ignore_patterns("__pycache__", "web"))
        shutil.copytree(ROOT / "layouts", folder / "translit" / "layouts")
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        running = Server(folder, work)
        running.start()
        try:
            yield running
        finally:
            running.stop()
    finally:
        shutil.rmtree(folder)
