"""Two persons of Lindenhof: Søren, who is there, and Karen, who will come."""

from __future__ import annotations

import pytest

from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.people.services import enrol_person

KAREN = {
    "given": "Karen",
    "family": "Østergård",
    "birth_year": 1975,
    "birth_month": 6,
    "sex": "woman",
    "entered": PartialDate.parse("2026-03-01"),
}


@pytest.fixture
def karen():
    """What is known of Karen when she comes."""
    return dict(KAREN)


@pytest.fixture(autouse=True)
def _on_a_fixed_day(monkeypatch):
    """All of this stage is tried on 22 November 2026."""
    monkeypatch.setenv("GAVN_NOW", "2026-11-22T12:00:00+00:00")


@pytest.fixture
def soren(pia, mara, lindenhof):
    """Søren's stay at Lindenhof since 1 February 2024, with Pia as contact and Mara as deputy."""
    return enrol_person(
        by=pia,
        unit=lindenhof,
        given="Søren",
        family="Kjær Aagård",
        birth_year=1980,
        birth_month=2,
        sex="man",
        entered=PartialDate.parse("2024-02-01"),
        contact=pia,
        deputy=mara,
    )


@pytest.fixture
def kinds():
    """The kinds of the lines of history, oldest first, from here on."""
    start = Event.objects.count

    def since(number: int = 0) -> list[str]:
        return list(Event.objects.order_by("id").values_list("kind", flat=True))[number:]

    since.count = start
    return since
