"""The words of the field, of the browser's modules and of the demo: each English text once, a key of the catalogue.

A language is one file, `translit/locale/LANGUAGE/LC_MESSAGES/translit.po`.
"""

from __future__ import annotations

import json
from typing import Any

from ..resources import catalogue


def P_(context: str, *texts: str) -> tuple[str, ...]:  # noqa: N802 - gettext tools look for such marks
    """Mark a text, or a singular and its plural, as one to be translated where it stands in `context`."""
    return (context, *texts)


#: The switch and the counter, in `elements.js` and on the server.
ELEMENTS = {
    "title": P_("switch", "Cyrillic"),
    "off": P_("switch", "Off"),
    "left": P_("counter", "{n} character left", "{n} characters left"),
    "over": P_("counter", "{n} character too long", "{n} characters too long"),
    "escape": P_("switch", "Esc: one word in Latin letters"),
    "latin": P_("switch", "Latin letters to the end of the word"),
    "cyrillic": P_("switch", "Cyrillic again"),
    "toggle": P_("switch", "{keys}: on and off"),
    "loading": P_("switch", "The table is loading…"),
    "failed": P_("switch", "The table did not load: you type Latin letters"),
}
#: The list of findings, in `findings.js`.
FINDINGS = {
    "instead": P_("findings", "Write “{text}”"),
    "replace": P_("findings", "Put it into Cyrillic"),
    "remove": P_("findings", "Remove"),
    "where": P_("findings", "Show"),
}
#: The keyboard, in `keyboard.js`.
KEYBOARD = {
    "keyboard": P_("keyboard", "Keyboard"),
    "space": P_("keyboard", "Space"),
    "backspace": P_("keyboard", "Backspace"),
}
#: The field that is made on the server.
FIELD = {
    "field": P_("field", "Comment"),
    "limit": P_("field", "At most {n} character", "At most {n} characters"),
}
DEMO = {
    "language": P_("the name of this language", "English"),
    "title": P_("demo", "The reading room opens on Sundays, too"),
    "lead": P_(
        "demo",
        "From December the reading room on the square is open seven days a week, and on Saturdays there are "
        "classes in Cyrillic calligraphy. “More people came than we have chairs”, the librarian says.",
    ),
    "comments": P_("demo", "Comments"),
    "rules": P_(
        "demo",
        "Write in Cyrillic, and not in capitals only. No Cyrillic on your keyboard? Choose “Фонетична”.",
    ),
    "other": P_("demo", "Another table"),
    "choose": P_("demo", "Choose…"),
    "send": P_("demo", "Send"),
    "stored": P_("demo", "The comment is stored."),
    "keyboard": P_("demo", "Keyboard"),
    "about": P_(
        "demo",
        "writes Cyrillic from any keyboard, converts by every standard, and finds the letters that only look right.",
    ),
    "form": P_("demo", "Comment form"),
    "tables": P_("demo", "All tables"),
    "check": P_("demo", "Check a text"),
    "both": P_("demo", "What you write on one side stands on the other as you write."),
    "long": P_(
        "demo",
        "This is too long to be converted here: at most {n} Cyrillic letters, or twice as many Latin ones. Both sides "
        "stay as they are.",
    ),
    "table": P_("demo", "Table"),
    "beside": P_("demo", "Beside it"),
    "before": P_("demo", "Text"),
    "after": P_("demo", "Converted"),
    "lossy": P_("demo", "The way back is a guess: this table writes different letters alike."),
    "written": P_("demo", "Language of the text"),
    "paste": P_("demo", "Paste a text here"),
    "repair": P_("demo", "Put right what is sure"),
    "nothing": P_("demo", "Nothing was found."),
}
#: The extension of browsers, and its popup.
EXTENSION = {
    "description": P_(
        "extension", "Types Cyrillic in any field of any page, and finds in a text the letters that only look right."
    ),
    "title": P_("extension", "Type Cyrillic, check a text"),
    "toggle": P_("extension", "Type Cyrillic, or not"),
    "relayout": P_("extension", "Put right the last word, typed in the wrong layout"),
    "always": P_("extension", "Whenever this site is opened, without a click"),
    "nowhere": P_("extension", "Click into a text field first."),
    "refused": P_("extension", "Nobody can type Cyrillic in this editor."),
    "closed": P_("extension", "Nobody can type Cyrillic on this page: the browser keeps it for itself."),
    **{name: ELEMENTS[name] for name in ("off",)},
    **{name: FINDINGS[name] for name in ("instead", "remove")},
    **{name: DEMO[name] for name in ("table", "written", "check", "nothing")},
}
#: The extension of LibreOffice: its menu.
OFFICE = {
    "convert": P_("office", "Convert what is selected"),
    "check": P_("office", "Check the document"),
    "relayout": P_("office", "Put right what was typed in the wrong layout"),
    "table": P_("office", "Choose a table"),
    "nothing": DEMO["nothing"],
}


def say(word: tuple[str, ...], language: str, n: int = 1) -> str:
    """Return a word in a language, or in English; a counted one as it stands with `n`.

    >>> say(ELEMENTS["off"], "bg"), say(ELEMENTS["off"], "fi"), say(FIELD["limit"], "bg", 500)
    ('Изключена', 'Off', 'До 500 символа')
    """
    context, text, *plural = word
    if not plural:
        return catalogue(language).pgettext(context, text)
    return catalogue(language).npgettext(context, text, plural[0], n).replace("{n}", str(n))


def browser_words(language: str) -> dict[str, Any]:
    """Return what the modules in the browser say in a language, as JSON values.

    Of what is counted there is every form, and in `plural`, for each number below 200, which of them stands with it.

    >>> words = browser_words("bg")
    >>> words["left"], words["plural"][:5]
    (['Остават {n} символа', 'Остава {n} символ'], '01000')
    """
    found: dict[str, Any] = {}
    spoken = catalogue(language)
    counted: dict[str, list[str]] = {}
    for name, (context, text, *plural) in {**ELEMENTS, **FINDINGS, **KEYBOARD}.items():
        if plural:
            counted[name] = [spoken.npgettext(context, text, plural[0], n) for n in range(200)]
        else:
            found[name] = spoken.pgettext(context, text)
    by_number = list(zip(*counted.values(), strict=True))
    forms = list(dict.fromkeys(by_number))
    for name, told in zip(counted, zip(*forms, strict=True), strict=True):
        found[name] = list(told)
    found["plural"] = "".join(str(forms.index(form)) for form in by_number)
    return found


def as_json(language: str) -> bytes:
    """Return the same as one line of JSON."""
    return (json.dumps(browser_words(language), ensure_ascii=False, separators=(",", ":")) + "\n").encode("utf-8")


def english(words: dict[str, tuple[str, ...]]) -> dict[str, Any]:
    """Return the texts themselves, as a module has them built in."""
    return {name: texts[0] if len(texts) == 1 else list(texts) for name, (_, *texts) in words.items()}
