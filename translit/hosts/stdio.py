"""The engine over a pipe, for programs in any language: JSON-RPC 2.0, one message a line (docs/stdio.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import count
from math import isfinite
from typing import Any, BinaryIO, NoReturn

from ..engine import InputEngine
from ..errors import TranslitError
from ..resources import read_text
from ..text.edits import Edit, word_start

#: Grows when a client of before would be misunderstood; new methods and new fields of answers do not count.
#: `stdio.schema.json` says it too.
SCHEMA = 1
#: A longer line is answered with an error, unread.
LONGEST_LINE = 1 << 20
#: Who opens more has forgotten to close some.
MOST_SESSIONS = 1000
MOST_CANDIDATES = 100

PARSE_ERROR, INVALID_REQUEST, NO_METHOD, INVALID_PARAMS, INTERNAL = -32700, -32600, -32601, -32602, -32603
#: What this package raises on purpose, told by `data.error`.
REFUSED = -32000

#: Parameters are of these types, by the names they have here and in JSON.
_TYPES: Mapping[str, tuple[type, str]] = {
    "str": (str, "string"),
    "int": (int, "integer"),
    "bool": (bool, "boolean"),
}


class Failure(Exception):
    """What a request is answered with in place of a result."""

    def __init__(self, code: int, message: str, error: str, **data: object) -> None:
        super().__init__(message)
        self.answer: dict[str, Any] = {"code": code, "message": message, "data": {**data, "error": error}}


class Refusal(Failure):
    """The answer to what this package, or the system, raises on purpose: the error's own fields are its data."""

    def __init__(self, error: TranslitError | OSError) -> None:
        super().__init__(REFUSED, str(error), type(error).__name__)
        self.answer["data"] = {**vars(error), "error": type(error).__name__}


class Methods:
    """The methods of one connection and its sessions: a public method here is one of the protocol.

    >>> methods = Methods()
    >>> session = methods.open(table="bg-translit")["session"]
    >>> [methods.feed(session=session, key=key)["insert"] for key in "sht"]
    ['с', 'ш', 'щ']
    """

    def __init__(self) -> None:
        self._sessions: dict[int, InputEngine] = {}
        self._numbers = count(1)

    def hello(self) -> dict[str, Any]:
        """Say which version this is, and what may be asked."""
        from importlib.metadata import version

        return {"schema": SCHEMA, "version": version("translit-toolkit"), "methods": methods()}

    def open(self, *, table: str) -> dict[str, Any]:
        """Begin to type by a table."""
        if len(self._sessions) >= MOST_SESSIONS:
            raise Failure(REFUSED, f"{MOST_SESSIONS} sessions are open: close some", "TooManySessions")
        engine = InputEngine(table)
        number = next(self._numbers)
        self._sessions[number] = engine
        about = engine.table
        return {"session": number, "table": about.id, "kind": about.kind, "language": about.language}

    def close(self, *, session: int) -> None:
        """Forget a session."""
        self._engine(session)
        del self._sessions[session]

    def feed(self, *, session: int, key: str, level: str = "") -> dict[str, Any]:
        """Type one key."""
        engine = self._engine(session)
        return _edit(engine.feed(key, level), engine)

    def backspace(self, *, session: int) -> dict[str, Any] | None:
        """Take back the last key; null: the host deletes as it would without this."""
        engine = self._engine(session)
        edit = engine.backspace()
        return None if edit is None else _edit(edit, engine)

    def commit(self, *, session: int) -> dict[str, Any]:
        """Settle what is pending, and start afresh."""
        return {"text": self._engine(session).commit()}

    def reset(self, *, session: int) -> None:
        """Forget all keys: the caret was moved."""
        self._engine(session).reset()

    def candidates(self, *, session: int, limit: int = 5) -> list[dict[str, Any]]:
        """Return the readings of the word being typed, best first."""
        _require(1 <= limit <= MOST_CANDIDATES, "limit", f"a number from 1 to {MOST_CANDIDATES}", limit)
        found = self._engine(session).candidates(limit)
        return [{"text": each.text, "probability": each.probability} for each in found]

    def choose(self, *, session: int, number: int) -> dict[str, Any]:
        """Put a candidate in place of the word shown; they are numbered from 0."""
        engine = self._engine(session)
        found = len(engine.candidates(number + 1)) if 0 <= number < MOST_CANDIDATES else 0
        _require(0 <= number < found, "number", "that of a candidate there is, from 0", number)
        return _edit(engine.choose(number), engine)

    def convert(self, *, table: str, text: str, reverse: bool = False, style: str = "", errors: str = "keep") -> Any:
        """Convert a whole text."""
        from ..convert.transliterator import compile_table

        _require(errors in ("keep", "strict"), "errors", "keep or strict", errors)
        kept: Any = errors
        return {"text": compile_table(table, reverse=reverse, style=style).transliterate(text, errors=kept)}

    def relayout(self, *, text: str, typed: str, meant: str, last_word: bool = False) -> dict[str, Any]:
        """Write a text, or its last word, as the same keys give it in another layout."""
        from ..convert.relayout import relayout

        start = word_start(text.rstrip()) if last_word else 0
        made = text[:start] + relayout(text[start:], typed, meant)
        edit = Edit.between(text, made)
        return {"text": made, "delete": edit.delete, "insert": edit.insert}

    def check(self, *, text: str, policy: str = "text", language: str = "", messages: str = "en") -> dict[str, Any]:
        """Say what is wrong with a text; places count code points, and UTF-16 units."""
        from ..checking.checker import check

        return {"findings": [found.as_dict(messages) for found in check(text, policy, language or None)]}

    def list(self, *, language: str = "", kind: str = "") -> dict[str, Any]:
        """List the tables."""
        from ..table.library import heads

        wanted = {"language": language, "kind": kind}
        every = heads().values()
        return {"tables": [head for head in every if all(value in ("", head[key]) for key, value in wanted.items())]}

    def _engine(self, session: int) -> InputEngine:
        if session not in self._sessions:
            raise Failure(REFUSED, f"no session {session} is open", "UnknownSession", session=session)
        return self._sessions[session]


@cache
def methods() -> dict[str, dict[str, str]]:
    """Return what may be asked: of each method its parameters and their types, `?` behind those that may be left out.

    >>> methods()["feed"]
    {'session': 'integer', 'key': 'string', 'level?': 'string'}
    """
    found = {}
    for name, method in vars(Methods).items():
        if not name.startswith("_"):
            required, optional = _parameters(method)
            found[name] = {
                each + "?" * (each in optional): _TYPES[kind][1] for each, kind in (required | optional).items()
            }
    return found


def schema() -> str:
    """Return the JSON schema of requests and answers.

    >>> json.loads(schema())["$defs"]["version"]
    {'const': 1}
    """
    return read_text("hosts/stdio.schema.json")


def serve(source: BinaryIO, out: BinaryIO) -> None:
    """Answer every line of `source` on `out`, until it ends; raise OSError if a stream fails, and nothing else."""
    server = Methods()
    for line in _lines(source):
        answer = answer_line(server, line)
        if answer:
            out.write(answer + b"\n")
            out.flush()


def answer_line(server: Methods, line: bytes | None) -> bytes:
    """Return the answer to one line, `b""` if it wants none; None stands for a line that was too long.

    >>> answer_line(Methods(), b'{"jsonrpc": "2.0", "id": 1, "method": "open", "params": {"table": "bg-translit"}}')
    b'{"jsonrpc":"2.0","id":1,"result":{"session":1,"table":"bg-translit","kind":"scheme","language":"bg"}}'
    """
    try:
        asked = _parse(line)
        if asked == []:
            raise Failure(INVALID_REQUEST, "expected requests in a batch, found none", "EmptyBatch")
    except Failure as failure:
        return _write(_failed(None, failure))
    if not isinstance(asked, list):
        answer = _answer(server, asked)
        return b"" if answer is None else _write(answer)
    answers = [answer for each in asked if (answer := _answer(server, each)) is not None]
    return _write(answers) if answers else b""


def _lines(source: BinaryIO) -> Iterator[bytes | None]:
    while line := source.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            while (more := source.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
                pass
            yield None
        elif line.strip():
            yield line


def _parse(line: bytes | None) -> Any:
    if line is None:
        raise Failure(PARSE_ERROR, f"a line of more than {LONGEST_LINE} bytes", "LineTooLong", limit=LONGEST_LINE)
    try:
        return json.loads(line.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise Failure(PARSE_ERROR, f"not UTF-8: {error.reason} at byte {error.start}", "NotUtf8") from None
    except (ValueError, RecursionError) as error:
        raise Failure(PARSE_ERROR, f"not JSON: {error}", "NotJson") from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _answer(server: Methods, request: Any) -> dict[str, Any] | None:
    """Return the answer to one request; None for a notification, which wants none."""
    number = None
    try:
        method, params = _read(request)
        number = request.get("id")
        result = _call(server, method, params)
    except Failure as failure:
        if isinstance(request, dict) and _is_id(request.get("id")):
            number = request.get("id")
        answer = _failed(number, failure)
        return None if _is_notification(request) else answer
    return None if _is_notification(request) else {"jsonrpc": "2.0", "id": number, "result": result}


def _read(request: Any) -> tuple[str, dict[str, Any]]:
    if not isinstance(request, dict) or request.get("jsonrpc") != "2.0" or not isinstance(request.get("method"), str):
        wanted = '{"jsonrpc": "2.0", "id": …, "method": …, "params": {…}}'
        raise Failure(INVALID_REQUEST, f"expected {wanted}", "NoRequest")
    if not _is_id(request.get("id")):
        raise Failure(INVALID_REQUEST, "expected an id that is a string, a number or null", "BadId")
    params = request.get("params", {})
    if not isinstance(params, dict):
        raise Failure(INVALID_PARAMS, "expected params by name", "NotByName")
    return request["method"], params


def _is_id(number: Any) -> bool:
    if isinstance(number, float):
        return isfinite(number)
    return number is None or (isinstance(number, str | int) and not isinstance(number, bool))


def _is_notification(request: Any) -> bool:
    return isinstance(request, dict) and isinstance(request.get("method"), str) and "id" not in request


def _call(server: Methods, name: str, params: dict[str, Any]) -> Any:
    if name not in methods():
        raise Failure(NO_METHOD, f"there is no method {name!r}", "UnknownMethod", known=list(methods()))
    method = getattr(server, name)
    _require_params(method, params)
    try:
        return method(**params)
    except (TranslitError, OSError) as error:
        raise Refusal(error) from None
    except Failure:
        raise
    except Exception as error:
        raise Failure(INTERNAL, f"internal error: {error}", type(error).__name__) from None


@cache
def _parameters(method: Callable[..., Any]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names and types of parameters that are required, and of those that may be left out."""
    types = {name: kind for name, kind in method.__annotations__.items() if name != "return"}
    optional = {name: types.pop(name) for name in method.__kwdefaults__ or {}}
    return types, optional


def _require_params(method: Callable[..., Any], params: dict[str, Any]) -> None:
    required, optional = _parameters(method)
    known = required | optional
    for name in params:
        if name not in known:
            raise Failure(INVALID_PARAMS, f"unknown parameter {name!r}", "UnknownParameter", known=list(known))
    for name, kind in known.items():
        wanted, called = _TYPES[kind]
        _require(name in params or name in optional, name, f"a parameter ({called})")
        _require(name not in params or type(params[name]) is wanted, name, f"of type {called}", params.get(name))


def _require(fits: bool, name: str, expected: str, found: object = None) -> None:
    if not fits:
        brief = json.dumps(found, ensure_ascii=False, default=str)[:60]
        raise Failure(INVALID_PARAMS, f"{name}: expected {expected}, found {brief}", "BadParameter", parameter=name)


def _edit(edit: Edit, engine: InputEngine) -> dict[str, Any]:
    return {"delete": edit.delete, "insert": edit.insert, "preedit": engine.preedit}


def _failed(number: Any, failure: Failure) -> dict[str, Any]:
    return {"jsonrpc": "2.0", "id": number, "error": failure.answer}


def _write(answer: dict[str, Any] | Iterable[dict[str, Any]]) -> bytes:
    try:
        return _dump(answer, ascii_only=False).encode("utf-8")
    except UnicodeEncodeError:
        # Half a surrogate pair has no UTF-8 form; as an escape it has one.
        return _dump(answer, ascii_only=True).encode("ascii")


def _dump(answer: object, *, ascii_only: bool) -> str:
    return json.dumps(answer, ensure_ascii=ascii_only, separators=(",", ":"), default=str)
