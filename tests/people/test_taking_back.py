"""An enrolment that was a mistake is taken back."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Individual, NameToken, VaultEntry
from gavn.people.selectors import people_list
from gavn.people.services import end_stay, enrol_person, set_goal, start_intervention, take_back_enrolment
from gavn.works.models import ForeignName
from gavn.works.services import name_ours

TABLES = (Enrolment, Individual, VaultEntry, NameToken)


def left() -> list[int]:
    return [table.objects.unscoped("a test").count() for table in TABLES]


def test_nothing_stays_but_a_line_of_history(pia, soren):
    name_ours("journal", "individual", {"17": soren.individual.public_id})
    name_ours("journal", "enrolment", {"18": soren.public_id})
    whose = soren.individual.public_id
    assert take_back_enrolment(by=pia, enrolment=soren)
    assert left() == [0, 0, 0, 0]
    assert (ForeignName.objects.count(), people_list(pia).total) == (0, 0)
    line = Event.objects.get(kind="people.enrolment_taken_back")
    assert (line.individuals, line.detail["gone"], "Søren" in str(line.line)) == ([whose], 1, False)


def test_the_person_stays_while_another_stay_stands(pia, sven, skovly, soren):
    end_stay(by=pia, enrolment=soren, exited=PartialDate.parse("2026-05-01"), reason="died")
    soren.refresh_from_db()
    enrol_person(by=sven, unit=skovly, individual=soren.individual, entered=PartialDate.parse("2026-06-01"))
    assert not take_back_enrolment(by=pia, enrolment=soren)
    [who] = Individual.objects.unscoped("a test")
    assert (who.dead, who.died_on, left()[0], left()[2]) == (False, "", 1, 1)


@pytest.mark.parametrize("write", [
    lambda pia, stay: set_goal(by=pia, enrolment=stay, words="My own flat", area="home"),
    lambda pia, stay: start_intervention(by=pia, enrolment=stay, kind="network", name="Talks"),
])  # fmt: skip
def test_what_somebody_wrote_keeps_the_stay(pia, soren, write):
    write(pia, soren)
    before = left()
    with pytest.raises(Refused, match="Goals or interventions"):
        take_back_enrolment(by=pia, enrolment=soren)
    assert left() == before


def test_only_who_enrols_there_takes_back(otto, sven, soren):
    for stranger in (otto, sven):
        with pytest.raises(PermissionDenied):
            take_back_enrolment(by=stranger, enrolment=soren)


def test_the_page_says_what_goes_and_what_keeps_it(client, pia, soren):
    client.force_login(pia)
    there = reverse("take_back_enrolment", args=[soren.public_id])
    assert "Was this enrolment a mistake?" in client.get(there).text
    set_goal(by=pia, enrolment=soren, words="My own flat", area="home")
    refused = client.post(there)
    assert (refused.status_code, "It cannot be taken back yet" in refused.text) == (409, True)
    assert left()[0] == 1


def test_the_page_takes_back_and_leads_to_the_list(client, pia, soren):
    client.force_login(pia)
    assert client.post(reverse("take_back_enrolment", args=[soren.public_id])).url == reverse("people")
    assert client.get(reverse("plan", args=[soren.individual.public_id])).status_code == 404
