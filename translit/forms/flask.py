"""The assets of the comment form as a Flask blueprint."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flask import Blueprint, Response, abort, jsonify
from flask.typing import ResponseReturnValue

from ..table.library import add_table
from ..web.assets import asset
from ..web.findings import LARGEST, findings


def blueprint(prefix: str = "/translit", tables: Iterable[str | Path] = ()) -> Blueprint:
    """Return a blueprint that serves `translit.js`, the tables and live findings below `prefix`.

    `tables` are more of them: paths of files of your own, or ids that installed packages have. Name here what pages
    may ask for before a form is made in the same process. Raises what `add_table` does.
    """
    for table in tables:
        add_table(table)
    # Tools that look at a module's names must not need a request for that.
    from flask import request

    made = Blueprint("translit", __name__, url_prefix=prefix)

    @made.get("/<path:name>")
    def asset_file(name: str) -> ResponseReturnValue:
        try:
            found = asset(name)
        except LookupError:
            abort(404)
        response = Response(found.content, content_type=found.content_type, headers={"ETag": found.etag})
        return response.make_conditional(request)

    @made.post("/check")
    def check() -> ResponseReturnValue:
        sent = request.stream.read(LARGEST + 1)
        if len(sent) > LARGEST:
            abort(413)
        try:
            return jsonify(findings(sent.decode(), request.args.get("lang", "bg")))
        except UnicodeDecodeError:
            abort(400)

    return made
