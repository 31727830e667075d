"""Rights: an erased person is found nowhere, and every table that leads to a person says how it is emptied."""

from __future__ import annotations

import pytest
from collect_cast import as_sent, lines
from django.apps import apps
from django.db import connection

from gavn.access.services import release
from gavn.collect.services import move_response, submit_response
from gavn.history.models import Concerned, Event
from gavn.history.selectors import verified
from gavn.history.services import note_shown, record_reads, seal_lines, watch_reads
from gavn.kernel.dates import PartialDate
from gavn.measure.services import refresh_store
from gavn.people.models import Individual
from gavn.people.services import (
    NewStay,
    enrol_many,
    enrol_person,
    merge_individuals,
    rate_goal,
    set_goal,
    start_intervention,
)
from gavn.rights import services
from gavn.rights.models import Erasure
from gavn.rights.selectors.erasing import what_would_go, whom_of
from gavn.rights.services.erasing import ask_erasure, finish_erasures
from gavn.works.models import StoredFile
from gavn.works.services import all_erasers, name_ours, save_draft
from gavn.works.services.erasing import PersonsTable

NUMBER = "0105801234"
WORDS = "Wants to sleep through the night again"


def leads_to_a_person(table, seen: frozenset = frozenset()) -> bool:
    """Whether rows of a table belong to an individual, directly or through other rows."""
    if table is Individual:
        return True
    up = [field.related_model for field in table._meta.concrete_fields if field.is_relation]
    return any(leads_to_a_person(one, seen | {table}) for one in up if one not in seen and one is not None)


def test_every_table_that_leads_to_a_person_is_emptied_by_an_eraser(db):
    about_persons = {table._meta.label for table in apps.get_models() if leads_to_a_person(table)}
    assert len(about_persons) > 20
    assert about_persons - {place.name for place in all_erasers()} == set()


def test_tables_that_point_to_others_are_emptied_before_these(db):
    tables = [place.table for place in all_erasers() if isinstance(place, PersonsTable)]
    wrong = [
        (table, up.related_model)
        for number, table in enumerate(tables)
        for up in table._meta.concrete_fields
        if up.related_model in tables[:number]
    ]
    assert wrong == []


@pytest.fixture
def somewhere_else(settings, tmp_path):
    """Files and the analysis store of this test alone."""
    settings.GAVN_DATA = tmp_path
    return tmp_path


@pytest.fixture
def told(somewhere_else, mara, pia, ida, entry, lindenhof):
    """Something is written about Ida wherever gavn keeps something."""
    stay = entry.enrolment
    people_named(ida)
    goal = set_goal(by=mara, enrolment=stay, words=WORDS, area="health")
    rate_goal(by=mara, goal=goal, value=4)
    start_intervention(by=mara, enrolment=stay, kind="network", name="Evening walks")
    submit_response(by=mara, **as_sent(entry))
    services.name_contact(by=mara, individual=ida, name="Signe Søster", relation="sibling", phone="12345678")
    speaks = services.name_representative(
        by=mara, individual=ida, name="Rita Ret", kind="guardian", scope=["health"], first=entry.due
    )
    services.say_no(by=mara, individual=ida, kind="refusal", instrument="", respondent="relative", first=entry.due,
                    said_by=speaks)  # fmt: skip
    save_draft(f"answer|{entry.public_id}|abc", {"fields": {"line_life": ["3"]}}, owner=pia.public_id)
    name_ours(f"{ida.controller.public_id}:old-system", "person", {"K-17": ida.public_id})
    watch_reads()
    note_shown(ida.public_id)
    record_reads(pia, page="overview")
    seal_lines()
    refresh_store()
    return ida


def people_named(individual) -> None:
    """Give the person a national number, which nobody else has."""
    from gavn.people.gateways import Identity
    from gavn.people.services.vault import keep_identity

    keep_identity(individual, Identity("Ida", "Lund", NUMBER, "cpr", "Elmevej 3"))


def everything_as_text(folder) -> str:
    """The whole database as text, and every file there is, as it lies on the disk."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr([bytes(cell) if isinstance(cell, memoryview) else cell for cell in row])
                      for row in cursor.fetchall()]  # fmt: skip
    files = [path.read_bytes().decode("latin-1") for path in sorted(folder.rglob("*")) if path.is_file()]
    return "\n".join([*found, *files])


def erased_by_two(individual, mara, second):
    """Ask, release, and do what follows."""
    act = ask_erasure(by=mara, individual=individual, ground="asked", asked_for="person", words="Ida wrote to us")
    release(by=second, act=act)
    finish_erasures()
    return act


@pytest.fixture
def second(lindenhof):
    """Another manager of Lindenhof."""
    from cast import _employed

    return _employed("Nils", "manager", lindenhof)


def test_nothing_is_left_anywhere(told, mara, second, somewhere_else):
    whom = whom_of(told)
    wanted = {*whom.ids, WORDS, "Ida Lund", NUMBER, "Evening walks", "Signe", "K-17"}
    assert len(whom.ids) > 8
    before = everything_as_text(somewhere_else)
    assert all(one in before for one in (*whom.ids, WORDS, "Evening walks", "K-17"))
    erased_by_two(told, mara, second)
    after = everything_as_text(somewhere_else)
    assert {one for one in wanted if one in after} == set()
    assert not Individual.objects.unscoped("a test").exists()


def test_the_chain_of_the_history_stays_whole_and_says_that_somebody_was_erased(told, mara, second):
    lines_before = Event.objects.count()
    erased_by_two(told, mara, second)
    seal_lines()
    assert verified().whole
    assert Event.objects.count() > lines_before
    line = Event.objects.get(kind="rights.person_erased")
    assert (line.individuals, line.by) == ([], mara.public_id)
    looked = Event.objects.get(kind="people.shown")
    assert looked.individuals[0].startswith("erased:")
    assert set(Concerned.objects.filter(event=looked).values_list("individual", flat=True)) == set(looked.individuals)


def test_a_blanked_line_that_is_changed_afterwards_is_found(told, mara, second):
    erased_by_two(told, mara, second)
    seal_lines()
    Event.objects.filter(kind="people.shown").update(by="somebody else")
    assert not verified().whole


def test_what_another_person_wrote_stays_as_it_was(told, mara, second, lindenhof):
    other = enrol_person(
        by=mara, unit=lindenhof, given="Zoe", family="Lund", birth_year=1990, birth_month=1, sex="woman",
        entered=PartialDate.parse("2026-03-02"),
    )  # fmt: skip
    set_goal(by=mara, enrolment=other, words="Somebody else's goal", area="health")
    whom = whom_of(other.individual)
    before = {place.name: place.count(whom) for place in all_erasers()}
    erased_by_two(told, mara, second)
    assert {place.name: place.count(whom) for place in all_erasers()} == before
    assert other.individual.public_id in str(list(Event.objects.values_list("individuals", flat=True)))


def test_the_preview_counts_what_then_goes(told, mara, second):
    seen = {str(one.title.msgid): one.rows for one in what_would_go(told)}
    assert (seen["Goals"], seen["The person"], seen["What was typed and not yet sent"]) == (1, 1, 1)
    erased_by_two(told, mara, second)
    counted = Erasure.objects.unscoped("a test").get()
    assert counted.counts["people.Goal"] == 1
    assert counted.counts["history.Event"] >= seen["Lines of history from which the person is blanked out"]
    assert counted.finished_at is not None


def test_answers_first_entered_for_somebody_else_go_too(told, mara, second, lindenhof, entry):
    other = enrol_person(
        by=mara, unit=lindenhof, given="Zoe", family="X", birth_year=1990, birth_month=1, sex="woman",
        entered=PartialDate.parse("2026-03-02"),
    )  # fmt: skip
    wrong = other.occasions.unscoped("a test").select_related("enrolment__individual", "enrolment__unit").first()
    sent = submit_response(by=mara, **as_sent(wrong, answers=lines(line_life=9), client_id="form0009"))
    told_again = told.enrolments.unscoped("a test").get()
    free = told_again.occasions.unscoped("a test").exclude(pk=entry.pk).first()
    move_response(by=mara, response=sent.revision.response, to=free)
    whom = whom_of(told)
    erased_by_two(told, mara, second)
    assert [place.name for place in all_erasers() if place.count(whom)] == []
    assert not wrong.responses.unscoped("a test").exists()


def test_a_record_that_was_merged_goes_with_the_one_that_is_kept(told, mara, second, lindenhof):
    twin = enrol_many(
        by=None, tell=False,
        rows=[NewStay(unit=lindenhof, entered=PartialDate.parse("2024-01-05"), exited=PartialDate.parse("2024-03-05"),
                      closed=True, exit_reason="planned", person="1", given="Ida", family="Lund", birth_year=1980,
                      birth_month=5, sex="woman")],
    )[0].individual  # fmt: skip
    merge_individuals(by=mara, kept=told, other=twin)
    erased_by_two(told, mara, second)
    assert not Individual.objects.unscoped("a test").exists()
    assert len(Erasure.objects.unscoped("a test").get().digests) == 2


def test_a_file_that_was_brought_in_goes_when_the_person_stands_in_it(told, mara, second, somewhere_else):
    from imports_cast import MAPPING, written

    from gavn.imports.models import Import
    from gavn.imports.services import begin_import

    content = written("9;Ida;Lund;K;03.05.1980;9a;01.03.2024;;;Ind;02.03.2024;5;4;6;3;god start")
    brought = begin_import(by=mara, content=content, name="clients.csv", mapping=MAPPING)
    assert brought.file
    erased_by_two(told, mara, second)
    assert Import.objects.get(pk=brought.pk).state == "erased"
    assert not StoredFile.objects.exists()
    assert not [path for path in (somewhere_else / "files").rglob("*") if path.is_file()]
