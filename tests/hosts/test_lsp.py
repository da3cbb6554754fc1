"""`translit lsp` with a real client over its pipes: places in each encoding, findings as one types, fixes, commands."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.places import ROOT
from translit.checking.baseline import Baseline
from translit.checking.policy import load_policy
from translit.checking.stream import check_stream
from translit.hosts.lsp.letters import explain, letter_at
from translit.hosts.lsp.lines import UNITS, Lines

pytestmark = pytest.mark.slow

A = "\N{CYRILLIC SMALL LETTER A}"
LATIN_A = "\N{LATIN SMALL LETTER A}"
#: Letters before the fault that each encoding counts in its own way, and a line end that Python alone knows.
TEXT = f"x = 1\r\n\N{GRINNING FACE}ц\x0b = {A}dmin\n"
WORD = {"utf-8": 4 + 2 + 1 + 3, "utf-16": 2 + 1 + 1 + 3, "utf-32": 1 + 1 + 1 + 3}


class Editor(LanguageClient):
    """An editor with files open, that keeps what it is told and does what it is asked."""

    def __init__(self, settings: object = None) -> None:
        super().__init__("test", "1")
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        self.messages: list[str] = []
        self.texts: dict[str, str] = {}
        self.encoding = "utf-16"
        self.settings = settings

        def told(params: types.PublishDiagnosticsParams) -> None:
            self.told.put_nowait(params)

        def shown(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

        def asked(params: types.ConfigurationParams) -> list[object]:
            assert [item.section for item in params.items] == ["translit"]
            return [self.settings]

        def apply(params: types.ApplyWorkspaceEditParams) -> types.ApplyWorkspaceEditResult:
            self.apply(params.edit)
            return types.ApplyWorkspaceEditResult(True)

        feature: Any = self.feature
        feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(told)
        feature(types.WINDOW_SHOW_MESSAGE)(shown)
        feature(types.WORKSPACE_CONFIGURATION)(asked)
        feature(types.WORKSPACE_APPLY_EDIT)(apply)

    def open(self, uri: str, text: str, kind: str = "python") -> types.TextDocumentIdentifier:
        self.texts[uri] = text
        self.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, kind, 1, text)))
        return types.TextDocumentIdentifier(uri)

    def type(self, uri: str, text: str, version: int) -> None:
        self.texts[uri] = text
        self.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def next(self) -> types.PublishDiagnosticsParams:
        return await asyncio.wait_for(self.told.get(), 30)

    async def told_of(self, uri: str, codes: list[str]) -> list[types.Diagnostic]:
        """Wait until these findings, and no others, are told of a file."""
        while True:
            told = await self.next()
            if told.uri == uri and [found.code for found in told.diagnostics] == codes:
                return list(told.diagnostics)

    async def actions(self, uri: str, where: types.Range, only: list[str] | None = None) -> dict[str, types.CodeAction]:
        context = types.CodeActionContext([], only=only)
        params = types.CodeActionParams(types.TextDocumentIdentifier(uri), where, context)
        found = await self.text_document_code_action_async(params) or []
        return {each.title: each for each in found if isinstance(each, types.CodeAction)}

    def apply(self, edit: types.WorkspaceEdit | None) -> None:
        assert edit and edit.changes
        for uri, edits in edit.changes.items():
            text = self.texts[uri]
            lines = Lines(text, self.encoding)
            for each in sorted(edits, key=lambda one: (one.range.start.line, one.range.start.character), reverse=True):
                start, end = (lines.offset(at.line, at.character) for at in (each.range.start, each.range.end))
                text = text[:start] + each.new_text + text[end:]
            self.texts[uri] = text


@asynccontextmanager
async def editor(
    encodings: list[str] | None = None, options: object = None, settings: object = None, asks: bool = False
) -> AsyncIterator[Editor]:
    client = Editor(settings)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    await client.start_io(sys.executable, "-m", "translit", "lsp", "--stdio", env=env)
    general = types.GeneralClientCapabilities(position_encodings=encodings)
    workspace = types.WorkspaceClientCapabilities(configuration=asks, apply_edit=True)
    capabilities = types.ClientCapabilities(general=general, workspace=workspace)
    result = await client.initialize_async(types.InitializeParams(capabilities, initialization_options=options))
    agreed = result.capabilities.position_encoding
    client.encoding = str(getattr(agreed, "value", agreed))
    client.initialized(types.InitializedParams())
    try:
        yield client
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        stop: Any = client.stop
        await stop()


def run(session: Callable[[], Awaitable[None]]) -> None:
    async def timed() -> None:
        await asyncio.wait_for(session(), 60)

    asyncio.run(timed())


def place(line: int, column: int) -> types.Range:
    return types.Range(types.Position(line, column), types.Position(line, column))


@pytest.mark.parametrize("encodings", [None, ["utf-8", "utf-16"], ["utf-32"]])
def test_findings_stand_where_the_editor_counts_them(encodings: list[str] | None) -> None:
    async def session() -> None:
        async with editor(encodings) as client:
            assert client.encoding == (encodings or ["utf-16"])[0]
            client.open("file:///a.py", TEXT)
            (found,) = (await client.next()).diagnostics
            column, length = WORD[client.encoding], 6 if client.encoding == "utf-8" else 5
            assert found.range == types.Range(types.Position(1, column), types.Position(1, column + length))
            assert (found.code, found.severity, found.source) == (
                "mixed_script_confusable",
                types.DiagnosticSeverity.Warning,
                "translit",
            )
            for action in (await client.actions("file:///a.py", found.range)).values():
                client.apply(action.edit)
            assert client.texts["file:///a.py"] == TEXT.replace(A, LATIN_A)

    run(session)


def test_a_file_is_checked_as_it_is_written() -> None:
    async def session() -> None:
        async with editor() as client:
            client.open("untitled:1", "Утре имаме среща", "plaintext")
            assert list((await client.next()).diagnostics) == []
            for version in range(2, 12):
                client.type("untitled:1", f"Утре имаме срещ{LATIN_A}" + "!" * version, version)
            last = await client.next()
            assert [found.severity for found in last.diagnostics] == [types.DiagnosticSeverity.Error]
            assert last.version == 11 and client.told.empty(), "what is out of date is not checked"
            client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier("untitled:1")))
            assert list((await client.next()).diagnostics) == []

    run(session)


def test_one_finding_is_mended_or_all_of_a_kind() -> None:
    text = f"{A}dmin = 1\nus{A}ge = 2\nm\u202ex = 3\n"

    async def session() -> None:
        async with editor() as client:
            client.open("file:///a.py", text)
            await client.next()
            found = await client.actions("file:///a.py", place(1, 3))
            assert list(found) == ["Write “usage”", "Mend all 2 of mixed_script_confusable in this file"]
            assert found["Write “usage”"].is_preferred and found["Write “usage”"].diagnostics
            client.apply(found["Mend all 2 of mixed_script_confusable in this file"].edit)
            assert client.texts["file:///a.py"] == "admin = 1\nusage = 2\nm\u202ex = 3\n"
            assert list(await client.actions("file:///a.py", place(2, 1))) == ["Remove it"]
            assert await client.actions("file:///a.py", place(0, 8)) == {}

    run(session)


def test_all_that_is_sure_may_be_mended_when_a_file_is_saved() -> None:
    async def session() -> None:
        async with editor() as client:
            client.open("file:///a.md", f"Утре имаме срещ{LATIN_A}.\nТе c{LATIN_A} тук.\n", "markdown")
            await client.next()
            found = await client.actions("file:///a.md", place(0, 0), ["source.fixAll"])
            client.apply(found["Mend all that is sure"].edit)
            assert client.texts["file:///a.md"] == "Утре имаме среща.\nТе са тук.\n"

    run(session)


def test_hover_explains_a_letter() -> None:
    async def hover(client: Editor, at: types.TextDocumentIdentifier, line: int, column: int) -> str | None:
        found = await client.text_document_hover_async(types.HoverParams(at, types.Position(line, column)))
        return found.contents.value if found and isinstance(found.contents, types.MarkupContent) else None

    async def session() -> None:
        async with editor() as client:
            at = client.open("file:///a.py", f"{A}dmin = max\nи\u0306\u200b\n")
            await client.next()
            said = await hover(client, at, 0, 0)
            assert said == "`а` CYRILLIC SMALL LETTER A, U+0430; looks like `a` LATIN SMALL LETTER A, U+0061"
            assert "LATIN SMALL LETTER D" in (await hover(client, at, 0, 1) or ""), "beside a look-alike"
            assert await hover(client, at, 0, 9) is None
            assert await hover(client, at, 0, 11) is None, "the end of a line"
            assert (await hover(client, at, 1, 0) or "").split("\n\n") == [
                "`и` CYRILLIC SMALL LETTER I, U+0438",
                "COMBINING BREVE, U+0306",
                "ZERO WIDTH SPACE, U+200B",
            ]

    run(session)


def test_a_selection_is_converted_and_put_in_the_right_layout() -> None:
    async def call(client: Editor, command: str, *arguments: Any) -> object:
        return await client.workspace_execute_command_async(types.ExecuteCommandParams(command, arguments=arguments))

    async def session() -> None:
        async with editor(options={"tables": ["bg-law"]}) as client:
            uri = "file:///a.txt"
            client.open(uri, "😀 Щастие\nghbdtn vbh\n", "plaintext")
            await client.next()
            word = {"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 9}}
            row = {"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 10}}
            whole = types.Range(types.Position(0, 3), types.Position(0, 9))
            assert list(await client.actions(uri, whole)) == ["Convert by bg-law: “Shtastie”"]
            mended = await client.actions(uri, types.Range(types.Position(1, 0), types.Position(1, 10)), ["refactor"])
            assert "Repair the keyboard layout: “привет мир”" in mended
            assert await call(client, "translit.convert", uri, word, "bg-law") == "Shtastie"
            assert await call(client, "translit.repairLayout", uri, row) == "привет мир"
            assert client.texts[uri] == "😀 Shtastie\nпривет мир\n"
            client.type(uri, client.texts[uri], 2)
            await client.next()
            latin = {"start": {"line": 0, "character": 3}, "end": {"line": 0, "character": 11}}
            assert await call(client, "translit.convertBack", uri, latin, "bg-law") == "Щастие"
            assert await call(client, "translit.convert", uri, word, "bg-lav") is None
            assert "did you mean" in client.messages[-1]

    run(session)


def test_settings_of_the_editor_go_before_those_of_the_project(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    text = f"# качих го във facebookа, и {A}dmin\n"
    settings = tmp_path / "pyproject.toml"
    settings.write_text(f'[tool.translit.check]\nallowed_words = ["{A}dmin"]\nexclude = ["b.*"]\n', "utf-8")
    uri = (tmp_path / "a.py").as_uri()

    other = (tmp_path / "b.py").as_uri()

    async def session() -> None:
        async with editor(settings=None, asks=True) as client:
            client.open(other, f"{A}dmi")
            await client.told_of(other, [])
            client.open(uri, text)
            await client.told_of(uri, [])
            client.settings = {"policy": "text", "messages": "bg"}
            client.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))
            (found,) = await client.told_of(uri, ["mixed_script"])
            assert found.message == "„facebookа“ смесва букви от две азбуки. Може би „facebook-а“?"
            client.settings = {"policy": "txt"}
            client.workspace_did_change_configuration(types.DidChangeConfigurationParams({}))
            await client.told_of(uri, [])
            (said,) = client.messages
            assert said == "policy txt: no such policy; did you mean text? (a file of your own ends in .toml)"
            client.settings = {}
            client.workspace_did_change_configuration(types.DidChangeConfigurationParams({"translit": {}}))
            settings.write_text("[tool.translit.check]\n", "utf-8")
            client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
            await client.told_of(uri, ["mixed_script_confusable"])
            await client.told_of(other, ["mixed_script_confusable"])

    run(session)


def test_a_baseline_is_kept_to(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.translit.check]\nbaseline = 'old.json'\n", "utf-8")
    (tmp_path / "a.py").write_text(f"{A}dmin\n", "utf-8")
    baseline = Baseline(str(tmp_path / "old.json"))
    baseline.take(str(tmp_path / "a.py"), check_stream([f"{A}dmin\n".encode()], load_policy("code")))
    baseline.write()

    async def session() -> None:
        async with editor() as client:
            client.open((tmp_path / "a.py").as_uri(), f"\n{A}dmin\nus{A}ge\n")
            assert [found.range.start.line for found in (await client.next()).diagnostics] == [2]

    run(session)


@given(st.text(alphabet="aц😀\r\n\u2028\ud800", max_size=12), st.sampled_from(sorted(UNITS)))
def test_a_place_there_and_back_is_the_same(text: str, encoding: str) -> None:
    lines = Lines(text, encoding)
    for offset in range(len(text) + 1):
        # Between the two halves of a line end there is no place.
        if text[offset - 1 : offset + 1] != "\r\n":
            assert lines.offset(*lines.position(offset)) == offset


@given(st.text(alphabet="aиb\u0306\u200b\n ", max_size=12), st.integers(0, 12))
def test_a_letter_is_around_its_place(text: str, at: int) -> None:
    start, end = letter_at(text, at)
    assert (start <= at < end) if at < len(text) else end <= len(text)
    assert len(explain(text[start:end])) == max(end - start, 0)
