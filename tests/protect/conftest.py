"""Who the tests of the stage PROTECT need besides the cast: a person at Lindenhof, and an officer above it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gavn.access.selectors import civil_today
from gavn.access.services import add_user, give_role
from gavn.kernel.dates import PartialDate
from gavn.people.services import correct_person, enrol_person


@pytest.fixture
def stay(mara, pia, lindenhof):
    """Ida's stay at Lindenhof, with Pia as her contact; her address is protected."""
    made = enrol_person(
        by=mara, unit=lindenhof, given="Ida", family="Juhl", birth_year=1980, birth_month=5, sex="woman", contact=pia,
        entered=PartialDate.of(civil_today() - timedelta(days=400)),
    )  # fmt: skip
    correct_person(
        by=mara, enrolment=made, given="Ida", family="Juhl", address="Hemmelig Sti 7",
        birth_year=1980, birth_month=5, sex="woman", language="da", protected=True,
    )  # fmt: skip
    made.individual.refresh_from_db()
    return made


@pytest.fixture
def dora(midtby):
    """Data protection officer of the organisation."""
    user = add_user(by=None, email="dora@example.org", name="Dora")
    give_role(by=None, user=user, role="protection-officer", at=midtby, first=civil_today() - timedelta(days=900))
    return user
