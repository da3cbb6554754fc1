"""IBus: tables as input methods of the whole system (docs/ibus.md).

IBus starts `translit ibus serve`, which talks to it over D-Bus; `ibus_component` is what tells IBus so.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
from typing import TYPE_CHECKING, Any

from dbus_fast import BusType, Message, MessageType, Variant
from dbus_fast.aio import MessageBus

from ..engine import InputEngine
from ..table.library import find_table
from .ibus_component import BUS_NAME, PREFIX, addresses_kept, keep_addresses
from .table_keys import TableKeys

if TYPE_CHECKING:
    from collections.abc import Callable

_PATH = "/org/freedesktop/IBus/Engine/Translit"
_FACTORY = "org.freedesktop.IBus.Factory"
_ENGINE = "org.freedesktop.IBus.Engine"
_PROPERTIES = "org.freedesktop.DBus.Properties"
#: What is pending is settled by IBus itself when the focus goes.
_SETTLED_BY_IBUS = 1
_CAN_TELL_SURROUNDING = 1 << 5
_UNDERLINED = Variant("(sa{sv}uuuu)", ["IBusAttribute", {}, 1, 1, 0, 0])


class Engine:
    """One input context, or one for all of them, as IBus is set: its methods are those that IBus calls."""

    def __init__(self, table: str, emit: Callable[..., None]) -> None:
        self._table = table
        self._emit = emit
        self._keys = TableKeys(self._made(), self)

    def _made(self) -> InputEngine:
        return InputEngine(self._table, addresses=addresses_kept(self._table))

    # What the keys do.

    def delete(self, count: int) -> None:
        self._emit("DeleteSurroundingText", "iu", [-count, count])

    def commit(self, text: str) -> None:
        self._emit("CommitText", "v", [_text(text)])

    def show_pending(self, text: str) -> None:
        self._emit("UpdatePreeditText", "vubu", [_text(text, underlined=True), len(text), bool(text), _SETTLED_BY_IBUS])

    def show_candidates(self, texts: list[str], chosen: int) -> None:
        listed = [_text(text) for text in texts]
        size = max(len(listed), 1)
        table = ["IBusLookupTable", {}, size, chosen, True, True, 1, listed, []]
        self._emit("UpdateLookupTable", "vb", [Variant("(sa{sv}uubbiavav)", table), len(listed) > 1])

    def show_state(self) -> None:
        for each in self._listed():
            self._emit("UpdateProperty", "v", [each])

    # What IBus calls.

    def ProcessKeyEvent(self, keysym: int, keycode: int, state: int) -> bool:  # noqa: N802
        return self._keys.press(keysym, keycode, state)

    def FocusIn(self) -> None:  # noqa: N802
        listed = Variant("(sa{sv}av)", ["IBusPropList", {}, self._listed()])
        self._emit("RegisterProperties", "v", [listed])
        self._emit("RequireSurroundingText", "", [])
        self._keys.leave()

    def FocusOut(self) -> None:  # noqa: N802
        self._keys.leave()

    def Enable(self) -> None:  # noqa: N802
        self.FocusIn()

    def Disable(self) -> None:  # noqa: N802
        self._keys.leave()

    def Reset(self) -> None:  # noqa: N802
        self._keys.interrupted()

    def SetCapabilities(self, offered: int) -> None:  # noqa: N802
        self._keys.tells_surrounding = bool(offered & _CAN_TELL_SURROUNDING)

    def SetSurroundingText(self, text: Variant, caret: int, anchor: int) -> None:  # noqa: N802
        self._keys.surrounded_by(text.value[2], caret, anchor)

    def CandidateClicked(self, number: int, button: int, state: int) -> None:  # noqa: N802
        self._keys.choose(number)

    def CursorUp(self) -> None:  # noqa: N802
        self._keys.move(-1)

    def CursorDown(self) -> None:  # noqa: N802
        self._keys.move(1)

    def PropertyActivate(self, name: str, state: int) -> None:  # noqa: N802
        if name == "translit-on":
            self._keys.toggle(on=bool(state))
        elif name == "translit-addresses":
            keep_addresses(self._table, bool(state))
            self._keys.use(self._made())
            self.show_state()

    def set_content(self, purpose: int, hints: int) -> None:
        """Be told what a field is for."""
        self._keys.purpose = purpose

    def _listed(self) -> list[Variant]:
        table, kept = find_table(self._table), addresses_kept(self._table)
        spells = table.kind == "informal" or (
            table.kind == "scheme" and not table.base and table.source_script == "Latn"
        )
        addresses = spells if kept is None else kept
        return [
            _toggle("translit-on", "Type by the table", self._keys.on, symbol=table.language.upper()),
            _toggle("translit-addresses", "Leave addresses and @names as they are typed", addresses),
        ]


class Server:
    """What answers IBus: a factory of engines, and the engines it has made, by their paths."""

    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._engines: dict[str, Engine] = {}
        self._made = 0

    def answer(self, message: Message) -> Message | None:
        """Return the reply to a call; None for what the library answers itself."""
        if message.message_type != MessageType.METHOD_CALL:
            return None
        if message.interface == _FACTORY and message.member == "CreateEngine":
            return Message.new_method_return(message, "o", [self._create(message.body[0])])
        path = message.path or ""
        engine = self._engines.get(path)
        if engine is None:
            return None
        if message.interface == _ENGINE:
            return _called(engine, message)
        if message.interface == _PROPERTIES:
            return _property(engine, message)
        if message.member == "Destroy":
            del self._engines[path]
            return Message.new_method_return(message)
        return None

    def _create(self, name: str) -> str:
        self._made += 1
        path = f"{_PATH}{self._made}"

        def emit(member: str, signature: str, body: list[Any]) -> None:
            self._bus.send(
                Message(
                    message_type=MessageType.SIGNAL, path=path, interface=_ENGINE,
                    member=member, signature=signature, body=body,
                )
            )  # fmt: skip

        self._engines[path] = Engine(name.removeprefix(PREFIX), emit)
        return path


def _called(engine: Engine, message: Message) -> Message:
    if message.member == "ProcessKeyEvent":
        return Message.new_method_return(message, "b", [engine.ProcessKeyEvent(*message.body)])
    called = message.member or ""
    # Those of IBus begin with capitals; what is not here is of no use to an engine that types letters.
    if called[:1].isupper() and hasattr(engine, called):
        getattr(engine, called)(*message.body)
    return Message.new_method_return(message)


def _property(engine: Engine, message: Message) -> Message:
    """Answer for the properties of an engine: what its field is for is set, the others are asked for."""
    # So IBus calls `FocusIn` without a name, and tells what stands around the caret without being asked.
    known = {"FocusId": Variant("b", False), "ActiveSurroundingText": Variant("b", True)}
    if message.member == "Set":
        if message.body[1] == "ContentType":
            engine.set_content(*message.body[2].value)
        return Message.new_method_return(message)
    if message.member == "GetAll":
        return Message.new_method_return(message, "a{sv}", [known])
    found = known.get(message.body[1], Variant("(uu)", [0, 0]))
    return Message.new_method_return(message, "v", [found])


def _text(text: str, *, underlined: bool = False) -> Variant:
    marks = []
    if underlined and text:
        attribute = list(_UNDERLINED.value)
        attribute[-1] = len(text)
        marks.append(Variant("(sa{sv}uuuu)", attribute))
    listed = Variant("(sa{sv}av)", ["IBusAttrList", {}, marks])
    return Variant("(sa{sv}sv)", ["IBusText", {}, text, listed])


def _toggle(key: str, label: str, on: bool, symbol: str = "") -> Variant:
    nothing = Variant("(sa{sv}av)", ["IBusPropList", {}, []])
    said = ["IBusProperty", {}, key, 1, _text(label), "", _text(""), True, True, int(on), nothing, _text(symbol)]
    return Variant("(sa{sv}suvsvbbuvv)", said)


def _address() -> str:
    """Return where IBus listens; whom it started is told by the environment."""
    told = os.environ.get("IBUS_ADDRESS")
    return told or subprocess.run(["ibus", "address"], capture_output=True, text=True, check=True).stdout.strip()


async def _serve() -> None:
    bus = await MessageBus(_address(), BusType.SESSION).connect()
    server = Server(bus)
    bus.add_message_handler(server.answer)
    await bus.request_name(BUS_NAME)
    await bus.wait_for_disconnect()  # type: ignore[no-untyped-call]


def serve() -> None:
    """Type for IBus until it ends."""
    asyncio.run(_serve())
