"""Put the packed parts of a model into one file."""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tools.build_informal_letters import pack_letters
from tools.build_informal_rows import pack_rows
from tools.build_informal_shares import pack_shares
from translit.informal.model.file import MAGIC
from translit.informal.model.shares import SHARE_UNIT, key_of


def pack(
    lexicon: Mapping[tuple[int, ...], float],
    learned: Mapping[tuple[int, ...], float],
    ngrams: int,
    header: Mapping[str, object],
) -> bytes:
    """Return the file of a lexicon in letter codes with shares, and of a letter model that has `learned` some.

    `header` has to say the `letters`.
    """
    rows, automaton = pack_rows(lexicon)
    units = {key_of(codes): round(-math.log(share) / SHARE_UNIT) for codes, share in lexicon.items()}
    shares, levels = pack_shares(units)
    letters = pack_letters(learned, len(str(header["letters"])) + 1, ngrams)
    sections = {**rows, "lex.shares": shares, **letters}
    return assemble({**header, "lexicon": automaton, "shares": levels, "words": len(lexicon)}, sections)


def assemble(header: Mapping[str, object], sections: Mapping[str, bytes]) -> bytes:
    """Return a file: magic, length of the JSON header, the header with all places, sections; all at multiples of 4."""
    places: dict[str, tuple[int, int]] = {}
    body = bytearray()
    for name, data in sections.items():
        body.extend(bytes(-len(body) % 4))
        places[name] = (len(body), len(data))
        body.extend(data)
    text = json.dumps({**header, "sections": places}, ensure_ascii=False, sort_keys=True).encode()
    text += b" " * (-len(text) % 4)
    return MAGIC + len(text).to_bytes(8, "little") + text + body


def write(path: Path, data: bytes) -> None:
    """Put a file in place of the old one, which somebody may have mapped and goes on seeing as it was."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(path)
