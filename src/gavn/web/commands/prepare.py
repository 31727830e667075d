"""What most commands need first: Django, a migrated database, a way to show progress."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Thing = TypeVar("Thing")


def django_ready() -> None:
    """Load the settings and all stages; what a command then reads and writes is for the running of the house."""
    import django  # noqa: PLC0415  only commands that need it pay for it

    django.setup()
    from gavn.history.pure.purposes import RUNNING  # noqa: PLC0415
    from gavn.history.services import state_purpose  # noqa: PLC0415  needs the settings

    state_purpose(RUNNING)


def migrated() -> None:
    """Bring the database to the schema that this version knows."""
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)


def say_line(text: str) -> None:
    """One line to the person at the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def progress(things: Iterable[Thing], *, total: int, what: str) -> Iterator[Thing]:
    """The same things, with a line on the error channel that counts them."""
    step = max(1, total // 20)
    for number, thing in enumerate(things, 1):
        yield thing
        if sys.stderr.isatty() and (number % step == 0 or number == total):
            sys.stderr.write(f"\r{what}: {number} of {total}" + ("\n" if number == total else ""))
            sys.stderr.flush()
