"""Fifty clients with hostile bodies against the demo and every example; `docs/reliability.md` has the figures.

    python -m benchmarks.servers [SECONDS] [NAME ...]

Each server is started for real and asked for SECONDS (60 unless given) by fifty clients at once, none of whom waits
between requests, in a process of their own; a probe asks for `/healthz` ten times a second, on a new connection each
time, and as often on a second server of the same kind that nobody else asks: what that takes is the machine's doing.
A row says how many requests were answered and how many not, how many of the answers were 500 or above, how long
requests and probes took, and how much memory the server held after ten seconds and at the end.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from socket import create_server
from typing import NamedTuple
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
CLIENTS = 50
FORM, JSON, TEXT = "application/x-www-form-urlencoded", "application/json", "text/plain; charset=utf-8"
_UVICORN = ("-m", "uvicorn", "--log-level", "critical", "--port", "{port}")


class Server(NamedTuple):
    """How a server is started, and what may be posted to it: the kind of body by the path."""

    command: tuple[str, ...]
    folder: str
    posts: dict[str, str]


SERVERS = {
    "translit serve": Server(
        ("-m", "translit", "serve", "--port", "{port}"), ".", {"/": FORM, "/translit/check": TEXT}
    ),
    "web-flask": Server(
        ("-m", "flask", "--app", "app", "run", "--port", "{port}"),
        "examples/web-flask",
        {"/": FORM, "/translit/check": TEXT},
    ),
    "web-django": Server(("app.py", "runserver", "--noreload", "{port}"), "examples/web-django", {"/": FORM}),
    "web-fastapi": Server((*_UVICORN, "app:app"), "examples/web-fastapi", {"/": FORM, "/translit/check": TEXT}),
    "forms_flask": Server(
        ("-m", "flask", "--app", "forms_flask.py", "run", "--port", "{port}"), "examples", {"/": FORM, "/api/": JSON}
    ),
    "forms_django": Server(
        ("forms_django.py", "runserver", "--noreload", "{port}"), "examples", {"/": FORM, "/api/": JSON}
    ),
    "forms_fastapi": Server((*_UVICORN, "forms_fastapi:app"), "examples", {"/": FORM, "/api/": JSON}),
}

#: What is put into the field of a comment.
TEXTS = {
    "a good comment": "Утре имаме среща в центъра на града. " * 20,
    "a bad one": "Утре имаме срещ\N{LATIN SMALL LETTER A} в цент\N{LATIN SMALL LETTER P}а. " * 20,
    "letters": "a а " * 500,
    "parts of words": "a-а.a_" * 330,
    "one endless word": "vi" * 8000,
    "one endless word of both": "аa" * 1000,
    "marks": "а" + "\N{COMBINING ACUTE ACCENT}" * 1900,
    "stacks of marks": "а\N{COMBINING ACUTE ACCENT}\N{COMBINING GRAVE ACCENT}\N{COMBINING DIAERESIS}" * 480,
    "what nobody sees": "\N{ZERO WIDTH SPACE}" * 1900,
    "digits": "4овек " * 330,
    "romanised": "6te doida utre, az sym tuk. " * 70,
    "emoji": "\N{MAN}\N{ZERO WIDTH JOINER}\N{WOMAN}" * 350,
    "capitals": "ЗДРАВЕЙТЕ ХОРА " * 130,
    "addresses": "http://аbv.bg/" * 140,
    "markup": "<b><" * 490,
    "a long one": "a " * 20_000,
    "signs": "%+&=#\0\r\n\x1b'\"\\" * 180,
    "nothing": "",
}

#: What is no form at all, and what is nearly one: content type and body.
BODIES: dict[str, tuple[str, bytes]] = {
    "a megabyte": (FORM, b"comment=" + b"a+" * 500_000),
    "many fields": (FORM, b"comment=a&" * 5000),
    "fields of fields": (FORM, b"comment[a][b]=1&comment[]=2&comment.c=3"),
    "bad escapes": (FORM, b"comment=%D0%&%FF=%ZZ&comment-mode=%00"),
    "bytes": (FORM, bytes(range(256)) * 8),
    "an unknown charset": ("application/x-www-form-urlencoded; charset=nope", b"comment=a"),
    "a charset of two bytes": ("application/x-www-form-urlencoded; charset=utf-16", b"comment=a"),
    "deep lists": (JSON, b"[" * 100_000),
    "deep objects": (JSON, b'{"comment":' * 20_000),
    "half a pair": (JSON, b'{"comment": "\\ud800 \xd1\x8f", "\\udc00": 1}'),
    "a long number": (JSON, b'{"comment": ' + b"1" * 5000 + b"}"),
    "no number": (JSON, b'{"comment": NaN}'),
    "no object": (JSON, b"[null]"),
    "another kind": (JSON, b'{"comment": {"comment": [1]}}'),
    "JSON that is no UTF-8": (JSON, b'{"comment": "\xff"}'),
    "no JSON": (JSON, b"comment=a"),
    "parts without a boundary": ("multipart/form-data", b"--a\r\n\r\n"),
    "parts that do not end": ("multipart/form-data; boundary=a", b"--a\r\nnonsense\r\n\r\n" * 50),
    "a file": (
        "multipart/form-data; boundary=a",
        b'--a\r\nContent-Disposition: form-data; name="comment"; filename="../a"\r\n\r\n\xff\r\n--a--\r\n',
    ),
    "a type that is none": (";;=\xff", b"comment=a"),
    "another type": ("text/xml", b"<comment/>"),
}


@dataclass
class Seen:
    """What became of the requests of one client."""

    took: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def requests(server: Server) -> dict[str, tuple[str, str, bytes]]:
    """Return everything that is posted to a server: path, content type and body by a name."""
    made = {}
    for path, kind in server.posts.items():
        for name, text in TEXTS.items():
            fields = {"comment": text, "name": text[:60], "comment-mode": "bg-phonetic-traditional"}
            body = {FORM: urlencode(fields), JSON: json.dumps(fields), TEXT: text}[kind]
            made[f"{path} {name}"] = (path, kind, body.encode())
        made |= {f"{path} {name}": (path, *body) for name, body in BODIES.items()}
    return made


@contextmanager
def running(server: Server) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Start a server and yield its port and its process."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, *(part.format(port=port) for part in server.command)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command, cwd=ROOT / server.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 60
        while not is_well(port):
            assert process.poll() is None and time.monotonic() < deadline, f"it does not start: {command}"
            time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait()


def is_well(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def find_token(port: int) -> dict[str, str]:
    """Return the headers that say that a form came from the site itself, where it wants to know."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/")
    cookie = re.match(r"csrftoken=(\w+)", connection.getresponse().headers.get("Set-Cookie", ""))
    connection.close()
    return {"Cookie": cookie[0], "X-CSRFToken": cookie[1]} if cookie else {}


def ask(connection: HTTPConnection, path: str, kind: str, body: bytes, token: dict[str, str]) -> str:
    """Post a body and return what is wrong with the answer, or nothing."""
    try:
        connection.request("POST", path, body, {"Content-Type": kind, **token})
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException) as error:
        connection.close()
        return f"no answer: {error!r}"
    return str(answer.status) if answer.status >= 500 else ""


def _be_client(port: int, until: float, posts: dict[str, tuple[str, str, bytes]], seed: int) -> Seen:
    seen, chosen, token = Seen(), random.Random(seed), find_token(port)
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    while time.monotonic() < until:
        name = chosen.choice(list(posts))
        begun = time.monotonic()
        wrong = ask(connection, *posts[name], token)
        seen.took.append(time.monotonic() - begun)
        if wrong:
            seen.wrong.append(f"{name}: {wrong}")
    connection.close()
    return seen


def _be_clients(port: int, until: float, posts: dict[str, tuple[str, str, bytes]]) -> Seen:
    # What is measured is not how a server and its clients fight for the cores.
    os.nice(10)
    with ThreadPoolExecutor(CLIENTS) as threads:
        seen = list(threads.map(lambda seed: _be_client(port, until, posts, seed), range(CLIENTS)))
    return Seen([took for one in seen for took in one.took], [wrong for one in seen for wrong in one.wrong])


def _memory(process: subprocess.Popen[bytes]) -> float:
    """Return what a process holds in memory, in MB."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def _share(took: list[float], share: float) -> float:
    """Return the time that this share of them stays below, in milliseconds."""
    return sorted(took)[min(len(took) - 1, int(len(took) * share))] * 1000


def measure(server: Server, seconds: float) -> str:
    """Return the cells of a server's row, and what went wrong after it."""
    with running(server) as (port, process), running(server) as (idle, _), ProcessPoolExecutor(1) as apart:
        begun = time.monotonic()
        clients = apart.submit(_be_clients, port, begun + seconds, requests(server))
        probes: list[float] = []
        idle_probes: list[float] = []
        early, ill = 0.0, 0
        while not clients.done():
            for where, took in ((port, probes), (idle, idle_probes)):
                before = time.monotonic()
                ill += not is_well(where)
                took.append(time.monotonic() - before)
            if not early and before - begun > min(10, seconds / 2):
                early = _memory(process)
            time.sleep(0.1)
        late, seen = _memory(process), clients.result()
    failed = sum(": no answer" not in wrong for wrong in seen.wrong)
    cells = [
        f"{len(seen.took):,}",
        f"{len(seen.took) / seconds:.0f}",
        str(failed),
        str(len(seen.wrong) - failed + ill),
        f"{_share(seen.took, 0.5):.0f} / {_share(seen.took, 0.99):.0f}",
        *(
            f"{_share(took, 0.5):.0f} / {_share(took, 0.99):.0f} / {_share(took, 1):.0f}"
            for took in (probes, idle_probes)
        ),
        f"{early:.0f} → {late:.0f}",
    ]
    return " | ".join(cells) + " |" + "".join(f"\n{wrong}" for wrong in sorted(set(seen.wrong))[:20])


def main() -> None:
    """Print a row a server."""
    arguments = sys.argv[1:]
    seconds = float(arguments.pop(0)) if arguments and arguments[0].isdecimal() else 60.0
    columns = ("server", "requests", "a second", "500", "unanswered", "ms p50 / p99", "/healthz ms p50 / p99 / most")
    print(f"| {' | '.join(columns)} | of an idle one | MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    for name in arguments or SERVERS:
        print(f"| {name} | {measure(SERVERS[name], seconds)}", flush=True)


if __name__ == "__main__":
    main()
