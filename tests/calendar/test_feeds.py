"""Calendar: a secret address by which one's own calendar is read; without names, revocable, 404 for everybody else."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from gavn.calendar.models import Feed
from gavn.calendar.services import end_feed, make_feed
from gavn.history.models import Event
from gavn.kernel.dates import PartialDate
from gavn.kernel.errors import Refused
from gavn.people.services import enrol_person


@pytest.fixture
def ida(on, mara, pia, lindenhof, chosen):
    """Pia's person, who came on the first of March 2026."""
    on("2026-03-05")
    return enrol_person(
        by=mara, unit=lindenhof, given="Ida", family="Lund", birth_year=1980, birth_month=5, sex="woman",
        entered=PartialDate.parse("2026-03-01"), contact=pia,
    )  # fmt: skip


def read(code: str):
    """What a calendar programme gets, which is signed in nowhere."""
    return Client().get(reverse("feed", args=[code]))


def test_the_calendar_holds_what_is_due_and_the_days_of_the_season_without_names(ida, pia, season):
    _feed, code = make_feed(by=pia)
    got = read(code)
    text = got.content.decode()
    assert got.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "SUMMARY:Entry due\\, Lindenhof" in text
    assert "SUMMARY:Audit meeting: Midt\\, 2026" in text
    assert "Ida" not in text
    assert "Lund" not in text
    assert ida.public_id not in text
    assert ida.individual.public_id not in text


def test_what_is_another_contacts_stands_in_no_calendar_but_theirs(ida, mara, sven):
    for user in (mara, sven):
        assert "Lindenhof" not in read(make_feed(by=user)[1]).content.decode()


def test_a_wrong_an_old_and_an_ended_address_open_nothing(pia):
    _feed, first = make_feed(by=pia)
    _feed, second = make_feed(by=pia)
    assert [read(code).status_code for code in (first, second, "nosuch", second[:-1])] == [404, 200, 404, 404]
    end_feed(by=pia)
    assert read(second).status_code == 404
    with pytest.raises(Refused, match="no address"):
        end_feed(by=pia)


def test_who_may_no_longer_sign_in_has_no_calendar(pia):
    _feed, code = make_feed(by=pia)
    pia.is_active = False
    pia.save()
    assert read(code).status_code == 404


def test_who_lost_their_role_finds_it_empty(ida, pia, otto):
    _feed, code = make_feed(by=pia)
    pia.roles.update(last="2026-03-04")
    assert "BEGIN:VEVENT" not in read(code).content.decode()


def test_only_the_hash_of_the_address_is_kept_and_history_does_not_hold_it(pia):
    feed, code = make_feed(by=pia)
    assert code not in str(Feed.objects.values_list().get())
    assert [one.kind for one in Event.objects.filter(about=pia.public_id, kind__startswith="calendar")] == [
        "calendar.feed_made"
    ]
    assert code not in str(list(Event.objects.values_list("detail", flat=True)))
    assert feed.read_at is None
    read(code)
    assert Feed.objects.get().read_at is not None


def test_the_calendar_speaks_its_owners_language(ida, pia):
    pia.language = "da"
    pia.save()
    assert "BEGIN:VEVENT" in read(make_feed(by=pia)[1]).content.decode()


def test_the_page_shows_the_address_once_and_ends_it(ida, pia, visit):
    client, page = visit(pia), reverse("calendar_feed")
    assert "You have no address." in client.get(page).content.decode()
    assert "/calendar/" in client.post(page).content.decode()
    again = client.get(page).content.decode()
    assert ("gavn.ics" in again, "It was not read yet." in again) == (False, True)
    assert "opens nothing any more" in client.post(reverse("end_feed"), follow=True).content.decode()
    assert "no address to end" in client.post(reverse("end_feed"), follow=True).content.decode()
