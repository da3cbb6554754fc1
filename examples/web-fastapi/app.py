"""A FastAPI application: a comment form that types Cyrillic. Run: uvicorn app:app"""

from html import escape
from urllib.parse import parse_qsl

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import HTMLResponse, Response

from translit.web import asset, clean, render_field
from translit.web.findings import findings

app = FastAPI()
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
    return page(render_field(check="/translit/check"))


@app.post("/")
async def post(request: Request) -> HTMLResponse:
    posted = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
    text, errors = clean(posted)
    if not errors:
        return page(render_field(check="/translit/check"), f'<pre id="stored">{escape(text)}</pre>')
    messages = [error.message("bg") for error in errors]
    mode = posted.get("comment-mode", "")
    field = render_field(value=posted.get("comment", ""), mode=mode, errors=messages, check="/translit/check")
    return page(field, status=422)


@app.get("/translit/{name:path}")
def file(name: str) -> Response:
    try:
        found = asset(name)
    except LookupError:
        raise HTTPException(404) from None
    return Response(found.content, headers={"Content-Type": found.content_type, "ETag": found.etag})


@app.post("/translit/check")
async def check(request: Request, lang: str = "bg") -> list[dict[str, object]]:
    return findings((await request.body()).decode(), lang)
