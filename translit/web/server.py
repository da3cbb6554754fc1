"""The demo behind the standard library's own server, for this machine only."""

from __future__ import annotations

import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from .demo import CSP, LARGEST, TEXT, Answer, Demo

HOST = "127.0.0.1"


class Server(ThreadingHTTPServer):
    """One thread a connection; a browser that goes away in the middle of an answer is no fault."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def make_server(port: int) -> ThreadingHTTPServer:
    """Return a server bound to a port of the loopback interface, 0 for any free one; raise OSError if it is taken."""
    demo = Demo()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "translit"
        sys_version = ""
        timeout = 30

        def do_GET(self) -> None:
            self._answer("GET")

        def do_HEAD(self) -> None:
            self._answer("GET")

        def do_POST(self) -> None:
            self._answer("POST")

        def _answer(self, method: str) -> None:
            # Another site's name that was pointed at this machine must not be answered.
            if self.headers.get("Host", "").rpartition(":")[0] not in (HOST, "localhost"):
                self.close_connection = True
                return self._send(Answer(HTTPStatus.MISDIRECTED_REQUEST, TEXT, b"not this host"))
            length = self.headers.get("Content-Length") or "0"
            if not length.isdecimal() or int(length) > LARGEST:
                self.close_connection = True
                return self._send(Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TEXT, b"too large"))
            self._send(demo.answer(method, self.path, self.rfile.read(int(length))))

        def _send(self, answer: Answer) -> None:
            if answer.etag and self.headers.get("If-None-Match") == answer.etag:
                answer = answer._replace(status=HTTPStatus.NOT_MODIFIED, body=b"")
            self.send_response(answer.status)
            for name, value in (
                ("Content-Type", answer.content_type),
                ("Content-Length", str(len(answer.body))),
                ("Content-Security-Policy", CSP),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "no-referrer"),
                ("Cache-Control", "no-cache"),
                ("ETag", answer.etag),
            ):
                if value:
                    self.send_header(name, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the terminal belongs to whoever started this."""

    return Server((HOST, port), Handler)
