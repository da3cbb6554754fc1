"""What a single Latin letter in a Cyrillic text is: a word, part of an abbreviation, an initial or a name."""

from __future__ import annotations

import re

from ..text.kinds import is_lower, is_title, is_upper
from .facts import ATTACHED, letters_of, rules
from .language import Language
from .leaning import lean
from .passage import Occurrence, Surroundings
from .words import to_cyrillic

#: What may stand between a one-letter word and the word it goes with.
_GAP = re.compile(r"[ \u00a0,–—-]{1,4}(?:[0-9]+(?:[.,:][0-9]+)?[ \u00a0])?")
#: A letter before a dash, or alone in its column, is explained by what follows: y — да, где c — скорость.
_EXPLAINED = re.compile(r"[ \u00a0]*(?:[–—]|--?[ \u00a0])|[ \u00a0]{2}|\t")
#: The only word of one letter that is no one's label, and that no Latin letter looks like.
_PRONOUN = frozenset("яЯ")
#: Typed for "е" (is), the only word of one letter that stands at the end of a sentence, and before any other word.
_VERB = "e"
#: The conjunction that has a comma before itself.
_CONJUNCTION = frozenset("aA")
#: The preposition that the name of an axis looks like.
_PREPOSITION = "у"
#: Words of one letter that stand before what they govern, and before nothing else.
_PREPOSITIONS = frozenset("вкосу")
#: Signs that stand behind no preposition.
_PAUSE = re.compile("[,–—-]")
#: Before a letter, where a line of a table begins or goes on.
_CELL = re.compile(r"(?:[ \u00a0]{2}|\t)\Z")
#: A short name before its meaning, at the beginning of a line: the i of "is     пропустити i рядків".
_TERM = re.compile(r"[ \u00a0\t]*([A-Za-z]{1,4})(?:[ \u00a0]{2}|\t)")
#: How far back the beginning of such a line is looked for.
LONGEST_TERM_LINE = 200
_ABBREVIATION = re.compile(r"(?<!\w)([^\W\d_]+)\.[ \u00a0]?\Z")
LONGEST_ABBREVIATION = 8
_FIRST_LETTER = re.compile(r"(?<!\w)([^\W\d_])(-|\.[ \u00a0]?)\Z")
#: Abbreviations of two letters that are written with a blank inside, too: т. е.
_IN_TWO = frozenset({"те", "не", "то", "тс", "іе", "тј"})
#: A surname behind an initial, with other initials between.
_SURNAME = re.compile(r"\.[ \u00a0]?((?:[^\W\d_]\.[ \u00a0]?){0,2})([^\W\d_]{3,})")
_TITLE = re.compile(r"(?<![\w.])([^\W\d_][\w-]{0,8})\.?[ \u00a0]\Z")
LONGEST_TITLE = 12
#: Letters that number the first parts of anything.
_NUMBERS = frozenset("ABCE")
#: Between these a letter is a name, unless they quote a whole sentence.
_OPENING = frozenset("([{\"„“'«")
_CLOSING = frozenset(")]}.:\"“”'»")
_QUOTES = frozenset('„«“"(')
_ROMAN = re.compile("[IVX]{2,}")
#: A name of what an axis shows has so many words behind the letter.
LONGEST_LABEL = 2
#: How many words to each side may hold another name.
NAMES = 10


def in_abbreviation(chunk: Occurrence) -> bool:
    """Say whether a letter is the second one of an abbreviation, or of initials, begun in Cyrillic: т.е., д-р, П. Р."""
    text, start, end = chunk.passage.text, chunk.start, chunk.end
    before = _FIRST_LETTER.search(text, max(0, start - 4), start)
    small = is_lower(chunk.text)
    if before is None or not letters_of()["Cyrl"].match(before[1]):
        return False
    after = text[end : end + 1]
    if small and is_upper(before[1]):
        # At the beginning of a sentence: Т. е. нельзя.
        return before[2][0] + after == ".." and _whole(before[1], chunk) in _IN_TWO
    if is_lower(before[1]) != small:
        return False
    if before[2] == "-":
        return small and not (after in ATTACHED or after.isalnum())
    if small and before[2] != ".":
        return after == "." and _whole(before[1], chunk) in _IN_TWO
    return after == "."


def _whole(first: str, chunk: Occurrence) -> str:
    """Return both letters of an abbreviation, in Cyrillic."""
    return first.lower() + (to_cyrillic(chunk.text, chunk.language) or "")


def is_initial(chunk: Occurrence) -> bool:
    """Say whether a letter is the initial of a name: проф. C. Иванов, писателят C. Стоянов, C. П. Иванов."""
    behind = _SURNAME.match(chunk.passage.text, chunk.end)
    if behind is None or not is_upper(chunk.text) or not is_upper(behind[2][0]) or not is_lower(behind[2][1:]):
        return False
    if not all(letters_of()["Cyrl"].match(char) for char in behind[1] + behind[2] if char.isalpha()):
        return False
    if is_sure_initial(chunk):
        return True
    initials, has_ending = is_upper(behind[1]), behind[2].lower().endswith(rules().surnames)
    before = _word_before(chunk)
    if not letters_of()["Cyrl"].match(before):
        # Alone at the beginning it may number what follows: A. Иванов, B. Петров.
        return initials or (has_ending and chunk.text not in _NUMBERS)
    return has_ending and is_lower(before) and before.lower() not in chunk.language.label_nouns


def is_sure_initial(chunk: Occurrence) -> bool:
    """Say whether what stands before an initial names its person beyond doubt: проф. C. Иванов."""
    return _word_before(chunk).lower() in rules().titles


def _word_before(chunk: Occurrence) -> str:
    """Return what may be a title or a noun before an initial, without its full stop; "" if nothing may."""
    found = _TITLE.search(chunk.passage.text, max(0, chunk.start - LONGEST_TITLE), chunk.start)
    return found[1] if found else ""


def is_labelled(chunk: Occurrence) -> bool:
    """Say whether a letter follows the abbreviation of what it is the name of: вх. B."""
    found = _ABBREVIATION.search(chunk.passage.text, max(0, chunk.start - LONGEST_ABBREVIATION), chunk.start)
    return found is not None and found[1].lower() in chunk.language.label_abbreviations


def is_lone_word(chunk: Occurrence, left: str, right: str) -> bool:
    """Decide about a single letter, which may also be the name of a point, a class or a unit."""
    word, around, language = chunk.text, chunk.around, chunk.language
    ends_sentence = word == _VERB and around.right == "."
    if _is_explained(chunk) or _is_cell(chunk) or _is_of_term(chunk) or _is_key(chunk) or _is_listed(chunk):
        return False
    if around.left in _OPENING and any(_is_other_name(other, word, language) for other in around.after):
        # (y (так) або N (ні))
        return False
    if (around.right in _CLOSING and not ends_sentence) or around.left in _OPENING:
        return around.left in _QUOTES and around.right == " " and right == "C" and left == ""
    if _is_name(word, around, language):
        return False
    if left == "L" and lean(chunk) != "C":
        return False
    reading = cyrillic_of(word, language)
    if reading in _PREPOSITIONS and not _may_govern(around, language):
        return False
    if reading == _PREPOSITION and not _takes_preposition(around.after, language):
        return False
    beside_after = _beside(around.after, around.gap_after)
    if is_upper(word) and not _in_capitals(around):
        return not around.before and right == "C" and beside_after
    if right == "C" and (beside_after or word != _VERB):
        return beside_after
    if right == "L":
        return left == "C" and word != "a" and _beside(around.before, around.gap_before)
    return left == "C" and _ends_sentence(word, around) and _beside(around.before, around.gap_before)


def _ends_sentence(word: str, around: Surroundings) -> bool:
    """Say whether a word may be the last of a sentence: a verb, a question (хубаво, а?), or one that was cut off."""
    asks = around.right == "?" and "," in around.gap_before
    return asks or word == _VERB or word in around.before


def cyrillic_of(word: str, language: Language) -> str:
    """Return the small Cyrillic letter that looks like a Latin one, or ""."""
    return (to_cyrillic(word, language) or "").lower()


def _may_govern(around: Surroundings, language: Language) -> bool:
    """Say whether a preposition may stand here: not before a conjunction or a pause."""
    if not around.after:
        return True
    return around.after[0].lower() not in language.conjunctions and not _PAUSE.search(around.gap_after)


def _takes_preposition(after: tuple[str, ...], language: Language) -> bool:
    """Say whether the next word is one that "у" goes with: у нас, у брата, but not y померај."""
    if not after or not language.after_u or not letters_of()["Cyrl"].match(after[0]):
        return bool(after)
    return after[0].lower() in language.after_u or after[0].lower().endswith(language.after_u_endings)


def may_be_axis(chunk: Occurrence) -> bool:
    """Say whether a capital Y may name an axis before any noun, and not only be "у" before a pronoun: Y слева."""
    after = chunk.around.after
    if (
        not is_upper(chunk.text)
        or cyrillic_of(chunk.text, chunk.language) != _PREPOSITION
        or len(after) > LONGEST_LABEL
    ):
        return False
    return "".join(after[:1]).lower() not in chunk.language.after_u


def _is_name(word: str, around: Surroundings, language: Language) -> bool:
    """Say whether the words around a letter show that it names something: клас B, индекс i, Y координата, I розділ."""
    beside = (*around.before[:1], *around.after[:1])
    if any(noun.lower() in language.label_nouns for noun in beside):
        return True
    # "е" goes behind any noun: индекса е запазен.
    is_axis = cyrillic_of(word, language) == _PREPOSITION
    behind = around.after[: 2 if is_upper(word) else 1 if is_axis else 0]
    is_next = around.gap_before.isspace()
    named = (*(around.before[:1] if is_next and word != _VERB else ()), *behind)
    if any(noun.lower() in language.letter_nouns for noun in named):
        return True
    if word == "I" and _is_numeral(around, language):
        return True
    before, after = ("".join(words[:1]).lower() for words in (around.before, around.after))
    if after in language.after_variables:
        return True
    # No preposition stands behind another, but two may share a noun: до і після.
    if is_next and before in language.prepositions and after not in language.prepositions:
        return True
    if _ends_with(word, around):
        return True
    return any(_is_other_name(other, word, language) for other in (*around.before[:NAMES], *around.after[:NAMES]))


def _ends_with(word: str, around: Surroundings) -> bool:
    """Say whether the same letter ends the sentence, where no conjunction and no preposition can: дорівнює i."""
    return word != _VERB and around.ends and around.after[-1:] == (word,)


def _is_numeral(around: Surroundings, language: Language) -> bool:
    """Say whether a capital I counts: beside it is what is numbered so, or another Roman number is near."""
    words = (*around.before[:1], *around.after[:2])
    if any(word.lower().startswith(language.numbered) for word in words):
        return True
    return any(_ROMAN.fullmatch(word) for word in (*around.before[:4], *around.after[:4]))


def _is_other_name(other: str, word: str, language: Language) -> bool:
    """Say whether another single Latin letter of the sentence can be nothing but a name."""
    if len(other) != 1 or not other.isascii() or other == word:
        return False
    reading = to_cyrillic(other, language)
    return is_upper(other) or reading is None or reading not in language.lookalikes


def _is_explained(chunk: Occurrence) -> bool:
    """Say whether a dash behind a letter says what it stands for; "е" goes before a dash as any verb does."""
    dash = _EXPLAINED.match(chunk.passage.text, chunk.end)
    if dash is None or not chunk.around.after:
        return False
    return chunk.text != _VERB or not chunk.around.before


def _is_key(chunk: Occurrence) -> bool:
    """Say whether a letter is to be pressed: Введите c, чтобы продолжить; натиснете a за всички или e за край."""
    around, language = chunk.around, chunk.language
    after, is_next = "".join(around.after[:1]).lower(), around.gap_before.isspace()
    if is_next and around.before and around.before[0].lower().startswith(language.pressing):
        return not after or not around.gap_after.isspace() or after in language.conjunctions | language.purposes
    before = around.before[:NAMES]
    is_pressed = any(word.lower().startswith(language.pressing) for word in before)
    return is_pressed and after in language.purposes and (is_next or any(_is_letter(word) for word in before))


def _is_letter(word: str) -> bool:
    return len(word) == 1 and word.isascii()


def _is_listed(chunk: Occurrence) -> bool:
    """Say whether a comma stands right behind "a", as it does behind no conjunction: катет a, гипотенуза."""
    around = chunk.around
    return chunk.text in _CONJUNCTION and around.gap_before.isspace() and around.gap_after.startswith(",")


def _is_cell(chunk: Occurrence) -> bool:
    """Say whether a capital is all that stands in a column, before a sentence: 8 Запрос, B Время вышло."""
    text, start = chunk.passage.text, chunk.start
    behind = "".join(chunk.around.after[:1])
    return is_upper(chunk.text) and is_title(behind) and _CELL.search(text, max(0, start - 2), start) is not None


def _is_of_term(chunk: Occurrence) -> bool:
    """Say whether the line explains a short name that this letter is a part of."""
    text, start = chunk.passage.text, chunk.start
    first = text.rfind("\n", max(0, start - LONGEST_TERM_LINE), start) + 1
    if not first and start > LONGEST_TERM_LINE:
        return False
    term = _TERM.match(text, first, start)
    return term is not None and chunk.text in term[1]


def _in_capitals(around: Surroundings) -> bool:
    """Say whether the words on both sides are in capitals, so that a letter between them need be no label."""
    return all(is_upper(word) and len(word) > 1 for word in ("".join(around.before[:1]), "".join(around.after[:1])))


def _beside(words: tuple[str, ...], gap: str) -> bool:
    """Say whether the next word is really one, and really next: letters in a list are no sentence."""
    return bool(words) and (len(words[0]) > 1 or words[0] in _PRONOUN) and _GAP.fullmatch(gap) is not None


BROWSER: dict[str, object] = {
    "gap": _GAP,
    "explained": _EXPLAINED,
    "pronoun": _PRONOUN,
    "verb": _VERB,
    "preposition": _PREPOSITION,
    "conjunction": _CONJUNCTION,
    "one_letter_prepositions": _PREPOSITIONS,
    "pause": _PAUSE,
    "cell": _CELL,
    "term": _TERM,
    "longest_term_line": LONGEST_TERM_LINE,
    "names_near": NAMES,
    "longest_label": LONGEST_LABEL,
    "abbreviation": _ABBREVIATION,
    "longest_abbreviation": LONGEST_ABBREVIATION,
    "first_letter": _FIRST_LETTER,
    "in_two": _IN_TWO,
    "surname": _SURNAME,
    "numbers": _NUMBERS,
    "title": _TITLE,
    "longest_title": LONGEST_TITLE,
    "opening": _OPENING,
    "closing": _CLOSING,
    "quotes": _QUOTES,
    "roman_number": _ROMAN,
}
