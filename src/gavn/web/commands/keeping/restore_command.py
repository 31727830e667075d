"""gavn restore."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from gavn.web.commands.prepare import django_ready, migrated, say_line

HELP = "Restore a backup into an empty GAVN_DATA (and, on PostgreSQL, an empty database), and prove it is the same."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What from."""
    parser.add_argument("archive", type=Path, help="the archive that `gavn backup` made")
    parser.add_argument("--keys", type=Path, help="the archive of keys that belongs to it")
    parser.add_argument(
        "--erased", type=Path, help="a list of who was erased (erased.json), newer than the one beside the archive"
    )
    parser.add_argument(
        "--unencrypted",
        action="store_true",
        help="take an archive of the first release, which is not encrypted: nothing proves who made it",
    )


def run(asked: argparse.Namespace) -> int:
    """Restore, and print counts and time."""
    began = time.perf_counter()
    django_ready()
    from gavn.web.copies import restored  # noqa: PLC0415  needs the settings

    done = restored(asked.archive, keys=asked.keys, unencrypted=asked.unencrypted, erased=asked.erased)
    seconds = time.perf_counter() - began
    say_line(f"Restored the copy made {done.made}: {len(done.tables)} tables, {done.rows} rows, {done.files} files.")
    say_line(f"Every count and checksum equals the copy. {seconds:.1f} s.")
    _erase_again()
    return 0


def _erase_again() -> None:
    """Whoever was erased since the copy was made is erased again before anybody works here."""
    from gavn.rights.services.erasing import erase_again  # noqa: PLC0415
    from gavn.works.gateways import erased_list  # noqa: PLC0415

    if known := erased_list():
        migrated()
        say_line(f"Erased again: {erase_again()} persons of {len(known)} on the list of who was erased.")
    else:
        say_line("No list of who was erased was found. If anybody was, name it with --erased and restore again.")
