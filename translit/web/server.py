"""The demo behind the standard library's own server, for this machine only."""

from __future__ import annotations

import re
import socket
import sys
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BufferedReader, RawIOBase
from time import monotonic
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from .demo import CSP, LARGEST, TEXT, Answer, Demo

HOST = "127.0.0.1"
#: How long a client may take for all of a request, in seconds, and for all of an answer.
DEADLINE = 20.0
#: How long what a client still sends is thrown away, so that he gets to read the answer.
_LINGER = 2.0
_OWN_HOST = re.compile(r"(?:127\.0\.0\.1|localhost)(?::\d*)?", re.IGNORECASE | re.ASCII)
_LENGTH = re.compile(r"[0-9]{1,18}")
#: What no value of a header may hold; a value that goes on in another line has a line end in it.
_FORBIDDEN = re.compile(r"[\0\r\n]")


class Server(ThreadingHTTPServer):
    """One thread a connection; a browser that goes away in the middle of an answer is no fault."""

    daemon_threads = True
    #: Five, the default, makes whole seconds of a crowd that comes at once.
    request_queue_size = 128
    deadline: float = DEADLINE

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Close without a reset: one would follow from anything left unread, and could overtake the answer."""
        with suppress(OSError):
            request.shutdown(socket.SHUT_WR)
            until = monotonic() + _LINGER
            while (left := until - monotonic()) > 0:
                request.settimeout(left)
                if not request.recv(1 << 16):
                    break
        self.close_request(request)


class _Late(Exception):
    """A client took too long."""


class _Refused(NamedTuple):
    status: HTTPStatus
    why: str


class _Incoming(RawIOBase):
    """What a client sends, until a moment: a byte now and then gains him no time."""

    def __init__(self, connection: socket.socket) -> None:
        self.connection = connection
        self.received = False
        self.until = 0.0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        left = self.until - monotonic()
        try:
            self.connection.settimeout(max(left, 0.001))
            size = self.connection.recv_into(buffer)
        except TimeoutError:
            raise _Late from None
        self.received = self.received or size > 0
        return size


def make_server(port: int, kind: type[Server] = Server) -> Server:
    """Return a server bound to a port of the loopback interface, 0 for any free one; raise OSError if it is taken."""
    demo = Demo()

    class Handler(_Handler):
        def answer(self, method: str, body: bytes) -> Answer:
            return demo.answer(method, self.path, body)

    return kind((HOST, port), Handler)


class _Handler(BaseHTTPRequestHandler):
    """Reads requests, and refuses what is none before anything is done about it."""

    protocol_version = "HTTP/1.1"
    server_version = "translit"
    sys_version = ""
    # An answer is two packets: the second must not wait until the first is acknowledged.
    disable_nagle_algorithm = True
    # What is malformed from its first line on is answered with a status, too, which HTTP/0.9 does not know.
    default_request_version = "HTTP/1.1"
    request_version = "HTTP/1.1"
    requestline = ""
    raw_requestline = b""
    command = ""
    server: Server

    def answer(self, method: str, body: bytes) -> Answer:
        """Answer a request that is one."""
        raise NotImplementedError

    def setup(self) -> None:
        super().setup()
        self.rfile.close()
        self.incoming = _Incoming(self.connection)
        self.rfile = BufferedReader(self.incoming)

    def handle_one_request(self) -> None:
        self.incoming.received = False
        self.incoming.until = monotonic() + self.server.deadline
        try:
            super().handle_one_request()
        except _Late:
            self.close_connection = True
            if self.incoming.received:
                self._refuse(HTTPStatus.REQUEST_TIMEOUT, "too slow")

    def parse_request(self) -> bool:
        if not self.raw_requestline.strip():
            return self._refuse(HTTPStatus.BAD_REQUEST, "no request")
        if not super().parse_request():
            return False
        if self.request_version == "HTTP/0.9":
            self.request_version = "HTTP/1.0"
        refused = self._find_fault()
        return self._refuse(*refused) if refused else True

    def handle_expect_100(self) -> bool:
        """Ask for the body only where there is an answer to it."""
        return self._find_fault() is not None or super().handle_expect_100()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what is no request at all; nothing of it is said again."""
        self._refuse(HTTPStatus(code), HTTPStatus(code).phrase.lower())

    def _find_fault(self) -> _Refused | None:
        """Return why what stands before the body can't be answered, or None."""
        headers = self.headers
        if headers.defects or any(_FORBIDDEN.search(value) for value in headers.values()):
            return _Refused(HTTPStatus.BAD_REQUEST, "malformed headers")
        hosts = headers.get_all("Host", [])
        if len(hosts) != 1:
            return _Refused(HTTPStatus.BAD_REQUEST, "one Host is needed")
        # Another site's name that was pointed at this machine must not be answered.
        if not _OWN_HOST.fullmatch(hosts[0].strip()):
            return _Refused(HTTPStatus.MISDIRECTED_REQUEST, "not this host")
        if self.command not in ("GET", "HEAD", "POST"):
            return _Refused(HTTPStatus.METHOD_NOT_ALLOWED, "only GET, HEAD and POST")
        if self.command == "POST" and self._comes_from_elsewhere():
            return _Refused(HTTPStatus.FORBIDDEN, "another site's form")
        if "Transfer-Encoding" in headers:
            return _Refused(HTTPStatus.LENGTH_REQUIRED, "a Content-Length is needed")
        lengths = headers.get_all("Content-Length", ["0"])
        if len(lengths) != 1 or not _LENGTH.fullmatch(lengths[0].strip()):
            return _Refused(HTTPStatus.BAD_REQUEST, "malformed Content-Length")
        if int(lengths[0]) > LARGEST:
            return _Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too large")
        return None

    def _comes_from_elsewhere(self) -> bool:
        """Say whether a browser says that a page of another site sends this."""
        site, origin = self.headers.get("Sec-Fetch-Site"), self.headers.get("Origin")
        if site is not None or origin is None:
            return site not in (None, "same-origin", "none")
        try:
            return urlsplit(origin).netloc.lower() != self.headers["Host"].strip().lower()
        except ValueError:
            return True

    def do_GET(self) -> None:
        self._read_and_answer()

    def do_HEAD(self) -> None:
        self._read_and_answer()

    def do_POST(self) -> None:
        self._read_and_answer()

    def _read_and_answer(self) -> None:
        length = int(self.headers.get("Content-Length", "0"))
        body = self.rfile.read(length)
        if len(body) < length:
            self._refuse(HTTPStatus.BAD_REQUEST, "the body is shorter than its length")
            return
        try:
            answer = self.answer("POST" if self.command == "POST" else "GET", body)
        except Exception:
            # It is said on the terminal, and to who asked: only the second is done by itself.
            self.server.handle_error(self.request, self.client_address)
            answer = Answer(HTTPStatus.INTERNAL_SERVER_ERROR, TEXT, b"this is a fault of translit: please report it")
        if answer.etag and self.headers.get("If-None-Match") == answer.etag:
            answer = answer._replace(status=HTTPStatus.NOT_MODIFIED, body=b"")
        self._send(answer)

    def _refuse(self, status: HTTPStatus, why: str) -> bool:
        """Answer with a refusal, and say that the request is done with; nothing more is read."""
        self.close_connection = True
        self._send(Answer(status, TEXT, why.encode()))
        return False

    def _send(self, answer: Answer) -> None:
        self.connection.settimeout(self.server.deadline)
        self.send_response(answer.status)
        for name, value in (
            ("Content-Type", answer.content_type),
            ("Content-Length", str(len(answer.body))),
            ("Content-Security-Policy", CSP),
            ("X-Content-Type-Options", "nosniff"),
            # With none at all a browser would say of our own form that its origin is null.
            ("Referrer-Policy", "same-origin"),
            ("Cache-Control", "no-cache"),
            ("ETag", answer.etag),
            ("Connection", "close" if self.close_connection else ""),
        ):
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal belongs to whoever started this."""
