"""gavn drill."""

from __future__ import annotations

import argparse
from pathlib import Path

from gavn.kernel.errors import Refused
from gavn.web.commands.prepare import django_ready, say_line

HELP = (
    "Try a restore: bring a copy back into a folder and a database that go away again, let the doctor look at it, and "
    "print counts, checksums and seconds. The running installation stays as it is, but for a line of history."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which copy, with which keys."""
    parser.add_argument("archive", type=Path, nargs="?", help="the copy to try (default: the newest in GAVN_BACKUPS)")
    parser.add_argument(
        "--keys",
        type=Path,
        help="the copy of the keys (default: the one made with the archive in GAVN_KEY_BACKUP, else the keys here)",
    )
    parser.add_argument(
        "--unencrypted", action="store_true", help="the copy is one of the first release, which is not encrypted"
    )


def run(asked: argparse.Namespace) -> int:
    """Drill, and print what came back; 1 when it would not have been enough."""
    django_ready()
    from gavn.web.copies import drilled  # noqa: PLC0415  needs the settings
    from gavn.web.copies.places import copies_folder, key_folder, keys_beside, newest_copy  # noqa: PLC0415

    archive = asked.archive or newest_copy(copies_folder(None))
    if archive is None or not archive.is_file():
        raise Refused("There is no copy to try; make one with `gavn backup`, or name one.")
    keys = asked.keys or keys_beside(archive, key_folder(None))
    say_line(f"Copy: {archive}")
    say_line(f"Keys: {keys or 'those of this installation; no copy of keys lies beside the archive'}")
    done = drilled(archive, keys=keys, unencrypted=asked.unencrypted)
    for name, one in sorted(done.tables.items()):
        say_line(f"{one['rows']:>9}  {one['sum']}  {name}")
    for finding in done.findings:
        say_line(f"{'ok   ' if finding['well'] else 'WRONG'} {finding['what']}: {finding['text']}")
    if done.trouble:
        say_line(f"WRONG restore: {done.trouble}")
    say_line(f"{len(done.tables)} tables, {done.rows} rows, {done.files} files; {done.seconds:.1f} s.")
    say_line("Everything came back as it was copied." if done.well else "This copy does NOT bring everything back.")
    return 0 if done.well else 1
