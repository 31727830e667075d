"""Calendar: a service answers once a year about itself; answers are corrected beside those that stood."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gavn.calendar.models import ServiceYearRevision
from gavn.calendar.selectors.years import year_lines, year_values, years_table, years_waiting
from gavn.calendar.services import answer_year, freeze_season
from gavn.history.models import Event
from gavn.kernel.errors import Conflict, Refused
from gavn.measure.gateways.store.kept import kept_store

ANSWERS = {"places": {"v": 12}, "days_used": {"v": 4015}, "spent": {"why": "unknown"}}


def given(by, unit, *, expected: int = 0, **more):
    """The answers of a service about 2026."""
    sent = {"year": 2026, "answers": ANSWERS, "language": "en", **more}
    return answer_year(by=by, unit=unit, expected=expected, **sent)


def test_the_manager_answers_once_and_a_line_of_history_says_so(mara, lindenhof):
    made = given(mara, lindenhof)
    assert (made.number, made.current, made.about.instrument) == (1, True, "gavn/service-year")
    assert Event.objects.last().kind == "calendar.year_answered"
    assert year_values([lindenhof.public_id])[lindenhof.public_id, 2026]["places"] == 12


def test_who_manages_nothing_there_answers_nothing(pia, sven, cora, otto, lindenhof):
    for user in (pia, sven, cora, otto):
        with pytest.raises(PermissionDenied):
            given(user, lindenhof)


def test_a_correction_needs_a_reason_and_stands_beside_what_was_answered(mara, lindenhof):
    given(mara, lindenhof)
    with pytest.raises(Refused, match="Say why"):
        given(mara, lindenhof, expected=1)
    with pytest.raises(Refused, match="at most 300 fit"):
        given(mara, lindenhof, expected=1, reason="x" * 301)
    given(mara, lindenhof, expected=1, answers={"places": {"v": 14}}, reason="Two places were opened in May.")
    found = ServiceYearRevision.objects.order_by("number").values_list("number", "current", "answers__places__v")
    assert list(found) == [(1, False, 12), (2, True, 14)]


def test_who_answers_upon_what_stands_no_longer_sees_both(mara, lindenhof):
    given(mara, lindenhof)
    with pytest.raises(Conflict, match="in the meantime") as conflict:
        given(mara, lindenhof, answers={"places": {"v": 3}})
    assert (conflict.value.mine["places"], conflict.value.theirs["places"]) == ({"v": 3}, {"v": 12})


@pytest.mark.parametrize(("more", "words"), [
    ({"answers": {}}, "at least one question"), ({"answers": {"places": {"v": -3}}}, "0.5"),
    ({"year": 2027}, "The year 2027 cannot"), ({"answers": {"nosuch": {"v": 1}}}, "nosuch"),
])  # fmt: skip
def test_what_cannot_be_is_refused_in_words(mara, lindenhof, more, words):
    with pytest.raises(Refused, match=words):
        given(mara, lindenhof, **more)
    assert ServiceYearRevision.objects.count() == 0


def test_only_a_service_answers_about_its_year(lindenhof, mara):
    from datetime import date

    from gavn.access.services import add_unit, give_role

    ward = add_unit(by=None, name="Upstairs", kind="unit", under=lindenhof)
    give_role(by=None, user=mara, role="manager", at=ward, first=date(2020, 1, 1))
    with pytest.raises(Refused, match="Only a service"):
        given(mara, ward)


def test_the_season_says_by_when_the_year_is_wanted(season, lindenhof, chosen, mara, on):
    on("2027-01-31")
    lines = {one.year: one for one in year_lines(lindenhof)}
    assert (lines[2026].state, str(lines[2026].freezes)) == ("due", "2027-02-01")
    assert [(unit, line.year) for unit, line in years_waiting(mara, most=5)] == [(lindenhof, 2026)]
    on("2027-02-01")
    assert {one.year: one.state for one in year_lines(lindenhof)}[2026] == "late"
    given(mara, lindenhof)
    assert {one.year: one.state for one in year_lines(lindenhof)}[2026] == "answered"
    assert years_waiting(mara, most=5) == []


def test_a_freeze_keeps_what_services_had_answered_by_then(season, cora, mara, lindenhof):
    given(mara, lindenhof)
    done = freeze_season(by=cora, season=season)
    given(mara, lindenhof, expected=1, answers={"places": {"v": 14}}, reason="Later")
    table = kept_store(done.snapshot).table("service_years").execute()
    assert table[["service", "year", "revision", "places"]].values.tolist() == [[lindenhof.public_id, 2026, 1, 12]]
    columns, rows = years_table()
    assert dict(zip([one.name for one in columns], rows[0], strict=True))["places"] == 14


def fields(**values) -> dict[str, str]:
    """What the form sends."""
    return {f"{item}.a": str(value) for item, value in values.items()}


def test_the_pages_lead_from_the_tab_to_the_answers_and_keep_what_is_typed(mara, lindenhof, visit):
    client, tab = visit(mara), reverse("service_years", args=[lindenhof.public_id])
    form = reverse("answer_year", args=[lindenhof.public_id, 2026])
    assert form in client.get(tab).content.decode()
    assert client.post(reverse("keep_year", args=[lindenhof.public_id, 2026]), fields(places=9)).json() == {}
    assert 'value="9"' in client.get(form).content.decode()
    assert client.post(form, {"expected": "0", **fields(places=-5)}).status_code == 422
    assert client.post(form, {"expected": "0", **fields(places=12)}).url == tab
    assert client.post(form, {"expected": "0", "reason": "x", **fields(places=13)}).status_code == 409
    assert client.post(form, {"expected": "1", **fields(places=13)}).status_code == 422
    assert client.post(form, {"expected": "1", "reason": "Counted again", **fields(places=13)}).url == tab
    shown = client.get(reverse("service_year_answers", args=[lindenhof.public_id, 2026])).content.decode()
    assert ("Counted again" in shown, "2. " in shown) == (True, True)


def test_others_read_and_do_not_answer(mara, cora, sven, lindenhof, visit):
    given(mara, lindenhof)
    page, form = (
        reverse("service_years", args=[lindenhof.public_id]),
        reverse("answer_year", args=[lindenhof.public_id, 2026]),
    )
    assert form not in visit(cora).get(page).content.decode()
    assert visit(cora).get(form).status_code == 403
    assert visit(sven).get(page).status_code == 404
    nothing = reverse("service_year_answers", args=[lindenhof.public_id, 2025])
    assert "Nothing was answered" in visit(cora).get(nothing).content.decode()


def test_the_front_page_of_a_manager_shows_the_year_that_waits(season, lindenhof, mara, pia, on):
    from gavn.access.pure.today import Pile
    from gavn.calendar.selectors.waiting import years_wait

    on("2027-01-15")
    for user, kinds in ((mara, ["years"]), (pia, [])):
        into: list[Pile] = []
        years_wait(user=user, into=into)
        assert [pile.kind for pile in into] == kinds
