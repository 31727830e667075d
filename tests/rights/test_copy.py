"""Rights: a copy holds what every table keeps about the person, to read and for another system."""

from __future__ import annotations

import io
import json
import zipfile
from itertools import pairwise

import pytest
from collect_cast import as_sent
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gavn.collect.services import submit_response
from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.models import Individual
from gavn.people.services import enrol_person, rate_goal, set_goal, start_intervention
from gavn.rights import services

OURS = ("people", "rights", "collect", "imports", "measure", "compare", "protect", "report")


def leads_to_a_person(table, seen: frozenset = frozenset()) -> bool:
    """Whether rows of a table belong to an individual, directly or through other rows."""
    if table is Individual:
        return True
    up = [field.related_model for field in table._meta.concrete_fields if field.is_relation]
    return any(leads_to_a_person(one, seen | {table}) for one in up if one not in seen and one._meta.app_label in OURS)


ABOUT_PERSONS = sorted(
    table._meta.label for stage in OURS for table in apps.get_app_config(stage).get_models() if leads_to_a_person(table)
)


@pytest.fixture
def told(mara, ida, entry):
    """Something is written about Ida in many places."""
    stay = entry.enrolment
    goal = set_goal(by=mara, enrolment=stay, words="Sleep at night", area="health")
    rate_goal(by=mara, goal=goal, value=4)
    start_intervention(by=mara, enrolment=stay, kind="network", name="Evening walks")
    submit_response(by=mara, **as_sent(entry))
    services.name_contact(by=mara, individual=ida, name="Signe Søster", relation="sibling", phone="12345678")
    services.write_profile(by=mara, individual=ida, basis="Points at pictures")
    return ida


def test_every_table_that_leads_to_a_person_is_in_it(told, mara):
    assert len(ABOUT_PERSONS) > 15
    parts = services.copy_of(by=mara, individual=told, purpose="asked")
    assert set(ABOUT_PERSONS) - {part.table for part in parts} == set()
    assert len({part.table for part in parts}) == len(parts)


def test_what_was_written_stands_in_it_in_clear(told, mara):
    parts = services.copy_of(by=mara, individual=told, purpose="asked")
    whole = json.dumps([part.rows for part in parts], ensure_ascii=False)
    for words in ("Ida Lund", "Sleep at night", "Evening walks", "Signe Søster", "12345678", "Points at pictures"):
        assert words in whole
    tables = {part.table: part.rows for part in parts}
    assert [row["value"] for row in tables["people.GoalRating"]] == [4]
    assert len(tables["measure.ScoreRow"]) > 0
    assert {row["form"] for row in tables["collect.Revision in words"]} != set()


def test_another_persons_rows_are_not_in_it(told, mara, lindenhof):
    before = services.copy_of(by=mara, individual=told, purpose="asked")
    other = enrol_person(
        by=mara, unit=lindenhof, given="Zoe", family="X", birth_year=1990, birth_month=1, sex="woman",
        entered=PartialDate.parse("2026-03-02"),
    )  # fmt: skip
    set_goal(by=mara, enrolment=other, words="Somebody else's goal", area="health")
    after = services.copy_of(by=mara, individual=told, purpose="asked")
    kept = [{part.table: part.rows for part in parts if part.table != "history.Event"} for parts in (before, after)]
    assert all(one == two for one, two in pairwise(kept))


def test_it_is_written_in_the_history_with_its_purpose(told, mara):
    services.copy_of(by=mara, individual=told, purpose="moves")
    line = Event.objects.latest("id")
    assert (line.kind, line.purpose) == ("rights.copy_made", "The person takes it along to another service")
    assert line.individuals == [told.public_id]


def test_it_needs_a_purpose_and_somebody_who_may_write(told, mara, otto):
    with pytest.raises(Refused):
        services.copy_of(by=mara, individual=told, purpose="curiosity")
    with pytest.raises(PermissionDenied):
        services.copy_of(by=otto, individual=told, purpose="asked")


def test_the_page_hands_out_a_file_to_read_and_one_for_another_system(told, as_mara):
    address = reverse("copy_of_person", args=[told.public_id])
    assert as_mara.get(address).status_code == 200
    reply = as_mara.post(address, {"purpose": "asked"})
    assert reply["Content-Disposition"] == 'attachment; filename="copy.zip"'
    with zipfile.ZipFile(io.BytesIO(reply.content)) as found:
        page, told_again = found.read("copy.html").decode(), json.loads(found.read("copy.json"))
    assert "Sleep at night" in page
    assert "Signe Søster" in page
    assert told_again["format"] == "gavn-copy/1"
    assert set(ABOUT_PERSONS) <= set(told_again["tables"])
    assert "http" not in page.split("</head>")[0]


def test_a_protected_address_stays_out(told, mara, as_mara):
    Individual.objects.unscoped("a test").filter(pk=told.pk).update(protected=True)
    told.refresh_from_db()
    parts = services.copy_of(by=mara, individual=told, purpose="asked")
    vault = next(part for part in parts if part.table == "people.VaultEntry")
    assert vault.rows[0]["address"] == ""
