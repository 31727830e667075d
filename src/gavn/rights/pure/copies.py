"""A copy of all that is kept about one person: parts with a title, rows of plain values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from gavn.history.pure.purposes import purpose_named
from gavn.kernel.say import Said

PURPOSES = {
    "asked": purpose_named("The person asked for it"),
    "moves": purpose_named("The person takes it along to another service"),
    "authority": purpose_named("An authority may have it"),
}
TITLES = {
    "people.Individual": Said("The person"),
    "people.VaultEntry": Said("Name, number and address"),
    "people.NameToken": Said("What the name is found by"),
    "people.Enrolment": Said("Stays"),
    "people.Placement": Said("Units"),
    "people.Goal": Said("Goals"),
    "people.GoalRating": Said("How near the goals were"),
    "people.Intervention": Said("What the service did"),
    "people.PlanVersion": Said("How goals and interventions stood before"),
    "people.Merge": Said("Records that were found to be the same person"),
    "rights.Told": Said("What the person was told"),
    "rights.Representative": Said("Who may speak for the person"),
    "rights.Contact": Said("Who is near the person"),
    "rights.Decision": Said("What the person said no to"),
    "rights.Profile": Said("How the person communicates"),
    "rights.Involvement": Said("How much the person wants to decide"),
    "rights.Ground": Said("Of their own will?"),
    "rights.Hold": Said("Why nothing may be erased"),
    "rights.Due": Said("Lists of what is due to go"),
    "history.Event": Said("Who has looked"),
}
COLUMNS = {
    "at": Said("When"),
    "by": Said("Who"),
    "day": Said("Day"),
    "first": Said("From"),
    "last": Said("Until"),
    "entered": Said("Came"),
    "exited": Said("Left"),
    "name": Said("Name"),
    "number": Said("Number"),
    "address": Said("Address"),
    "words": Said("Words"),
    "area": Said("Area"),
    "kind": Said("Kind"),
    "unit": Said("Service"),
    "what": Said("What"),
    "purpose": Said("What for"),
    "page": Said("On which page"),
    "question": Said("Question"),
    "answer": Said("Answer"),
    "form": Said("Form"),
    "respondent": Said("Who answered"),
}


@dataclass(frozen=True)
class Part:
    """What one table keeps about the person."""

    table: str
    title: Said
    rows: list[dict[str, Any]]

    @property
    def columns(self) -> list[str]:
        """The columns in which any row holds something."""
        names = dict.fromkeys(name for row in self.rows for name in row)
        return [name for name in names if any(row.get(name) not in (None, "", [], {}) for row in self.rows)]

    @property
    def headings(self) -> list[Said]:
        """What the columns are called."""
        return [COLUMNS.get(name, Said(name.replace("_", " "))) for name in self.columns]

    @property
    def cells(self) -> list[list[Any]]:
        """The rows, column by column."""
        return [[row.get(name, "") for name in self.columns] for row in self.rows]
