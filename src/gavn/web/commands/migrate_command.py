"""gavn migrate."""

from __future__ import annotations

import argparse

from gavn.web.commands.prepare import django_ready, migrated, say_line

HELP = "Bring the database to the schema that this version of gavn knows."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(asked: argparse.Namespace) -> int:
    """Migrate, and say so."""
    django_ready()
    migrated()
    say_line("The database is up to date.")
    return 0
