"""The comparisons leave the stage here: as its pages show them, and as files."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from gavn.report.gateways.figures import told_parts
from gavn.report.gateways.tables import table_as_csv, table_as_xlsx
from gavn.report.pure.exports import sheet_of
from gavn.works.gateways.leaving import file_reply

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest

    from gavn.report.pure.document import Figure, Part

FORMATS = {
    "csv": ("text/csv; charset=utf-8", table_as_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", table_as_xlsx),
}
Addressed = Callable[[str, str], str]


def told(parts: Iterable[Part], address: Addressed) -> list[dict[str, Any]]:
    """The parts as the page's components take them, each figure with where its table leads as a file."""

    def downloads(figure: Figure) -> list[dict[str, str]]:
        return [{"label": form.upper(), "url": address(figure.key, form)} for form in FORMATS]

    return told_parts(parts, downloads)


def table_file(
    request: HttpRequest, figures: Mapping[str, Figure], file: str, *, about: str, name: str
) -> HttpResponse:
    """One table of a page as a file, named ``services.csv``; 404 for a table or a format that there is not."""
    table, _dot, form = file.rpartition(".")
    if table not in figures or form not in FORMATS:
        raise Http404
    kind, written = FORMATS[form]
    made = written(sheet_of(figures[table], service=about))
    return file_reply(request, made, name=f"{name} {file}", kind=kind)
