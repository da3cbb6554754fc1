"""The field as HTML: a switch, the textarea, a counter and its errors; whole without any script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from types import MappingProxyType

#: The choices of a Bulgarian comment form: table id to the name people know it by.
TABLES: Mapping[str, str] = MappingProxyType({"bg-phonetic-traditional": "Фонетична", "bg-bds-2006": "БДС"})

WORDS = {
    "bg": {"switch": "Кирилица", "off": "Изключена", "field": "Коментар", "limit": "До {n} символа"},
    "en": {"switch": "Cyrillic", "off": "Off", "field": "Comment", "limit": "At most {n} characters"},
}


def _beside(name: str) -> str:
    return f"/translit/{name}"


def render_field(
    name: str = "comment",
    value: str = "",
    *,
    mode: str = "",
    tables: Mapping[str, str] = TABLES,
    limit: int = 2000,
    errors: Iterable[str] = (),
    language: str = "bg",
    label: str = "",
    check: str = "",
    rules_of: str = "bg",
    field_id: str = "",
    attributes: Mapping[str, str | bool] = MappingProxyType({}),
    asset_url: Callable[[str], str] = _beside,
) -> str:
    """Return a field with its switch and counter as HTML, everything escaped.

    `value` is what was typed, as it was posted; `mode` the table that is on, "" for none; `errors` are messages;
    `check` an address that answers with findings, `rules_of` the language they are about; `asset_url` says where
    an asset is served. The page itself loads `translit.js` (type="module") and, if it likes, `translit.css`.

    >>> "<textarea" in render_field(value="</textarea>") and "&lt;/textarea&gt;" in render_field(value="</textarea>")
    True
    """
    words = WORDS.get(language[:2], WORDS["en"])
    field_id = field_id or name
    messages = list(errors)
    radios = [_radio(name, "", words["off"], mode not in tables, "")]
    radios += [
        _radio(name, table_id, text, mode == table_id, asset_url(f"tables/{table_id}.json"))
        for table_id, text in tables.items()
    ]
    described = f' aria-describedby="{escape(field_id)}-errors"' if messages else ""
    invalid = ' aria-invalid="true"' if messages else ""
    listed = "".join(f"<li>{escape(message)}</li>" for message in messages)
    parts = [
        f'<div class="translit-field" lang="{escape(language)}">',
        f'<translit-switch for="{escape(field_id)}"><fieldset><legend>{words["switch"]}</legend>',
        *radios,
        "</fieldset></translit-switch>",
        f'<label for="{escape(field_id)}">{escape(label or words["field"])}</label>',
        # The HTML parser drops one line feed after the tag, so one is given to it.
        f'<textarea id="{escape(field_id)}" name="{escape(name)}"{described}{invalid}{_more(attributes)}>\n'
        f"{escape(value)}</textarea>",
        f'<input type="hidden" name="{escape(name)}-by" value="server">',
    ]
    if limit:
        shown = words["limit"].format(n=limit)
        parts.append(f'<translit-counter for="{escape(field_id)}" limit="{limit}">{shown}</translit-counter>')
    if check:
        rules = escape(asset_url(f"rules/{rules_of}.json"))
        parts.append(
            f'<translit-findings for="{escape(field_id)}" src="{escape(check)}" rules="{rules}" limit="{limit}">'
            "</translit-findings>"
        )
    if messages:
        parts.append(f'<ul id="{escape(field_id)}-errors" class="translit-errors" role="alert">{listed}</ul>')
    return "\n".join([*parts, "</div>"])


def _radio(name: str, value: str, text: str, checked: bool, src: str) -> str:
    source = f' data-src="{escape(src)}"' if src else ""
    return (
        f'<label><input type="radio" name="{escape(name)}-mode" value="{escape(value)}"{source}'
        f"{' checked' if checked else ''}> {escape(text)}</label>"
    )


def _more(attributes: Mapping[str, str | bool]) -> str:
    given = {"rows": "8", **attributes}
    return "".join(
        f" {escape(key)}" if value is True else f' {escape(key)}="{escape(str(value))}"'
        for key, value in given.items()
        if value is not False and value is not None
    )
