"""The chat of examples/chat_asyncio.py: guests type into it over real connections, key by key."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from codecs import getincrementaldecoder
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager

from tests.places import ROOT
from tests.sequences import Press, sequences, typed
from translit import compile_table

COMMAND = [sys.executable, str(ROOT / "examples" / "chat_asyncio.py"), "bg-translit", "0"]
TELNET = b"\xff\xfb\x01\xff\xfb\x03"


@contextmanager
def chat() -> Iterator[int]:
    """Run the chat; give its port."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout
            yield int(process.stdout.readline().split()[-1])
        finally:
            process.kill()


class Terminal:
    """What a guest sees: lines that were said, and the line that is typed."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.lines, self.column = [""], 0
        self._reader, self._writer = reader, writer
        self._decoder = getincrementaldecoder("utf-8")()

    def send(self, keys: str | bytes) -> None:
        self._writer.write(keys if isinstance(keys, bytes) else keys.encode())

    async def until(self, holds: Callable[[], bool]) -> None:
        """Read until something holds."""
        while not holds():
            read = await asyncio.wait_for(self._reader.read(4096), 20)
            assert read, "the chat has hung up"
            for part in re.findall("\x1b\\[K|.", self._decoder.decode(read), re.DOTALL):
                self._show(part)

    def _show(self, part: str) -> None:
        match part:
            case "\r":
                self.column = 0
            case "\n":
                self.lines.append("")
            case "\b":
                self.column -= 1
            case "\x1b[K":
                self.lines[-1] = self.lines[-1][: self.column]
            case _:
                line = self.lines[-1]
                self.lines[-1] = line[: self.column] + part + line[self.column + 1 :]
                self.column += 1

    @property
    def line(self) -> str:
        """What is typed: a letter that was taken back leaves a blank."""
        return self.lines[-1][: self.column]


@asynccontextmanager
async def guest(port: int) -> AsyncIterator[Terminal]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        assert await reader.readexactly(len(TELNET)) == TELNET
        # So a client answers.
        writer.write(b"\xff\xfd\x01\xff\xfd\x03")
        yield Terminal(reader, writer)
    finally:
        writer.close()
        await writer.wait_closed()


def run(session: Callable[[Terminal, Terminal], Awaitable[None]]) -> None:
    """Have two guests in a chat."""

    async def both(port: int) -> None:
        async with guest(port) as one, guest(port) as other:
            await session(one, other)

    with chat() as port:
        asyncio.run(asyncio.wait_for(both(port), 60))


def test_types_what_the_engine_types() -> None:
    compiled = compile_table("bg-translit")
    every = ["".join(press.key for press in presses) for presses in sequences(compiled)]
    every = [keys for keys in every if keys.replace("\b", "").isprintable()]

    async def session(one: Terminal, other: Terminal) -> None:
        for number, keys in enumerate(every):
            (one, other)[number % 2].send(keys + "\r\n")
            for each in (one, other):
                await each.until(lambda each=each, number=number: len(each.lines) == number + 2)  # type: ignore[misc]
        assert one.lines == other.lines == [*(typed(compiled, tuple(map(Press, keys))) for keys in every), ""]

    assert len(every) > 150
    run(session)


def test_a_key_is_shown_at_once_and_what_others_say_above_it() -> None:
    async def session(one: Terminal, other: Terminal) -> None:
        one.send("shta")
        await one.until(lambda: one.line == "ща")
        one.send("s\x7f\x7f")
        await one.until(lambda: one.line == "щ")
        other.send("da\x14 ok\r")
        await one.until(lambda: one.lines[-2:] == ["да ok", "щ"] and one.line == "щ")
        # Half a letter waits for the other half; what is no UTF-8 is left out.
        one.send(b"\xff\xd1")
        one.send(b"\x8f")
        await one.until(lambda: one.line == "щя")
        other.send("\x14" + "a" * 600 + "\r\n")
        await one.until(lambda: "а" * 500 in one.lines and one.line == "щя")

    run(session)
