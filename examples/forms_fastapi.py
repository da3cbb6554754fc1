"""A comment in FastAPI, as JSON and as a form.

uvicorn examples.forms_fastapi:app
"""

import json
import sys
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Form, HTTPException, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ValidationError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from translit.forms.pydantic import KeepsTo

# A thread that looks into a long text gives way sooner than after the usual five milliseconds.
sys.setswitchinterval(0.0005)
app = FastAPI()
Comment = Annotated[str, KeepsTo("comment", language="bg")]
LARGEST = 1 << 16


class Sent(BaseModel):
    """What arrives, which nobody has looked into."""

    comment: str


class Post(BaseModel):
    """What is posted under an article."""

    comment: Comment


def look_into(sent: Sent) -> Post:
    """Check what was sent: FastAPI calls a function that is not async in a thread, so that nobody else waits for it."""
    try:
        return Post(comment=sent.comment)
    except ValidationError as error:
        raise RequestValidationError([{**fault, "loc": ("body", *fault["loc"])} for fault in error.errors()]) from None


def look_into_form(comment: Annotated[str, Form()]) -> Post:
    """Check what came from a form."""
    return look_into(Sent(comment=comment))


@app.post("/api/")
def as_json(post: Annotated[Post, Depends(look_into)]) -> Post:
    """Take a comment as JSON."""
    return post


@app.post("/")
def as_form(post: Annotated[Post, Depends(look_into_form)]) -> dict[str, str | int]:
    """Take a comment from a form."""
    return {"comment": post.comment, "length": len(post.comment)}


@app.get("/healthz")
async def health() -> str:
    """Say that the server answers."""
    return "ok"


@app.exception_handler(RequestValidationError)
def refuse(request: Request, error: RequestValidationError) -> Response:
    """Answer with the faults, without what was sent: it may be no text that can be sent back."""
    faults: list[dict[str, Any]] = [{key: fault[key] for key in fault if key != "input"} for fault in error.errors()]
    status = 400 if any(fault["type"] == "json_invalid" for fault in faults) else 422
    return Response(json.dumps({"detail": faults}, default=str), status, media_type="application/json")


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
