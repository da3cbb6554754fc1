"""A comment in FastAPI, as JSON and as a form.

uvicorn examples.forms_fastapi:app
"""

from typing import Annotated

from fastapi import FastAPI, Form
from pydantic import BaseModel

from translit.forms.pydantic import KeepsTo

app = FastAPI()
Comment = Annotated[str, KeepsTo("comment", language="bg")]


class Post(BaseModel):
    """What is posted under an article."""

    comment: Comment


@app.post("/api/")
def as_json(post: Post) -> Post:
    """Take a comment as JSON."""
    return post


@app.post("/")
def as_form(comment: Annotated[Comment, Form()]) -> dict[str, str | int]:
    """Take a comment from a form."""
    return {"comment": comment, "length": len(comment)}
