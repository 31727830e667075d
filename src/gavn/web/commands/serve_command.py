"""gavn serve: web processes, one worker and a tick each minute, kept alive together."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from gavn.web import environment
from gavn.web.commands.prepare import django_ready, migrated, say_line

HELP = "Serve the pages, run the jobs and keep the clock; stops on Ctrl-C or SIGTERM."
TICK_SECONDS = 60
PAUSE = 0.5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen and with how many processes."""
    parser.add_argument("--bind", default=environment.BIND.value, help="address:port (default %(default)s)")
    parser.add_argument("--workers", type=int, default=int(environment.WORKERS.value), help="web processes")


def web_command(bind: str, workers: int) -> list[str]:
    """How the web server is started: processes that hold no state, each renewed now and then."""
    return [
        sys.executable, "-m", "gunicorn", "gavn.web.wsgi:application", "--bind", bind, "--workers", str(workers),
        "--preload",
        "--timeout", "60", "--max-requests", "20000", "--max-requests-jitter", "2000", "--log-level", "warning",
    ]  # fmt: skip


def worker_name(bind: str) -> str:
    """What the worker of this server is called: the same after it died, so that what it had in hand is found."""
    return f"{socket.gethostname()[:40]} {bind}"[:64]


def worker_command(name: str) -> list[str]:
    """How the worker for jobs is started."""
    return [sys.executable, "-m", "django", "db_worker", "--interval", "1", "-v", "0", "--worker-id", name]


class Household:
    """The child processes; one that dies is started again, after what must be done before each of its starts."""

    def __init__(self, commands: list[tuple[list[str], Callable[[], object]]]) -> None:
        self.commands = commands
        self.children = [self.start(place) for place in range(len(commands))]
        self.leaving = False

    def start(self, place: int) -> subprocess.Popen[bytes]:
        """Start a child."""
        command, first = self.commands[place]
        first()
        return subprocess.Popen(command)  # noqa: S603  our own commands

    def leave(self, _signal: int, _frame: FrameType | None) -> None:
        """Ask to stop."""
        self.leaving = True

    def revive(self) -> None:
        """Start again what died."""
        for place, child in enumerate(self.children):
            if child.poll() is not None and not self.leaving:
                time.sleep(PAUSE)
                self.children[place] = self.start(place)

    def close(self) -> None:
        """Ask every child to end, and wait for it."""
        for child in self.children:
            child.send_signal(signal.SIGTERM)
        for child in self.children:
            try:
                child.wait(timeout=10)
            except subprocess.TimeoutExpired:
                child.kill()


def serve(bind: str, workers: int) -> int:
    """Serve until told to stop."""
    from gavn.web.tick import tick  # noqa: PLC0415
    from gavn.works.services import give_back_jobs  # noqa: PLC0415

    os.environ["DJANGO_SETTINGS_MODULE"] = "gavn.web.settings"
    name = worker_name(bind)
    household = Household(
        [(web_command(bind, workers), lambda: None), (worker_command(name), lambda: give_back_jobs(name))]
    )
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, household.leave)
    beat = 0.0
    while not household.leaving:
        if time.monotonic() - beat >= TICK_SECONDS:
            beat = time.monotonic()
            tick()
        household.revive()
        time.sleep(PAUSE)
    household.close()
    return 0


def run(asked: argparse.Namespace) -> int:
    """Migrate, then serve."""
    django_ready()
    migrated()
    _without_the_erased()
    say_line(f"gavn listens on http://{asked.bind}/")
    return serve(asked.bind, asked.workers)


def _without_the_erased() -> None:
    """Whatever way the data came back: nobody works here with somebody who was erased."""
    from gavn.rights.services.erasing import erase_again  # noqa: PLC0415  needs the settings

    if again := erase_again():
        say_line(f"Erased again: {again} persons that a restored copy had brought back.")
