"""What is fuzzed: each target takes any bytes, and fails if a public function breaks one of its promises."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

import translit
from fuzz.draw import Draw, chunks
from fuzz.flaky import run_flaky
from translit.checking import load_policy
from translit.checking.repairs import repair_and_explain
from translit.checking.stream import check_stream
from translit.detection import explain_informal, explain_layout
from translit.informal.profile import Profile
from translit.lint import lint_table
from translit.machine.by_rules import RuleConversion
from translit.machine.file import CHECKSUM, HEADER, available, checksum, load, prove
from translit.table.drawing import contents, draw, draw_svg
from translit.table.file import parse_table
from translit.table.toml import NotToml, parse_toml
from translit.text.edits import apply_changes
from translit.text.places import utf16_length
from translit.text.segments import KEEPABLE

if TYPE_CHECKING:
    from translit.machine.by_rules import Errors

TYPED = ("bg-translit", "bg-phonetic-traditional", "sr-latin", "bg-informal")
RULES = ("bg-streamlined-2009", "bg-translit", "sr-latin", "uk-kmu-2010", "bg-phonetic-traditional")
ERRORS: tuple[Errors, ...] = ("keep", "strict")
INFORMAL = ("bg-informal", "ru-informal", "sr-informal")
SCHEME = """\
id = "bg-x"
kind = "scheme"
name = { en = "T" }
language = "bg"
source-script = "Latn"
target-script = "Cyrl"
samples = [["a", "а"]]
"""
LAYOUT = SCHEME.replace("scheme", "layout") + 'base = "us"\n'
SPELLINGS = SCHEME.replace("scheme", "informal")
BEGINNINGS = (
    "",
    SCHEME,
    SCHEME + 'case = "follow"\n[map]\na = "а"\n',
    SCHEME + 'case = "exact"\n[classes]\nk = "ab"\n[map]\na = "а"\n[[rules]]\n',
    LAYOUT,
    SPELLINGS + "[spellings.common]\n",
)


@cache
def _compiled(table: str, reverse: bool = False) -> translit.Transliterator:
    return translit.compile_table(table, reverse=reverse)


def table(data: bytes) -> None:
    """A table file is refused with its problems, or every use of it goes well."""
    given = Draw(data)
    text = given.one_of(BEGINNINGS) + given.text()
    try:
        read = parse_table(text, "bg-x.toml", "bg-x")
    except translit.TableError as error:
        assert error.problems and all(1 <= problem.line <= text.count("\n") + 1 for problem in error.problems)
        return
    assert str(draw(read)) and draw_svg(read) and json.dumps(contents(read))
    for problem in lint_table(read):
        assert str(problem)
    for reverse in (False, True):
        compiled = translit.compile_table(read, reverse=reverse)
        try:
            whole = compiled.transliterate(text)
        except translit.TableError:  # A machine of too many states.
            continue
        stream = translit.Stream(compiled)
        cut = text.encode("utf-8", "surrogatepass")
        if read.kind != "informal":
            assert b"".join([*map(stream.feed, chunks(cut, [7, 3])), stream.close()]) == _encoded(whole)
            assert "".join(match.source for match in compiled.matches(text)) == text


def toml(data: bytes) -> None:
    """What is read as TOML is what the standard library reads."""
    import tomllib

    text = Draw(data).text()
    try:
        said = parse_toml(text)
    except NotToml as fault:
        assert 1 <= fault.line <= text.count("\n") + 1
        return
    assert repr(said) == repr(tomllib.loads(text))


def settings(data: bytes) -> None:
    """A policy or a profile is refused in a line, or can be used."""
    import os
    from pathlib import Path
    from tempfile import TemporaryDirectory

    given = Draw(data)
    is_policy = given.number(2) == 0
    with TemporaryDirectory() as folder:
        path = Path(folder) / "own.toml"
        path.write_bytes(given.rest)
        try:
            if is_policy:
                policy = load_policy(path)
                assert translit.check("Имаме срещa. HELLO", policy) is not None and policy.replace() == policy
            else:
                profile = Profile.load(path)
                profile.save(path)
                assert Profile.load(path) == profile
                translit.suggest("6te", "bg-informal", profile=profile)
        except (translit.PolicyError, translit.ProfileError) as error:
            assert str(error) and os.fspath(path) in str(error)


@cache
def _sound_machine() -> bytes:
    return RuleConversion("bg-streamlined-2009").build()


def machine(data: bytes) -> None:
    """A machine file with any changes is refused, or runs any bytes without a fault; in chunks as at once."""
    given = Draw(data)
    content = bytearray(_sound_machine())
    for _ in range(given.number(4)):
        at = given.number(256) << 8 | given.number(256)
        # The front, where the sizes stand, is changed as often as all the rest.
        content[HEADER - 24 + at % 24 if at & 1 else at % len(content)] = given.number(256)
    changed = bytes(content)
    header, body = changed[:CHECKSUM], changed[HEADER:]
    if changed != _sound_machine():
        try:
            prove(changed)
            raise AssertionError("a changed file passes for a sound one")
        except ValueError:
            pass
    if not available():
        return
    try:
        loaded = load(header + checksum(header, body) + body)
    except ValueError:
        return
    assert loaded is not None
    whole, _, used, _ = loaded.run(given.rest, 0, True)
    assert used == len(given.rest)
    half = len(given.rest) // 2
    first, state, used, _ = loaded.run(given.rest[:half], 0, False)
    second, *_ = loaded.run(given.rest[used:], state, True)
    assert first + second == whole
    loaded.convert(given.text())


def check(data: bytes) -> None:
    """Findings lie where they say; a repair is what its changes say, and one is enough."""
    given = Draw(data)
    policy = load_policy(
        given.one_of(("text", "comment", "name", "strict", "title")), given.one_of(translit.languages())
    )
    each_line, sizes = bool(given.number(2)), given.sizes()
    text = given.text()
    for finding in translit.check(text, policy):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert finding.text == text[finding.start : finding.end]
        assert finding.start16 == utf16_length(text[: finding.start])
        assert finding.end16 == utf16_length(text[: finding.end])
        assert str(finding)
    fixed = repair_and_explain(text, policy.language)
    assert apply_changes(text, fixed.changes) == fixed.text
    assert translit.repair(fixed.text, policy.language) == fixed.text
    cut = text.encode("utf-8", "surrogatepass")
    whole = [(found.place, found.finding) for found in check_stream([cut], policy, each_line)]
    assert [(found.place, found.finding) for found in check_stream(chunks(cut, sizes), policy, each_line)] == whole


def decode(data: bytes) -> None:
    """Any text is read as informal Latin, line by line as at once, and keeps its line ends."""
    given = Draw(data)
    name, how, sizes = given.one_of(INFORMAL), given.number(8), given.sizes()
    reverse, errors = how & 3 == 3, ERRORS[how >> 2]
    text = given.text()
    found = _compiled(name, reverse).transliterate(text)
    assert found.count("\n") == text.count("\n")
    if not any(char.isspace() for char in text):
        for candidate in translit.suggest(text[:200], name):
            assert 0 <= candidate.probability <= 1 + 1e-9
    cut = text.encode("utf-8", "surrogatepass")
    for keep in ([], ["url", "html", "code"]):
        assert _streamed(name, reverse, keep, cut, sizes, errors) == _streamed(name, reverse, keep, cut, [], errors)


def detect(data: bytes) -> None:
    """Every line is told what it is in; a layout repair is what its changes say."""
    text = Draw(data).text()
    for line in translit.detect(text):
        for found in (line, *line.words):
            assert found.text == text[found.start : found.end] and 0 <= found.score <= 1 + 1e-9
            assert found.start16 == utf16_length(text[: found.start])
    for changes in (explain_layout(text), explain_informal(text)):
        done = 0
        for change in changes:
            assert done <= change.start <= change.end <= len(text) and change.before == text[change.start : change.end]
            assert change.start16 == utf16_length(text[: change.start]) and 0 < change.score <= 1 + 1e-9
            done = change.end
    assert translit.repair_layout(text) == apply_changes(text, explain_layout(text))


def keys(data: bytes) -> None:
    """The text that edits make is what the keys give, and a backspace takes back one key."""
    given = Draw(data)
    name = given.one_of(TYPED)
    engine, shown, typed = translit.InputEngine(_compiled(name)), "", ""
    while given.rest:
        action = given.number(8)
        if action == 7:
            edit = engine.backspace()
            if edit is not None:
                shown, typed = edit.apply(shown), typed[:-1]
        elif action == 6 and name == "bg-informal" and (found := engine.candidates()):
            shown = engine.choose(given.number(len(found))).apply(shown)
        else:
            key = given.one_of("abcdefghijklmnopqrstuvwxyzABCSTYZ'`-.,;[]0146789 \nщЩ\u0301ё")
            shown, typed = engine.feed(key).apply(shown), typed + key
        assert shown.endswith(engine.preedit)
        if name != "bg-informal":
            assert shown == _compiled(name).transliterate(typed)
    engine.commit()


def stream(data: bytes) -> None:
    """Bytes in any chunks give what they give at once, compiled or not, and text what its bytes give."""
    given = Draw(data)
    name, how, sizes = given.one_of(RULES), given.number(4), given.sizes()
    reverse, errors = bool(how & 1), ERRORS[how >> 1]
    keep = given.some_of(sorted(KEEPABLE)) if given.number(2) else []
    content = given.rest
    whole = _streamed(name, reverse, keep, content, [], errors)
    assert _streamed(name, reverse, keep, content, sizes, errors) == whole
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return
    if not keep and errors == "keep":
        assert _compiled(name, reverse).transliterate(text).encode() == whole[0]
        assert "".join(match.target for match in _compiled(name, reverse).matches(text)).encode() == whole[0]


def _streamed(
    name: str, reverse: bool, keep: list[str], content: bytes, sizes: list[int], errors: Errors
) -> tuple[bytes, int, list[str]]:
    running = translit.Stream(_compiled(name, reverse), keep=keep, errors=errors)
    written = b""
    try:
        for chunk in chunks(content, sizes):
            written += running.feed(chunk)
        written += running.close()
    except translit.UnmappedCharacter as refused:
        return written + refused.output, refused.line, [refused.text[refused.start : refused.end]]
    return written, running.invalid_count, [str(place) for place in running.invalid]


def pipes(data: bytes) -> None:
    """A filter of the command line writes the same through pipes that read and write little or nothing at a time."""
    given = Draw(data)
    arguments = given.one_of(
        (
            ["convert", "bg-streamlined-2009"],
            ["convert", "bg-streamlined-2009", "--keep", "url,html"],
            ["convert", "bg-translit", "--errors", "strict"],
            ["fix", "--language", "bg"],
            ["check", "--each-line"],
            ["type", "bg-translit"],
            ["detect"],
        )
    )
    reads, writes, full = given.sizes(), given.sizes(), given.number(256)
    steady = run_flaky(arguments, given.rest, [], [], None)
    assert run_flaky(arguments, given.rest, reads, writes, None) == steady
    status, written = run_flaky(arguments, given.rest, reads, writes, full)
    assert (status, written) == steady if len(steady[1]) <= full else status != 0 and written == steady[1][:full]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


TARGETS: dict[str, Callable[[bytes], None]] = {
    target.__name__: target for target in (table, toml, settings, machine, check, decode, detect, keys, stream, pipes)
}
