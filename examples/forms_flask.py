"""A comment form in one Flask file: a page with Flask-WTF, and an API with marshmallow.

flask --app examples/forms_flask.py run
"""

import sys
from typing import Any

from flask import Flask, jsonify, render_template_string, request
from flask_wtf import FlaskForm
from marshmallow import Schema, ValidationError, fields
from wtforms import TextAreaField

from translit.forms import marshmallow as for_marshmallow
from translit.forms import wtforms as for_wtforms

# A thread that looks into a long text gives way sooner than after the usual five milliseconds.
sys.setswitchinterval(0.0005)
app = Flask(__name__)
app.config.update(SECRET_KEY="only for this example", WTF_CSRF_ENABLED=False, MAX_CONTENT_LENGTH=1 << 18)

PAGE = """<!doctype html><html lang="bg"><form method="post">{{ form.comment }}
{% for error in form.comment.errors %}<p role="alert">{{ error }}</p>{% endfor %}
<button>Изпрати</button></form></html>"""


class CommentForm(FlaskForm):
    """A comment under an article."""

    class Meta:
        locales = ("bg",)

    comment = TextAreaField("Коментар", validators=[for_wtforms.KeepsTo("comment")])


class CommentSchema(Schema):
    """The same comment for an API."""

    comment = fields.String(required=True, validate=for_marshmallow.KeepsTo("comment", language="bg"))


@app.route("/", methods=["GET", "POST"])
def comment() -> Any:
    """Show the form, or take it and answer with what was kept."""
    # Flask-WTF would take JSON for a form, too.
    form = CommentForm(request.form if request.method == "POST" else None)
    if form.validate_on_submit():
        return jsonify(comment=form.comment.data)
    return render_template_string(PAGE, form=form), 422 if form.is_submitted() else 200


@app.post("/api/")
def api_comment() -> Any:
    """Take a comment as JSON."""
    try:
        return jsonify(CommentSchema().load(request.get_json()))
    except ValidationError as error:
        return jsonify(error.messages), 422


@app.errorhandler(RecursionError)
def refuse_depths(error: RecursionError) -> Any:
    """JSON may be nested deeper than it can be read."""
    return jsonify(error="nested too deeply"), 400


@app.get("/healthz")
def health() -> str:
    """Say that the server answers."""
    return "ok"
