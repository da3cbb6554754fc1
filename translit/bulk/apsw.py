"""Full-text search of SQLite by apsw: a tokenizer that writes every word as its search key."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import apsw
import apsw.fts5

from ..search.folding import folding
from ..search.key_tables import LEVELS, fold_languages
from ..search.queries import query_variants

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ..search.folding import Folding

    #: Where a word stands in its text, in code points, and what it is looked up by; for a query there may be several.
    Token = tuple[Any, ...]

CHUNK = re.compile(r"\S+")
#: A word with what may stand in it: marks over letters, and signs that schemes write for soft and hard ones.
WORD = re.compile(r"[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f'’ʼ`ʹʺ]+[^\W_]*)*")


def register(connection: apsw.Connection) -> None:
    """Give a connection the FTS5 tokenizer `translit`: `tokenize="translit language bg level loose"`, or less of that.

    Rows are found by any spelling, and by queries in the wrong keyboard layout; `highlight` and `snippet` show the text
    as it stands.

    >>> connection = apsw.Connection(":memory:")
    >>> register(connection)
    >>> _ = connection.execute("CREATE VIRTUAL TABLE songs USING fts5(title, tokenize='translit')")
    >>> _ = connection.execute("INSERT INTO songs VALUES ('Малко щастие')")
    >>> connection.execute("SELECT highlight(songs, 0, '[', ']') FROM songs('6tastie')").get
    'Малко [щастие]'
    """
    made: Any = apsw.fts5.StringTokenizer(_tokenizer)
    connection.register_fts5_tokenizer("translit", made)


def _tokenizer(connection: apsw.Connection, arguments: list[str]) -> Any:
    options = apsw.fts5.parse_tokenizer_args(
        {
            "language": apsw.fts5.TokenizerArgument(default="bg", choices=fold_languages()),
            "level": apsw.fts5.TokenizerArgument(default="loose", choices=LEVELS),
        },
        connection,
        arguments,
    )
    language, level = options["language"], options["level"]
    key = folding(language, level)

    def variants(word: str) -> list[str]:
        found = query_variants(word, language, level=level)
        return [key for key in found if " " not in key]

    def tokenize(text: str, flags: int, locale: str | None) -> Iterator[Token]:
        return tokens(text, key, variants if flags & apsw.FTS5_TOKENIZE_QUERY else None)

    return tokenize


def tokens(text: str, key: Folding, variants: Callable[[str], list[str]] | None = None) -> Iterator[Token]:
    """Yield the words of `fold(text)` with the places they come from; of a query all that a word may be looked up by.

    >>> list(tokens("Щастие, да", folding("bg")))
    [(0, 6, 'stastje'), (8, 10, 'da')]
    """
    for chunk in CHUNK.finditer(text):
        words = list(_words(chunk, key))
        if variants is None:
            yield from words
        elif len(words) > 1 and (meant := [word for word in variants(chunk[0]) if word.isalpha()]):
            # The signs in it are letters of another layout: hj;lty is рожден.
            yield *_span(chunk), *meant
        else:
            for start, end, word in words:
                asked = chunk[0] if len(words) == 1 else text[start:end]
                yield start, end, *dict.fromkeys([word, *variants(asked)])


def _words(chunk: re.Match[str], key: Folding) -> Iterator[tuple[int, int, str]]:
    """Yield the words of the key of a chunk; where its pieces have another key, each is said to be all of it."""
    whole = key(chunk[0]).split()
    pieces = list(WORD.finditer(chunk[0]))
    keys = [key(piece[0]).split() for piece in pieces]
    if [word for words in keys for word in words] == whole:
        for piece, words in zip(pieces, keys, strict=True):
            yield from ((chunk.start() + piece.start(), chunk.start() + piece.end(), word) for word in words)
    else:
        yield from ((*_span(chunk), word) for word in whole)


def _span(chunk: re.Match[str]) -> tuple[int, int]:
    """Return where a chunk stands without the signs around it."""
    pieces = list(WORD.finditer(chunk[0]))
    if not pieces:
        return chunk.span()
    return chunk.start() + pieces[0].start(), chunk.start() + pieces[-1].end()
