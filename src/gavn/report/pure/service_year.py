"""A service's yearly report as a document."""

from __future__ import annotations

from collections.abc import Callable

from gavn.kernel.say import Said
from gavn.report.pure.blocks import sections_of
from gavn.report.pure.document import Document
from gavn.report.pure.year import Year, period_said

INSIDE = Said("For those who may open the persons of this service; small numbers are shown.")
OUTSIDE = Said("For readers within the organisation; small numbers are hidden.")


def service_year(year: Year, say: Callable[[Said], str]) -> Document:
    """The report: a first page that stands alone, the figures, their definitions, and what was made of them."""
    return Document(
        title=Said("Yearly report"),
        about=year.service,
        period=period_said(year.scope),
        readers=INSIDE if year.inside else OUTSIDE,
        frozen=year.scope.frozen,
        sections=sections_of(year, say),
    )
