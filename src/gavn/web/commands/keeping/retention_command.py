"""gavn retention."""

from __future__ import annotations

import argparse

from gavn.web.commands.prepare import django_ready, migrated, say_line

HELP = (
    "Keep no longer than needed: count, node by node, what is due to go and write the lists (preview), or let go what "
    "two persons released (run). Nothing goes that was not released. For a timer."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Preview or run."""
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    preview = kinds.add_parser("preview", help="count what is due to go; names are not read, nothing goes")
    preview.add_argument("--write", action="store_true", help="also write the lists that two persons then release")
    kinds.add_parser("run", help="let go what stands on released lists, and finish what was erased")


def run(asked: argparse.Namespace) -> int:
    """Do what was asked."""
    django_ready()
    migrated()
    return {"preview": _preview, "run": _run}[asked.what](asked)


def _preview(asked: argparse.Namespace) -> int:
    from gavn.access.selectors import controllers_and_roots  # noqa: PLC0415  needs the settings
    from gavn.rights.selectors.erasing import aged_at, due_persons, is_waiting  # noqa: PLC0415
    from gavn.rights.services.erasing import write_due_list  # noqa: PLC0415

    for unit in controllers_and_roots():
        persons, things = len(due_persons(unit)), aged_at(unit)
        told = "".join(f", {name} {number}" for name, number in sorted(things.items()))
        say_line(f"{unit.name}: persons {persons}{told}")
        if asked.write and (persons or any(things.values())) and not is_waiting(unit):
            write_due_list(by=None, unit=unit)
            say_line("  The list is written. It waits for somebody to look through it and for two persons' release.")
    return 0


def _run(_asked: argparse.Namespace) -> int:
    from gavn.rights.services.erasing import erase_again, run_released  # noqa: PLC0415

    again = erase_again()
    say_line(f"Erased from released lists: {run_released()} persons.")
    if again:
        say_line(f"Erased again: {again} persons that a restored copy had brought back.")
    return 0
