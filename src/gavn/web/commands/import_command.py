"""gavn import: a file of another system, by its mapping."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gavn.kernel.errors import Refused
from gavn.web.commands.prepare import django_ready, migrated, say_line

if TYPE_CHECKING:
    from gavn.access.models import Unit
    from gavn.imports.pure import Contents, Mapping, Preview

HELP = "Bring in persons, stays and answers from another system's CSV or workbook, all or nothing."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which file, by which mapping, into which part of the tree."""
    parser.add_argument("file", type=Path, help="the file: CSV or .xlsx")
    parser.add_argument(
        "--mapping", type=Path, required=True, help="the mapping (.yaml) that says which column means what"
    )
    parser.add_argument("--into", help="name or id of the organisation below which the services are looked for")
    parser.add_argument(
        "--make-services", action="store_true", help="add the services that are missing there, with their programme"
    )
    parser.add_argument("--look", action="store_true", help="only say what the file would do")


def run(asked: argparse.Namespace) -> int:
    """Look, then take in; 1 when something is wrong and nothing was written."""
    django_ready()
    migrated()
    from django.db import transaction  # noqa: PLC0415  needs the settings

    from gavn.catalogue.selectors import instrument_or_none  # noqa: PLC0415
    from gavn.imports.pure import read_contents  # noqa: PLC0415
    from gavn.imports.selectors import mapping_of, matched  # noqa: PLC0415
    from gavn.imports.services import take_in  # noqa: PLC0415
    from gavn.measure.services import refresh_store  # noqa: PLC0415

    began = time.perf_counter()
    mapping = mapping_of(_read(asked.mapping).decode("utf-8", errors="replace"), file=str(asked.mapping))
    under = _unit(asked.into)
    contents = read_contents(_read(asked.file), mapping, instrument_or_none)
    with transaction.atomic():
        if asked.make_services:
            _make(contents, mapping, under)
        plan = matched(contents, mapping, by=None, under=under)
        _told(plan.preview)
        if plan.contents.troubles or asked.look:
            transaction.set_rollback(True)
            say_line("Nothing was imported.")
            return 1 if plan.contents.troubles else 0
        take_in(by=None, plan=plan, tell=_tell)
    refresh_store()
    say_line(f"Imported after {time.perf_counter() - began:.0f} s.")
    return 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise Refused("{path} cannot be read: {why}.", path=str(path), why=wrong.strerror or "?") from wrong


def _unit(name: str | None) -> Unit:
    """The node below which services are looked for: the named one, or the only organisation that answers for data."""
    from gavn.access.selectors import tree  # noqa: PLC0415

    units = tree()
    found = [one for one in units if (name in (one.name, one.public_id) if name else one.controller)]
    if len(found) == 1:
        return found[0]
    known = ", ".join(f"{one.name} ({one.public_id})" for one in units if one.controller)
    raise Refused("Say with --into below which organisation; there are: {known}.", known=known or "–")


def _make(contents: Contents, mapping: Mapping, under: Unit) -> None:
    """Add the services that the file names, working with their programme from the first entry on."""
    from gavn.imports.services import make_services  # noqa: PLC0415

    stays = contents.stays.values()
    programme = mapping.enrolment.programme if mapping.enrolment else None
    first = min((stay.entered.first for stay in stays if stay.entered.first), default=None)
    words = {stay.service for stay in stays}
    for unit in make_services(by=None, under=under, words=words, programme=programme, first=first):
        say_line(f"Service added: {unit.name}")


def _told(preview: Preview) -> None:
    """What the file would do, and what is wrong with it."""
    counts = {"individuals": preview.individuals, "enrolments": preview.enrolments}
    counts |= {"occasions": preview.occasions, "sets of answers": preview.responses}
    for word, (new, here) in counts.items() if preview.fit else ():
        say_line(f"{word:<16} {new:>8} new {here:>8} here already")
    say_line(f"{preview.rows} rows read; {len(preview.unread)} columns are not read.")
    for one in preview.warnings:
        say_line(f"Note, {one}")
    for one in preview.troubles:
        say_line(str(one))
    if preview.more:
        say_line(f"and {preview.more} more")


def _tell(percent: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\rtaking in: {percent} %" + ("\n" if percent == 100 else ""))
        sys.stderr.flush()
