"""A FastAPI application: a comment form that types Cyrillic. Run: uvicorn app:app"""

import sys
from html import escape
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qsl

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from translit import add_table
from translit.web import TABLES, asset, clean, render_field
from translit.web.findings import findings

# A thread that looks into a long text gives way sooner than after the usual five milliseconds.
sys.setswitchinterval(0.0005)
app = FastAPI()
LARGEST = 1 << 16
#: A table of the application's own, served as the others are.
OWN = add_table(Path(__file__).parent.parent / "tables/bg-news.toml")
OPTIONS = {"check": "/translit/check", "tables": {**TABLES, OWN.id: OWN.name["bg"]}}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "form-action 'self'"
}
PAGE = """<!doctype html>
<html lang="bg">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Коментари</title>
<link rel="stylesheet" href="/translit/translit.css">
<script type="module" src="/translit/translit.js"></script>
<script type="module" src="/translit/findings.js"></script>
<form method="post">
{field}
<button>Изпрати</button>
</form>
{stored}
</html>
"""


def page(field: str, stored: str = "", status: int = 200) -> HTMLResponse:
    return HTMLResponse(PAGE.format(field=field, stored=stored), status, HEADERS)


@app.get("/")
def form() -> HTMLResponse:
    return page(render_field(**OPTIONS))


async def body(request: Request) -> str:
    try:
        return (await request.body()).decode()
    except UnicodeDecodeError:
        raise HTTPException(400) from None


# What converts and checks is not async: it is called in a thread, and nobody else waits for it.
@app.post("/")
def post(sent: Annotated[str, Depends(body)]) -> HTMLResponse:
    try:
        posted = dict(parse_qsl(sent, keep_blank_values=True, max_num_fields=10, errors="strict"))
    except ValueError:
        raise HTTPException(400) from None
    text, errors = clean(posted, tables=OPTIONS["tables"])
    if not errors:
        return page(render_field(**OPTIONS), f'<pre id="stored">{escape(text)}</pre>')
    messages = [error.message("bg") for error in errors]
    typed = {
        "value": posted.get("comment", ""),
        "mode": posted.get("comment-mode", ""),
        "by": posted.get("comment-by", ""),
    }
    field = render_field(**typed, errors=messages, **OPTIONS)
    return page(field, status=422)


@app.get("/translit/{name:path}")
def file(name: str) -> Response:
    try:
        found = asset(name)
    except LookupError:
        raise HTTPException(404) from None
    return Response(found.content, headers={"Content-Type": found.content_type, "ETag": found.etag})


@app.post("/translit/check")
def check(sent: Annotated[str, Depends(body)], lang: str = "bg") -> list[dict[str, object]]:
    return findings(sent, lang)


@app.get("/healthz")
async def health() -> str:
    return "ok"


class LimitBodies:
    """Refuse a body that is too large as soon as that is known; no server does it for an application."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        left = LARGEST

        async def receive_so_much() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        await self.app(scope, receive_so_much, send)


app.add_middleware(LimitBodies)
