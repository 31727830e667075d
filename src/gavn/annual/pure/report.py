"""A programme's yearly report as a document."""

from __future__ import annotations

from gavn.annual.pure import chapters, closing, first_page
from gavn.annual.pure.year import ProgrammeYear
from gavn.kernel.say import Said, said
from gavn.report.pure.document import Document

FOR_EVERYBODY = Said("For everybody; small numbers are hidden.")
PRELIMINARY = Said("Preliminary: for those who are heard; small numbers are hidden.")


def programme_report(year: ProgrammeYear, say: chapters.Say) -> Document:
    """The report: a first page that stands alone, a chapter a class of indicators, decisions, data, definitions."""
    return Document(
        title=said("Yearly report: {programme}", programme=year.programme),
        about=year.place,
        period=said("{first} to {last}", first=year.period.first, last=year.period.last),
        readers=PRELIMINARY if year.preliminary else FOR_EVERYBODY,
        frozen=year.frozen,
        sections=(
            first_page.section(year),
            *chapters.sections(year, say),
            closing.decisions(year),
            closing.completeness(year),
            closing.definitions(year),
        ),
    )
