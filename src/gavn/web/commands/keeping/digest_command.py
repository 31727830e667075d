"""gavn digest."""

from __future__ import annotations

import argparse

from gavn.web.commands.prepare import django_ready, migrated, say_line

HELP = "Write the mail digests that are due and send what waits in the outbox; for a timer where nothing is served."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Writing without sending is possible."""
    parser.add_argument("--write-only", action="store_true", help="leave the mails in the outbox")


def run(asked: argparse.Namespace) -> int:
    """Write, send, and say how many; 1 when mails wait that could not be sent."""
    django_ready()
    migrated()
    from django.conf import settings  # noqa: PLC0415

    from gavn.desk.services import write_digests  # noqa: PLC0415  needs the settings
    from gavn.works.selectors import unsent_messages  # noqa: PLC0415
    from gavn.works.services import send_messages  # noqa: PLC0415

    written = write_digests()
    sent = 0 if asked.write_only else send_messages()
    waiting = unsent_messages()
    say_line(f"{written} digests written, {sent} mails sent, {waiting} waiting.")
    return 1 if waiting and settings.EMAIL_HOST and not asked.write_only else 0
