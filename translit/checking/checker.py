"""Check a text against a policy: good texts are passed at a glance, others are looked into by `faults`."""

from __future__ import annotations

from ..errors import wrong_type
from .facts import raw_rules
from .language import Language, load_language
from .policy import Policy, load_policy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from .finding import Finding


#: What is usual in a text, and may stand for an apostrophe all the same.
_QUOTES = '"“”'
#: The characters of ASCII that nobody has to look at in a program.
_PRINTED = bytes([*b"\t\n\r", *range(0x20, 0x7F)])


def check(
    text: str, policy: str | Path | Policy = "text", language: str | None = None, *, budget: int = 0
) -> list[Finding]:
    """Return what is wrong with a text, in order of place; an empty list is a good text.

    >>> [(f.code, f.text, f.suggestions) for f in check("Утре имаме срещ\\N{LATIN SMALL LETTER A}.")]
    [('mixed_script_confusable', 'срещa', ('среща',))]
    >>> check("Купих си iPhone 17 Pro Max от eMAG, SMS-и в XXI-ви век, 10 kΩ")
    []

    `policy` is a name (see `policies()`; "text" looks at words and signs only, "comment" at length, script and capitals
    as well), a path to a TOML file or a `Policy`; `language` (see `languages()`) overrides the one it names. Where more
    characters than `budget` stand in words that have to be looked into, nobody looks, and `too_complex` is all there is
    to say; 0 is no limit. Raises `PolicyError` or `UnknownLanguage`.
    """
    if not isinstance(text, str):
        raise wrong_type("a text (str)", text)
    wanted = load_policy(policy, language)
    known = load_language(wanted.language)
    if is_plainly_good(text, wanted, known):
        return []
    # Loaded when there is something to look into: most texts are good, and start-up is counted in milliseconds.
    from .faults import findings

    return findings(text, wanted, known, budget)


def is_plainly_good(text: str, policy: Policy, language: Language) -> bool:
    """Say whether the characters alone show that there is nothing to find: everyday ones, and each counts as one."""
    if policy.code and text.isascii():
        return not (policy.looks_at_whole_texts or text.encode().translate(None, _PRINTED))
    return (
        admits_plain_texts(policy)
        and has_plain_characters(text, language)
        and has_plain_measures(text, policy, language)
    )


def admits_plain_texts(policy: Policy) -> bool:
    """Say whether a policy lets a text of everyday Cyrillic pass at a glance."""
    return policy.script in ("", "Cyrl") and policy.severities["letters_set_apart"] == "off"


def has_plain_characters(text: str, language: Language) -> bool:
    """Say whether every character is an everyday one where it stands; of lines it is said one by one or together."""
    return (
        language.unusual.search(text) is None
        and not (any(digit in text for digit in raw_rules()["digits"]) and language.digit_beside_letter.search(text))
        and not (any(quote in text for quote in _QUOTES) and language.wrong_apostrophe.search(text))
    )


def has_plain_measures(text: str, policy: Policy, language: Language) -> bool:
    """Say whether a text of everyday characters is as long, and in such letters, as its policy has it."""
    return policy.min_length <= len(text) <= (policy.max_length or len(text)) and not language.has_few_small_letters(
        text, raw_rules()["capitals"]["small"]
    )
