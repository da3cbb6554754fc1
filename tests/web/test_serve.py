"""`translit serve`: only this machine, only small bodies, nothing unescaped, nothing inline."""

import http.client
import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.places import ROOT
from translit import add_table
from translit.table import library
from translit.web.demo import CONVERTED, LARGEST, Demo
from translit.web.demo_pages import list_typing_tables
from translit.web.server import Server, make_server


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


@pytest.mark.parametrize("path", ["/", "/tables", "/check", "/check?text=uk", "/check?text=none"])
@pytest.mark.parametrize("language", ["bg", "de"])
def test_every_page_in_every_language(port: int, path: str, language: str) -> None:
    status, _, page = ask(port, "GET", f"{path}{'&' if '?' in path else '?'}lang={language}")
    assert status == 200 and f'<html lang="{language}">' in page
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=", page)
    for id_ in re.findall(r'<label[^>]* for="([^"]+)"', page):
        assert f'id="{id_}"' in page


def test_texts_are_converted_both_ways(port: int) -> None:
    path = "/translit/convert?table=bg-law"
    assert ask(port, "POST", path, "Щит".encode())[2] == "Shtit"
    assert ask(port, "POST", f"{path}&back", b"Shtit")[2] == "Щит"
    assert ask(port, "POST", "/translit/convert?table=bg-informal", b"6te doida")[2] == "ще дойда"
    assert ask(port, "POST", "/translit/convert", b"a")[0] == 404
    assert ask(port, "POST", "/translit/convert?table=none", b"a")[0] == 404
    assert ask(port, "POST", path, b"\xff\xfe")[0] == 400
    assert ask(port, "POST", path, b"a" * (CONVERTED + 1))[0] == 413


def test_a_client_names_no_file(port: int) -> None:
    """A path was read, and its contents told on the terminal of who serves."""
    for path in ("/etc/hostname", "layouts/bg-law.toml", "./bg-law.toml", "..%2Flayouts%2Fbg-law.toml", "bg-law%00"):
        assert ask(port, "POST", f"/translit/convert?table={path}", b"a")[0] == 404, path
        assert ask(port, "GET", f"/translit/about?table={path}")[0] == 404, path
        assert ask(port, "GET", f"/translit/tables/{path}.json")[0] == 404, path


def test_a_table_of_one_s_own_is_on_the_switch_and_the_pages(
    port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "_added", {})
    own = tmp_path / "bg-served.toml"
    own.write_text((ROOT / "examples/tables/bg-news.toml").read_text("utf-8").replace("bg-news", own.stem), "utf-8")
    assert ask(port, "GET", "/translit/tables/bg-served.json")[0] == 404
    add_table(own)
    page = ask(port, "GET", "/?lang=bg")[2]
    assert re.search(
        r'<input type="radio"[^>]* value="bg-served" data-src="/translit/tables/bg-served.json"> Като в чата', page
    )
    assert json.loads(ask(port, "GET", "/translit/tables/bg-served.json")[2])["id"] == own.stem
    assert ask(port, "POST", "/translit/convert?table=bg-served", b"xora")[2] == "хора"
    assert '<option value="bg-served">As in chats' in ask(port, "GET", "/tables?lang=en")[2]
    assert json.loads(ask(port, "GET", "/translit/about?table=bg-served")[2])["typed"]
    body = urlencode({"comment": "Xubav den", "comment-mode": "bg-served", "comment-by": "server"}).encode()
    assert "<p id=stored>Хубав ден</p>" in ask(port, "POST", "/?lang=bg", body)[2]


def test_every_table_says_what_it_is(port: int) -> None:
    said = json.loads(ask(port, "GET", "/translit/about?table=bg-bds-2006")[2])
    assert (said["typed"], said["lossy"]) == (True, False) and said["standard"] and said["sample"]
    assert json.loads(ask(port, "GET", "/translit/about?table=bg-law")[2])["lossy"]
    assert ask(port, "GET", "/translit/about?table=../x")[0] == 404


@pytest.mark.parametrize(
    "path",
    [
        "/none",
        "/translit/../demo.py",
        "/translit/demo.py",
        "/translit/tables/none.json",
        "/translit/tables/bg-informal.json",
    ],
)
def test_what_is_not_there(port: int, path: str) -> None:
    assert ask(port, "GET", path)[0] == 404


def test_other_names_and_large_bodies_are_refused(port: int) -> None:
    assert ask(port, "GET", "/", headers={"Host": "example.org:80"})[0] == 421
    assert ask(port, "POST", "/", headers={"Content-Length": str(LARGEST + 1)})[0] == 413
    assert ask(port, "POST", "/", headers={"Content-Length": "-1"})[0] == 400
    # The answer is not lost while a body that nobody wants is still being sent.
    assert ask(port, "POST", "/", b"a" * (LARGEST * 20))[0] == 413


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "LOCALHOST:80", "127.0.0.1:8765"])
def test_a_host_may_have_a_port_or_none(port: int, host: str) -> None:
    assert ask(port, "GET", "/healthz", headers={"Host": host})[0] == 200


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "localhost:80@example.org", ":80", ""])
def test_other_hosts_are_not_answered(port: int, host: str) -> None:
    assert ask(port, "GET", "/healthz", headers={"Host": host})[0] == 421


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://127.0.0.1"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Origin": "null", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://127.0.0.1:8080"}, 403),
        ({"Origin": "https://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_another_site_s_forms_are_refused(port: int, headers: dict[str, str], status: int) -> None:
    assert ask(port, "POST", "/translit/check", b"", {"Host": "127.0.0.1", **headers})[0] == status


def send(port: int, *parts: bytes, pause: float = 0) -> bytes:
    """Send bytes as they are, with pauses between them, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        with suppress(ConnectionError):
            for part in parts:
                connection.sendall(part)
                time.sleep(pause)
            if not pause:
                connection.shutdown(socket.SHUT_WR)
        answer = b""
        while got := connection.recv(1 << 16):
            answer += got
        return answer


HOST = b"Host: localhost\r\n"
MALFORMED = {
    "nothing": b"\r\n\r\n",
    "no words": b"\0\xff\xfe\r\n\r\n",
    "one word": b"GET\r\n" + HOST + b"\r\n",
    "no HTTP": b"GET / FTP/1.1\r\n" + HOST + b"\r\n",
    "a version that is no number": b"GET / HTTP/x.y\r\n" + HOST + b"\r\n",
    "a version of five thousand digits": b"GET / HTTP/1." + b"9" * 5000 + b"\r\n" + HOST + b"\r\n",
    "four words": b"GET / / HTTP/1.1\r\n" + HOST + b"\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    "a long line": b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "a long header": b"GET / HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 70_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 200 + b"\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\n" + HOST * 2 + b"\r\n",
    "a header without a colon": b"GET / HTTP/1.1\r\n" + HOST + b"none\r\nContent-Length: 3\r\n\r\nabc",
    "a header without a name": b"GET / HTTP/1.1\r\n" + HOST + b": none\r\n\r\n",
    "a blank before the colon": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length : 3\r\n\r\nabc",
    "a header that goes on": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\n 2\r\n\r\na",
    "NUL in a header": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\0b\r\n\r\n",
    **{
        f"the length {length.decode('latin-1')[:9]!r}": b"POST / HTTP/1.1\r\n"
        + HOST
        + b"Content-Length: %b\r\n\r\nabc" % length
        for length in (b"", b"-1", b"+3", b"3, 3", b"0x3", b"1_0", b"3 3", b"\xb2", b"three", b"9" * 5000, b"9" * 18)
    },
    "two lengths": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
    "a body that is too short": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 30\r\n\r\nabc",
    "chunks": b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    "bad chunks": b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzzz\r\n",
    "chunks and a length": b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: x\r\nContent-Length: 3\r\n\r\nabc",
    "another method": b"DELETE / HTTP/1.1\r\n" + HOST + b"\r\n",
    "a method nobody knows": b"\xd0\xaf / HTTP/1.1\r\n" + HOST + b"\r\n",
    "a large body that waits": b"POST / HTTP/1.1\r\n"
    + HOST
    + b"Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n",
}


@pytest.mark.parametrize("name", MALFORMED)
def test_what_is_malformed_is_answered(port: int, name: str) -> None:
    answer = send(port, MALFORMED[name])
    assert re.match(rb"HTTP/1\.1 4\d\d |HTTP/1\.1 505 ", answer), answer[:80]
    # Nothing that follows it is taken for a request.
    assert answer.count(b"HTTP/1.1 ") == 1
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"\r\nConnection: close" in head and b"Content-Security-Policy" in head and len(body) < 100


@pytest.mark.parametrize(
    ("method", "target", "body"),
    [("GET", "/?" + "a=1&" * 100, b""), ("POST", "/", b"a&" * 100)],
)
def test_what_no_form_asks_is_refused(port: int, method: str, target: str, body: bytes) -> None:
    assert ask(port, method, target, body)[0] == 400


def test_an_address_that_is_none_is_refused(port: int) -> None:
    assert send(port, b"GET http://[ HTTP/1.1\r\n" + HOST + b"\r\n").startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("body", [b"comment=%", b"comment=%ZZ", b"&;=&&comment", b"\0" * 99])
def test_bad_escapes_stay_as_they_are(port: int, body: bytes) -> None:
    assert ask(port, "POST", "/", body)[0] in (200, 422)
    assert ask(port, "POST", "/translit/check?lang=%FF", body)[0] == 200
    assert ask(port, "GET", f"/%FF%{body.hex()}?lang=%")[0] == 404


@pytest.mark.parametrize("body", [b"comment=%D0", b"%FF=a", b"comment=\xff\xfe", b"comment=%ED%A0%80"])
def test_what_is_no_utf_8_is_refused(port: int, body: bytes) -> None:
    assert ask(port, "POST", "/", body)[0] == 400
    if not body.isascii():
        assert ask(port, "POST", "/translit/check", body)[0] == 400


def test_requests_of_one_connection_follow_each_other(port: int) -> None:
    asked = b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n"
    assert send(port, asked * 3 + b"nonsense\r\n\r\n" + asked).count(b"HTTP/1.1 200") == 3
    waits = b"POST /translit/check HTTP/1.1\r\n" + HOST + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\nok"
    assert b"HTTP/1.1 100 " in send(port, waits)


def test_small_packets_are_not_held_back(port: int) -> None:
    class Watched(Server):
        def finish_request(self, request: Any, client_address: Any) -> None:
            super().finish_request(request, client_address)
            seen.append(request.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))

    seen: list[int] = []
    with make_server(0, Watched) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        send(server.server_address[1], b"GET /healthz HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n")
        server.shutdown()
    assert seen and all(seen)


DRIPS = {
    "a line": b"GET /healthz HTTP/1.1",
    "headers": b"GET / HTTP/1.1\r\n" + HOST + b"X: a\r\n" * 20,
    "a body": b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 1000\r\n\r\n" + b"a" * 40,
}


@pytest.mark.parametrize("drip", DRIPS)
def test_who_drips_gains_no_time(drip: str) -> None:
    with make_server(0) as server:
        server.deadline = 0.3
        threading.Thread(target=server.serve_forever, daemon=True).start()
        # At one byte each hundredth of a second all of it would take longer than the deadline, and no byte does.
        answer = send(server.server_address[1], *(bytes([byte]) for byte in DRIPS[drip] * 2), pause=0.01)
        server.shutdown()
    assert answer.startswith(b"HTTP/1.1 408 "), answer


def test_who_says_nothing_is_closed_without_a_word() -> None:
    with make_server(0) as server:
        server.deadline = 0.1
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=20) as connection:
            assert connection.recv(100) == b""
        server.shutdown()


def test_a_fault_of_ours_is_answered_and_said(port: int, monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    monkeypatch.setattr(Demo, "answer", lambda *_: 1 // 0)
    assert ask(port, "GET", "/")[0] == 500
    assert "ZeroDivisionError" in capfd.readouterr().err


def test_comments_may_come_while_others_are_read() -> None:
    demo = Demo()
    demo.comments.extend(["а"] * 50)
    escaped: list[str] = []

    def escape_meanwhile(text: str) -> str:
        if text == "а":
            demo.comments.append("б")
        escaped.append(text)
        return text

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("translit.web.demo_pages.escape", escape_meanwhile)
        assert demo.answer("GET", "/").status == 200
    assert escaped.count("а") == 50


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
