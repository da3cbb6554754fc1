"""A sign typed for an apostrophe, in languages that spell with one: п`ять; and a Latin letter behind one: здароў'e."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .facts import rules
from .finding import Fault
from .messages import DID_YOU_MEAN, N_, Message
from .passage import Occurrence, Passage
from .words import Verdict, bare, to_cyrillic

#: Quotation marks that open and close each other; any other sign is quoted with by itself, if at all.
_QUOTES = '"„“”'

STANDS_FOR_APOSTROPHE = Message(N_("In “%(word)s” the sign “%(sign)s” stands for an apostrophe."), DID_YOU_MEAN)


def apostrophe_faults(passage: Passage) -> Iterator[Fault]:
    """Yield a fault for each word with another sign in place of an apostrophe."""
    places = [place for place in _places(passage) if _is_prose(passage, place)]
    done = 0
    for at, place in enumerate(places):
        if place < done:
            continue
        start, done = _word_around(passage, place)
        word = passage.text[start:done]
        mended = list(word)
        for wrong in places[at : at + len(word)]:
            if wrong < done:
                mended[wrong - start] = rules().apostrophe
        fix = "".join(mended)
        params = {"word": word, "sign": passage.text[place], "suggestion": fix}
        yield Fault("wrong_apostrophe", STANDS_FOR_APOSTROPHE, start, done, (fix,), params, fix)


def _places(passage: Passage) -> list[int]:
    text = passage.text
    hits = {found.start(): found[0] for found in passage.language.wrong_apostrophe.finditer(text)}
    groups = dict.fromkeys(_QUOTES if sign in _QUOTES else sign for sign in hits.values())
    return sorted(place for group in groups for place in _outside_quotations(text, group, hits))


def _outside_quotations(text: str, group: str, hits: dict[int, str]) -> Iterator[int]:
    """Yield those of the hits that do not end a quotation: the one open there, if any, ends later in the line."""
    is_open = False
    doubtful: list[int] = []
    for found in re.finditer(f"[{group}\n]", text):
        place = found.start()
        if place in hits:
            if is_open:
                doubtful.append(place)
            else:
                yield place
            continue
        opens = _opens(text, place)
        if is_open and not opens and found[0] != "\n":
            yield from doubtful
        is_open, doubtful = opens, []


def _opens(text: str, place: int) -> bool:
    return text[place + 1 : place + 2].isalnum() and not text[max(0, place - 1) : place].isalnum()


def _is_prose(passage: Passage, place: int) -> bool:
    piece = passage.segment_at(place)
    return piece is None or piece.kind == "word"


def _word_around(passage: Passage, place: int) -> tuple[int, int]:
    """Return the ends of the letters around a place, with the signs between them."""
    text, letters, signs = passage.text, passage.language.alphabet, rules().apostrophe_signs
    start = end = place
    while start and (
        text[start - 1] in letters or (text[start - 1] in signs and text[start - 2 : start - 1] in letters)
    ):
        start -= 1
    while text[end : end + 1] in letters or (text[end : end + 1] in signs and text[end + 1 : end + 2] in letters):
        end += 1
    return start, end


def read_behind_apostrophe(chunk: Occurrence) -> str | None:
    """Return the Cyrillic letters that a chunk of Latin ones stands for behind an apostrophe in a word, or None."""
    language = chunk.language
    before = chunk.passage.text[max(0, chunk.start - 2) : chunk.start]
    if len(before) < 2 or before[0] not in language.before_apostrophe or before[1] not in rules().apostrophe_signs:
        return None
    cyrillic = to_cyrillic(bare(chunk.text), language)
    return cyrillic if cyrillic and cyrillic[0] in language.after_apostrophe else None


def decide_behind_apostrophe(chunk: Occurrence, verdict: Verdict | None) -> Verdict | None:
    """Return a verdict on a chunk of both scripts, decided if the chunk stands behind an apostrophe."""
    if verdict is None or not verdict.readings or verdict.fix is not None:
        return verdict
    meant = read_behind_apostrophe(chunk)
    if meant is None:
        return verdict
    others = (reading for reading in verdict.readings if reading != meant)
    return replace(verdict, readings=(meant, *others), fix=meant)


BROWSER: dict[str, object] = {"quoting": _QUOTES, "wrong_apostrophe": STANDS_FOR_APOSTROPHE}
