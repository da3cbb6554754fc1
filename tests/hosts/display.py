"""A display for real windows: Xvfb, on a number that is free."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from tests.oracles.missing import program


@contextmanager
def display() -> Iterator[str]:
    """Run an X server; give the name of its display."""
    read, write = os.pipe()
    command = [program("Xvfb", "xvfb"), "-displayfd", str(write), "-screen", "0", "640x480x24", "-nolisten", "tcp"]
    server = subprocess.Popen([*command, "-noreset"], pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.kill()
        server.wait()


@contextmanager
def patience(process: subprocess.Popen[str], seconds: float = 60) -> Iterator[None]:
    """End a program that does not answer for so long, so that who reads from it goes on."""
    timer = Timer(seconds, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
