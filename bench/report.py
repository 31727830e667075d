"""A report of twenty pages and more as PDF, from the told document to the finished file, after start-up."""

from __future__ import annotations

import json
import time
from typing import Any

from bench._made import demo, figure, printed

PAGES = 20
ROUNDS = 9
PERIOD = "2025-01-01..2025-12-31"


def pages_of(pdf: bytes) -> int:
    """How many pages a file has."""
    from io import BytesIO

    from pypdf import PdfReader

    return len(PdfReader(BytesIO(pdf)).pages)


def twenty_pages(told: dict[str, Any]) -> dict[str, Any]:
    """The report with its section of outcomes repeated until it fills twenty pages."""
    from gavn.report.gateways.pdf import as_pdf

    more = [section for section in told["sections"] if section["key"] in {"base", "outcomes"}]
    while pages_of(as_pdf(told)) < PAGES:
        told = {**told, "sections": [*told["sections"], *more]}
    return told


def seconds(made: Any) -> float:
    """The best of some runs, every chart drawn anew: a busy neighbour only adds."""
    from gavn.report.gateways.pictures import drawn

    taken = []
    for _round in range(ROUNDS):
        drawn.cache_clear()
        began = time.perf_counter()
        made()
        taken.append(time.perf_counter() - began)
    return min(taken)


def run() -> dict[str, Any]:
    """Seconds for the file with its charts, milliseconds a page for the pages alone, and the figures before."""
    import typst

    from gavn.access.selectors import civil_today, unit_named
    from gavn.kernel.periods import Period
    from gavn.measure.services import fresh_store
    from gavn.report.gateways.pdf import SHEET, as_pdf, with_pictures
    from gavn.report.gateways.telling import told
    from gavn.report.selectors.documents import ReportAsked, service_report

    unit = unit_named(demo().objects["services"]["lindenhof"])
    began = time.perf_counter()
    document = service_report(ReportAsked(unit, Period.parse(PERIOD), fresh_store(), civil_today()), reader=None)
    figures = time.perf_counter() - began
    whole = twenty_pages(told(document))
    pages = pages_of(as_pdf(whole))
    charts = sum(bool(part.get("spec")) for section in whole["sections"] for part in section["parts"])
    ready = {"told": json.dumps(with_pictures(whole))}

    def laid_out() -> Any:
        return typst.compile(SHEET.read_bytes(), ignore_system_fonts=True, sys_inputs=ready, pdf_standards=["ua-1"])

    return {
        "pages": pages,
        "charts": charts,
        "figures": [
            figure(f"{pages} pages with {charts} charts as PDF", seconds(lambda: as_pdf(whole)), 1.0, unit=" s"),
            figure("a page, its charts being drawn", 1000 * seconds(laid_out) / pages, 10, unit=" ms"),
            printed("the figures of a service and year from the store", f"{figures:.2f} s"),
        ],
    }
