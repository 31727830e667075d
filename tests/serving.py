"""A server of its own for journeys: a free port, and waiting until it answers."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

START = "import sys; from gavn.web.commands import main; sys.exit(main(sys.argv[1:]))"
PATIENCE = 240
PASSWORD = "a long enough password"
"""What the first administrator of a real installation signs in with."""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def await_address(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/ready/", timeout=5).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
        else:
            return
    pytest.fail(f"The server did not come up:\n{log.read_text()[-3000:]}")


@contextmanager
def real_installation(folder: Path, password: str, **settings: str) -> Iterator[str]:
    """The address of an installation that was begun by command and is served; passkeys need a name, not a number."""
    port = free_port()
    kept = {name: told for name, told in os.environ.items() if not name.startswith(("GAVN_", "DATABASE", "DJANGO"))}
    house = {**kept, "GAVN_DATA": str(folder / "var"), **settings}

    def gavn(*command: str) -> list[str]:
        return [sys.executable, "-c", START, *command]

    begin = gavn("begin", "--organisation", "Midtby", "--email", "ada@example.org", "--name", "Ada")
    subprocess.run(begin, env=house, input=f"{password}\n", text=True, check=True, capture_output=True)
    log = folder / "server.log"
    with log.open("wb") as written:
        server = subprocess.Popen(
            gavn("serve", "--bind", f"127.0.0.1:{port}"), env=house, stdout=written, stderr=written
        )
    try:
        await_address(f"http://localhost:{port}", server, log)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait(timeout=30)
