"""IBus itself, started for a test in a D-Bus session and folders of its own, and a program that types through it."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from tests.oracles.missing import program
from tests.places import ROOT
from translit.hosts.ibus_component import SYSTEM, install
from translit.hosts.keysyms import ALT, BACKSPACE, CONTROL, SUPER, character, keypad

PREEDIT, LOOKUP, FOCUS, PROPERTY, SURROUNDING = 1 << 0, 1 << 2, 1 << 3, 1 << 4, 1 << 5
_IBUS, _CONTEXT = "org.freedesktop.IBus", "org.freedesktop.IBus.InputContext"
COMMANDS = ALT | CONTROL | SUPER
_IBUS_PATH = "/org/freedesktop/IBus"
_SWITCHED_OFF = ["--panel=disable", "--emoji-extension=disable", "--config=disable"]


def private(folder: Path, **more: str) -> dict[str, str]:
    """Return an environment in which nothing of the user's is read or written."""
    named = {}
    for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"):
        named[name] = str(folder / name.lower())
        (folder / name.lower()).mkdir(mode=0o700, exist_ok=True)
    away = ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "IBUS_ADDRESS", "IBUS_COMPONENT_PATH")
    kept = {name: value for name, value in os.environ.items() if name not in away}
    return {**kept, **named, "GSETTINGS_BACKEND": "memory", "PYTHONPATH": str(ROOT), **more}


@contextmanager
def daemon(folder: Path, tables: Sequence[str], **more: str) -> Iterator[dict[str, str]]:
    """Install tables and run IBus; give the environment of programs that are to type through it."""
    environment = private(folder, **more)
    described, _ = install(tables, environment)
    address = f"unix:path={folder}/bus"
    with_tables = {**environment, "IBUS_COMPONENT_PATH": f"{SYSTEM}:{described.parent}"}
    command = [program("ibus-daemon", "ibus"), f"--address={address}", *_SWITCHED_OFF]
    with session_bus(environment) as session:
        process = subprocess.Popen(
            command, env={**with_tables, "DBUS_SESSION_BUS_ADDRESS": session}, stderr=subprocess.DEVNULL
        )
        try:
            until(lambda: _listens(folder / "bus"))
            yield {**environment, "IBUS_ADDRESS": address, "DBUS_SESSION_BUS_ADDRESS": session}
        finally:
            _end(process)


@contextmanager
def session_bus(environment: dict[str, str]) -> Iterator[str]:
    """Run a bus; give its address."""
    command = [program("dbus-daemon", "dbus-daemon"), "--session", "--nofork", "--print-address"]
    bus = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert bus.stdout
        yield bus.stdout.readline().strip()
    finally:
        _end(bus)


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        return caller.connect_ex(str(path)) == 0


def _end(process: subprocess.Popen[Any]) -> None:
    process.terminate()
    process.wait()
    if process.stdout:
        process.stdout.close()


def until(holds: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "IBus did not answer in time"
        time.sleep(0.02)


class Program:
    """A program with one text, typed into at its end; what IBus says is done to it."""

    def __init__(self, address: str, engine: str = "", *, surrounding: bool = False) -> None:
        """`surrounding`: whether it tells what stands before its caret, and can delete there."""
        self.text, self.pending, self.candidates = "", "", list[str]()
        self.properties: dict[str, Any] = {}
        self._surrounding = surrounding
        self._loop = asyncio.new_event_loop()
        self._bus = self._loop.run_until_complete(_connected(address))
        self._bus.add_message_handler(self._told)
        self._path = self.ask("CreateInputContext", "s", "test")[0]
        offered = PREEDIT | LOOKUP | FOCUS | PROPERTY | (SURROUNDING if surrounding else 0)
        self.call("SetCapabilities", "u", offered)
        self.call("FocusIn")
        if engine:
            self.call("SetEngine", "s", engine)

    def close(self) -> None:
        self._loop.run_until_complete(self._disconnected())
        self._loop.close()

    async def _disconnected(self) -> None:
        self._bus.disconnect()
        await self._bus.wait_for_disconnect()  # type: ignore[no-untyped-call]

    def ask(self, member: str, signature: str = "", *body: Any) -> list[Any]:
        """Call a method of IBus itself."""
        return self._call(_IBUS_PATH, _IBUS, member, signature, list(body))

    def call(self, member: str, signature: str = "", *body: Any) -> list[Any]:
        """Call a method of this program's input context."""
        return self._call(self._path, _CONTEXT, member, signature, list(body))

    def set_purpose(self, purpose: int, hints: int = 0) -> None:
        body = [_CONTEXT, "ContentType", Variant("(uu)", [purpose, hints])]
        self._call(self._path, "org.freedesktop.DBus.Properties", "Set", "ssv", body)

    def press(self, keysym: int, code: int = 0, state: int = 0) -> bool:
        """Press a key; what IBus leaves alone this program does itself."""
        if self._surrounding:
            self.call("SetSurroundingText", "vuu", _text(self.text), len(self.text), len(self.text))
        taken = bool(self.call("ProcessKeyEvent", "uuu", keysym, code, state)[0])
        if not taken and not state & COMMANDS:
            self.text = self.text[:-1] if keysym == BACKSPACE else self.text + (character(keysym) or keypad(keysym))
        return taken

    def type(self, keys: str) -> None:
        for key in keys:
            self.press(BACKSPACE if key == "\b" else ord(key) if ord(key) < 0x100 else 0x1000000 + ord(key))

    @property
    def has_lost_focus(self) -> bool:
        """Whether IBus has seen the focus go to another program."""
        current = self._bus_call(_IBUS_PATH, _IBUS, "CurrentInputContext")
        return current.message_type == MessageType.METHOD_RETURN and current.body[0] != self._path

    @property
    def shown(self) -> str:
        return self.text + self.pending

    def clear(self) -> None:
        """Begin with an empty field."""
        self.call("Reset")
        self.call("FocusOut")
        self.call("FocusIn")
        self.text, self.pending = "", ""

    def _call(self, path: str, interface: str, member: str, signature: str, body: list[Any]) -> list[Any]:
        reply = self._bus_call(path, interface, member, signature, body)
        assert reply.message_type == MessageType.METHOD_RETURN, reply.body
        return reply.body

    def _bus_call(
        self, path: str, interface: str, member: str, signature: str = "", body: Sequence[Any] = ()
    ) -> Message:
        message = Message(_IBUS, path, interface, member, signature=signature, body=list(body))
        reply = self._loop.run_until_complete(self._bus.call(message))
        assert reply is not None
        return reply

    def _told(self, message: Message) -> None:
        body = message.body
        match message.member:
            case "CommitText":
                self.text += body[0].value[2]
            case "UpdatePreeditText" | "UpdatePreeditTextWithMode":
                self.pending = body[0].value[2] if body[2] else ""
            case "HidePreeditText":
                self.pending = ""
            case "DeleteSurroundingText":
                offset, count = body
                assert self._surrounding and -offset == count
                self.text = self.text[:-count]
            case "UpdateLookupTable":
                self.candidates = [each.value[2] for each in body[0].value[7]] if body[1] else []
            case "RegisterProperties":
                self.properties = {each.value[2]: each.value for each in body[0].value[2]}
            case "UpdateProperty":
                self.properties[body[0].value[2]] = body[0].value


async def _connected(address: str) -> MessageBus:
    return await MessageBus(address, BusType.SESSION).connect()


def _text(text: str) -> Variant:
    return Variant("(sa{sv}sv)", ["IBusText", {}, text, Variant("(sa{sv}av)", ["IBusAttrList", {}, []])])
