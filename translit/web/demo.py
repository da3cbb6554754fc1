"""The demo of `translit serve`: a comment page, answered without any framework."""

from __future__ import annotations

import json
from collections import deque
from html import escape
from http import HTTPStatus
from typing import NamedTuple
from urllib.parse import parse_qs, parse_qsl, urlsplit

from ..errors import UnknownAsset
from ..resources import message_languages
from ..table.library import heads
from .assets import asset
from .field import TABLES, render_field
from .findings import LARGEST as LARGEST
from .findings import findings
from .submission import clean
from .words import DEMO, say

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
            language = parse_qs(url.query, max_num_fields=MOST_FIELDS).get("lang", ["bg"])[0]
        except ValueError:
            return Answer(HTTPStatus.BAD_REQUEST, TEXT, b"no address")
        language = language if language in message_languages() else "bg"
        route = (method, url.path)
        if route == ("GET", "/"):
            return self._page(language)
        if route == ("POST", "/"):
            return self._post(language, body)
        if route == ("POST", "/translit/check"):
            found = findings(body.decode("utf-8", "replace"), language)
            return Answer(HTTPStatus.OK, JSON, json.dumps(found, ensure_ascii=False).encode())
        if route == ("GET", "/healthz"):
            return Answer(HTTPStatus.OK, TEXT, b"ok")
        if route == ("GET", "/favicon.ico"):
            return Answer(HTTPStatus.OK, "image/svg+xml", ICON)
        if method == "GET" and url.path.startswith("/translit/"):
            return _asset(url.path.removeprefix("/translit/"))
        return Answer(HTTPStatus.NOT_FOUND, TEXT, b"not found")

    def _post(self, language: str, body: bytes) -> Answer:
        try:
            fields = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
        except ValueError:
            return Answer(HTTPStatus.BAD_REQUEST, TEXT, b"too many fields")
        posted = dict(fields)
        text, errors = clean(posted, tables=list_typing_tables())
        if not errors:
            self.comments.appendleft(text)
            return self._page(language, stored=True)
        return self._page(
            language,
            value=posted.get("comment", ""),
            mode=posted.get("comment-mode", ""),
            errors=[error.message(language) for error in errors],
        )

    def _page(
        self, language: str, value: str = "", mode: str = "", errors: list[str] | None = None, stored: bool = False
    ) -> Answer:
        words = {name: escape(say(word, language)) for name, word in DEMO.items()}
        field = render_field(
            value=value,
            mode=mode,
            tables=TABLES,
            language=language,
            errors=errors or (),
            check="/translit/check",
            attributes={"rows": "5"},
        )
        comments = "".join(
            f"<li><p{' id=stored' if stored and not index else ''}>{escape(text)}</p></li>"
            # Another thread may add one meanwhile.
            for index, text in enumerate(tuple(self.comments))
        )
        status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
        page = f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{words["title"]}</title>
<link rel="icon" href="/favicon.ico" type="image/svg+xml">
<link rel="stylesheet" href="/translit/translit.css">
<link rel="stylesheet" href="/translit/demo.css">
<script type="module" src="/translit/translit.js"></script>
<script type="module" src="/translit/findings.js"></script>
<script type="module" src="/translit/keyboard.js"></script>
<script type="module" src="/translit/demo.js"></script>
</head>
<body>
<header><nav>{_link_languages(language)}</nav></header>
<main>
<article><h1>{words["title"]}</h1><p>{words["lead"]}</p></article>
<section aria-labelledby="comments">
<h2 id="comments">{words["comments"]} <span>{len(self.comments)}</span></h2>
<form method="post" action="/?lang={language}">
<p>{words["rules"]}</p>
{field}
<p class="row"><button class="send">{words["send"]}</button>
<label class="other" hidden>{words["other"]} <select id="table">{_options(language)}</select></label></p>
<details class="keyboard" hidden><summary>{words["keyboard"]}</summary>
<translit-keyboard for="comment"></translit-keyboard></details>
</form>
{f'<p role="status">{words["stored"]}</p>' if stored else ""}
<ol class="comments" reversed>{comments}</ol>
</section>
</main>
</body>
</html>
"""
        return Answer(status, HTML, page.encode())


def list_typing_tables() -> list[str]:
    """Return the tables that text in Latin letters, or keys, can be typed by."""
    return [t for t, head in heads().items() if head["kind"] != "informal" and head["source-script"] == "Latn"]


def _link_languages(language: str) -> str:
    """Return a link to the page in each language but its own, under that language's own name."""
    return " ".join(
        f'<a href="/?lang={other}" lang="{other}" hreflang="{other}">{escape(say(DEMO["language"], other))}</a>'
        for other in message_languages()
        if other != language
    )


def _options(language: str) -> str:
    options = [f'<option value="">{escape(say(DEMO["choose"], language))}</option>']
    for table_id, head in heads().items():
        if head["kind"] != "informal":
            name = head["name"].get(language) or head["name"]["en"]
            options.append(f'<option value="{escape(table_id)}">{escape(table_id)}: {escape(name)}</option>')
    return "".join(options)


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
