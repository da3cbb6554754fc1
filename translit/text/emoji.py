"""Signs that are drawn as one picture though they are several characters: flags, keycaps, families, skin colours."""

from __future__ import annotations

import re

_HALF_FLAG = "[\U0001f1e6-\U0001f1ff]"
_PICTURE = "[©®‼-㊙\U0001f000-\U0001faff]"
#: How a picture is drawn: in colour or not, with which skin, whose flag.
_STYLE = "[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]*"
#: The last picture of a text, of flags the group: every two halves are one.
LAST = (
    f"(?:(?<!{_HALF_FLAG})(?:{_HALF_FLAG}{_HALF_FLAG})*?({_HALF_FLAG}{_HALF_FLAG}?)"
    f"|[0-9#*]\ufe0f?\u20e3|{_PICTURE}{_STYLE}(?:\u200d{_PICTURE}{_STYLE})*)$"
)
_LAST = re.compile(LAST)
#: What `engine.js` shares (tools/update_browser.py writes it).
BROWSER = {"LAST_EMOJI": LAST}


def last_emoji(text: str) -> str:
    """Return the picture that a text ends with, `""` if it ends with anything else.

    >>> last_emoji("да 👨‍👩‍👧") == "👨‍👩‍👧", last_emoji("🇧🇬🇷🇸"), last_emoji("1️⃣") == "1️⃣", last_emoji("е")
    (True, '🇷🇸', True, '')
    """
    found = _LAST.search(text)
    return "" if found is None else found[1] or found[0]
