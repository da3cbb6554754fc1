"""The demo of `translit serve`: a comment page, answered without any framework."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, urlsplit

from ..checking import languages
from ..convert.transliterator import compile_table
from ..errors import TableNotFound, UnknownAsset
from ..resources import message_languages
from ..table.library import find_offered
from .assets import asset
from .demo_pages import CONVERTED as CONVERTED
from .demo_pages import check_page, form_page, list_typing_tables, tables_page
from .findings import LARGEST as LARGEST
from .findings import findings
from .submission import clean

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The form has three fields, and a browser posts no more.
MOST_FIELDS = 10
HTML, JSON, TEXT = (f"{kind}; charset=utf-8" for kind in ("text/html", "application/json", "text/plain"))


class Answer(NamedTuple):
    """What goes back to the browser."""

    status: HTTPStatus
    content_type: str
    body: bytes
    etag: str = ""


NO_TEXT = Answer(HTTPStatus.BAD_REQUEST, TEXT, b"no UTF-8")


class Demo:
    """The pages of the demo and the comments it was sent, the newest first; nothing is written to disk."""

    def __init__(self) -> None:
        self.comments: deque[str] = deque(maxlen=50)

    def answer(self, method: str, target: str, body: bytes = b"") -> Answer:
        """Answer a request.

        >>> Demo().answer("GET", "/healthz").body
        b'ok'
        """
        try:
            url = urlsplit(target)
            query = parse_qs(url.query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            return Answer(HTTPStatus.BAD_REQUEST, TEXT, b"no address")
        language = query.get("lang", ["bg"])[0]
        language = language if language in message_languages() else "bg"
        route = (method, url.path)
        if route == ("GET", "/"):
            return self._form(language)
        if route == ("POST", "/"):
            return self._post(language, body)
        if route == ("POST", "/translit/check"):
            return _check(language, body)
        if route == ("GET", "/tables"):
            return Answer(HTTPStatus.OK, HTML, tables_page(language).encode())
        if route == ("GET", "/check"):
            text = query.get("text", ["bg"])[0]
            return Answer(HTTPStatus.OK, HTML, check_page(language, text if text in languages() else "bg").encode())
        if route == ("POST", "/translit/convert"):
            return _convert(query, body)
        if route == ("GET", "/translit/about"):
            return _about(query)
        if route == ("GET", "/healthz"):
            return Answer(HTTPStatus.OK, TEXT, b"ok")
        if route == ("GET", "/favicon.ico"):
            return Answer(HTTPStatus.OK, "image/svg+xml", ICON)
        if method == "GET" and url.path.startswith("/translit/"):
            return _asset(url.path.removeprefix("/translit/"))
        return Answer(HTTPStatus.NOT_FOUND, TEXT, b"not found")

    def _post(self, language: str, body: bytes) -> Answer:
        try:
            fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict")
        except UnicodeDecodeError:
            return NO_TEXT
        except ValueError:
            return Answer(HTTPStatus.BAD_REQUEST, TEXT, b"too many fields")
        posted = dict(fields)
        text, errors = clean(posted, tables=list_typing_tables())
        if not errors:
            self.comments.appendleft(text)
            return self._form(language, stored=True)
        return self._form(
            language,
            value=posted.get("comment", ""),
            mode=posted.get("comment-mode", ""),
            by=posted.get("comment-by", ""),
            errors=[error.message(language) for error in errors],
        )

    def _form(
        self,
        language: str,
        value: str = "",
        mode: str = "",
        by: str = "",
        errors: list[str] | None = None,
        stored: bool = False,
    ) -> Answer:
        status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
        # Another thread may add a comment meanwhile.
        page = form_page(language, tuple(self.comments), value, mode, by, errors or [], stored)
        return Answer(status, HTML, page.encode())


def _check(language: str, body: bytes) -> Answer:
    """Answer with the findings of a text."""
    try:
        found = findings(body.decode(), language)
    except UnicodeDecodeError:
        return NO_TEXT
    return Answer(HTTPStatus.OK, JSON, json.dumps(found, ensure_ascii=False).encode())


def _convert(query: Mapping[str, list[str]], body: bytes) -> Answer:
    """Answer a text converted by one of the tables; `back` turns its direction."""
    try:
        table = compile_table(find_offered(query.get("table", [""])[0]).id, reverse="back" in query)
    except TableNotFound:
        return Answer(HTTPStatus.NOT_FOUND, TEXT, b"no such table")
    if len(body) > CONVERTED:
        return Answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, TEXT, b"too long")
    try:
        return Answer(HTTPStatus.OK, TEXT, table.transliterate(body.decode()).encode())
    except UnicodeDecodeError:
        return NO_TEXT


def _about(query: Mapping[str, list[str]]) -> Answer:
    """Answer what the page of tables says of one."""
    try:
        table = find_offered(query.get("table", [""])[0])
    except TableNotFound:
        return Answer(HTTPStatus.NOT_FOUND, TEXT, b"no such table")
    said = {
        "standard": table.standard,
        "typed": table.id in list_typing_tables(),
        "lossy": not table.reversible,
        "sample": next((s.source for s in table.samples if not (s.reverse or s.level or s.fails)), ""),
    }
    return Answer(HTTPStatus.OK, JSON, json.dumps(said, ensure_ascii=False).encode())


def _asset(name: str) -> Answer:
    try:
        found = asset(name)
    except UnknownAsset:
        return Answer(HTTPStatus.NOT_FOUND, TEXT, b"not found")
    return Answer(HTTPStatus.OK, found.content_type, found.content, found.etag)


ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" '
    'fill="#0b57d0"/><text x="16" y="23" font-size="20" text-anchor="middle" fill="#fff" '
    'font-family="sans-serif">Щ</text></svg>'
).encode()
