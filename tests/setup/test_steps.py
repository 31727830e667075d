"""Set-up: the steps are read from what is there; a file is taken in whole or not at all; phases follow each other."""

from __future__ import annotations

import base64
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from report_cast import FOLLOW_UP

from gavn.access.models import RoleHeld, StaffInvitation, Unit, User
from gavn.access.pure.roll_out import Phases
from gavn.access.selectors import civil_today
from gavn.access.selectors.roll_out import roll_out_of
from gavn.access.services.roll_out import plan_roll_out
from gavn.collect.selectors import due_counts, forms_of
from gavn.collect.selectors.for_the_store import all_occasions
from gavn.collect.services import choose_programme
from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.services import enrol_person
from gavn.report.selectors.services import Wanted, service_page
from gavn.setup.selectors import left_to_set_up, progress_of
from gavn.setup.services import write_mandate, write_owner

MANDATE = {
    "decided_by": "The social committee", "decided_on": date(2026, 9, 1), "document": "Item 7",
    "resources": "One coordinator", "first": date(2027, 1, 1), "last": date(2029, 12, 31),
}  # fmt: skip
OWNER = {
    "controller": "Midtby", "contact": "Town hall", "officer": "Dorte Data", "officer_contact": "dpo@example.org",
}  # fmt: skip
TREE = "parent;name;kind;opened\n;Birkely;service;2020-01-01\nBirkely;Upstairs;unit;\n"
PEOPLE = (
    "name;email;role;where\nNew One;one@example.org;manager;Lindenhof\nNew Two;two@example.org;practitioner;Skovly\n"
)


@pytest.fixture
def at_desk(client, ada):
    client.force_login(ada)
    return client


def sent(client, page: str, midtby: Unit, text: str):
    """The same as a reader does: look at the file, then say yes."""
    address = reverse(page, args=[midtby.public_id])
    content = base64.b64encode(text.encode()).decode()
    return client.post(address, {"content": content})


def states(user: User, midtby: Unit) -> dict[str, str]:
    return {step.key: step.state for step in progress_of(user, midtby).steps}


def test_a_step_is_done_once_what_it_asks_for_is_there(ada, midtby, lindenhof, mara, pia):
    assert states(ada, midtby) == {
        "mandate": "open", "owner": "open", "tree": "done", "people": "done", "programme": "open", "recipients": "open",
        "phases": "open",
    }  # fmt: skip
    write_mandate(by=ada, owner=midtby, **MANDATE)
    write_owner(by=ada, owner=midtby, **OWNER)
    plan_roll_out(by=ada, unit=lindenhof, base=civil_today())
    assert [step for step, state in states(ada, midtby).items() if state != "done"] == ["programme", "recipients"]
    assert left_to_set_up(ada)[1].next.key == "programme"


def test_each_decision_leaves_a_line_of_history_without_names(ada, midtby):
    write_mandate(by=ada, owner=midtby, **MANDATE)
    write_owner(by=ada, owner=midtby, **OWNER)
    lines = list(Event.objects.filter(kind__startswith="setup."))
    assert [line.kind for line in lines] == ["setup.mandate_written", "setup.owner_written"]
    assert "Dorte" not in str([line.detail for line in lines])


def test_only_who_keeps_the_tree_decides(mara, midtby, lindenhof):
    for write in (lambda: write_mandate(by=mara, owner=midtby, **MANDATE),
                  lambda: write_owner(by=mara, owner=midtby, **OWNER),
                  lambda: plan_roll_out(by=mara, unit=lindenhof, base=civil_today())):  # fmt: skip
        with pytest.raises(PermissionDenied):
            write()


def test_a_mandate_does_not_end_before_it_begins(ada, midtby):
    with pytest.raises(Refused, match="ends before"):
        write_mandate(by=ada, owner=midtby, **MANDATE | {"last": date(2026, 1, 1)})


def test_a_file_is_shown_before_it_is_taken_in_and_a_repeat_adds_nothing(at_desk, midtby):
    from django.core.files.uploadedfile import SimpleUploadedFile

    address = reverse("tree_from_file", args=[midtby.public_id])
    shown = at_desk.post(address, {"file": SimpleUploadedFile("tree.csv", TREE.encode())})
    assert "Upstairs" in shown.content.decode()
    assert not Unit.objects.filter(name="Birkely").exists()
    assert sent(at_desk, "tree_from_file", midtby, TREE).status_code == 302
    birkely = Unit.objects.get(name="Birkely")
    assert (birkely.opened, birkely.path[: -birkely.steplen]) == (date(2020, 1, 1), midtby.path)
    assert Unit.objects.get(name="Upstairs").path.startswith(birkely.path)
    sent(at_desk, "tree_from_file", midtby, TREE)
    assert Unit.objects.filter(name="Birkely").count() == 1


def test_a_file_with_one_wrong_row_adds_nothing(at_desk, midtby):
    before = Unit.objects.count()
    page = sent(at_desk, "tree_from_file", midtby, TREE + "Nowhere;Last;service;\n")
    assert page.status_code == 200
    assert "Nowhere" in page.content.decode()
    assert Unit.objects.count() == before


def test_colleagues_are_invited_together_each_with_a_role_and_a_link(at_desk, midtby, lindenhof, skovly):
    page = sent(at_desk, "set_up_people", midtby, PEOPLE).content.decode()
    assert page.count("/welcome/") == 2
    assert StaffInvitation.objects.filter(user__email__in=["one@example.org", "two@example.org"]).count() == 2
    held = RoleHeld.objects.filter(user__email="two@example.org").get()
    assert (held.role, held.unit) == ("practitioner", skovly)


def test_one_wrong_row_invites_nobody(at_desk, midtby, lindenhof):
    sent(at_desk, "set_up_people", midtby, PEOPLE)  # Skovly is not there
    assert not User.objects.filter(email="one@example.org").exists()


@pytest.mark.parametrize("content", ["no base 64", "AAAA", "", base64.b64encode(b"PK\x03\x04 no book").decode()])
def test_what_is_no_file_is_refused_with_a_sentence(at_desk, midtby, content):
    for page in ("tree_from_file", "set_up_people"):
        assert at_desk.post(reverse(page, args=[midtby.public_id]), {"content": content}).status_code == 200


@pytest.mark.parametrize("page", ["tree_file", "people_file"])
def test_the_file_to_fill_in_can_be_taken_in_as_it_is(at_desk, midtby, lindenhof, page):
    text = at_desk.get(reverse(page, args=[midtby.public_id])).content.decode("utf-8-sig")
    there = {"tree_file": "tree_from_file", "people_file": "set_up_people"}[page]
    assert "keeps this file" not in sent(at_desk, there, midtby, text).content.decode()


def test_all_pages_open_and_show_what_was_written(at_desk, ada, midtby, lindenhof):
    write_mandate(by=ada, owner=midtby, **MANDATE)
    write_owner(by=ada, owner=midtby, **OWNER)
    plan_roll_out(by=ada, unit=lindenhof, base=civil_today(), questions=civil_today() + timedelta(days=30))
    for page in ("set_up_of", "mandate", "owner", "tree_from_file", "set_up_people", "what_is_set_up"):
        assert at_desk.get(reverse(page, args=[midtby.public_id])).status_code == 200, page
    shown = at_desk.get(reverse("what_is_set_up", args=[midtby.public_id])).content.decode()
    assert all(word in shown for word in ("The social committee", "Dorte Data", "questionnaires from"))
    assert at_desk.get(reverse("phases", args=[lindenhof.public_id])).status_code == 200
    assert at_desk.get("/set-up/").status_code == 200


def test_phases_follow_each_other(ada, lindenhof):
    today = civil_today()
    plan_roll_out(by=ada, unit=lindenhof, base=today, questions=today)
    assert roll_out_of(lindenhof) == Phases(today, today)
    for wrong in ({"comparison": today}, {"questions": today - timedelta(days=1)},
                  {"questions": today + timedelta(days=9), "comparison": today}):  # fmt: skip
        with pytest.raises(Refused):
            plan_roll_out(by=ada, unit=lindenhof, base=today, **wrong)


def test_only_services_have_phases(ada, midtby):
    with pytest.raises(Refused, match="none"):
        plan_roll_out(by=ada, unit=midtby, base=civil_today())


@pytest.fixture
def asked_at_entry(mara, lindenhof):
    """Somebody who entered forty days ago at a service that works with a programme."""
    choose_programme(by=None, unit=lindenhof, programme=FOLLOW_UP, first=date(2024, 1, 1))
    return enrol_person(
        by=mara, unit=lindenhof, given="Nora", family="Lund", birth_year=1988, birth_month=1, sex="woman",
        entered=PartialDate.of(civil_today() - timedelta(days=40)),
    )  # fmt: skip


def test_what_was_not_asked_yet_is_neither_late_nor_missing(ada, mara, lindenhof, asked_at_entry):
    today = civil_today()
    late, whole = due_counts(mara)["overdue"], all_occasions().count()
    assert late > 0
    plan_roll_out(by=ada, unit=lindenhof, base=today)
    assert set(due_counts(mara).values()) == {0}, "base data only"
    assert all_occasions().count() == 0, "nothing is counted as missing"
    assert "overdue" not in {one.state for stay in forms_of(mara, asked_at_entry.individual, language="en")
                             for one in stay.occasions}  # fmt: skip
    plan_roll_out(by=ada, unit=lindenhof, base=today - timedelta(days=90), questions=today)
    assert due_counts(mara)["overdue"] == 0, "what closed before questionnaires began stays unasked"
    plan_roll_out(by=ada, unit=lindenhof, base=today - timedelta(days=90), questions=today - timedelta(days=90))
    assert (due_counts(mara)["overdue"], all_occasions().count()) == (late, whole)


def test_the_service_page_asks_what_the_phase_can_answer(ada, mara, lindenhof, asked_at_entry):
    today = civil_today()

    def asked() -> list[str]:
        return [question.key for question in service_page(mara, lindenhof.public_id, Wanted()).questions]

    assert len(asked()) == 5
    plan_roll_out(by=ada, unit=lindenhof, base=today)
    assert asked() == ["resources", "reach"]
    plan_roll_out(by=ada, unit=lindenhof, base=today, questions=today)
    assert asked() == ["resources", "reach", "improving", "goals"]
    plan_roll_out(by=ada, unit=lindenhof, base=today, questions=today, comparison=today)
    assert len(asked()) == 5


@pytest.mark.parametrize("language", ["en", "da", "sv"])
def test_a_day_stands_in_the_form_as_browsers_read_it(at_desk, ada, lindenhof, language):
    ada.language = language
    ada.save()
    plan_roll_out(by=ada, unit=lindenhof, base=date(2027, 1, 31))
    page = at_desk.get(reverse("phases", args=[lindenhof.public_id])).content.decode()
    assert 'value="2027-01-31"' in page
