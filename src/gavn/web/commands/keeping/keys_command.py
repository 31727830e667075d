"""gavn keys."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gavn.web.commands.prepare import django_ready, migrated, say_line

HELP = (
    "Change the keys that names, drafts and files lie under: say how they stand, add a new one to each ring (rotate), "
    "seal everything under the newest (rewrap), throw one away that nothing needs (retire KEY)."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Status, rotate, rewrap or retire."""
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    kinds.add_parser("status", help="say for each key since when it is there and how many values lie under it")
    rotating = kinds.add_parser("rotate", help="add a new key to each ring; new values go under it at once")
    rotating.add_argument("--keys-into", type=Path, help="folder for a copy of the keys (default: GAVN_KEY_BACKUP)")
    kinds.add_parser("rewrap", help="seal everything that lies under an older key under the newest; may be run again")
    retiring = kinds.add_parser("retire", help="throw away a key that nothing lies under any more")
    retiring.add_argument("key", help="the id of the key, as `gavn keys status` prints it")


def run(asked: argparse.Namespace) -> int:
    """Do what was asked."""
    django_ready()
    migrated()
    return {"status": _status, "rotate": _rotate, "rewrap": _rewrap, "retire": _retire}[asked.what](asked)


def _status(_asked: argparse.Namespace) -> int:
    from gavn.works.services import key_states, missing_keys  # noqa: PLC0415  needs the settings

    for key in key_states():
        since = f"since {key.since:%Y-%m-%d %H:%M} UTC" if key.since else "since the beginning"
        marks = [*(["newest"] if key.newest else []), *(["hashes"] if key.oldest and key.ring == "vault" else [])]
        places = "".join(f"; {name} {values}" for name, values in sorted(key.uses.items()))
        told = f"{key.values} values{places}" if key.ring == "vault" else "closes the copies made since"
        say_line(f"{key.ring:<7} {key.id}  {since}  {told}{'  (' + ', '.join(marks) + ')' if marks else ''}")
    missing = missing_keys()
    for key_id, values in sorted(missing.items()):
        say_line(f"MISSING {key_id}  {values} values cannot be opened; restore the keys that belong to this data.")
    return 1 if missing else 0


def _rotate(asked: argparse.Namespace) -> int:
    from gavn.web.copies import keys_copied  # noqa: PLC0415
    from gavn.web.copies.places import key_folder  # noqa: PLC0415
    from gavn.works.services import rotate_keys  # noqa: PLC0415

    for ring, key_id in rotate_keys(by=None).items():
        say_line(f"{ring:<7} {key_id} is the newest key now.")
    folder = key_folder(asked.keys_into)
    say_line(f"Keys: {keys_copied(folder)}" if folder else "Keys: NOT copied. Copy them before the disk dies.")
    say_line("Next: `gavn keys rewrap`.")
    return 0


def _rewrap(_asked: argparse.Namespace) -> int:
    from gavn.works.services import rewrap_values  # noqa: PLC0415

    done: dict[str, int] = {}
    broken: list[str] = []
    for name, batch in rewrap_values(by=None):
        done[name] = done.get(name, 0) + batch.values
        broken += batch.broken
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{name}: {done[name]}")
            sys.stderr.flush()
    for name, values in done.items():
        say_line(f"{values:>9}  {name}")
    for name in broken:
        say_line(f"BROKEN   {name}: cannot be opened, left as it is.")
    say_line("Everything else lies under the newest key." if broken else "Everything lies under the newest key.")
    return 1 if broken else 0


def _retire(asked: argparse.Namespace) -> int:
    from gavn.works.services import retire_key  # noqa: PLC0415

    retire_key(asked.key, by=None)
    say_line(f"{asked.key} is gone. Copies that hold values under it need the copy of the keys made with them.")
    return 0
