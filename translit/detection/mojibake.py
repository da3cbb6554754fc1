"""Undo a wrong encoding: Cyrillic whose bytes were read in another code page than it was written in, once or more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..errors import wrong_type
from ..informal.model.file import model
from ..text.edits import Change, apply_changes
from ..text.places import Utf16, utf16_length
from .code_pages import CYRILLIC, WESTERN, read_as, written_in
from .hypotheses import languages
from .legible import WORD, cost_by_words
from .letter_pairs import CAPITAL, MARKED_LATIN, alphabets, average_cost, cost_by_pairs, is_cyrillic, misfit, oddness

#: A wrong encoding is undone when this many nats speak for it, or this many where it was so in lines before.
SURE, AGAIN = 6.0, 3.0
#: What is restored has to be likely by itself: no letter costs more, on top of so many for a line.
LETTER, LINE = 2.8, 8.0
#: The same where a text has no Cyrillic as it stands; letters that have to differ, and what few changes are.
UNKNOWN, VARIED, FEW = 4.2, 4, 3
#: How seldom anything was written in the code page of old Macintoshes, in nats.
RARE = 1.5
#: A text whose letters cost less than this by pairs, and all of whose letters are common, was read right.
GOOD = 3.6
#: Letters of a word that stands among others cost more than this if it was read wrong.
GIBBERISH = 6.0
PLAIN = re.compile(r"[\x00-\x7fА-Яа-яЁё]*")
COMMON = re.compile(r"[\x00-\x7fА-Яа-яЁёЍѝЇїІіЄєҐґЎў«»–—…№\xa0]*")
INNER = re.compile("[а-яёіїєґў][А-ЯЁІЇЄҐЎ]")
#: Signs that stand where a letter may have stood.
STUCK = re.compile(r"[»–—…№\xa0](?=[а-яёіїєґў])|«(?=[а-яёіїєґў]+[^»]*$)|[–—№«\xa0](?<=[а-яёіїєґў].)")
#: How often a text may have been read wrong; what a further time costs, and how many ways are looked into closely.
DEPTH, DEEPER, CLOSELY = 3, 2.0, 6
#: In an endless line so many characters show how it was read.
SHOWN = 120
#: So many nats say that a name in another language was not meant.
OUTLANDISH = 12.0
_REPEATED = re.compile(r"([^\W\d_])\1{3,}")
_READ_AS = (*CYRILLIC, *WESTERN)

#: Encodings undone one after another: what the bytes were read as, and what they had been written in.
Ways = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class EncodingRepair(Change):
    """One stretch of text and what its bytes say when they are read right."""

    #: What the bytes were read as, and what they had been written in; more pairs where that was done more than once.
    ways: Ways


def repair_encoding(text: str) -> str:
    """Return the text with every stretch of `explain_encoding` put right.

    >>> repair_encoding("Àëèñà"), repair_encoding("РџСЂРёРІРµС‚"), repair_encoding("Größe")
    ('Алиса', 'Привет', 'Größe')
    """
    return apply_changes(text, explain_encoding(text))


def explain_encoding(text: str) -> list[EncodingRepair]:
    """Return what was read in a wrong encoding, where that is nearly certain.

    >>> [(r.start, r.before, r.after, r.why) for r in explain_encoding("От: Àëèñà")]
    [(4, 'Àëèñà', 'Алиса', 'cp1251 read as cp1252')]
    """
    if not isinstance(text, str):
        raise wrong_type("a text (str)", text)
    found: list[EncodingRepair] = []
    if text.isascii():
        return found
    known: dict[Ways, None] = {}
    start16 = 0
    for match in re.finditer(r"[^\n]*\n?", text):
        line = match[0].rstrip("\r\n")
        if not line.isascii() and not _is_good(line):
            for at, end, after, ways in _stretches(line, known):
                known[ways] = None
                units = Utf16(line)
                first, last = units.span(at, end)
                where = (match.start() + at, match.start() + end, start16 + first, start16 + last)
                why = ", ".join([f"{written} read as {read}" for read, written in reversed(ways)])
                found.append(EncodingRepair(*where, line[at:end], after, why, ways))
        start16 += utf16_length(match[0])
    return found


def _is_good(line: str) -> bool:
    if not COMMON.fullmatch(line) or INNER.search(line):
        return False
    if PLAIN.fullmatch(line):
        return average_cost(line[:SHOWN]) < GOOD
    return not STUCK.search(line) and _are_known([word.lower() for word in WORD.findall(line) if not word.isascii()])


def _stretches(line: str, known: dict[Ways, None]) -> Iterator[tuple[int, int, str, Ways]]:
    """Yield start, end, the text meant and the ways, for a whole line or for each broken stretch of it."""
    whole = _restored(line, known)
    if whole:
        yield from _trimmed(line, 0, *whole)
        return
    for start, end in _broken(line):
        if (start, end) != (0, len(line)) and (found := _restored(line[start:end], known)):
            yield from _trimmed(line[start:end], start, *found)


def _trimmed(line: str, at: int, after: str, ways: Ways) -> Iterator[tuple[int, int, str, Ways]]:
    """Yield a change without the ASCII at both of its ends, which stays."""
    left = 0
    while left < min(len(line), len(after)) and line[left] == after[left] and line[left].isascii():
        left += 1
    right = 0
    while (
        right < min(len(line), len(after)) - left
        and line[-1 - right] == after[-1 - right]
        and line[-1 - right].isascii()
    ):
        right += 1
    yield at + left, at + len(line) - right, after[left : len(after) - right], ways


def _broken(line: str) -> Iterator[tuple[int, int]]:
    """Yield stretches of words, blanks being ASCII ones only, that are no likely Cyrillic; ASCII between goes along."""
    start, end = -1, -1
    for match in re.finditer(r"[^ \t]+", line):
        word = match[0]
        if word.isascii():
            continue
        if INNER.search(word) or sum(map(oddness, word)) >= MARKED_LATIN or average_cost(word) > GIBBERISH:
            start, end = (match.start() if start < 0 else start), match.end()
        elif start >= 0:
            yield start, end
            start = -1
    if start >= 0:
        yield start, end


def _restored(line: str, known: dict[Ways, None]) -> tuple[str, Ways] | None:
    """Return what a line meant, and the encodings to undo; None unless it is nearly certain."""
    shown = line[:SHOWN]
    worst = cost_by_words(shown, as_ours=False)
    for ways in known:
        after = _undone(shown, ways)
        if after and _is_sure(shown, after, ways, worst, AGAIN) and (whole := _undone(line, ways)):
            return whole, ways
    frontier: dict[str, Ways] = {shown: ()}
    seen = {shown}
    for depth in range(1, DEPTH + 1):
        reached: dict[str, Ways] = {}
        for text, ways in frontier.items():
            # Two code pages of one byte a letter, one undone after the other, are many; three are too many to try.
            if depth < DEPTH or "utf-8" in {written for _, written in ways}:
                for after, way in _one_step(text, ways, len(line) > SHOWN):
                    if after not in seen:
                        seen.add(after)
                        reached[after] = (*ways, way)
        best = _best(shown, reached, worst, SURE + DEEPER * depth - DEEPER)
        if best is not None and (whole := _undone(line, reached[best])):
            return whole, reached[best]
        frontier = reached
    return None


def _best(shown: str, reached: dict[str, Ways], worst: float, margin: float) -> str | None:
    """Return the likeliest of some texts if it is sure."""
    near = sorted(reached, key=cost_by_pairs)[:CLOSELY]
    rare = {text: RARE * sum(written == "mac-cyrillic" for _, written in reached[text]) for text in near}
    best = min(near, key=lambda text: cost_by_words(text) + rare[text], default=None)
    return best if best is not None and _is_sure(shown, best, reached[best], worst, margin) else None


def _is_sure(before: str, after: str, ways: Ways, worst: float, margin: float) -> bool:
    cost = cost_by_words(after)
    letters = [letter for letter in after.lower() if is_cyrillic(letter)]
    if len(set(letters)) < VARIED or not any(len(word) > 2 and is_cyrillic(word[0]) for word in WORD.findall(after)):
        return False
    # Bytes that happen to be UTF-8 are so seldom that the text need not be likely by itself.
    most = 2 * LETTER if ways[-1][1] == "utf-8" else LETTER if any(map(is_cyrillic, before)) else UNKNOWN
    if cost > most * len(letters) + LINE:
        return False
    if 2 * sum([len(m[0]) for m in _REPEATED.finditer(after)]) > len(letters):
        return False  # A line that was drawn of dashes.
    if len(before) == len(after) and sum(map(str.__ne__, before, after)) <= FEW:
        gain = worst - cost
        is_outlandish = gain >= OUTLANDISH and len(WORD.findall(after)) > 2
        is_likely = is_outlandish or (gain >= margin / 2 and _is_odd(before, after))
        return len(ways) == 1 and is_likely and _made_known(before, after)
    return worst - cost >= margin and (len(ways) == 1 or not _is_swapped(before, after))


def _is_swapped(before: str, after: str) -> bool:
    """Tell whether little more than capitals and small letters differ: two code pages undone swap them."""
    same = sum([one == other for one, other in zip(before.lower(), after.lower(), strict=False)])
    return len(before) == len(after) and same * 4 >= len(before) * 3


def _is_odd(before: str, after: str) -> bool:
    """Tell whether something stands where a text differs that no word of any language of ours has."""
    pairs = zip(f" {before}", before, after, strict=False)
    if any(one != other and oddness(one) + misfit(last, one) > CAPITAL for last, one, other in pairs):
        return True
    wrong = [set(m[0].lower()) for m in WORD.finditer(before) if after[m.start() : m.end()] != m[0]]
    return any(not any(word.issubset(letters) for letters in alphabets()) for word in wrong)


def _made_known(before: str, after: str) -> bool:
    """Tell whether every word that differs is a word of one language."""
    made = [m[0].lower() for m in WORD.finditer(after) if before[m.start() : m.end()] != m[0]]
    return bool(made) and _are_known(made)


def _are_known(words: list[str]) -> bool:
    """Tell whether there is a language that has all of some lower-case words."""
    return any(all(model(language).share(word) is not None for word in words) for language in languages())


def _one_step(text: str, ways: Ways, is_cut: bool) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what a text may have been before it was read once."""
    last = ways[-1][1] if ways else ""
    for read in _READ_AS:
        if read == last:
            continue  # What was just decoded and is encoded back is one step, tried already.
        try:
            content = written_in(text, read)
        except UnicodeEncodeError:
            content = b""
        for written in CYRILLIC if content else ():
            if written != read:
                yield read_as(content, written), (read, written)
        after = _as_utf8(text, content, read, is_cut)
        if after is not None:
            yield after, (read, "utf-8")


def _as_utf8(text: str, content: bytes, read: str, is_cut: bool) -> str | None:
    """Return bytes as UTF-8; a byte that cp1251 lacks may have become a replacement character."""
    if not content and read == "cp1251" and "\ufffd" in text:
        try:
            content = written_in(text.replace("\ufffd", "\x98"), read)
        except UnicodeEncodeError:
            return None
    try:
        return content.decode("utf-8") or None
    except UnicodeDecodeError as error:
        # The last letter is broken where only the beginning of a line is looked at, and the next time one before it.
        return content[: error.start].decode("utf-8") if is_cut and 0 < len(content) - 8 < error.start else None


def _undone(text: str, ways: Ways) -> str | None:
    """Return a text with encodings undone, None if its bytes don't allow it."""
    for read, written in ways:
        try:
            if written == "utf-8":
                text = text.replace("\ufffd", "\x98") if read == "cp1251" else text
                after = written_in(text, read).decode("utf-8")
            else:
                after = read_as(written_in(text, read), written)
        except UnicodeError:
            return None
        text = after
    return text
