"""The server itself: what an editor asks, and what it is answered (docs/editors.md)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from importlib.metadata import version
from typing import Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from ...convert.transliterator import compile_table
from ...detection.repair import repair_layout
from ...errors import TranslitError
from .actions import KINDS, actions, is_wanted
from .desk import Settings, find
from .letters import explain, letter_at
from .lines import Lines
from .sheet import Sheet

#: What the settings of this server are called in those of an editor.
SECTION = "translit"
#: So many seconds after the last key a file is checked.
DELAY = 0.15


class Server(LanguageServer):
    """One connection to an editor."""

    def __init__(self) -> None:
        # Whole texts: the library cuts lines at more characters than the protocol does, and would change others.
        super().__init__("translit", version("translit-toolkit"), types.TextDocumentSyncKind.Full)
        self.settings: Settings = Settings()
        self._told = ""

    def sheet(self, uri: str) -> Sheet:
        """Return a file as it stands, and what is wrong in it; what is wrong with the settings is told, once."""
        document = self.workspace.get_text_document(uri)
        lines = Lines(document.source, _name(self.workspace.position_encoding) or "utf-16")
        found = []
        try:
            path = document.path if uri.startswith("file:") else None
            found = find(document.source, path, document.language_id or "", self.settings)
            self._told = ""
        except TranslitError as error:
            if str(error) != self._told:
                self.tell(error)
            self._told = str(error)
        return Sheet(uri, document.source, lines, [each.finding for each in found], self.settings.messages)

    def tell(self, error: TranslitError) -> None:
        """Show what went wrong."""
        self.window_show_message(types.ShowMessageParams(types.MessageType.Error, str(error)))

    def publish(self, document: TextDocument) -> None:
        """Say what is wrong in a file."""
        sheet = self.sheet(document.uri)
        found = [sheet.diagnostic(each) for each in sheet.findings]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(document.uri, found, document.version))

    def publish_all(self) -> None:
        """Say it of all that are open."""
        for document in list(self.workspace.text_documents.values()):
            self.publish(document)

    async def take_settings(self) -> None:
        """Ask the editor what it wants, if it can be asked, and check what is open again."""
        workspace = self.client_capabilities.workspace
        if workspace and workspace.configuration:
            asked = types.ConfigurationParams([types.ConfigurationItem(section=SECTION)])
            for said in await self.workspace_configuration_async(asked):
                self.settings = Settings.of(said) if said else self.settings
        self.publish_all()

    async def rewrite(self, uri: str, where: types.Range, write: Callable[[str], str]) -> str | None:
        """Write a stretch of a file anew, and return what stands there then."""
        sheet = self.sheet(uri)
        start, end = sheet.places(where)
        try:
            written = write(sheet.text[start:end])
        except TranslitError as error:
            self.tell(error)
            return None
        if written != sheet.text[start:end]:
            edit = sheet.edit([(start, end, written)])
            await self.workspace_apply_edit_async(types.ApplyWorkspaceEditParams(edit, "translit"))
        return written


def _name(said: str | types.PositionEncodingKind | None) -> str:
    return str(getattr(said, "value", said or ""))


def _initialize(ls: Server, params: types.InitializeParams) -> None:
    ls.settings = Settings.of(params.initialization_options)


async def _initialized(ls: Server, params: types.InitializedParams) -> None:
    await ls.take_settings()


async def _configured(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    said: Any = params.settings
    if isinstance(said, dict) and SECTION in said:
        ls.settings = Settings.of(said[SECTION])
    await ls.take_settings()


def _opened(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    ls.publish(ls.workspace.get_text_document(params.text_document.uri))


def _saved(ls: Server, params: types.DidSaveTextDocumentParams) -> None:
    # It may have been a file with settings.
    ls.publish_all()


async def _changed(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    await asyncio.sleep(DELAY)
    document = ls.workspace.text_documents.get(params.text_document.uri)
    if document is not None and document.version == params.text_document.version:
        ls.publish(document)


def _closed(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))


def _acted(ls: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
    sheet = ls.sheet(params.text_document.uri)
    try:
        found = list(actions(sheet, *sheet.places(params.range), ls.settings.tables))
    except TranslitError as error:
        # A table that there is not.
        ls.tell(error)
        return []
    return [action for action in found if is_wanted(action, params.context.only)]


def _hovered(ls: Server, params: types.HoverParams) -> types.Hover | None:
    sheet = ls.sheet(params.text_document.uri)
    place, _ = sheet.places(types.Range(params.position, params.position))
    start, end = letter_at(sheet.text, place)
    letter = sheet.text[start:end]
    # In a program most letters are plain ones, of which there is something to say only where others stand beside them.
    is_found = any(found.start <= place < found.end for found in sheet.findings)
    if not letter or letter in "\r\n" or (letter.isascii() and not is_found):
        return None
    told = types.MarkupContent(types.MarkupKind.Markdown, "\n\n".join(explain(letter)))
    return types.Hover(told, sheet.span(start, end))


async def _convert(ls: Server, uri: str, range: types.Range, table: str) -> str | None:
    return await ls.rewrite(uri, range, lambda text: compile_table(table).transliterate(text))


async def _convert_back(ls: Server, uri: str, range: types.Range, table: str) -> str | None:
    return await ls.rewrite(uri, range, lambda text: compile_table(table, reverse=True).transliterate(text))


async def _repair_layout(ls: Server, uri: str, range: types.Range) -> str | None:
    return await ls.rewrite(uri, range, repair_layout)


_FEATURES: dict[str, Callable[..., Any]] = {
    types.INITIALIZE: _initialize,
    types.INITIALIZED: _initialized,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: _configured,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_SAVE: _saved,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
    types.TEXT_DOCUMENT_CODE_ACTION: _acted,
    types.TEXT_DOCUMENT_HOVER: _hovered,
}
_OPTIONS = {types.TEXT_DOCUMENT_CODE_ACTION: types.CodeActionOptions(KINDS)}
_COMMANDS: dict[str, Callable[..., Any]] = {
    "translit.convert": _convert,
    "translit.convertBack": _convert_back,
    "translit.repairLayout": _repair_layout,
}


def make_server() -> Server:
    """Return a server that nobody is connected to yet."""
    server = Server()
    for name, feature in _FEATURES.items():
        server.feature(name, _OPTIONS.get(name))(feature)
    for name, command in _COMMANDS.items():
        server.command(name)(command)
    return server
