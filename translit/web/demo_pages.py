"""The pages of the demo as HTML: the comment form, all tables side by side, and a text with all that is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ..checking import languages
from ..checking.language import load_language
from ..resources import catalogue, message_languages
from ..table.drawing import summary
from ..table.library import added_tables, heads
from .field import TABLES, render_field
from .words import DEMO, say

#: The pages by their paths, each with the word that links to it.
PAGES = {"/": "form", "/tables": "tables", "/check": "check"}
#: The table that the page of tables begins with.
FIRST = "bg-streamlined-2009"
#: The largest text that is converted, in bytes: an informal one takes a moment to read.
CONVERTED = 1 << 14
MODULES = ("translit.js", "findings.js", "keyboard.js", "demo.js")


def form_page(
    language: str, comments: Iterable[str], value: str, mode: str, by: str, errors: list[str], stored: bool
) -> str:
    """Return the comment form of a news page, with what it was sent."""
    words = _words(language)
    field = render_field(
        value=value,
        mode=mode,
        by=by,
        tables=_switched(language),
        language=language,
        errors=errors,
        check="/translit/check",
        attributes={"rows": "5"},
    )
    rows = "".join(
        f"<li><p{' id=stored' if stored and not index else ''}>{escape(text)}</p></li>"
        for index, text in enumerate(comments)
    )
    choices = _choices(language, list_typing_tables())
    done = f'<p role="status" class="done">{words["stored"]}</p>' if stored else ""
    return _page(
        "/",
        language,
        "title",
        f"""<article><h1>{words["title"]}</h1><p>{words["lead"]}</p></article>
<section aria-labelledby="comments">
<h2 id="comments">{words["comments"]} <span>{rows.count("<li>")}</span></h2>
<form method="post" action="/?lang={language}">
<p>{words["rules"]}</p>
{done}
{field}
<p class="row"><button class="send">{words["send"]}</button>
<label class="other" hidden>{words["other"]} <select id="table">{choices}</select></label></p>
<details class="keyboard" hidden><summary>{words["keyboard"]}</summary>
<translit-keyboard for="comment"></translit-keyboard></details>
</form>
<ol class="comments" reversed>{rows}</ol>
</section>""",
    )


def tables_page(language: str) -> str:
    """Return the page where any table is tried, both ways, beside another."""
    words = _words(language)
    return _page(
        "/tables",
        language,
        "tables",
        f"""<h1>{words["tables"]}</h1>
<p>{words["both"]}</p>
<p class="row"><label>{words["table"]} <select id="one">{_choices(language, _offered(), FIRST)}</select></label>
<label>{words["beside"]} <select id="two">{_choices(language, _offered())}</select></label></p>
<p id="about" role="status" data-lossy="{words["lossy"]}"></p>
<div class="sides">
<div><label for="source">{words["before"]}</label><textarea id="source" rows="6" spellcheck="false"></textarea></div>
<div><label for="result">{words["after"]}</label><textarea id="result" rows="6" spellcheck="false"></textarea></div>
</div>
<p id="long" role="status" data-most="{CONVERTED}" data-text="{words["long"].replace("{n}", str(CONVERTED // 2))}"></p>
<div id="compared" hidden><h2></h2><p></p></div>
<translit-keyboard for="result"></translit-keyboard>""",
    )


def check_page(language: str, checked: str) -> str:
    """Return the page that shows all that is wrong in a text of one language."""
    words = _words(language)
    names = sorted((catalogue(language).gettext(load_language(code).name), code) for code in languages())
    options = "".join(
        f'<option value="{code}"{" selected" if code == checked else ""}>{escape(name)}</option>'
        for name, code in names
    )
    return _page(
        "/check",
        language,
        "check",
        f"""<h1>{words["check"]}</h1>
<form action="/check" class="row"><input type="hidden" name="lang" value="{language}">
<label>{words["written"]} <select name="text" id="written">{options}</select></label></form>
<div class="translit-field">
<label for="text">{words["paste"]}</label>
<textarea id="text" rows="9" lang="{checked}"></textarea>
<p class="row"><button id="repair" class="send" type="button">{words["repair"]}</button></p>
<translit-findings for="text" rules="/translit/rules/{checked}.json" policy="text"></translit-findings>
<p id="nothing" role="status" data-text="{words["nothing"]}"></p>
</div>""",
    )


def _page(path: str, language: str, title: str, content: str) -> str:
    words = _words(language)
    links = "".join(
        f'<a href="{other}?lang={language}"{" aria-current=page" if other == path else ""}>{words[word]}</a> '
        for other, word in PAGES.items()
    )
    scripts = "".join(f'<script type="module" src="/translit/{name}"></script>\n' for name in MODULES)
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>{words[title]} – translit-toolkit</title>
<link rel="icon" href="/favicon.ico" type="image/svg+xml">
<link rel="stylesheet" href="/translit/translit.css">
<link rel="stylesheet" href="/translit/demo.css">
{scripts}</head>
<body>
<header><p><strong>translit-toolkit</strong> {words["about"]}</p>
<nav class="pages">{links}</nav><nav class="languages">{_link_languages(path, language)}</nav></header>
<main>
{content}
</main>
</body>
</html>
"""


def _words(language: str) -> dict[str, str]:
    return {name: escape(say(word, language)) for name, word in DEMO.items()}


def list_typing_tables() -> list[str]:
    """Return the tables that text in Latin letters, or keys, can be typed by."""
    return [t for t, head in _offered().items() if head["kind"] != "informal" and head["source-script"] == "Latn"]


def _offered() -> Mapping[str, Mapping[str, Any]]:
    """Return what each table says of itself, those that were added at the end."""
    return {**heads(), **{table_id: summary(table) for table_id, table in added_tables().items()}}


def _switched(language: str) -> Mapping[str, str]:
    """Return what stands on the switch: what a Bulgarian page offers, and what was added to be typed by."""
    typed = set(list_typing_tables())
    added = {table_id: table.name for table_id, table in added_tables().items() if table_id in typed}
    return {**TABLES, **{table_id: names.get(language) or names["en"] for table_id, names in added.items()}}


def _choices(language: str, tables: Iterable[str], chosen: str = "") -> str:
    """Return tables to choose from by their names, those of one language together, and first that none is chosen."""
    groups: dict[str, list[tuple[str, str]]] = {}
    heads = _offered()
    for head in map(heads.__getitem__, tables):
        name = head["name"].get(language) or head["name"]["en"]
        groups.setdefault(head["language"], []).append((name, head["id"]))
    named = "".join(
        f'<optgroup label="{escape(code)}">'
        + "".join(
            f'<option value="{escape(table_id)}"{" selected" if table_id == chosen else ""}>{escape(name)}</option>'
            for name, table_id in sorted(group)
        )
        + "</optgroup>"
        for code, group in sorted(groups.items())
    )
    return f'<option value="">{escape(say(DEMO["choose"], language))}</option>{named}'


def _link_languages(path: str, language: str) -> str:
    """Return a link to the page in each language but its own, under that language's own name."""
    return " ".join(
        f'<a href="{path}?lang={other}" lang="{other}" hreflang="{other}">{escape(say(DEMO["language"], other))}</a>'
        for other in message_languages()
        if other != language
    )
