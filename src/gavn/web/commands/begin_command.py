"""gavn begin: the first organisation and its administrator."""

from __future__ import annotations

import argparse
import getpass
import sys

from gavn.kernel.errors import Refused
from gavn.web.commands.prepare import django_ready, migrated, say_line

HELP = "Begin a real installation: its first organisation and its administrator. The password is asked for."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Who begins."""
    parser.add_argument("--organisation", required=True, help="name of the organisation that answers for the data")
    parser.add_argument("--email", required=True, help="address of the administrator")
    parser.add_argument("--name", required=True, help="name of the administrator")
    parser.add_argument("--language", default="en", choices=["en", "da", "sv"])


def _password() -> str:
    """Ask twice at a terminal; else read one line."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().strip()
    first, second = getpass.getpass("Password: "), getpass.getpass("Again: ")
    if first != second:
        raise Refused("The two passwords differ.")
    return first


def run(asked: argparse.Namespace) -> int:
    """Set up, all or nothing."""
    django_ready()
    migrated()
    from django.contrib.auth.password_validation import validate_password  # noqa: PLC0415
    from django.core.exceptions import ValidationError  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    from gavn.access.services import add_unit, add_user, give_role  # noqa: PLC0415
    from gavn.works.services import mark_installation  # noqa: PLC0415

    password = _password()
    try:
        validate_password(password)
    except ValidationError as wrong:
        raise Refused("{reason}", reason=" ".join(wrong.messages)) from wrong
    with transaction.atomic():
        mark_installation(demo=False)
        root = add_unit(by=None, name=asked.organisation, kind="organisation", controller=True)
        user = add_user(by=None, email=asked.email, name=asked.name, language=asked.language, password=password)
        give_role(by=None, user=user, role="administrator", at=root)
    say_line(f"{asked.organisation} is set up. Start with `gavn serve` and sign in as {asked.email}.")
    return 0
