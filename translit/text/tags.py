"""Tags of HTML and XML: where they stand, what is left with all that is in it, and attributes that people read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

#: What people read of a tag: on a picture, in a field, of a page where it is found.
READ = ("alt", "title", "placeholder", "aria-label", "aria-description", "label", "content")
#: Of which `<meta>` the content is a text.
_TOLD = frozenset(
    [
        *("description", "keywords", "author", "title", "abstract", "headline", "application-name", "copyright"),
        *("apple-mobile-web-app-title", "og:title", "og:description", "og:site_name", "og:image:alt"),
        *("twitter:title", "twitter:description", "twitter:image:alt", "article:section", "article:tag", "dc.title"),
        *("dc.description", "dc.subject", "dc.creator", "dc.publisher", "dcterms.title", "dcterms.description"),
    ]
)
_NOT_MARKUP = r"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<[!?][^>]*>"
_LEFT_WHOLE = ("script", "style", "pre", "code", "kbd", "samp", "textarea")
_NAME = r"[\s/]*+[^\s<>/=\"']++"
#: What a template writes may have quotes of its own.
_BLOCK = r"\{%(?:[^%]|%(?!\})){0,200}+%\}|\{\{[^{}]{0,200}+\}\}"
_DOUBLE, _SINGLE = (rf"(?:[^{quote}{{]|{_BLOCK}|\{{)*+" for quote in "\"'")
_BARE = r"[^\s\"'<>=`][^\s<>]*+"
_VALUE = rf"\s*+=\s*+(?:\"{_DOUBLE}\"|'{_SINGLE}'|{_BARE})"
_PLAIN = rf"\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|{_BARE})"
#: A tag with brackets in a value, which would else end it.
_BRACKETS = (
    rf"<[A-Za-z][^\s<>/]*+(?:{_NAME}(?:{_PLAIN}|(?!\s*=)))*+{_NAME}\s*=\s*"
    rf"(?:\"[^\"<>]*[<>][^\"]*\"|'[^'<>]*[<>][^']*')(?:{_NAME}(?:{_VALUE})?+)*+[\s/]*>"
)
#: What no text is in, and tags that a bracket within would cut.
LEFT = re.compile(
    rf"{_NOT_MARKUP}|<({'|'.join(_LEFT_WHOLE)})\b[^>]*(?<!/)>.*?(?:</\1\s*>|\Z)|{_BRACKETS}",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(
    rf"{_NOT_MARKUP}|<([A-Za-z][^\s<>/]*+)((?:{_NAME}(?:{_VALUE})?+)*+)[\s/]*+>", re.DOTALL | re.IGNORECASE
)
_ATTRIBUTE = re.compile(
    rf"[\s/]*+([^\s<>/=\"']++)(?:\s*+=\s*+(?:\"({_DOUBLE})\"|'({_SINGLE})'|({_BARE})))?+", re.DOTALL
)


def tags(document: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    """Yield the tags that open an element, from `start` to `end`, without those in what is left alone.

    >>> [tag[1] for tag in tags("<p><code><b></code><!-- <i> --><q>")]
    ['p', 'code', 'q']
    """
    position, end = start, len(document) if end is None else end
    while found := _TAG.search(document, position, end):
        position = found.end()
        if found[1] is None:
            continue
        yield found
        if found[1].lower() in _LEFT_WHOLE and not found[0].endswith("/>"):
            close = re.compile(rf"</{found[1]}\s*>", re.IGNORECASE).search(document, position, end)
            position = close.end() if close else end


def attributes_of(document: str, tag: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the attributes of a tag that have a value: the name of each, and where that stands.

    >>> page = "<a title='щ' b>"
    >>> [(name, page[start:end]) for tag in tags(page) for name, start, end in attributes_of(page, tag)]
    [('title', 'щ')]
    """
    for found in _ATTRIBUTE.finditer(document, *tag.span(2)):
        if found.lastindex and found.lastindex > 1:
            yield found[1].lower(), *found.span(found.lastindex)


def read_attributes(
    document: str, names: Collection[str], start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int, str]]:
    """Yield where attributes of these names stand, and in which quotes; `content` where a `<meta>` is for people.

    >>> page = '<meta name="viewport" content="щ"><img alt=щит src=щ>'
    >>> [page[start:end] for start, end, quote in read_attributes(page, ["alt", "content"])]
    ['щит']
    """
    for tag in tags(document, start, end):
        said = {name: document[begin:stop] for name, begin, stop in attributes_of(document, tag)}
        for name, begin, stop in attributes_of(document, tag):
            if name in READ and name in names and (name != "content" or _is_told(tag[1], said)):
                yield begin, stop, document[begin - 1] if document[begin - 1] in "\"'" else ""


def _is_told(tag: str, said: dict[str, str]) -> bool:
    names = (said.get(key, "").lower() for key in ("name", "property", "itemprop"))
    return tag.lower() == "meta" and any(name in _TOLD for name in names)


def quoted(quote: str, text: str) -> str:
    """Return a value as it stands in such quotes, or in none.

    >>> quoted('"', 'а "б"'), quoted("", "а б"), quoted("", "а")
    ('а &quot;б&quot;', '"а б"', 'а')
    """
    if not quote:
        return f'"{quoted(chr(34), text)}"' if re.search(r"[\s\"'=<>`]", text) else text
    return text.replace(quote, "&quot;" if quote == '"' else "&#39;")
