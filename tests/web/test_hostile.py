"""The demo and every example, started for real, under bodies that mean no good: each is answered, and none with 500."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from benchmarks.servers import BODIES, FORM, SERVERS, TEXTS, ask, find_token, is_well, requests, running
from tests.places import ROOT

EXAMPLES = {
    *(path.stem for path in ROOT.glob("examples/forms_*.py")),
    *(path.parent.name for path in ROOT.glob("examples/web-*/app.py")),
}


def test_every_example_is_among_the_servers() -> None:
    assert {*EXAMPLES, "translit serve"} == set(SERVERS)


@pytest.mark.slow
@pytest.mark.parametrize("name", SERVERS)
def test_hostile_bodies_are_answered(name: str) -> None:
    server = SERVERS[name]
    posts = requests(server)
    assert len(posts) == len(server.posts) * (len(TEXTS) + len(BODIES))
    with running(server) as (port, process), ThreadPoolExecutor(8) as threads:
        token = find_token(port)

        def post(name: str) -> str:
            connection = HTTPConnection("127.0.0.1", port, timeout=60)
            try:
                return ask(connection, *posts[name], token)
            finally:
                connection.close()

        assert {name: wrong for name, wrong in zip(posts, threads.map(post, posts), strict=True) if wrong} == {}
        assert is_well(port) and process.poll() is None
        # What was refused was not refused for coming from here.
        good = urlencode({"comment": "Утре имаме среща.", "name": "Иван"}).encode()
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", "/", good, {"Content-Type": FORM, **token})
        assert connection.getresponse().status == 200
        connection.close()
