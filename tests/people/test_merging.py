"""Two records of one person are found, merged, and taken apart again with both histories."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gavn.access.models import Unit, User
from gavn.access.services import add_unit, give_role
from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Individual, VaultEntry
from gavn.people.selectors import (
    individual_seen_by,
    merges_seen_by,
    pairs_of_records,
    people_list,
    possible_duplicates,
    who_has_looked,
)
from gavn.people.selectors.for_imports import individuals_named
from gavn.people.services import (
    end_stay,
    enrol_person,
    merge_individuals,
    set_goal,
    take_back_enrolment,
    unmerge_individuals,
)

SOREN = {"given": "Soeren", "family": "Aagaard Kjær", "birth_year": 1980, "sex": "man"}


@pytest.fixture
def maja(mara, skovly):
    """Mara, who manages Skovly, too."""
    return leads(mara, skovly)


def leads(user: User, unit: Unit) -> User:
    """The user, read anew, managing this service too."""
    give_role(by=None, user=user, role="manager", at=unit)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def again(soren, maja, skovly):
    """Søren once more, at Skovly, in another spelling."""
    return enrol_person(by=maja, unit=skovly, entered=PartialDate.parse("2026-03-01"), **SOREN)


def one(public_id: str) -> Individual:
    return Individual.objects.unscoped("a test").get(public_id=public_id)


def whose(stay) -> Individual:
    return Enrolment.objects.unscoped("a test").select_related("individual").get(pk=stay.pk).individual


def test_the_same_name_in_another_spelling_and_the_year_of_birth_are_a_pair(maja, lindenhof, soren, again):
    enrol_person(by=maja, unit=lindenhof, entered=PartialDate.parse("2026-03-01"), **{**SOREN, "birth_year": 1981})
    enrol_person(by=maja, unit=lindenhof, entered=PartialDate.parse("2026-03-01"), **{**SOREN, "family": "Kjær"})
    july = enrol_person(by=maja, unit=lindenhof, entered=PartialDate.parse("2026-03-01"), **SOREN, birth_month=7)
    with CaptureQueriesContext(connection) as asked:
        pairs = [{pair.one.individual, pair.other.individual} for pair in pairs_of_records(maja)]
    assert len(asked) < 8
    assert pairs == [{soren.individual, again.individual}, {again.individual, july.individual}]


def test_a_pair_is_shown_only_to_who_may_merge_both(pia, sven, soren, again):
    assert pairs_of_records(pia) == pairs_of_records(sven) == []


def test_merged_all_stays_stand_with_the_one_kept_and_the_other_address_leads_there(maja, soren, again):
    kept, other = soren.individual, again.individual
    merge_individuals(by=maja, kept=kept, other=other)
    assert whose(again) == whose(soren) == kept
    assert individual_seen_by(maja, other.public_id) == kept
    assert individuals_named([other.public_id]) == {kept.public_id: kept, other.public_id: kept}
    assert pairs_of_records(maja) == []
    assert {row.individual for row in people_list(maja).rows} == {kept.public_id}
    assert VaultEntry.objects.unscoped("a test").count() == 2
    with pytest.raises(Refused, match="one record already"):
        merge_individuals(by=maja, kept=kept, other=other)


def test_both_histories_stand_with_the_merged_record_and_part_again(maja, soren, again):
    kept, other = soren.individual, again.individual
    before = {line.kind for line in Event.objects.filter(concerned__individual=other.public_id)}
    assert before == {"people.person_enrolled"}
    apart = who_has_looked(maja, kept).total
    merge = merge_individuals(by=maja, kept=kept, other=other)
    assert who_has_looked(maja, kept).total == apart + 2
    unmerge_individuals(by=maja, merge=merge)
    assert who_has_looked(maja, kept).total == apart + 2
    assert [str(line.what) for line in who_has_looked(maja, other).lines] == [
        "Took the merge of two records back", "Merged two records of the person", "Enrolled the person",
    ]  # fmt: skip


def test_taken_apart_the_stays_go_back_and_later_ones_stay(maja, lindenhof, soren, again):
    kept, other = soren.individual, again.individual
    merge = merge_individuals(by=maja, kept=kept, other=other)
    end_stay(by=maja, enrolment=again, exited=PartialDate.parse("2026-04-01"), reason="planned")
    later = enrol_person(by=maja, unit=again.unit, individual=kept, entered=PartialDate.parse("2026-05-01"))
    unmerge_individuals(by=maja, merge=merge)
    assert (whose(again), whose(soren), whose(later)) == (other, kept, kept)
    assert individual_seen_by(maja, other.public_id) == other
    assert merges_seen_by(maja) == []
    with pytest.raises(Refused, match="taken back already"):
        unmerge_individuals(by=maja, merge=merge)


def test_a_third_record_is_merged_and_taken_apart_in_order(maja, midtby, soren, again):
    third_place = add_unit(by=None, name="Ø", kind="service", under=midtby)
    maja = leads(maja, third_place)
    third = enrol_person(by=maja, unit=third_place, entered=PartialDate.parse("2026-03-01"), **SOREN)
    first = merge_individuals(by=maja, kept=soren.individual, other=again.individual)
    second = merge_individuals(by=maja, kept=third.individual, other=soren.individual)
    assert individual_seen_by(maja, again.individual.public_id) == third.individual
    with pytest.raises(Refused, match="third one later"):
        unmerge_individuals(by=maja, merge=first)
    unmerge_individuals(by=maja, merge=second)
    unmerge_individuals(by=maja, merge=first)
    assert [whose(stay) for stay in (soren, again, third)] == [stay.individual for stay in (soren, again, third)]


def test_two_stays_in_one_service_at_the_same_time_are_two_persons(maja, lindenhof, soren):
    twin = enrol_person(by=maja, unit=lindenhof, entered=PartialDate.parse("2026-03-01"), **SOREN)
    with pytest.raises(Refused, match="at the same time"):
        merge_individuals(by=maja, kept=soren.individual, other=twin.individual)


def test_the_number_and_the_death_are_never_hidden_by_a_merge(maja, skovly, soren):
    numbered = enrol_person(by=maja, unit=skovly, entered=PartialDate.parse("2026-03-01"), number="0107801237", **SOREN)
    with pytest.raises(Refused, match="national number or the day of death"):
        merge_individuals(by=maja, kept=soren.individual, other=numbered.individual)
    merge_individuals(by=maja, kept=numbered.individual, other=soren.individual)
    [known] = possible_duplicates(
        maja, skovly, given="Other", family="", birth_year=None, birth_month=None, number="0107801237"
    )
    assert known.individual == numbered.individual


def test_records_of_two_controllers_are_never_merged(maja, midt, soren):
    elsewhere = add_unit(by=None, name="Nordby", kind="organisation", under=midt, controller=True)
    service = add_unit(by=None, name="Havn", kind="service", under=elsewhere)
    maja = leads(maja, service)
    foreign = enrol_person(by=maja, unit=service, entered=PartialDate.parse("2026-03-01"), **SOREN)
    assert pairs_of_records(maja) == []
    with pytest.raises(Refused, match="different organisations"):
        merge_individuals(by=maja, kept=soren.individual, other=foreign.individual)


def test_a_person_of_two_records_is_not_taken_back(maja, soren, again):
    merge_individuals(by=maja, kept=soren.individual, other=again.individual)
    with pytest.raises(Refused, match="history needs both"):
        take_back_enrolment(by=maja, enrolment=again)


def test_only_who_leads_both_services_may_merge(pia, sven, mara, soren, again):
    for stranger in (pia, sven):
        with pytest.raises(PermissionDenied):
            merge_individuals(by=stranger, kept=soren.individual, other=again.individual)
        with pytest.raises(Http404):
            individual_seen_by(stranger, "0" * 32)


def test_the_pages_find_compare_merge_and_take_apart(client, maja, soren, again):
    client.force_login(maja)
    set_goal(by=maja, enrolment=soren, words="A bench by the sea", area="home")
    found = client.get(reverse("duplicates")).text
    assert "Søren Kjær Aagård" in found or "Soeren Aagaard Kjær" in found
    search = client.get(reverse("merge_people", args=[soren.individual.public_id]) + "?q=soeren").text
    assert again.individual.public_id in search
    pair = reverse("merge_people", args=[soren.individual.public_id]) + f"?other={again.individual.public_id}"
    shown = client.get(pair).text
    assert "A bench by the sea" in shown
    assert "born at different times" not in shown
    Individual.objects.unscoped("a test").filter(pk=again.individual_id).update(birth_month=9)
    assert "born at different times" in client.get(pair).text
    done = client.post(pair, {"keep": again.individual.public_id})
    assert done.url == reverse("plan", args=[again.individual.public_id])
    assert client.get(reverse("overview", args=[soren.individual.public_id])).status_code == 200
    merge = merges_seen_by(maja)[0].merge
    assert "Take apart again" in client.get(reverse("duplicates")).text
    client.post(reverse("unmerge_people", args=[merge.public_id]))
    assert whose(soren) == soren.individual
