"""What a policy calls right as it stands: its own words, and its own characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .finding import Fault
from .passage import Passage

_BEFORE, _AFTER = re.compile(r"\w*\Z"), re.compile(r"\w*")
#: How far the ends of a name are looked for, in code points.
LONGEST_NAME = 100


def without_allowed(passage: Passage, faults: Iterable[Fault]) -> Iterator[Fault]:
    """Yield the faults that a policy does not allow: neither their words nor all of their characters."""
    words, characters = set(passage.policy.allowed_words), set(passage.policy.allowed_characters)
    if not (words or characters):
        yield from faults
        return
    for fault in faults:
        found = passage.text[fault.start : fault.end]
        meant = fault.params.get("letters") or fault.params.get("letter") or found
        if not (found in words or _whole_word(passage.text, fault) in words or characters.issuperset(meant)):
            yield fault


def _whole_word(text: str, fault: Fault) -> str:
    """Return the name that a fault is in: foo_bar for its bar."""
    before = _BEFORE.search(text, max(0, fault.start - LONGEST_NAME), fault.start)
    after = _AFTER.match(text, fault.end, fault.end + LONGEST_NAME)
    return text[before.start() if before else fault.start : after.end() if after else fault.end]


BROWSER: dict[str, object] = {"rest_before": _BEFORE, "rest_after": _AFTER, "longest_name": LONGEST_NAME}
