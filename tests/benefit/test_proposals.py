"""Benefit: anybody who signs in proposes a question, and sees what came of it."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from gavn.access.pure.today import Pile
from gavn.benefit.models import Proposal, Step
from gavn.benefit.selectors.proposals import proposals
from gavn.benefit.selectors.waiting import proposals_wait
from gavn.benefit.services import decide, propose
from gavn.history.models import Event
from gavn.kernel.errors import Conflict, Refused

ASK = {"wanted": "Do people sleep better?", "why": "Sleep comes up every day."}


@pytest.fixture
def sleep(pia):
    return propose(by=pia, **ASK)


def test_a_proposal_begins_new_with_its_first_step_and_a_line_of_history(sleep, pia):
    assert (sleep.state, Step.objects.get().state, Event.objects.last().kind) == (
        "new",
        "new",
        "benefit.question_proposed",
    )


def test_who_has_no_role_proposes_nothing(otto):
    with pytest.raises(PermissionDenied):
        propose(by=otto, **ASK)


def test_only_the_secretariat_decides(sleep, mara):
    with pytest.raises(PermissionDenied):
        decide(by=mara, proposal=sleep, state="looked", expected=1)


def test_every_step_is_kept_with_who_and_why(sleep, karen):
    decide(by=karen, proposal=sleep, state="looked", expected=1)
    decide(by=karen, proposal=sleep, state="accepted", expected=2, reason="Three services ask it.")
    found = decide(by=karen, proposal=sleep, state="in_form", expected=3, form="gavn/quality-of-life@1")
    assert (found.state, found.form, found.revision) == ("in_form", "gavn/quality-of-life@1", 4)
    assert list(Step.objects.values_list("state", "reason")) == [
        ("new", ""), ("looked", ""), ("accepted", "Three services ask it."), ("in_form", ""),
    ]  # fmt: skip
    assert Event.objects.filter(kind="benefit.proposal_decided", about=sleep.public_id).count() == 3


def test_the_second_to_decide_sees_that_somebody_was_first(sleep, karen):
    decide(by=karen, proposal=sleep, state="looked", expected=1)
    with pytest.raises(Conflict):
        decide(by=karen, proposal=sleep, state="declined", expected=1, reason="No")


def test_merged_proposals_count_as_one_wished_for_twice(sleep, karen, mara):
    again = propose(by=mara, wanted="Sleep at entry?", why="To compare.")
    decide(by=karen, proposal=again, state="merged", expected=1, into=sleep.public_id)
    first = proposals(karen, order="-wishes")[0]
    assert (first.pk, first.wishes) == (sleep.pk, 2)
    other = propose(by=mara, **ASK)
    with pytest.raises(Refused, match="Others were merged"):
        decide(by=karen, proposal=sleep, state="merged", expected=1, into=other.public_id)


@pytest.mark.parametrize("into", ["itself", "a merged one", "0" * 32])
def test_nothing_is_merged_in_circles_or_with_nothing(sleep, karen, mara, into):
    other = propose(by=mara, **ASK)
    last = propose(by=mara, **ASK)
    decide(by=karen, proposal=other, state="merged", expected=1, into=sleep.public_id)
    where = {"itself": last.public_id, "a merged one": other.public_id}.get(into, into)
    with pytest.raises(Refused) as refusal:
        decide(by=karen, proposal=last, state="merged", expected=1, into=where)
    assert refusal.value.field == "into"


def test_a_form_that_does_not_exist_holds_no_question(sleep, karen):
    decide(by=karen, proposal=sleep, state="accepted", expected=1)
    with pytest.raises(Refused, match="no form called"):
        decide(by=karen, proposal=sleep, state="in_form", expected=2, form="gavn/nothing@1")


@pytest.mark.parametrize(("asked", "found"), [
    ({"words": "sleep"}, 1), ({"words": "SLEEP better"}, 1), ({"words": "home"}, 0), ({"state": "new"}, 1),
    ({"state": "declined"}, 0), ({"state": "open"}, 1), ({"state": "evil"}, 1), ({"order": "password"}, 1),
])  # fmt: skip
def test_the_list_is_searched_chosen_and_sorted(sleep, pia, asked, found):
    assert proposals(pia, **asked).count() == found


def test_ones_own_are_found(sleep, pia, mara):
    assert (proposals(pia, mine=True).count(), proposals(mara, mine=True).count()) == (1, 0)


def test_from_the_form_to_what_came_of_it(client, pia, karen):
    client.force_login(pia)
    assert client.post(reverse("propose"), {"wanted": "Only this"}).status_code == 422
    page = client.post(reverse("propose"), ASK, follow=True)
    assert (page.status_code, "What becomes of it" in page.text) == (200, False)
    made = Proposal.objects.get()
    assert client.get(reverse("decide_proposal", args=[made.public_id])).status_code == 403
    client.force_login(karen)
    decided = reverse("decide_proposal", args=[made.public_id])
    assert "What becomes of it?" in client.get(decided).text
    assert client.post(decided, {"state": "declined", "expected": 1}).status_code == 422
    client.post(decided, {"state": "declined", "expected": 1, "reason": "The exit form asks it."})
    client.force_login(pia)
    assert "The exit form asks it." in client.get(reverse("proposal", args=[made.public_id])).text
    assert "Declined" in client.get(reverse("proposals") + "?mine=1&q=sleep&page=99").text


def test_words_are_shown_as_words(client, pia):
    made = propose(by=pia, wanted="<script>alert(1)</script>", why="=1+1")
    client.force_login(pia)
    for address in (reverse("proposals"), reverse("proposal", args=[made.public_id])):
        assert "<script>alert(1)" not in client.get(address).text


def test_the_front_page_of_the_secretariat_holds_what_nobody_has_looked_at(sleep, karen, pia):
    waiting: list[Pile] = []
    proposals_wait(user=karen, into=waiting)
    assert [line.name for line in waiting[0].lines] == [ASK["wanted"]]
    decide(by=karen, proposal=sleep, state="looked", expected=1)
    for user in (karen, pia):
        waiting.clear()
        proposals_wait(user=user, into=waiting)
        assert waiting == []
