"""The format ``gavn-mapping/1``: which column of another system's file means what here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from gavn.catalogue.pure.formats.instrument import Respondent
from gavn.catalogue.pure.formats.programme import FullKey, Kind
from gavn.catalogue.pure.formats.texts import Code, Strict, Texts

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Why = Literal["unknown", "declined", "not_understood", "skipped"]


class FileForm(Strict):
    """How the file is written; what is left out is found out from the file."""

    sheet: Word | None = None
    encoding: Literal["auto", "utf-8", "cp1252", "latin-1", "utf-16"] = "auto"
    delimiter: Literal["auto", ",", ";", "\t", "|"] = "auto"
    decimal: Literal["auto", "point", "comma"] = "auto"
    missing: tuple[str, ...] = ("", "NA")


class Cell(Strict):
    """Where a value comes from: a column, or a constant that holds for every row.

    ``values`` says what the codes of the file are called here, ``missing`` which of them mean that there is no answer
    and why, ``format`` how a date is written, ``split`` what stands between several answers in one cell.
    """

    column: Word | None = None
    constant: Word | None = None
    values: dict[str, Word] = {}
    missing: dict[str, Why] = {}
    format: Word | None = None
    split: Annotated[str, StringConstraints(min_length=1, max_length=3)] | None = None


def _from_column(given: Any) -> Any:
    """A single word is the name of a column."""
    return {"column": given} if isinstance(given, str) else given


From = Annotated[Cell, BeforeValidator(_from_column)]


class IndividualFrom(Strict):
    """Who the row is about; ``id`` is what the other system calls the person."""

    id: From
    sex: From | None = None
    birth_year: From | None = None
    birth_month: From | None = None
    birth: From | None = None
    age_at_entry: From | None = None
    given: From | None = None
    family: From | None = None
    number: From | None = None
    language: Literal["en", "da", "sv"] = "en"


class EnrolmentFrom(Strict):
    """The stay the row belongs to. ``died`` without a day of exit ends the stay on a day that is not known."""

    service: From
    programme: FullKey | None = None
    id: From | None = None
    entered: From | None = None
    nominal_entry: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")] | None = None
    already_there: From | None = None
    exited: From | None = None
    exit_reason: From | None = None
    died: From | None = None


class Moment(Strict):
    """A kind of occasion; a status or follow-up without ``month`` belongs where its day is nearest."""

    kind: Kind
    month: int | None = Field(default=None, ge=0, le=1200)


class OccasionFrom(Strict):
    """When the answers of the row were given: which occasion, and on which day."""

    column: Word | None = None
    values: dict[str, Moment] = {}
    always: Moment | None = None
    day: From | None = None
    days_after_entry: Word | None = None


class ResponseFrom(Strict):
    """The answers to one instrument, each question in a column of its own (wide form)."""

    instrument: FullKey
    of: Respondent = "individual"
    language: Literal["en", "da", "sv"] = "en"
    items: Annotated[dict[Code, From], Field(min_length=1)]
    values: dict[str, Word] = {}
    missing: dict[str, Why] = {}


class AnswersFrom(Strict):
    """One answer in each row (long form): to which instrument, which question, and what."""

    instrument: From
    of: Respondent = "individual"
    language: Literal["en", "da", "sv"] = "en"
    item: From
    value: From


class NotAnswered(Strict):
    """Why occasions that are past and for which the file has no row were not done.

    ``dead`` is said of those later than the last answer of somebody who died, ``part`` of forms that are missing on an
    occasion of which others were answered.
    """

    reason: Word = "lost"
    dead: Word = "died"
    part: Word = "not_asked"


class Mapping(Strict):
    """A whole mapping. ``source`` names the other system: rows that come again under the same name are known."""

    format: Literal["gavn-mapping/1"]
    source: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
    title: Texts | None = None
    file: FileForm = FileForm()
    individual: IndividualFrom
    enrolment: EnrolmentFrom | None = None
    occasion: OccasionFrom | None = None
    responses: tuple[ResponseFrom, ...] = ()
    answers: AnswersFrom | None = None
    not_answered: NotAnswered | None = None

    @property
    def columns(self) -> list[str]:
        """Every column that is read, each once, in the order of the mapping."""
        found = list(_columns(self))
        return list(dict.fromkeys(found))

    def column_of(self, fact: str) -> str:
        """The column that tells a fact of the stay or the person; nothing where none does."""
        cells = (getattr(part, fact, None) for part in (self.enrolment, self.individual))
        return next((cell.column or "" for cell in cells if isinstance(cell, Cell)), "")


def _columns(part: Any) -> Iterator[str]:
    if isinstance(part, Cell):
        if part.column is not None:
            yield part.column
    elif isinstance(part, OccasionFrom):
        yield from (name for name in (part.column, part.days_after_entry) if name is not None)
        yield from _columns(part.day)
    elif isinstance(part, Strict):
        for name in type(part).model_fields:
            yield from _columns(getattr(part, name))
    elif isinstance(part, tuple | dict):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _columns(inner)
