"""`translit serve`: only this machine, only small bodies, nothing unescaped, nothing inline."""

import http.client
import re
import threading
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest

from translit.web.demo import LARGEST, Demo, list_typing_tables
from translit.web.server import make_server


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with make_server(0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def ask(
    port: int, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def test_pages_and_assets(port: int) -> None:
    status, headers, page = ask(port, "GET", "/?lang=en")
    assert status == 200 and "Comments" in page
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=", page)
    for path in re.findall(r'(?:<script|<link)[^>]* (?:src|href)="(/[^"]+)"', page):
        assert ask(port, "GET", path)[0] == 200, path
    assert ask(port, "HEAD", "/")[2] == ""


def test_an_asset_is_sent_once(port: int) -> None:
    _, headers, _ = ask(port, "GET", "/translit/translit.js")
    assert ask(port, "GET", "/translit/translit.js", headers={"If-None-Match": headers["ETag"]})[0] == 304


@pytest.mark.parametrize("path", ["/none", "/translit/../demo.py", "/translit/demo.py", "/translit/tables/none.json"])
def test_what_is_not_there(port: int, path: str) -> None:
    assert ask(port, "GET", path)[0] == 404


def test_other_names_and_large_bodies_are_refused(port: int) -> None:
    assert ask(port, "GET", "/", headers={"Host": "example.org:80"})[0] == 421
    assert ask(port, "POST", "/", headers={"Content-Length": str(LARGEST + 1)})[0] == 413
    assert ask(port, "POST", "/", headers={"Content-Length": "-1"})[0] == 413


def test_a_comment_is_converted_kept_and_escaped(port: int) -> None:
    body = urlencode({"comment": "zdrawej & <b>", "comment-mode": "bg-phonetic-traditional", "comment-by": "server"})
    status, _, page = ask(port, "POST", "/", body.encode())
    assert status == 200
    assert "<p id=stored>здравей § „б“</p>" in page
    body = urlencode({"comment": "да <script>alert(1)</script>", "comment-by": "client"})
    assert "да &lt;script&gt;" in ask(port, "POST", "/", body.encode())[2]


def test_a_refused_comment_comes_back(port: int) -> None:
    status, _, page = ask(port, "POST", "/?lang=en", urlencode({"comment": "hello <b>"}).encode())
    assert status == 422
    assert "Please write in Cyrillic." in page and "hello &lt;b&gt;" in page


def test_a_taken_port_is_said_plainly(port: int) -> None:
    from click.testing import CliRunner

    from translit.cli.commands.serve import command

    result = CliRunner().invoke(command, ["--port", str(port)])
    assert result.exit_code == 1
    assert f"port {port}: address already in use; try --port 0" in result.output


def test_only_tables_for_typing_convert() -> None:
    assert "bg-phonetic-traditional" in list_typing_tables()
    assert "bg-streamlined-2009" not in list_typing_tables()
    body = urlencode({"comment": "Щастие и още", "comment-mode": "bg-streamlined-2009"}).encode()
    assert "Щастие и още" in Demo().answer("POST", "/", body).body.decode()
