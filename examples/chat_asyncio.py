"""A chat that types for its guests, by asyncio: `python chat_asyncio.py bg-translit 8023`, and `telnet localhost 8023`.

Each key is answered as it comes. Backspace takes back a key, Ctrl+T switches the table off and on, Enter says the line.
"""

from __future__ import annotations

import asyncio
import sys
from codecs import getincrementaldecoder

from translit.hosts.field import FieldTyping

#: A Telnet client sends each key, and does not write it down itself.
KEY_BY_KEY = b"\xff\xfb\x01\xff\xfb\x03"
BACKSPACE, TOGGLE, ENTER = "\b\x7f", "\x14", "\r\n"
LONGEST = 500
#: Who does not read what is said has so many bytes waiting, and is let go.
MOST_WAITING = 1 << 16


class Guest:
    """One connection: its line, and what writes on its terminal."""

    def __init__(self, table: str, writer: asyncio.StreamWriter) -> None:
        self.typing = FieldTyping(table)
        self.line = ""
        self._writer = writer

    def press(self, key: str) -> None:
        """Type one key, and show what it does."""
        if key in BACKSPACE:
            edit = self.typing.backspace(self.line)
            delete, insert = (bool(self.line), "") if edit is None else (edit.delete, edit.insert)
        elif key == TOGGLE:
            self.typing.enabled = not self.typing.enabled
            return self.typing.reset()
        elif not key.isprintable() or len(self.line) >= LONGEST:
            return None
        elif self.typing.enabled:
            edit = self.typing.key(self.line, key)
            delete, insert = edit.delete, edit.insert
        else:
            delete, insert = 0, key
        self.line = self.line[: len(self.line) - delete] + insert
        self.write("\b \b" * delete + insert)

    def say(self, text: str) -> None:
        """Write what somebody said above the line that is being typed."""
        self.write(f"\r\x1b[K{text}\r\n{self.line}")

    def write(self, text: str) -> None:
        if self._writer.transport.get_write_buffer_size() > MOST_WAITING:
            self._writer.transport.abort()
        else:
            self._writer.write(text.encode())


class Chat:
    """All guests. Nothing here waits, so that a key of one is not held up by another."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._guests: set[Guest] = set()

    async def welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        guest = Guest(self._table, writer)
        self._guests.add(guest)
        writer.write(KEY_BY_KEY)
        # What Telnet says of itself is no UTF-8, or no sign that is seen.
        decoder, before = getincrementaldecoder("utf-8")("ignore"), ""
        try:
            while sent := await reader.read(1024):
                for key in decoder.decode(sent):
                    if key not in ENTER:
                        guest.press(key)
                    elif before + key != ENTER:
                        self._said(guest)
                    before = key
        except ConnectionError:
            pass
        finally:
            self._guests.discard(guest)
            writer.close()

    def _said(self, guest: Guest) -> None:
        said, guest.line = guest.line, ""
        guest.typing.reset()
        for each in list(self._guests):
            each.say(said)


async def main(table: str = "bg-translit", port: str = "8023") -> None:
    server = await asyncio.start_server(Chat(table).welcome, "127.0.0.1", int(port))
    print("listening on port", server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
