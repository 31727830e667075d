"""Rights: what stands against an erasure, how long something is kept, and that nothing goes without two persons."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gavn.access.models import TwoPersonAct
from gavn.access.services import add_user, give_role, release
from gavn.collect.services import choose_programme
from gavn.history.models import Concerned, Event
from gavn.history.selectors import verified
from gavn.history.services import note_shown, record_reads, seal_lines, watch_reads
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.models import Enrolment, Individual
from gavn.people.services import NewStay, enrol_many
from gavn.rights.models import Due, DueList, Erasure
from gavn.rights.pure.erasing import KEPT
from gavn.rights.selectors.erasing import due_overview, due_persons, persons_of
from gavn.rights.services.erasing import (
    ask_due_list,
    ask_erasure,
    end_hold,
    end_retention_rule,
    erase_person,
    keep_person,
    run_released,
    set_hold,
    set_retention_rule,
    write_due_list,
)
from gavn.works.models import Draft
from gavn.works.services import save_draft

TODAY = date(2026, 3, 10)


def employed(name: str, role: str, at):
    user = add_user(by=None, email=f"{name.lower()}@example.org", name=name)
    give_role(by=None, user=user, role=role, at=at, first=date(2020, 1, 1))
    return user


@pytest.fixture
def dorte(midtby):
    """Data protection officer of Midtby."""
    return employed("Dorte", "protection-officer", midtby)


@pytest.fixture
def nils(midtby):
    """Another one, who releases."""
    return employed("Nils", "protection-officer", midtby)


def left(unit, *days: str, name: str = "Bo") -> list:
    """Somebody who left on each of these days, each for themselves."""
    rows = [
        NewStay(unit=unit, entered=PartialDate.parse("2015-01-05"), exited=PartialDate.parse(day), closed=True,
                exit_reason="planned", person=f"{name}{number}", given=f"{name}{number}", family="Holm",
                birth_year=1970, birth_month=1, sex="man")
        for number, day in enumerate(days)
    ]  # fmt: skip
    return [stay.individual for stay in enrol_many(by=None, rows=rows, tell=False)]


def keys_due(unit) -> set[int]:
    return {one.individual.pk for one in due_persons(unit)}


# Five years, unless somebody decided otherwise, are over on the same day of the month.
@pytest.mark.parametrize(("exited", "due"), [("2021-03-09", True), ("2021-03-10", True), ("2021-03-11", False)])
def test_a_person_is_due_when_the_time_after_the_last_stay_is_over(lindenhof, midtby, stay, exited, due):
    (one,) = left(lindenhof, exited)
    assert (one.pk in keys_due(midtby), stay.individual.pk in keys_due(midtby)) == (due, False)


def test_the_last_of_several_stays_decides_and_an_open_one_keeps(lindenhof, skovly, midtby):
    one, other = left(lindenhof, "2018-01-01", "2018-01-01")
    Enrolment.objects.unscoped("a test").create(
        individual=one, unit=skovly, entered="2024-01-01", entered_on=date(2024, 1, 1), exited="2024-06-01",
        exited_on=date(2024, 6, 1), closed=True, measured_from=date(2024, 1, 1),
    )  # fmt: skip
    assert keys_due(midtby) == {other.pk}
    assert keys_due(lindenhof) == {other.pk}
    Enrolment.objects.unscoped("a test").filter(individual=other).update(closed=False)
    assert keys_due(midtby) == set()


def test_whoever_was_also_elsewhere_stands_on_no_list_of_one_service(lindenhof, skovly, midtby):
    (one,) = left(lindenhof, "2018-01-01")
    Enrolment.objects.unscoped("a test").create(
        individual=one, unit=skovly, entered="2017-01-01", entered_on=date(2017, 1, 1), exited="2017-06-01",
        exited_on=date(2017, 6, 1), closed=True, measured_from=date(2017, 1, 1),
    )  # fmt: skip
    assert (keys_due(lindenhof), keys_due(midtby)) == (set(), {one.pk})


def test_the_rule_of_the_nearest_node_counts_and_there_that_of_the_programme(dorte, lindenhof, skovly, midtby):
    here, there = left(lindenhof, "2025-01-01"), left(skovly, "2025-01-01", name="Eli")
    choose_programme(by=None, unit=lindenhof, programme="gavn/substance-misuse-follow-up@1", first=date(2020, 1, 1))
    set_retention_rule(by=dorte, unit=midtby, what="persons", months=12, ground="Decided")
    assert keys_due(midtby) == {here[0].pk, there[0].pk}
    rule = set_retention_rule(by=dorte, unit=lindenhof, what="persons", months=24, ground="Decided")
    assert keys_due(midtby) == {there[0].pk}
    mine = set_retention_rule(
        by=dorte, unit=lindenhof, what="persons", months=6, ground="Law", programme="gavn/substance-misuse-follow-up"
    )
    assert keys_due(midtby) == {here[0].pk, there[0].pk}
    end_retention_rule(by=dorte, rule=mine)
    assert keys_due(midtby) == {there[0].pk}
    end_retention_rule(by=dorte, rule=rule)
    with pytest.raises(Refused, match="ended already"):
        end_retention_rule(by=dorte, rule=rule)


@pytest.mark.parametrize(
    "wrong",
    [{"months": 0}, {"months": 361}, {"what": "nothing"}, {"ground": " "}, {"programme": "no/such"},
     {"what": "looks", "months": 12}],
    ids=str,
)  # fmt: skip
def test_a_rule_that_cannot_be_is_refused(dorte, midtby, wrong):
    with pytest.raises(Refused):
        set_retention_rule(by=dorte, unit=midtby, **{"what": "persons", "months": 12, "ground": "Law", **wrong})


def test_who_may_not_decide_may_not_write_or_release(mara, pia, midtby, lindenhof, ida):
    for write in (
        lambda: set_retention_rule(by=mara, unit=lindenhof, what="persons", months=12, ground="Law"),
        lambda: write_due_list(by=pia, unit=lindenhof),
        lambda: write_due_list(by=mara, unit=midtby),
        lambda: set_hold(by=pia, individual=ida, kind="court", why="A case"),
        lambda: ask_erasure(by=pia, individual=ida, ground="asked", asked_for="person", words="A letter"),
    ):
        with pytest.raises(PermissionDenied):
            write()


def test_nothing_goes_before_a_second_person_released_the_list(dorte, nils, lindenhof, midtby):
    gone, kept = left(lindenhof, "2019-01-01", "2019-02-01")
    listed = write_due_list(by=dorte, unit=midtby)
    due = Due.objects.unscoped("a test").select_related("on__unit", "individual__controller").get(individual=kept)
    keep_person(by=dorte, due=due, why="The archive has not answered")
    assert run_released() == 0
    act = ask_due_list(by=dorte, listed=listed, words="Looked through")
    with pytest.raises(Refused, match="yourself"):
        release(by=dorte, act=act)
    assert (run_released(), Individual.objects.unscoped("a test").count()) == (0, 2)
    release(by=nils, act=act)
    assert run_released() == 1
    assert [one.pk for one in Individual.objects.unscoped("a test")] == [kept.pk]
    done = DueList.objects.unscoped("a test").get()
    assert (done.erased, done.kept, done.ended_at is not None) == (1, 1, True)
    erasure = Erasure.objects.unscoped("a test").get()
    assert (erasure.by, erasure.second, erasure.ground) == (dorte, nils, "retention")
    assert run_released() == 0
    assert gone.public_id not in str(list(Event.objects.values_list("individuals", "detail")))


def test_who_is_held_or_came_back_meanwhile_stays(dorte, nils, lindenhof, midtby):
    held, back = left(lindenhof, "2019-01-01", "2019-02-01")
    listed = write_due_list(by=dorte, unit=midtby)
    act = ask_due_list(by=dorte, listed=listed, words="Looked through")
    set_hold(by=dorte, individual=held, kind="court", why="The case of 2026")
    Enrolment.objects.unscoped("a test").filter(individual=back).update(closed=False)
    release(by=nils, act=act)
    assert (run_released(), Individual.objects.unscoped("a test").count()) == (0, 2)
    assert [line.held for line in persons_of(dorte, listed)] == [True, False]


def test_a_newer_list_takes_the_place_of_one_that_waits(dorte, nils, lindenhof, midtby):
    left(lindenhof, "2019-01-01")
    older = write_due_list(by=dorte, unit=midtby)
    act = ask_due_list(by=dorte, listed=older, words="Looked through")
    newer = write_due_list(by=dorte, unit=midtby)
    with pytest.raises(Refused, match="closed"):
        release(by=nils, act=act)
    assert [one.waiting.pk for one in due_overview(dorte)] == [newer.pk]


@pytest.mark.parametrize(
    ("until", "days", "stands"), [(None, 400, True), (5, 5, True), (5, 6, False)], ids=["open", "last day", "over"]
)
def test_a_hold_stands_up_to_its_last_day(mara, ida, monkeypatch, until, days, stands):
    day = TODAY + timedelta(days=until) if until else None
    set_hold(by=mara, individual=ida, kind="complaint", why="Complaint 17", until=day)
    monkeypatch.setenv("GAVN_NOW", f"{TODAY + timedelta(days=days)}T09:00:00+00:00")
    ask = {"by": mara, "individual": ida, "ground": "asked", "asked_for": "person", "words": "A letter"}
    if stands:
        with pytest.raises(Refused, match="Nothing of this person may be erased"):
            ask_erasure(**ask)
    else:
        assert ask_erasure(**ask).verdict == ""


def test_a_hold_set_after_the_ask_still_keeps_the_person_and_ended_no_longer(mara, nils, ida):
    act = ask_erasure(by=mara, individual=ida, ground="asked", asked_for="person", words="A letter")
    hold = set_hold(by=mara, individual=ida, kind="court", why="The case of 2026")
    with pytest.raises(Refused, match="until the hold is ended"):
        release(by=nils, act=act)
    assert TwoPersonAct.objects.get().verdict == ""
    end_hold(by=mara, hold=hold)
    release(by=nils, act=act)
    assert not Individual.objects.unscoped("a test").exists()


def test_whoever_asks_needs_the_permission_wherever_the_person_was(mara, ida, skovly):
    Enrolment.objects.unscoped("a test").create(
        individual=ida, unit=skovly, entered="2024-01-01", entered_on=date(2024, 1, 1), exited="2024-06-01",
        exited_on=date(2024, 6, 1), closed=True, measured_from=date(2024, 1, 1),
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        ask_erasure(by=mara, individual=ida, ground="asked", asked_for="person", words="A letter")


def test_an_erasure_that_fails_half_way_takes_nothing(mara, ida, lindenhof, monkeypatch):
    before = Event.objects.count()

    def fail(*_all, **_more):
        raise RuntimeError

    monkeypatch.setattr("gavn.rights.services.erasing.executing.blank_out", fail)
    with pytest.raises(RuntimeError):
        erase_person(individual=ida, by=mara, second=None, unit=lindenhof, ground="asked", asked_for="person")
    assert Individual.objects.unscoped("a test").filter(pk=ida.pk).exists()
    assert (Event.objects.count(), Erasure.objects.unscoped("a test").count()) == (before, 0)


def test_drafts_and_looks_grow_old_at_the_root_and_the_chain_stays_whole(midt, midtby, mara, ida, monkeypatch):
    root = [employed(name, "protection-officer", midt) for name in ("Rut", "Ro")]
    save_draft("answer|abc|1", {"fields": {}}, owner=mara.public_id)
    Draft.objects.update(saved_at=datetime(2025, 12, 1, tzinfo=UTC))
    watch_reads()
    note_shown(ida.public_id)
    record_reads(mara, page="overview")
    seal_lines()
    # Two years and a day later the look is due; the hold keeps nobody from forgetting who looked.
    monkeypatch.setenv("GAVN_NOW", "2028-03-12T09:00:00+00:00")
    (seen,) = due_overview(root[0])
    assert {"drafts": 1, "looks": 1}.items() <= seen.things.items()
    listed = write_due_list(by=root[0], unit=midt)
    release(by=root[1], act=ask_due_list(by=root[0], listed=listed, words="Looked through"))
    run_released()
    assert not Draft.objects.exists()
    line = Event.objects.filter(kind="people.shown").order_by("id").first()
    assert (line.individuals, line.detail["persons"], line.by) == ([], 1, mara.public_id)
    assert not Concerned.objects.filter(event=line).exists()
    seal_lines()
    assert verified().whole


def test_every_default_says_how_long_at_most_and_on_which_ground():
    assert set(KEPT) == {"persons", "drafts", "imports", "looks"}
    assert all(1 <= one.months <= one.most and len(one.ground.msgid) > 40 for one in KEPT.values())


def test_the_pages_lead_from_the_persons_rights_to_a_release_by_somebody_else(as_mara, ida, nils, client):
    assert reverse("erase_person", args=[ida.public_id]) in as_mara.get(reverse("rights", args=[ida.public_id])).text
    page = as_mara.get(reverse("erase_person", args=[ida.public_id]))
    assert "What would go" in page.text
    answer = as_mara.post(
        reverse("erase_person", args=[ida.public_id]), {"ground": "asked", "asked_for": "person", "words": "A letter"}
    )
    act = TwoPersonAct.objects.get()
    assert answer["Location"] == reverse("two_person_act", args=[act.public_id])
    assert "waits for a second person" in as_mara.get(reverse("erase_person", args=[ida.public_id])).text
    client.force_login(nils)
    assert "Ida Lund" not in client.get(reverse("two_person_act", args=[act.public_id])).text
    client.post(reverse("two_person_act", args=[act.public_id]), {"verdict": "yes", "words": ""})
    assert not Individual.objects.unscoped("a test").exists()
    assert ida.public_id not in str(list(Event.objects.values_list("individuals", "about", "detail")))
    assert "The person asks for it" in client.get(reverse("retention")).text
    assert client.get(reverse("two_person_act", args=[act.public_id])).status_code == 200
