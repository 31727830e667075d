"""Improve: an action is opened, followed and ended by those who may; each step stays, each write has its line."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from gavn.access.pure.today import Pile, waiting
from gavn.history.models import Event
from gavn.improve.selectors.actions import actions_listed
from gavn.improve.services import change_action, end_action, note_progress, open_action
from gavn.kernel.errors import Conflict, Refused

ASK = {"title": "Ask the schools", "what": "Ring each of them in May", "due": date(2026, 6, 1)}


@pytest.fixture(autouse=True)
def _march(monkeypatch):
    monkeypatch.setenv("GAVN_NOW", "2026-03-10T09:00:00+00:00")


@pytest.fixture
def action(mara, pia, lindenhof):
    return open_action(by=mara, unit=lindenhof, responsible=pia, measure="gavn/age-at-entry@1", target="Ten", **ASK)


def test_an_action_from_opening_to_its_end(action, mara, pia, lindenhof):
    note_progress(by=pia, action=action, words="Two of four answered.")
    changed = change_action(
        by=mara, action=action, responsible=pia, expected=1, reason="Later", **{**ASK, "due": date(2026, 7, 1)}
    )
    done = end_action(by=pia, action=changed, state="done", words="All four said yes.", expected=2)
    again = end_action(by=pia, action=done, state="reopened", words="One withdrew.", expected=3)
    dropped = end_action(by=mara, action=again, state="dropped", words="The school closed.", expected=4)
    assert dropped.ended_at is not None
    assert [one.kind for one in dropped.steps.all()] == ["opened", "note", "changed", "done", "reopened", "dropped"]
    assert list(Event.objects.filter(kind__startswith="improve.").order_by("id").values_list("kind", flat=True)) == [
        "improve.action_opened", "improve.progress_noted", "improve.action_changed", "improve.action_ended",
        "improve.action_reopened", "improve.action_ended",
    ]  # fmt: skip


def test_two_editors_see_each_other(action, mara, pia):
    change_action(by=mara, action=action, responsible=pia, expected=1, **ASK)
    with pytest.raises(Conflict):
        change_action(by=mara, action=action, responsible=pia, expected=1, **ASK)
    with pytest.raises(Conflict):
        end_action(by=pia, action=action, state="done", words="Done.", expected=1)


def test_only_the_responsible_and_who_leads_the_place_write(action, sven, otto):
    for one in (sven, otto):
        with pytest.raises(PermissionDenied):
            note_progress(by=one, action=action, words="I would say")
        with pytest.raises(PermissionDenied):
            open_action(by=one, unit=action.unit, responsible=one, **ASK)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"due": date(2026, 3, 9)}, "still to come"),
        ({"measure": "gavn/no-such@1"}, "no such indicator"),
        ({"title": " "}, "Write a sentence"),
    ],
)
def test_what_does_not_fit_is_refused(mara, pia, lindenhof, wrong, words):
    with pytest.raises(Refused, match=words):
        open_action(by=mara, unit=lindenhof, responsible=pia, **{**ASK, **wrong})


def test_somebody_from_elsewhere_cannot_be_responsible(mara, sven, lindenhof, action, pia):
    with pytest.raises(Refused, match="Sven"):
        open_action(by=mara, unit=lindenhof, responsible=sven, **ASK)
    with pytest.raises(Refused, match="becomes"):
        end_action(by=pia, action=action, state="forgotten", words="So", expected=1)


def test_the_list_is_chosen_searched_and_sorted(action, mara, pia, sven, lindenhof, monkeypatch):
    titles = lambda user, **asked: [one.title for one in actions_listed(user, **asked)]  # noqa: E731
    assert titles(mara) == titles(pia, which="mine") == titles(mara, words="ring") == ["Ask the schools"]
    assert (
        titles(mara, unit=lindenhof, which="done") == titles(sven, which="all") == titles(mara, which="overdue") == []
    )
    monkeypatch.setenv("GAVN_NOW", "2026-06-10T09:00:00+00:00")
    assert titles(mara, which="overdue", order="no such") == ["Ask the schools"]


def test_the_front_page_of_the_responsible_says_what_is_late(action, pia, monkeypatch):
    def kinds() -> set[str]:
        into: list[Pile] = []
        waiting.tell(user=pia, into=into)
        return {one.kind for one in into} & {"actions", "overdue_actions"}

    assert kinds() == set()
    monkeypatch.setenv("GAVN_NOW", "2026-05-25T09:00:00+00:00")
    assert kinds() == {"actions"}
    monkeypatch.setenv("GAVN_NOW", "2026-06-02T09:00:00+00:00")
    assert kinds() == {"overdue_actions"}
