"""What somebody makes of the figures: signed and dated, or room to write it by hand."""

from __future__ import annotations

from collections.abc import Callable

from gavn.kernel.say import Said, said
from gavn.report.pure.document import Paragraph, Part, Section, Signed, Space
from gavn.report.pure.year import Year

PLACE = 80
WHO = Said(
    "Nobody has written and signed this yet. Whoever leads the service writes here, after talking it over with the "
    "staff: what surprises us, what we believe lies behind it, what we will do, and when we will see whether it helped."
)
OTHER_FIGURES = Said("The figures were frozen anew after this was signed; some may differ from those that were read.")


def section(year: Year, say: Callable[[Said], str]) -> Section:
    """The last section of the report."""
    reading = year.reading
    parts: tuple[Part, ...] = (Space(WHO),)
    if reading is not None and reading.signed_on is not None:
        author = said("Signed by {name}", name=reading.signed_by)
        parts = (Signed(reading.paragraphs, author, reading.signed_on),)
        if reading.other_figures:
            parts += (Paragraph(OTHER_FIGURES, quiet=True),)
    return Section("reading", Said("What do we make of this?"), parts)
