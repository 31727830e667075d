"""gavn backup."""

from __future__ import annotations

import argparse
from pathlib import Path

from gavn.web.commands.prepare import django_ready, say_line

HELP = (
    "Copy database and files into one encrypted archive while others go on working, and read it again; "
    "the keys go to a folder apart."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to, how long, or what to verify."""
    parser.add_argument("--into", type=Path, help="folder for the archive (default: GAVN_BACKUPS)")
    parser.add_argument("--keys-into", type=Path, help="folder for the keys (default: GAVN_KEY_BACKUP)")
    parser.add_argument(
        "--keep-days",
        type=int,
        default=35,
        help="throw away gavn's own copies in these folders that are older (default %(default)s; 0 keeps all)",
    )
    parser.add_argument("--verify", type=Path, metavar="FILE", help="make no copy; read this one to its end instead")
    parser.add_argument("--keys", type=Path, help="with --verify: the copy of the keys, where the keys are not here")


def run(asked: argparse.Namespace) -> int:
    """Copy, and say where to; or verify."""
    django_ready()
    return _verify(asked) if asked.verify else _copy(asked)


def _copy(asked: argparse.Namespace) -> int:
    from gavn.web.copies import backed_up  # noqa: PLC0415  needs the settings
    from gavn.web.copies.places import copies_folder, key_folder  # noqa: PLC0415

    keys_into = key_folder(asked.keys_into)
    done = backed_up(copies_folder(asked.into), keys_into=keys_into, keep_days=asked.keep_days)
    say_line(f"Backup: {done.archive}")
    rows = sum(one["rows"] for one in done.manifest["tables"].values())
    say_line(
        f"Read again and whole: {len(done.manifest['tables'])} tables, {rows} rows, {_files(done.manifest)} files."
    )
    for path in done.gone:
        say_line(f"Aged out: {path}")
    say_line(
        f"Keys: {done.keys}"
        if done.keys
        else "Keys: NOT copied. Without them nobody can open this copy; use --keys-into."
    )
    return 0


def _files(manifest: dict[str, dict[str, str]]) -> int:
    return len(manifest["files"])


def _verify(asked: argparse.Namespace) -> int:
    from gavn.web.copies import looked_through  # noqa: PLC0415
    from gavn.web.copies.keys import read_keys  # noqa: PLC0415

    manifest = looked_through(asked.verify, keys=read_keys(asked.keys) if asked.keys else None)
    rows = sum(one["rows"] for one in manifest["tables"].values())
    say_line(
        f"Whole: made {manifest['made']}, {len(manifest['tables'])} tables, {rows} rows, {_files(manifest)} files."
    )
    return 0
