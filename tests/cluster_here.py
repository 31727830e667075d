"""A PostgreSQL of its own, which a test may stop, kill and bring back."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from serving import free_port


class Cluster:
    """A PostgreSQL of its own that keeps its log of changes in a folder apart."""

    def __init__(self, home: Path) -> None:
        self.home, self.port, self.server = home, free_port(), None
        self.bin = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: int(one.parent.name))[-1]
        # PostgreSQL refuses to run as root.
        self.as_whom = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        self.pgdata, self.wal = home / "cluster", home / "wal"
        for folder in (self.wal, home / "base"):
            self.done("mkdir", "-p", str(folder))

    def done(self, program: str, *arguments: str) -> None:
        """Run a program as the owner of the cluster."""
        path = self.bin / program
        command = [*self.as_whom, str(path) if path.exists() else program, *arguments]
        subprocess.run(command, cwd=self.home, check=True, capture_output=True)

    def start(self, *settings: str) -> None:
        """Start, and wait until it takes writes."""
        options = [part for one in ("listen_addresses=127.0.0.1", "unix_socket_directories=", *settings)
                   for part in ("-c", one)]  # fmt: skip
        command = [*self.as_whom, str(self.bin / "postgres"), "-D", str(self.pgdata), "-p", str(self.port), *options]
        with (self.home / "log").open("ab") as log:
            self.server = subprocess.Popen(command, cwd=self.home, stdout=log, stderr=log)
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                if not self.asked("SELECT pg_is_in_recovery()", database="postgres"):
                    return
            except psycopg.OperationalError:
                assert self.server.poll() is None, (self.home / "log").read_text()[-2000:]
            time.sleep(0.2)
        pytest.fail((self.home / "log").read_text()[-2000:])

    def asked(self, question: str, database: str = "gavn"):
        """One value."""
        address = f"postgresql://gavn@127.0.0.1:{self.port}/{database}"
        with psycopg.connect(address, autocommit=True) as connection:
            return connection.execute(question).fetchone()[0]

    def die(self) -> None:
        """Stop at once, without a last checkpoint; the wrapper that changed user passes no signal on."""
        kept = self.pgdata / "postmaster.pid"
        if self.server is not None and self.server.poll() is None and kept.exists():
            os.kill(int(kept.read_text().splitlines()[0]), 3)
            self.server.wait(timeout=60)

    def killed(self) -> None:
        """Every process of the server dies at one blow."""
        first = int((self.pgdata / "postmaster.pid").read_text().splitlines()[0])
        others = [int(one) for one in Path(f"/proc/{first}/task/{first}/children").read_text().split()]
        for process in (first, *others):
            os.kill(process, signal.SIGKILL)
        self.server.wait(timeout=60)


@contextmanager
def own_cluster(*settings: str) -> Iterator[Cluster]:
    """A cluster with an empty database, gone afterwards; the settings may name its folder for the log as {wal}."""
    home = Path(tempfile.mkdtemp(prefix="gavn-cluster-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")
    made = Cluster(home)
    made.done("initdb", "--pgdata", str(made.pgdata), "--username", "gavn", "--auth", "trust", "--encoding", "UTF8")
    made.start(*[one.replace("{wal}", str(made.wal)) for one in settings])
    made.done("createdb", "--host", "127.0.0.1", "--port", str(made.port), "--username", "gavn", "gavn")
    try:
        yield made
    finally:
        made.die()
        shutil.rmtree(home)
