"""Synonyms for search engines: every spelling of a word stands for its key."""

from __future__ import annotations

import re

from .folding import fold
from .spellings import variants

#: What the tokenizers of search engines leave out too; marks over letters and the signs of schemes belong to words.
NOT_OF_WORDS = re.compile(r"[^\w\u0300-\u036f'’ʼ`ʹʺ]+")


def solr_synonyms(text: str, language: str = "bg") -> str:
    """Return a line of a synonym file as Solr, Elasticsearch and OpenSearch read it: spellings in small letters => key.

    The text itself is the first of its spellings; what is no word has an empty line. Raises UnknownChoice.

    >>> line = solr_synonyms("Юлия")
    >>> line[:20], line[-9:]
    ('юлия, yulia, yuliya,', ' => jalja')
    """
    spelled = [text, *(found.text for found in variants(text, language))]
    small = dict.fromkeys(" ".join(NOT_OF_WORDS.sub(" ", each.lower()).split()) for each in spelled)
    key = fold(text, language)
    return f"{', '.join(filter(None, small))} => {key}" if key else ""
