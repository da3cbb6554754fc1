"""The field as HTML: a switch, the textarea, a counter and its errors; whole without any script."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ..table.library import add_table, is_path
from .words import ELEMENTS, FIELD, say

if TYPE_CHECKING:
    from typing import TypeAlias

    from ..checking import Policy

    #: Tables to choose from, by id or by the path of a file of your own: what people know each by.
    Choices: TypeAlias = Mapping[str, str] | Mapping[Path, str] | Mapping[str | Path, str]

#: The choices of a Bulgarian comment form: table id to the name people know it by.
TABLES: Mapping[str, str] = MappingProxyType({"bg-phonetic-traditional": "Фонетична", "bg-bds-2006": "БДС"})


def _beside(name: str) -> str:
    return f"/translit/{name}"


class Parts(NamedTuple):
    """The pieces of a field as HTML, escaped; `""` for one that is not wanted."""

    language: str
    switch: str
    label: str
    textarea: str
    #: The hidden field that says who converts.
    by: str
    counter: str
    findings: str
    errors: str


def render_field(name: str = "comment", value: str = "", **options: Any) -> str:
    """Return a field with its switch and counter as HTML, everything escaped; takes what `field_parts` takes.

    The page itself loads `translit.js` (type="module") and, if it likes, `translit.css`.

    >>> "<textarea" in render_field(value="</textarea>") and "&lt;/textarea&gt;" in render_field(value="</textarea>")
    True
    """
    language, *parts = field_parts(name, value, **options)
    return "\n".join([f'<div class="translit-field" lang="{language}">', *filter(None, parts), "</div>"])


def field_parts(
    name: str = "comment",
    value: str = "",
    *,
    mode: str = "",
    by: str = "",
    tables: Choices = TABLES,
    limit: int = 2000,
    errors: Iterable[str] = (),
    language: str = "bg",
    label: str = "",
    check: str = "",
    policy: str | Path | Policy = "comment",
    field_id: str = "",
    attributes: Mapping[str, str | bool] = MappingProxyType({}),
    asset_url: Callable[[str], str] = _beside,
) -> Parts:
    """Return the pieces of a field, for a template that arranges them by itself.

    `tables` are what may be chosen: ids, or paths of files of your own (`add_table`), and what people know each by.
    `value` is what was typed, as it was posted; `mode` the table that is on, "" for none; `by` who converted
    it, as that was posted; `errors` are messages;
    `check` an address that answers with findings, `policy` what they are found by; `asset_url` says where an asset
    is served. Raises TableNotFound, TableError, UnfitTable, OSError or PolicyError.

    >>> field_parts(limit=500).counter
    '<translit-counter for="comment" limit="500">До 500 символа</translit-counter>'
    """
    target = escape(field_id or name)
    messages = "".join(f"<li>{escape(message)}</li>" for message in errors)
    choices = require_tables(tables)
    radios = [_radio(name, "", say(ELEMENTS["off"], language), mode not in choices, "")]
    radios += [
        _radio(name, table_id, text, mode == table_id, asset_url(f"tables/{table_id}.json"))
        for table_id, text in choices.items()
    ]
    wrong = f' aria-describedby="{target}-errors" aria-invalid="true"' if messages else ""
    return Parts(
        language=escape(language),
        switch="\n".join(
            [
                f'<translit-switch for="{target}"><fieldset>',
                f"<legend>{escape(say(ELEMENTS['title'], language))}</legend>",
                *radios,
                "</fieldset></translit-switch>",
            ]
        ),
        label=f'<label for="{target}">{escape(label or say(FIELD["field"], language))}</label>',
        # The HTML parser drops one line feed after the tag, so one is given to it.
        textarea=f'<textarea id="{target}" name="{escape(name)}"{wrong}{_more(attributes)}>\n'
        f"{escape(value)}</textarea>",
        by=f'<input type="hidden" name="{escape(name)}-by" value="server"'
        + (' data-was="client">' if by == "client" else ">"),
        counter=f'<translit-counter for="{target}" limit="{limit}">'
        f"{escape(say(FIELD['limit'], language, limit))}</translit-counter>"
        if limit
        else "",
        findings=_findings(target, check, policy, limit, asset_url) if check else "",
        errors=f'<div id="{target}-errors" class="translit-errors" role="alert"><ul>{messages}</ul></div>'
        if messages
        else "",
    )


def _findings(target: str, check: str, policy: str | Path | Policy, limit: int, asset_url: Callable[[str], str]) -> str:
    from ..checking import load_policy
    from .findings import policy_attribute

    rules = escape(asset_url(f"rules/{load_policy(policy).language}.json"))
    wanted = escape(policy_attribute(policy))
    return (
        f'<translit-findings for="{target}" src="{escape(check)}" rules="{rules}" policy="{wanted}" limit="{limit}">'
        "</translit-findings>"
    )


def require_tables(choices: Choices) -> Mapping[str, str]:
    """Return the choices by what a page calls each, tables of your own added; raises what `add_table` does.

    >>> require_tables({"bg-bds-2006": "БДС"})
    {'bg-bds-2006': 'БДС'}
    """
    for table in choices:
        add_table(table)
    return {name_of(table): label for table, label in choices.items()}


def name_of(table: str | Path) -> str:
    """Return what a page calls a table: the id of a file's, which is added, or else the name it has already."""
    return table if isinstance(table, str) and not is_path(table) else add_table(table).id


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
