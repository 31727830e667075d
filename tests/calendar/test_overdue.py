"""Calendar: what waits is a worklist for those who work there, counts for others, and a mail without names."""

from __future__ import annotations

import pytest
from collect_cast import as_sent
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gavn.calendar.models import Reminder
from gavn.calendar.pure.overdue import wanted
from gavn.calendar.selectors.overdue import ALL, last_reminder, overdue
from gavn.calendar.services import open_season, remind, remind_season
from gavn.collect.services import leave_out_occasion, submit_response
from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.services import enrol_person, set_absence
from gavn.works.models import Message


def enrolled(by, unit, family: str, contact=None):
    """Somebody who came on the first of March 2026."""
    return enrol_person(
        by=by, unit=unit, given="Ida", family=family, birth_year=1980, birth_month=5, sex="woman",
        entered=PartialDate.parse("2026-03-01"), contact=contact,
    )  # fmt: skip


@pytest.fixture
def spring(on):
    """The twentieth of April 2026: entries of March are late."""
    on("2026-04-20")


@pytest.fixture
def two(spring, mara, pia, lindenhof, chosen):
    """Two persons at Lindenhof, one of them Pia's."""
    return [enrolled(mara, lindenhof, "Lund", contact=pia), enrolled(mara, lindenhof, "Holm")]


def test_the_worklist_shows_each_occasion_with_its_person_state_and_days(two, mara):
    found = overdue(mara, wanted({}))
    assert [(one.name, one.state, one.days) for one in found.rows] == [
        ("Ida Lund", "late", 20), ("Ida Holm", "late", 20),
    ]  # fmt: skip
    assert (found.count(ALL, "late"), found.count(ALL, ALL), found.hides) == (2, 2, False)


def test_what_was_answered_or_explained_waits_no_longer(two, mara):
    entries = [stay.occasions.unscoped("a test").get(kind="entry") for stay in two]
    leave_out_occasion(by=mara, occasion=entries[0], reason="refused", note="")
    assert [one.name for one in overdue(mara, wanted({})).rows] == ["Ida Holm"]


def test_who_may_open_nobody_gets_counts_in_which_small_numbers_are_hidden(two, cora):
    found = overdue(cora, wanted({}))
    assert (found.rows, found.opens, found.hides) == ([], False, True)
    assert (found.count(ALL, "late"), found.count(found.groups[0].key, "late")) == (None, None)


def test_from_five_on_the_numbers_are_shown_to_them_too(two, mara, lindenhof, cora):
    for name in ("Berg", "Dahl", "Ek"):
        enrolled(mara, lindenhof, name)
    found = overdue(cora, wanted({}))
    assert found.count(found.groups[0].key, "late") == 5


def test_the_worklist_is_narrowed_by_state_service_kind_contact_and_words(two, mara, pia, lindenhof):
    def names(**asked) -> list[str]:
        return [one.name for one in overdue(mara, wanted(asked)).rows]

    assert names(contact=pia.public_id) == ["Ida Lund"]
    assert names(q="Pia linden") == ["Ida Lund"]
    assert names(q="skovly") == []
    assert names(service=lindenhof.public_id, state="late", kind="entry", sort="contact") == ["Ida Holm", "Ida Lund"]
    assert names(state="unasked") == names(kind="exit") == names(programme="gavn/nosuch") == []


@pytest.mark.parametrize(("by", "names"), [
    ("service", ["Lindenhof"]), ("kind", ["Entry"]), ("contact", ["No contact", "Pia"]),
    ("programme", ["Follow-up of people with problematic substance use"]),
])  # fmt: skip
def test_the_counts_are_grouped_as_asked(two, mara, by, names):
    found = overdue(mara, wanted({"by": by}))
    assert len(found.groups) == len(names)
    assert by == "programme" or [one.name for one in found.groups] == names


def test_another_service_stands_on_no_list_of_ones_own(two, sven):
    found = overdue(sven, wanted({}))
    assert (found.rows, found.groups) == ([], [])


def test_a_reminder_counts_what_waits_for_whom_and_names_nobody(two, mara, pia, lindenhof):
    made = remind(by=mara, unit=lindenhof)
    assert (made.colleagues, made.occasions, made.week) == (2, 2, "2026-W17")
    mails = {one.to: f"{one.subject}\n{one.body}" for one in Message.objects.all()}
    assert "2 occasions wait at Lindenhof" in mails[pia.email]
    assert "1 occasion waits at Lindenhof" in mails[mara.email]
    assert not any(name in text for text in mails.values() for name in ("Ida", "Lund", "Holm"))
    assert (Event.objects.last().kind, Event.objects.last().individuals) == ("calendar.reminded", [])
    assert last_reminder(lindenhof) == made


def test_a_second_reminder_the_same_week_is_refused_in_words(two, mara, cora, lindenhof, on):
    remind(by=mara, unit=lindenhof)
    on("2026-04-26")
    with pytest.raises(Refused, match="next Monday"):
        remind(by=cora, unit=lindenhof)
    on("2026-04-27")
    assert remind(by=cora, unit=lindenhof).week == "2026-W18"


def test_who_has_nothing_left_gets_no_mail(two, mara, pia, lindenhof):
    mine = two[0].occasions.unscoped("a test").get(kind="entry")
    leave_out_occasion(by=mara, occasion=mine, reason="absent", note="")
    submit_response(by=mara, **as_sent(two[1].occasions.unscoped("a test").get(kind="entry")))
    remind(by=mara, unit=lindenhof)
    assert {one.to for one in Message.objects.all()} == {mara.email, pia.email}
    Message.objects.all().delete()
    Reminder.objects.all().delete()
    other = two[1].occasions.unscoped("a test").get(kind="entry")
    leave_out_occasion(by=mara, occasion=other, reason="absent", note="")
    with pytest.raises(Refused, match="Nothing waits at Lindenhof"):
        remind(by=mara, unit=lindenhof)
    assert Message.objects.count() == 0


def test_who_stands_in_for_somebody_away_is_reminded_instead(two, mara, pia, lindenhof, on):
    from gavn.access.selectors import civil_today

    set_absence(by=pia, user=pia, deputy=mara, first=civil_today(), last=civil_today())
    remind(by=mara, unit=lindenhof)
    assert "2 occasions wait" in Message.objects.get(to=mara.email).subject


def test_where_nobody_may_ask_nobody_can_be_reminded(two, cora, lindenhof, mara, pia):
    mara.roles.update(last="2026-04-01")
    pia.roles.update(last="2026-04-01")
    with pytest.raises(Refused, match="Nobody at Lindenhof"):
        remind(by=cora, unit=lindenhof)


def test_who_may_not_remind_does_not(two, pia, sven, lindenhof):
    for user in (pia, sven):
        with pytest.raises(PermissionDenied):
            remind(by=user, unit=lindenhof)


def test_the_reminders_of_a_season_go_to_services_that_work_with_its_programme(two, cora, midt, on, skovly, sven):
    season = open_season(by=cora, unit=midt, programme="gavn/substance-misuse-follow-up", year=2026)
    assert remind_season(season=season) == 0
    on("2026-12-01")
    assert remind_season(season=season) == 1
    assert remind_season(season=season) == 0
    on("2027-01-10")
    assert remind_season(season=season) == 1
    assert Reminder.objects.filter(by=None).count() == 2


def test_the_page_reminds_and_says_what_happened(two, mara, lindenhof, visit):
    client = visit(mara)
    assert "Ida Lund" in client.get(reverse("overdue") + "?sort=contact&state=late").content.decode()
    for words in ("2 colleagues get a mail.", "next Monday"):
        shown = client.post(reverse("remind"), {"service": [lindenhof.public_id]}, follow=True).content.decode()
        assert words in shown
    assert "Tick at least one" in client.post(reverse("remind"), follow=True).content.decode()
    assert client.post(reverse("remind"), {"service": ["0" * 32]}).status_code == 404


def test_files_hold_codes_and_no_names(two, mara, cora, visit):
    rows = visit(mara).get(reverse("overdue_file")).content.decode("utf-8-sig")
    assert two[0].individual.public_id in rows
    assert "Lund" not in rows
    counts = visit(cora).get(reverse("overdue_file") + "?by=kind").content.decode("utf-8-sig")
    assert counts.splitlines()[1] == "Entry,hidden,hidden,hidden,hidden"


def test_a_coordinator_sees_the_page_without_persons(two, cora, visit):
    shown = visit(cora).get(reverse("overdue") + "?by=programme").content.decode()
    assert "Ida" not in shown
    assert "hidden" in shown


def test_nothing_that_waits_is_told_as_such(mara, lindenhof, visit):
    assert "Nothing waits" in visit(mara).get(reverse("overdue")).content.decode()


def test_the_front_page_of_who_follows_services_shows_where_nobody_was_reminded(two, mara, cora, lindenhof, on):
    from gavn.access.pure.today import Pile
    from gavn.calendar.selectors.waiting import late_waits

    def piles(user) -> list[tuple[str, int]]:
        into: list[Pile] = []
        late_waits(user=user, into=into)
        return [(pile.kind, pile.total) for pile in into]

    assert piles(cora) == [("late_services", 1)]
    assert piles(mara) == []
    remind(by=cora, unit=lindenhof)
    assert piles(cora) == []
