"""When somebody leaves, a handover moves everything; while somebody is away, the deputy sees it too."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from collect_cast import TODAY, as_sent
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.urls import reverse

from gavn.access.models import User
from gavn.access.services import close_account, give_role
from gavn.collect.models import Invitation, Occasion
from gavn.collect.pure.sameness import draft_key
from gavn.collect.selectors import due_list, fields_of
from gavn.collect.services import invite, keep_draft, submit_response
from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.measure.models import CriticalRoute, CriticalTask
from gavn.measure.selectors import critical_list
from gavn.measure.services import set_critical_route
from gavn.people.models import Absence, Enrolment
from gavn.people.selectors import people_list
from gavn.people.selectors.contacts import stays_of_contact
from gavn.people.services import change_stay, end_absence, enrol_person, hand_over, held_by, held_for, set_absence
from gavn.works.models import Draft, Message
from gavn.works.selectors import draft_at

FOUR = "gavn/four-lines@1"
# A field that names somebody answers one of two questions: who must act, or who has done it.
RESPONSIBLE = {
    "people.Enrolment.contact", "people.Enrolment.deputy", "collect.Invitation.made_by",
    "measure.CriticalTask.recipient", "measure.CriticalTask.deputy",
    "measure.CriticalRoute.recipient", "measure.CriticalRoute.deputy",
}  # fmt: skip
THEIR_OWN = {
    "access.RoleHeld.user": "what they may, ended with the role",
    "access.StaffInvitation.user": "their own sign-in",
    "people.Absence.user": "their own days away",
    "desk.DigestChoice.user": "how they want their own mail",
    "people.HandedOver.taker": "what they were given once; the stays themselves name them",
    "protect.Unmasking.user": "what two persons let them, and nobody else, read for some hours",
    "protect.SampledLook.user": "whose look-up was drawn by lot",
    "rights.Erasure.second": "who released what is done",
    "people.Absence.deputy": "ends with the days, and with the one who is away",
}
DONE = ("by", "_by", "author", "signed", "writer")


def fields_that_name_staff() -> set[str]:
    return {
        f"{table._meta.label}.{field.name}"
        for table in apps.get_models()
        if table.__module__.startswith("gavn.")
        for field in table._meta.fields
        if isinstance(field, models.ForeignKey) and field.related_model is User
    }


def test_every_field_that_names_somebody_responsible_is_known_to_the_handover():
    named = {one for one in fields_that_name_staff() if not one.endswith(DONE)} | {"collect.Invitation.made_by"}
    assert named - set(THEIR_OWN) == RESPONSIBLE


@pytest.fixture
def holds(mara, pia, vera, lindenhof, stay, entry):
    """Pia holds something in every place there is, and Vera the other half of each pair."""
    change_stay(by=mara, enrolment=stay, entered=stay.entry, contact=pia, deputy=vera)
    other = enrol_person(by=mara, unit=lindenhof, given="Bo", entered=PartialDate.parse("2026-03-02"), contact=vera,
                         deputy=pia)  # fmt: skip
    near = Occasion.objects.unscoped("a test").select_related("enrolment__individual", "enrolment__unit")
    second = near.get(enrolment=other, kind="entry")
    never_safe = {"instrument": "gavn/quality-of-life@1", "answers": {"safe": {"v": "1"}}}
    for recipient, deputy, occasion in ((pia, vera, entry), (vera, pia, second)):
        set_critical_route(by=mara, unit=lindenhof, recipient=recipient, deputy=deputy, hours=6, local_help={})
        submit_response(by=mara, **as_sent(occasion, client_id=f"form000{occasion.pk}") | never_safe)
    invite(by=pia, occasion=entry, respondent="individual", language="en")
    keep_draft(draft_key(entry.public_id, FOUR, "individual", pia.public_id), {"a": ["1"]}, owner=pia.public_id)
    return pia


def all_to(user: User, *takers: User) -> dict:
    return {one.key: takers for one in held_by(user)}


def test_a_handover_moves_everything(mara, holds, entry):
    named_before = naming(holds)
    assert named_before >= RESPONSIBLE - {"measure.CriticalRoute.recipient"}
    counted = sum(one.count for one in held_by(holds))
    assert hand_over(by=mara, user=holds, to=all_to(holds, mara)) == counted == 7
    assert naming(holds) == set()
    assert held_by(holds) == []
    key = draft_key(entry.public_id, FOUR, "individual", mara.public_id)
    assert (Draft.objects.get().owner, draft_at(key) is not None) == (mara.public_id, True)
    line = Event.objects.get(kind="people.handed_over")
    assert (line.about, line.detail["count"], len(line.individuals)) == (holds.public_id, 7, 2)
    assert Message.objects.filter(to=mara.email).exists()


def naming(user: User) -> set[str]:
    """The responsible fields in which something that is open names the user."""
    still = {"people.Enrolment": {"closed": False}, "measure.CriticalTask": {"closed_at": None}}
    found = set()
    for label in RESPONSIBLE:
        table, field = label.rsplit(".", 1)
        rows = apps.get_model(table)._base_manager.filter(**{field: user}, **still.get(table, {}))
        if rows.exists():
            found.add(label)
    return found


def test_several_colleagues_take_turns_and_nobody_is_both(mara, pia, vera, holds, lindenhof):
    for day in (3, 4):
        enrol_person(by=mara, unit=lindenhof, entered=PartialDate.parse(f"2026-03-0{day}"), given="X", contact=pia)
    hand_over(by=mara, user=pia, to=all_to(pia, mara, vera))
    stays = list(Enrolment.objects.unscoped("a test").filter(closed=False))
    assert {mara, vera} <= {stay.contact for stay in stays}
    assert not [stay for stay in stays if stay.contact is not None and stay.contact == stay.deputy]
    assert not [task for task in CriticalTask.objects.unscoped("a test") if task.recipient == task.deputy]


def test_it_is_all_or_nothing(mara, vera, otto, holds):
    before = naming(holds)
    some = all_to(holds, mara)
    left_out = some.popitem()[0]
    with pytest.raises(Refused, match="Say who takes this over") as refusal:
        hand_over(by=mara, user=holds, to=some)
    assert refusal.value.field == left_out
    with pytest.raises(Refused, match="holds no role"):
        hand_over(by=mara, user=holds, to=all_to(holds, otto))
    assert naming(holds) == before


def test_a_route_needs_two_different_people(mara, pia, vera, holds, lindenhof):
    with pytest.raises(Refused, match="somebody else than the recipient"):
        hand_over(by=mara, user=pia, to=all_to(pia, vera))
    assert CriticalRoute.objects.get().deputy == pia


def test_what_lies_elsewhere_is_counted_and_left_to_those_who_lead_there(mara, pia, ada, holds, skovly):
    give_role(by=None, user=pia, role="practitioner", at=skovly, first=date(2020, 1, 1))
    fresh = User.objects.get(pk=pia.pk)
    enrol_person(by=fresh, unit=skovly, given="Y", entered=PartialDate.parse("2026-03-01"), contact=fresh)
    mine, elsewhere = held_for(mara, pia)
    assert (sum(one.count for one in mine), elsewhere) == (7, 1)
    hand_over(by=mara, user=pia, to={one.key: [mara] for one in mine})
    assert sum(one.count for one in held_by(pia)) == 1
    with pytest.raises(Refused, match="nothing to hand over"):
        hand_over(by=mara, user=pia, to={})


def test_somebody_who_has_left_already_can_still_be_relieved(ada, mara, holds):
    close_account(by=ada, user=holds)
    hand_over(by=ada, user=holds, to=all_to(holds, mara))
    assert held_by(holds) == []


def test_only_who_leads_there_hands_over(pia, sven, otto, holds, mara):
    for stranger in (pia, otto):
        with pytest.raises(PermissionDenied):
            hand_over(by=stranger, user=holds, to=all_to(holds, mara))


def test_while_somebody_is_away_the_deputy_sees_what_waits(mara, pia, vera, holds, monkeypatch):
    away = set_absence(by=mara, user=pia, deputy=mara, first=TODAY, last=TODAY + timedelta(days=9))
    assert len(stays_of_contact(mara)) == 2
    assert people_list(mara, mine=True).shown == 1
    assert due_list(mara, mine=True).counts == due_list(pia, mine=True).counts
    assert [row.mine for row in critical_list(mara).open] == [True, False]
    end_absence(by=mara, absence=away)
    assert stays_of_contact(mara) == []
    again = set_absence(by=pia, user=pia, deputy=mara, first=TODAY + timedelta(days=2), last=TODAY + timedelta(days=3))
    assert stays_of_contact(mara) == []
    monkeypatch.setenv("GAVN_NOW", f"{TODAY + timedelta(days=2)}T09:00:00+00:00")
    assert len(stays_of_contact(mara)) == 2
    monkeypatch.setenv("GAVN_NOW", f"{TODAY + timedelta(days=4)}T09:00:00+00:00")
    assert stays_of_contact(mara) == []
    assert again.ended_at is None


def test_a_critical_answer_is_told_to_the_deputy_of_somebody_away_too(mara, pia, vera, lindenhof, entry):
    set_critical_route(by=mara, unit=lindenhof, recipient=pia, deputy=vera, hours=6, local_help={})
    set_absence(by=mara, user=pia, deputy=mara, first=TODAY, last=TODAY)
    sent = {"instrument": "gavn/quality-of-life@1", "answers": {"safe": {"v": "1"}}}
    submit_response(by=pia, **as_sent(entry) | sent)
    assert {message.to for message in Message.objects.all()} == {pia.email, mara.email}


def test_a_deputy_must_be_able_to_see_what_waits(mara, pia, vera, otto, holds):
    day = {"first": TODAY, "last": TODAY}
    for deputy, why in ((otto, "holds no role"), (pia, "somebody else")):
        with pytest.raises(Refused, match=why):
            set_absence(by=mara, user=pia, deputy=deputy, **day)
    with pytest.raises(Refused, match="last day"):
        set_absence(by=mara, user=pia, deputy=vera, first=TODAY, last=TODAY - timedelta(days=1))
    set_absence(by=mara, user=pia, deputy=vera, **day)
    with pytest.raises(Refused, match="already"):
        set_absence(by=mara, user=pia, deputy=vera, **day)


def test_the_manager_of_another_service_says_nothing_about_who_is_away(mara, sven, vera, skovly, holds):
    give_role(by=None, user=sven, role="manager", at=skovly, first=date(2020, 1, 1))
    stranger = User.objects.get(pk=sven.pk)
    with pytest.raises(PermissionDenied):
        set_absence(by=stranger, user=holds, deputy=vera, first=TODAY, last=TODAY)
    away = set_absence(by=mara, user=holds, deputy=vera, first=TODAY, last=TODAY)
    with pytest.raises(PermissionDenied):
        end_absence(by=stranger, absence=away)


def test_the_pages_show_count_and_hand_over(client, mara, pia, vera, holds, sven):
    client.force_login(mara)
    assert "Pia" in client.get(reverse("colleagues")).text
    page = reverse("hand_over", args=[pia.public_id])
    assert "Critical answers they are asked to act on" in client.get(page).text
    assert client.post(page, {}).status_code == 200
    done = client.post(page, {one.key: [mara.public_id] for one in held_by(pia)}, follow=True)
    assert "7 things changed hands." in done.text
    assert "Nothing is left" in done.text
    away = reverse("set_absence", args=[pia.public_id])
    sent = {"first": str(TODAY), "last": str(TODAY), "deputy": vera.public_id}
    assert client.post(away, sent).url == away
    assert "Vera stands in" in client.get(away).text
    client.post(reverse("end_absence", args=[Absence.objects.get().public_id]))
    assert "Vera stands in" not in client.get(away).text
    assert client.get(reverse("hand_over", args=[sven.public_id])).status_code == 404


def test_a_draft_can_be_gone_on_with(mara, pia, holds, entry):
    hand_over(by=mara, user=pia, to=all_to(pia, mara))
    assert fields_of(draft_at(draft_key(entry.public_id, FOUR, "individual", mara.public_id))) == {"a": ["1"]}
    assert Invitation.objects.unscoped("a test").get().made_by == mara
