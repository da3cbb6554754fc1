"""Fcitx itself types by exported tables, on a bus of its own, set up as the instructions of the export say."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from dbus_fast import BusType, Message, MessageType
from dbus_fast.aio import MessageBus

from tests.hosts.ibus_session import private, session_bus
from tests.oracles.missing import program
from tests.sequences import Press, sequences, typed
from translit import compile_table
from translit.convert.transliterator import Transliterator
from translit.hosts.keysyms import BACKSPACE
from translit.interchange import export
from translit.interchange.fcitx import INSTALL
from translit.machine.trie import written_for_tables

#: Layouts, schemes that are typed, and a way back: what sequences of keys can say.
TABLES = [
    *(("bg-phonetic-traditional", False), ("ru-jcuken", False)),
    *(("ru-translit-m17n", False), ("sr-vim", False), ("be-icao-9303", True)),
]
FCITX, CONTEXT, CONTROLLER = "org.fcitx.Fcitx5", "org.fcitx.Fcitx.InputContext1", "org.fcitx.Fcitx.Controller1"
ADDONS = "dbus,dbusfrontend,keyboard,table,punctuation,pinyinhelper"
#: What a program says that it can: show what is pending, with its format.
SHOWS_PENDING = 1 << 1 | 1 << 4


def put(compiled: Transliterator, environment: dict[str, str]) -> str:
    """Put a table where the instructions say; return its name."""
    made = export(compiled, "fcitx", lossy=True)
    name = Path(made.file).stem
    folder = Path(environment["XDG_DATA_HOME"], "fcitx5")
    for each in ("table", "inputmethod"):
        (folder / each).mkdir(parents=True, exist_ok=True)
    source = folder / made.file
    source.write_bytes(made.content)
    command = [program("libime_tabledict", "libime-bin"), str(source), str(folder / "table" / f"{name}.main.dict")]
    subprocess.run(command, check=True, capture_output=True)
    settings = INSTALL[INSTALL.index("[InputMethod]") :].replace("bg-phonetic-traditional", name)
    (folder / "inputmethod" / f"{name}.conf").write_text(settings, "utf-8")
    return name


@contextmanager
def fcitx(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """Run Fcitx with the tables; give the address of its bus, and their names."""
    environment = private(folder)
    names = [put(compile_table(table_id, reverse=reverse), environment) for table_id, reverse in TABLES]
    settings = Path(environment["XDG_CONFIG_HOME"], "fcitx5")
    settings.mkdir()
    listed = "".join(f"[Groups/0/Items/{n}]\nName={name}\n\n" for n, name in enumerate(["keyboard-us", *names]))
    head = f"[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM={names[0]}\n\n"
    (settings / "profile").write_text(f"{head}{listed}[GroupOrder]\n0=Default\n", "utf-8")
    (settings / "config").write_text("[Behavior]\nActiveByDefault=True\n", "utf-8")
    command = [program("fcitx5", "fcitx5"), "--disable=all", f"--enable={ADDONS}"]
    with session_bus(environment) as address:
        told = {**environment, "DBUS_SESSION_BUS_ADDRESS": address}
        process = subprocess.Popen(command, env=told, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield address, names
        finally:
            process.terminate()
            process.wait()


class Field:
    """A text that is typed into at its end."""

    def __init__(self, bus: MessageBus) -> None:
        self.text, self.pending = "", ""
        self._bus = bus
        self._path = ""
        bus.add_message_handler(self._told)

    async def open(self) -> None:
        for _ in range(200):
            asked = Message(
                "org.freedesktop.DBus", "/", "org.freedesktop.DBus", "NameHasOwner", signature="s", body=[FCITX]
            )
            reply = await self._bus.call(asked)
            if reply and reply.body[0]:
                break
            await asyncio.sleep(0.05)
        place = "/org/freedesktop/portal/inputmethod", "org.fcitx.Fcitx.InputMethod1"
        self._path = (await self._call(*place, "CreateInputContext", "a(ss)", [["program", "test"]]))[0]
        await self._ask("SetCapability", "t", SHOWS_PENDING)
        await self._ask("FocusIn")

    async def use(self, name: str) -> None:
        await self._call("/controller", CONTROLLER, "SetCurrentIM", "s", name)

    async def type(self, keys: str) -> str:
        """Return what stands there after these keys, pending letters included; the field is empty before."""
        await self._ask("Reset")
        self.text, self.pending = "", ""
        for key in keys:
            taken = await self._ask("ProcessKeyEvent", "uuubu", BACKSPACE if key == "\b" else ord(key), 0, 0, False, 0)
            self.text = self.text if taken[0] else self.text[:-1] if key == "\b" else self.text + key
        return self.text + self.pending

    async def _ask(self, member: str, signature: str = "", *body: Any) -> list[Any]:
        return await self._call(self._path, CONTEXT, member, signature, *body)

    async def _call(self, path: str, interface: str, member: str, signature: str = "", *body: Any) -> list[Any]:
        reply = await self._bus.call(Message(FCITX, path, interface, member, signature=signature, body=list(body)))
        assert reply is not None and reply.message_type == MessageType.METHOD_RETURN, reply and reply.body
        return reply.body

    def _told(self, message: Message) -> None:
        if message.member == "CommitString":
            self.text += message.body[0]
        elif message.member == "UpdateFormattedPreedit":
            self.pending = "".join(text for text, _ in message.body[0])


def drawn(compiled: Transliterator) -> list[str]:
    """Return the sequences as far as Fcitx has them: what stands for a choice of candidates is not typed behind letters
    that are undecided, and Backspace, AltGr and signs that are not ASCII are its own.
    """
    held = written_for_tables(compiled._rules).written
    begins = {sequence[:length] for sequence in held for length in range(1, len(sequence))}
    texts = ["".join(press.key for press in presses) for presses in sequences(compiled, backspaces=False)]
    chosen = [text for text in texts if text.isascii() and text.isprintable()]
    return [
        text
        for text in chosen
        if not any(this in begins and (then == " " or then.isdigit()) for this, then in pairwise(text))
    ]


@pytest.mark.slow
def test_fcitx_types_what_the_engine_types(tmp_path: Path) -> None:
    async def session(address: str, names: list[str]) -> None:
        bus = await MessageBus(address, BusType.SESSION).connect()
        field = Field(bus)
        await field.open()
        for (table_id, reverse), name in zip(TABLES, names, strict=True):
            compiled = compile_table(table_id, reverse=reverse)
            await field.use(name)
            texts = drawn(compiled)
            assert len(texts) > 90
            for keys in texts:
                wanted = typed(compiled, tuple(map(Press, keys)), addresses=False)
                assert await field.type(keys) == wanted, (name, keys)
        # An undecided letter is taken back by its key, others as Fcitx does; a blank behind one chooses it.
        assert [await field.type(keys) for keys in ("s\bah", "sh\b", "s a")] == ["аг", "", "са"]
        bus.disconnect()
        await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    with fcitx(tmp_path) as (address, names):
        asyncio.run(asyncio.wait_for(session(address, names), 120))
