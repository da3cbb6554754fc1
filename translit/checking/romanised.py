"""Tell Bulgarian in Latin letters from English, so that the one can be offered back in Cyrillic."""

from __future__ import annotations

import re

from ..errors import TranslitError
from .facts import letters_of, rules
from .finding import Fault
from .language import Language
from .messages import N_, Message
from .passage import Passage

_TOKEN = re.compile(r"[a-z0-9']+", re.IGNORECASE)
#: Digits and letters that only the romanised spelling of chat has: 4ovek, 6te, obi4am, az sym, qsno.
_CHAT = re.compile(r"[a-z]*(?:[a-z][46]|[46][a-z])[a-z]+", re.IGNORECASE)

#: No more than this is offered back at once, in code points.
LONGEST_SUGGESTION = 4000

ROMANISED = Message(N_("This is %(language_name)s in Latin letters."), N_("In Cyrillic: “%(first)s”."))


def find_romanised(passage: Passage) -> Fault | None:
    """Return the fault of a text in Latin letters that is in the language itself, or None."""
    text, language = passage.text, passage.language
    words = [found[0].lower() for found in _TOKEN.finditer(text)]
    # A word of both, such as "no", says nothing.
    own = sum(word not in rules().english_words and _is_own(word, language) for word in words)
    english = sum(word in rules().english_words and word not in language.latin_words for word in words)
    if not words or own <= english or own * 6 < len(words):
        return None
    body = text.strip()
    start = text.index(body)
    suggestion = _in_cyrillic(body, language)
    suggestions = (suggestion,) if suggestion else ()
    params = {"suggestion": suggestion, "alphabet": language.code}
    wording = ROMANISED.with_names(language_name=language.name)
    return Fault("latin_transliteration", wording, start, start + len(body), suggestions, params)


def _is_own(word: str, language: Language) -> bool:
    return word in language.latin_words or _CHAT.fullmatch(word) is not None


def _in_cyrillic(text: str, language: Language) -> str:
    """Return the text as the decoder of informal spellings reads it, or "" if it knows none of this language."""
    # Loaded for such a text only: the decoder's model takes longer to read than a page takes to check.
    from ..informal import decode

    if len(text) > LONGEST_SUGGESTION:
        return ""
    try:
        read = decode(text, f"{language.code}-informal")
    except TranslitError:
        return ""
    return read if letters_of()["Cyrl"].search(read) else ""


BROWSER: dict[str, object] = {"latin_token": _TOKEN, "chat_spelling": _CHAT, "latin_transliteration": ROMANISED}
