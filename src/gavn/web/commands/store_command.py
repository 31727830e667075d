"""gavn store."""

from __future__ import annotations

import argparse
import time

from gavn.web.commands.prepare import django_ready, migrated, say_line

HELP = "Write the analysis store anew, say how it stands, or check its files."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Refresh, status or verify."""
    kinds = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    kinds.add_parser("refresh", help="write the whole store anew from the database")
    kinds.add_parser("status", help="say when the figures were frozen and whether something was written since")
    kinds.add_parser("verify", help="hold every file against its checksum; 1 when one is missing or was changed")


def run(asked: argparse.Namespace) -> int:
    """Do what was asked."""
    django_ready()
    migrated()
    return {"refresh": _refresh, "status": _status, "verify": _verify}[asked.what]()


def _refresh() -> int:
    from gavn.measure.services import refresh_store  # noqa: PLC0415  needs the settings

    started = time.monotonic()
    store = refresh_store()
    for name in store.names:
        say_line(f"{store.rows(name):>9}  {name}")
    say_line(f"Snapshot {store.snapshot} written in {time.monotonic() - started:.1f} s.")
    return 0


def _status() -> int:
    from gavn.measure.selectors import store_state  # noqa: PLC0415  needs the settings

    state = store_state()
    if state.manifest is None:
        say_line("The store was not written yet; the first page that needs it writes it, or `gavn store refresh`.")
        return 0
    rows = sum(one.rows for one in state.manifest.tables.values())
    say_line(f"Snapshot {state.manifest.snapshot}: {len(state.manifest.tables)} tables, {rows} rows.")
    say_line(f"Frozen at {state.manifest.made_at:%Y-%m-%d %H:%M:%S} UTC.")
    say_line("Something was written since." if state.behind else "Nothing was written since.")
    return 0


def _verify() -> int:
    from gavn.measure.selectors import store_problems, store_state  # noqa: PLC0415  needs the settings

    if store_state().manifest is None:
        say_line("The store was not written yet.")
        return 0
    problems = store_problems()
    for problem in problems:
        say_line(problem)
    say_line("Damaged; write it anew with `gavn store refresh`." if problems else "All files are as they were written.")
    return 1 if problems else 0
