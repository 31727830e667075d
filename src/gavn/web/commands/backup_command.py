"""gavn backup."""

from __future__ import annotations

import argparse
from pathlib import Path

from gavn.web import environment
from gavn.web.commands.prepare import django_ready, say_line

HELP = "Copy database and files into one archive while others go on working; the keys go to a folder apart."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to."""
    parser.add_argument("--into", type=Path, help="folder for the archive (default: backups in GAVN_DATA)")
    parser.add_argument("--keys-into", type=Path, help="folder for the keys (default: GAVN_KEY_BACKUP)")


def run(asked: argparse.Namespace) -> int:
    """Copy, and say where to."""
    django_ready()
    from gavn.web.copies import backed_up  # noqa: PLC0415  needs the settings

    given = environment.KEY_BACKUP.value
    keys_into = asked.keys_into or (Path(given) if given else None)
    archive = backed_up(asked.into or environment.data_folder() / "backups", keys_into=keys_into)
    say_line(f"Backup: {archive}")
    say_line(
        f"Keys: {keys_into}"
        if keys_into
        else "Keys: NOT copied. Without them nobody can read the names; use --keys-into."
    )
    return 0
