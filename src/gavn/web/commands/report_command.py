"""gavn report: a service's yearly report as a file."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from gavn.kernel.errors import Refused
from gavn.kernel.periods import Period
from gavn.web.commands.prepare import django_ready, migrated

if TYPE_CHECKING:
    from gavn.access.models import Unit

HELP = "Make a report as a file: PDF, web page, Word or a tidy table."
KINDS = ("service-year",)
FORMATS = ("pdf", "html", "docx", "csv")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which report, about which service, of which period, in which form."""
    parser.add_argument("report", choices=KINDS, help="service-year: the yearly report of one service")
    parser.add_argument("--at", required=True, metavar="SERVICE", help="the service's name or id")
    parser.add_argument("--period", required=True, help="from..to, for example 2026-01-01..2026-12-31")
    parser.add_argument("--format", choices=FORMATS, default="pdf", help="default %(default)s")
    parser.add_argument("--language", choices=("en", "da", "sv"), default="en", help="default %(default)s")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the file to write; - writes to the standard output")


def run(asked: argparse.Namespace) -> int:
    """Make the report with all its numbers, and say who may read it."""
    began = time.perf_counter()
    period = Period.parse(asked.period)
    django_ready()
    migrated()
    from django.utils.translation import override  # noqa: PLC0415  needs the settings

    from gavn.access.selectors import civil_today  # noqa: PLC0415
    from gavn.measure.services import fresh_store  # noqa: PLC0415
    from gavn.report.gateways.formats import file_of, words_of  # noqa: PLC0415
    from gavn.report.gateways.wording import word  # noqa: PLC0415
    from gavn.report.selectors.documents import ReportAsked, service_report  # noqa: PLC0415
    from gavn.works.gateways.leaving import let_out  # noqa: PLC0415

    unit = _service(asked.at)
    with override(asked.language):
        document = service_report(ReportAsked(unit, period, fresh_store(), civil_today()), reader=None)
        made = file_of(document, asked.format)
        readers = word(document.readers)
        let_out(made, f"{unit.name} {period}.{asked.format}", words=words_of(document))
    out = asked.out or Path(f"{unit.name} {period}.{asked.format}".replace("/", "-"))
    _write(made, out)
    sys.stderr.write(f"{readers}\n{out}: {len(made) // 1024 + 1} kB in {time.perf_counter() - began:.1f} s.\n")
    return 0


def _service(name: str) -> Unit:
    """The service with this id, or the only one with this name."""
    from gavn.access.selectors import tree  # noqa: PLC0415

    services = [unit for unit in tree() if unit.is_service]
    found = [unit for unit in services if name == unit.public_id or name.casefold() == unit.name.casefold()]
    if len(found) == 1:
        return found[0]
    offered = ", ".join(f"{unit.name} ({unit.public_id})" for unit in (found or services)[:12]) or "–"
    if found:
        raise Refused("Several services are called {name}; give the id: {offered}.", name=name, offered=offered)
    raise Refused("There is no service {name}. There are: {offered}.", name=name, offered=offered)


def _write(made: bytes, out: Path) -> None:
    """The whole file or none."""
    if str(out) == "-":
        sys.stdout.buffer.write(made)
        return
    half = out.with_name(f".{out.name}.part")
    try:
        half.write_bytes(made)
        half.replace(out)
    except OSError as wrong:
        raise Refused("{path} cannot be written: {why}.", path=str(out), why=wrong.strerror or "?") from wrong
