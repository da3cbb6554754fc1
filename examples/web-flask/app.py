"""A Flask application: a comment form that types Cyrillic. Run: flask --app app run"""

import sys
from pathlib import Path

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import Form

from translit.forms.flask import blueprint
from translit.forms.wtforms import TranslitTextAreaField
from translit.web import TABLES

# A thread that looks into a long text gives way sooner than after the usual five milliseconds.
sys.setswitchinterval(0.0005)
app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 1 << 18
#: A table of the application's own, served as the others are.
OWN = Path(__file__).parent.parent / "tables/bg-news.toml"
app.register_blueprint(blueprint(tables=[OWN]))


class CommentForm(Form):
    comment = TranslitTextAreaField("Коментар", check="/translit/check", tables={**TABLES, "bg-news": "Като в чата"})


@app.route("/", methods=["GET", "POST"])
def comments() -> ResponseReturnValue:
    form = CommentForm(request.form if request.method == "POST" else None)
    stored = form.comment.data if request.method == "POST" and form.validate() else None
    status = 422 if request.method == "POST" and stored is None else 200
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; form-action 'self'"
    page = render_template("comment.html", form=form, stored=stored)
    return page, status, {"Content-Security-Policy": policy}


@app.get("/healthz")
def health() -> str:
    return "ok"
