"""Protect: each month the lot falls on some look-ups; somebody else than who looked says whether they had a reason."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from gavn.access.selectors import civil_today
from gavn.history.models import Concerned, Event
from gavn.history.pure.chain import START
from gavn.kernel.dates import PartialDate, add_months
from gavn.kernel.errors import Refused
from gavn.people.services import enrol_person
from gavn.protect.models import LookSample, SampledLook
from gavn.protect.selectors import look_seen_by, months_not_done, overview, sample_page
from gavn.protect.services import draw_sample, judge_look, want_samples
from gavn.works.services import all_erasers, run_due, sealed_stores

LAST = add_months(civil_today().replace(day=1), -1)


@pytest.fixture
def look():
    """A maker of lines that say who was shown to whom, some days into last month."""

    def make(by, *individuals, day: int = 3, month: date = LAST):
        at = datetime.fromisoformat(f"{month + timedelta(days=day)}T10:00:00+00:00")
        event = Event.objects.create(
            at=at, by=by.public_id if by else "", kind="people.shown", digest=START, individuals=list(individuals),
            purpose="support and treatment", detail={"page": "overview"},
        )  # fmt: skip
        Concerned.objects.bulk_create([Concerned(event=event, individual=one) for one in individuals])
        return event

    return make


@pytest.fixture
def ida(stay):
    """Ida's random id."""
    return stay.individual.public_id


def looks_of(sample):
    return list(SampledLook.objects.unscoped("of a test").filter(sample=sample).order_by("event"))


def test_the_lot_falls_on_so_many_and_the_same_seed_on_the_same(settings, lindenhof, look, pia, ida):
    events = [look(pia, ida, day=day % 25).pk for day in range(60)]
    drawn = draw_sample(unit=lindenhof, month=LAST, seed=7)
    first = [one.event for one in looks_of(drawn)]
    assert (len(first), drawn.population, set(first) <= set(events)) == (10, 60, True)
    assert draw_sample(unit=lindenhof, month=LAST).pk == drawn.pk
    SampledLook.objects.unscoped("again").all().delete()
    LookSample.objects.all().delete()
    again = draw_sample(unit=lindenhof, month=LAST, seed=7)
    assert [one.event for one in looks_of(again)] == first


def test_fewer_look_ups_than_wanted_are_all_drawn(lindenhof, look, pia, ida):
    look(pia, ida)
    assert len(looks_of(draw_sample(unit=lindenhof, month=LAST))) == 1


def test_a_long_list_counts_as_one_look_up(lindenhof, look, pia, mara, ida):
    others = [
        enrol_person(
            by=mara, unit=lindenhof, given=f"Person {number}", family="Juhl", birth_year=1980, birth_month=5,
            sex="woman", contact=pia, entered=PartialDate.of(civil_today()),
        ).individual.public_id
        for number in range(3)
    ]  # fmt: skip
    look(pia, ida, *others)
    drawn = draw_sample(unit=lindenhof, month=LAST)
    assert (drawn.population, len(looks_of(drawn))) == (1, 1)


def test_only_last_month_this_service_and_staff_count(lindenhof, skovly, look, pia, ida):
    look(pia, ida, month=add_months(LAST, -1))
    look(pia, ida, month=add_months(LAST, 1), day=0)
    look(pia, "f" * 32)
    look(None, ida)
    assert draw_sample(unit=lindenhof, month=LAST).population == 0
    look(pia, ida)
    assert draw_sample(unit=skovly, month=LAST).population == 0


def test_the_relation_is_told(lindenhof, look, pia, mara, sven, ida):
    for user in (pia, mara, sven):
        look(user, ida)
    told = {one.user.name: one.relation for one in looks_of(draw_sample(unit=lindenhof, month=LAST))}
    assert told == {"Pia": "own", "Mara": "here", "Sven": "elsewhere"}


@pytest.fixture
def judged(lindenhof, look, pia, ida):
    """A look-up of Pia that waits for its verdict."""
    look(pia, ida)
    return looks_of(draw_sample(unit=lindenhof, month=LAST))[0]


def test_a_verdict_stands_in_the_history_of_the_person(mara, judged, ida):
    judge_look(by=mara, look=judged, verdict="explained", words="She covered for a colleague")
    line = Event.objects.get(kind="protect.look_judged", concerned__individual=ida)
    assert (line.by, line.detail["verdict"]) == (mara.public_id, "explained")
    assert b"colleague" not in bytes(judged.sealed)
    assert look_seen_by(mara, judged.public_id).words == "She covered for a colleague"
    assert "protect.SampledLook.sealed" in [store.name for store in sealed_stores()]


def test_nobody_judges_their_own_look_up(lindenhof, look, mara, dora, ida):
    look(mara, ida)
    (own,) = looks_of(draw_sample(unit=lindenhof, month=LAST))
    with pytest.raises(Refused, match="your own"):
        judge_look(by=mara, look=own, verdict="expected")
    with transaction.atomic(), pytest.raises(IntegrityError):
        SampledLook.objects.unscoped("a test").filter(pk=own.pk).update(judged_by=mara)
    assert months_not_done(mara) == 0
    assert months_not_done(dora) == 1
    assert judge_look(by=dora, look=own, verdict="expected").judged_by == dora


@pytest.mark.parametrize("verdict", ["explained", "unexplained"])
def test_what_was_asked_is_written_unless_it_was_expected(mara, judged, verdict):
    with pytest.raises(Refused, match="what you asked"):
        judge_look(by=mara, look=judged, verdict=verdict)


def test_who_does_not_lead_the_service_judges_nothing(pia, sven, ada, judged):
    for user in (pia, sven, ada):
        with pytest.raises(PermissionDenied):
            judge_look(by=user, look=judged, verdict="expected")


def test_names_are_for_who_sees_the_persons_and_codes_for_others(mara, dora, judged, ida):
    sample = judged.sample.public_id
    assert [line.person for line in sample_page(mara, sample).lines] == ["Ida Juhl"]
    assert [line.person for line in sample_page(dora, sample).lines] == [ida[:8]]


def test_the_administrator_sees_which_months_are_not_done_and_nobody(client, ada, mara, judged):
    assert [(month.drawn, month.judged, month.done) for month in overview(ada)] == [(1, 0, False)]
    client.force_login(ada)
    shown = client.get(reverse("look_samples")).content.decode()
    assert "not done" in shown
    assert "Ida" not in shown
    assert client.get(reverse("look_sample", args=[judged.sample.public_id])).status_code == 403
    judge_look(by=mara, look=judged, verdict="expected")
    assert overview(ada)[0].done


def test_a_verdict_on_the_page_leads_to_what_to_do_next(client, mara, judged):
    client.force_login(mara)
    address = reverse("judge_look", args=[judged.public_id])
    assert "their own person" in client.get(address).content.decode()
    sent = {"verdict": "unexplained", "words": "She could not say"}
    assert client.post(address, sent).status_code == 302
    shown = client.get(reverse("look_sample", args=[judged.sample.public_id])).content.decode()
    assert "72 hours" in shown
    assert "support and treatment" in shown


def test_a_chore_draws_once_a_month(lindenhof, skovly, look, pia, ida):
    look(pia, ida)
    for _minute in range(3):
        want_samples()
        run_due()
    assert set(LookSample.objects.values_list("unit", "month")) == {(lindenhof.pk, LAST), (skovly.pk, LAST)}


@pytest.mark.django_db
def test_what_the_stage_keeps_of_a_person_goes_with_them():
    assert {"protect.Unmasking", "protect.SampledLook"} <= {one.name for one in all_erasers()}
